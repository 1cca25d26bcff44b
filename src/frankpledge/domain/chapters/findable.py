"""What of chapters can be found: what people wrote in them, with the figures as accepted, and what was remarked.

A chapter has its history told. It takes no comments: remarks on it hold up its approval, and one way to speak is
enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.chapters.models import Chapter, Part, Remark
from frankpledge.domain.chapters.permissions import GRANTS, Capability
from frankpledge.domain.chapters.queries import chapters, with_words
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.passages import rendered
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.words import plain_text
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]


def _chapters(workspace: Workspace, _about: str) -> Iterator[Findable]:
    found = Chapter.objects.filter(workspace=workspace).select_related("paper").defer("paper__tree").order_by("pk")
    for one in with_words(found):
        parts = [part for part in one.parts.all() if not part.hidden]
        said = [_said(part.passage) if part.passage else part.nil for part in parts]
        title = f"{one.title}: {one.paper.title}" if one.paper else f"{one.title}, a chapter of the year"
        written = [part.passage.written_at for part in parts if part.passage]
        href = reverse("chapters:chapter", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), title, " ".join([one.about, *said]).strip(), href, max(written, default=None))


def _said(passage: Passage) -> str:
    paragraphs, figures = rendered(passage)
    return " ".join(plain_text(one.line, figures) for one in paragraphs)


def _remarks(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Remark.objects.filter(workspace=workspace).select_related("chapter", "by")
    for one in found.filter(pk=about) if about else found:
        href = f"{reverse('chapters:chapter', args=(workspace.slug, one.chapter_id))}#remark-{one.pk}"
        text = " ".join(filter(None, [one.words, one.answer]))
        yield Findable(str(one.pk), f"Remark of {one.by.name}: {one.chapter.title}", text, href, one.at)


FINDABLE = (
    FindableKind(
        Chapter._meta.label_lower,
        "Chapters at work",
        GRANTS[Capability.READ],
        _chapters,
        order=16,
        after=("chapters.", "narrative.", "proposals.", "assessments.", "documents.part_written"),
    ),
    FindableKind(Remark._meta.label_lower, "Remarks", GRANTS[Capability.READ], _remarks, order=18),
)


# ---- whose history is told -------------------------------------------------------------------------------------


def _chapter(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    one = chapters(workspace=workspace, viewer=viewer).filter(pk=UUID(about)).first()
    if one is None:
        return None
    parts = one.parts.all()
    passages = tuple(str(part.passage_id) for part in parts if part.passage_id)
    remarks = tuple(str(remark) for remark in one.remarks.values_list("pk", flat=True))
    events = (
        (Chapter._meta.label_lower, (about,)),
        (Part._meta.label_lower, tuple(str(part.pk) for part in parts)),
        (Passage._meta.label_lower, passages),
        (Remark._meta.label_lower, remarks),
    )
    return Subject(one.title, reverse("chapters:chapter", args=(workspace.slug, one.pk)), events)


SUBJECTS = (SubjectKind(Chapter._meta.label_lower, "a chapter", _chapter, comments=False),)
