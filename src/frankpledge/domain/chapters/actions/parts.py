"""Changing what a chapter is made of: parts added, moved, hidden, answered with nothing; its state and its writer."""

from __future__ import annotations

from django.db import transaction

from frankpledge.domain.chapters import rules
from frankpledge.domain.chapters.actions.keeping import keep
from frankpledge.domain.chapters.models import Chapter, Part, Version
from frankpledge.domain.chapters.permissions import check_may_write
from frankpledge.domain.chapters.queries import exhibits_shown
from frankpledge.domain.chapters.rules import ChapterState, PartKind
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.audit.actions import record


@transaction.atomic
def add_exhibit(*, chapter: Chapter, exhibit: str, by: User) -> Part:
    """Add an exhibit at the end of a chapter and return the part. Refused where the paper shows it already."""
    check_may_write(chapter, by, deed="added to")
    if exhibit in exhibits_shown(chapter):
        raise rules.AlreadyThere("the document shows this exhibit already.", cure="Show it where it was hidden.")
    part = Part.objects.create(
        workspace=chapter.workspace,
        chapter=chapter,
        position=_end(chapter),
        kind=PartKind.EXHIBIT,
        exhibit=exhibit,
    )
    keep(chapter, deed=f"added the exhibit {exhibit}", by=by)
    return part


@transaction.atomic
def add_narrative(*, chapter: Chapter, title: str, by: User) -> Part:
    """Add a heading to write under, at the end of a chapter, and return the part."""
    check_may_write(chapter, by, deed="added to")
    said = rules.check_said(title, what="a heading")
    part = Part.objects.create(
        workspace=chapter.workspace,
        chapter=chapter,
        position=_end(chapter),
        kind=PartKind.NARRATIVE,
        title=said[:200],
    )
    keep(chapter, deed=f"added “{said[:100]}”", by=by)
    return part


@transaction.atomic
def move_part(*, part: Part, up: bool, by: User) -> None:
    """Move a part past its neighbour. The first stays first, the last stays last."""
    chapter = part.chapter
    check_may_write(chapter, by, deed="ordered")
    parts = list(chapter.parts.order_by("position", "pk"))
    place = next(at for at, one in enumerate(parts) if one.pk == part.pk)
    other = place + (-1 if up else 1)
    if 0 <= other < len(parts):
        parts[place], parts[other] = parts[other], parts[place]
        _order(parts)
        keep(chapter, deed=f"moved “{part}” {'up' if up else 'down'}", by=by)


@transaction.atomic
def set_hidden(*, part: Part, hidden: bool, by: User) -> None:
    """Hide a part from the document, or show it again."""
    check_may_write(part.chapter, by, deed="changed")
    part.hidden = hidden
    part.save(update_fields=("hidden",))
    keep(part.chapter, deed=f"{'hid' if hidden else 'showed'} “{part}”", by=by)


@transaction.atomic
def set_nil(*, part: Part, reason: str, by: User) -> None:
    """Say that there is nothing to write under a prompt, and why. It then counts as answered, as a nil return."""
    check_may_write(part.chapter, by, deed="written in")
    part.nil = rules.check_said(reason, what="a nil return")[:1000]
    part.save(update_fields=("nil",))
    keep(part.chapter, deed=f"gave a nil return for “{part}”", by=by)


@transaction.atomic
def withdraw_nil(*, part: Part, by: User) -> None:
    """Take a nil return back: the part is to be written again."""
    check_may_write(part.chapter, by, deed="written in")
    part.nil = ""
    part.save(update_fields=("nil",))
    keep(part.chapter, deed=f"withdrew the nil return for “{part}”", by=by)


@transaction.atomic
def set_state(*, chapter: Chapter, state: ChapterState, by: User) -> None:
    """Say how far a chapter is."""
    check_may_write(chapter, by, deed="changed")
    chapter.state = state
    chapter.save(update_fields=("state",))
    keep(chapter, deed=f"marked it {state.label.lower()}", by=by)


@transaction.atomic
def set_writer(*, chapter: Chapter, writer: User | None, by: User) -> None:
    """Say who writes a chapter: somebody with a role in its workspace, or nobody in particular."""
    check_may_write(chapter, by, deed="changed")
    if writer is not None and not roles_of(writer, chapter.workspace):
        raise rules.NoSuchChapter("this person holds no role here.", cure="Choose somebody of this partnership.")
    chapter.writer = writer
    chapter.save(update_fields=("writer",))
    keep(chapter, deed="named its writer" if writer else "left its writer open", by=by)


@transaction.atomic
def hand_over(*, chapter: Chapter, to: User, by: User) -> None:
    """Give a chapter of somebody who leaves its next writer. Whoever lets people go may do it."""
    chapter.writer = to
    chapter.save(update_fields=("writer",))
    record("chapters.handed_over", chapter, by=by, facts={"ref": chapter.ref})


@transaction.atomic
def restore(*, chapter: Chapter, version: Version, by: User) -> None:
    """Put a chapter back as it stood: its title, and the order, visibility and answers of its parts.

    A part that was added since is hidden, never lost.
    """
    check_may_write(chapter, by, deed="restored")
    if version.chapter_id != chapter.pk:
        raise rules.NoSuchChapter("this chapter has no such version.")
    stood = version.stood
    chapter.title, chapter.about, chapter.state = stood["title"], stood["about"], stood["state"]
    chapter.save(update_fields=("title", "about", "state"))
    then = {one["id"]: (place, one) for place, one in enumerate(stood["parts"])}
    parts = list(chapter.parts.all())
    for part in parts:
        _as_it_stood(part, then.get(str(part.pk)))
    _order(sorted(parts, key=lambda part: (then.get(str(part.pk), (len(then), None))[0], part.position)))
    keep(chapter, deed=f"restored version {version.number}", by=by)


def _as_it_stood(part: Part, found: tuple[int, dict[str, object]] | None) -> None:
    if found is None:
        part.hidden = True
    else:
        part.hidden, part.nil, part.title = bool(found[1]["hidden"]), str(found[1]["nil"]), str(found[1]["title"])
    part.save(update_fields=("hidden", "nil", "title"))


def _order(parts: list[Part]) -> None:
    for place, part in enumerate(parts, start=1):
        part.position = 10 * place
        part.save(update_fields=("position",))


def _end(chapter: Chapter) -> int:
    return max((part.position for part in chapter.parts.all()), default=0) + 10
