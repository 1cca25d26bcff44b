"""What changed: by newer evidence in a draft, and from one edition to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.domain.assessments.rules import Overtaken
from frankpledge.domain.narrative.queries.passages import CHANGED, LOOSE, REFUSED, UNTRUE
from frankpledge.ground.documents.blocks import Figure
from frankpledge.ground.documents.comparison import ChapterThenAndNow
from frankpledge.ground.ui.parts import Column, Row, Table

KINDS = {
    CHANGED: "Value changed, check the wording",
    UNTRUE: "No longer true",
    REFUSED: "Cannot be said any more",
    LOOSE: "The sentence was rewritten",
}


@dataclass(frozen=True)
class OvertakenShown:
    """A sentence no longer as written: old and new, where it is rewritten, and whether its value can be accepted."""

    chapter: str
    sentence: str
    kind: str
    label: str
    old: str
    new: str
    words: str
    href: str
    accept: str
    revision: int


@dataclass(frozen=True)
class ChapterCompared:
    """A chapter then and now: its figures as a table, the sentences that came and went."""

    title: str
    note: str
    figures: Table | None
    added: tuple[str, ...]
    removed: tuple[str, ...]


def overtaken_shown(found: Iterable[Overtaken]) -> tuple[OvertakenShown, ...]:
    """Return the sentences that are no longer as written."""
    return tuple(_shown(one) for one in found)


def _shown(one: Overtaken) -> OvertakenShown:
    stale, chapter = one.stale, one.chapter
    return OvertakenShown(
        chapter=chapter.title,
        sentence=stale.sentence,
        kind=KINDS[stale.kind],
        label=stale.label,
        old=stale.old,
        new=stale.new,
        words=stale.words,
        href=reverse("chapters:write", args=(chapter.workspace.slug, chapter.pk, one.part.pk)),
        accept=stale.name if stale.kind == CHANGED else "",
        revision=stale.passage.revision,
    )


def compared(chapters: Iterable[ChapterThenAndNow], *, only_changed: bool = True) -> tuple[ChapterCompared, ...]:
    """Return the chapters in which anything reads differently."""
    return tuple(_chapter(one) for one in chapters if one.changed or not only_changed)


def _chapter(one: ChapterThenAndNow) -> ChapterCompared:
    note = "new" if not one.there_then else "gone" if not one.there_now else ""
    rows = tuple(Row((f.label, _said(f.old), _said(f.new))) for f in one.figures if f.changed)
    columns = (Column("Figure"), Column("Then", right=True), Column("Now", right=True))
    table = Table(f"Figures that changed: {one.title}", columns, rows, caption_hidden=True) if rows else None
    return ChapterCompared(one.title, note, table, one.added, one.removed)


def _said(figure: Figure | None) -> str:
    return figure.display if figure else "not there"
