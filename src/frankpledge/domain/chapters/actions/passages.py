"""Writing under the headings of a chapter, and putting words back as they stood."""

from __future__ import annotations

from django.db import transaction

from frankpledge.domain.chapters.actions.keeping import keep
from frankpledge.domain.chapters.models import Chapter, Part, Version
from frankpledge.domain.chapters.permissions import check_may_write
from frankpledge.domain.chapters.rules import ChapterState, NoSuchChapter
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.actions import May, write_passage
from frankpledge.domain.narrative.models import Passage, PassageVersion
from frankpledge.domain.narrative.rules import Reference
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record


def may_write(chapter: Chapter) -> May:
    """Return what refuses whoever may not write in this chapter now."""

    def check(workspace: Workspace, by: User) -> None:
        if workspace.pk != chapter.workspace_id:
            raise NoSuchChapter("there is no such chapter.")
        check_may_write(chapter, by, deed="written in")

    return check


@transaction.atomic
def begin_passage(*, part: Part, known: Known, by: User) -> Passage:
    """Return the passage of a heading, begun empty where there is none yet."""
    held = Part.objects.select_related("passage", "chapter", "workspace").get(pk=part.pk)
    if held.passage is None:
        held.passage = write_passage(
            passage=None, workspace=held.workspace, text="", known=known, by=by, may=may_write(held.chapter)
        )
        held.save(update_fields=("passage",))
        record("chapters.passage_begun", held, by=by, facts={"ref": held.chapter.ref})
    part.passage = held.passage
    return held.passage


@transaction.atomic
def note_written(*, part: Part, by: User) -> None:
    """Keep the chapter after words were written in it: they answer the prompt, and a chapter to write is drafted."""
    chapter = part.chapter
    check_may_write(chapter, by, deed="written in")
    if part.nil:
        part.nil = ""
        part.save(update_fields=("nil",))
    if chapter.state == ChapterState.TO_WRITE:
        chapter.state = ChapterState.DRAFTED
        chapter.save(update_fields=("state",))
    keep(chapter, deed=f"wrote “{part}”", by=by)


def restore_words(*, chapter: Chapter, version: Version, known: Known, by: User) -> None:
    """Put the words of a chapter back as they stood at a version, each figure fetched by the reference that it had."""
    then = {one["id"]: one for one in version.stood["parts"]}
    for part in Part.objects.filter(chapter=chapter, passage__isnull=False).select_related("passage", "chapter"):
        stood, passage = then.get(str(part.pk)), part.passage
        if passage is None or stood is None or stood.get("revision", 0) == passage.revision:
            continue
        kept = PassageVersion.objects.filter(passage=passage, revision=stood.get("revision", 0)).first()
        if kept is not None and kept.text != passage.text:
            write_passage(
                passage=passage,
                workspace=chapter.workspace,
                text=kept.text,
                references={name: Reference.parse(key) for name, key in kept.references.items()},
                known=known,
                by=by,
                may=may_write(chapter),
                revision=passage.revision,
            )
