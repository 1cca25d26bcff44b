"""Chapters in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.chapters.models import Chapter, Part, Remark, Version
from frankpledge.domain.chapters.queries.written import NOT_IN_STORE, ShownPart, Written, number_of
from frankpledge.domain.chapters.rules import WAITING, ChapterState, PartKind, RemarkState
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.passages import spoken
from frankpledge.domain.narrative.rules import sentences
from frankpledge.ground.documents.blocks import Block, Subheading
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.rules import State as PaperState
from frankpledge.ground.registry import told
from frankpledge.ground.ui.blocks import FigureFacts, Numbers, drawn_blocks, facts_of
from frankpledge.ground.ui.parts import Choice, Column, Happened, Row, Table


@dataclass(frozen=True)
class PartShown:
    """One part on the page of its chapter: as it will stand, or why it does not, and what may be done with it."""

    part: Part
    name: str
    html: SafeString
    quiet: str
    kind: str
    asks: bool
    write: str
    deed: str
    first: bool
    last: bool


@dataclass(frozen=True)
class RemarkShown:
    """A remark with what became of it, and where it is answered."""

    remark: Remark
    on: str
    state: str
    waits: bool
    href: str


@dataclass(frozen=True)
class ChapterPage:
    """A chapter as it will stand, part by part, for one reader."""

    title: str
    caption: str
    known: str
    chapter: Chapter
    number: str
    parts: tuple[PartShown, ...]
    facts: tuple[FigureFacts, ...]
    remarks: tuple[RemarkShown, ...]
    others: tuple[Choice, ...]
    open: bool


def chapter_page(one: Written, beside: Iterable[Written], remarks: Iterable[Remark], *, writes: bool) -> ChapterPage:
    """Return the page of a chapter among the chapters of its document. `writes`: this reader may write now."""
    chapter, all_of_them = one.chapter, tuple(beside)
    number = number_of(chapter, all_of_them)
    return ChapterPage(
        title=chapter.title,
        caption=caption(chapter),
        known=f"Evidence as known on {one.known_on.day} {one.known_on:%B %Y}" if one.known_on else NOT_IN_STORE,
        chapter=chapter,
        number=number,
        parts=_parts(one, number),
        facts=facts_of(one.figures.values()),
        remarks=tuple(_remark(each, chapter) for each in remarks),
        others=tuple(_link(each.chapter, number_of(each.chapter, all_of_them)) for each in all_of_them),
        open=writes and is_open(chapter),
    )


def is_open(chapter: Chapter) -> bool:
    """Return whether a chapter may be changed: its paper is a draft, or it belongs to the year."""
    return chapter.paper is None or chapter.paper.state == PaperState.DRAFT


def caption(chapter: Chapter) -> str:
    """Return the line above a chapter's title: what it belongs to, and the months that it looks at."""
    months = Window(Month.parse(chapter.first_month), Month.parse(chapter.last_month)).label
    if chapter.paper is not None and chapter.dated is None:
        return f"{chapter.paper.title} · {months}"
    day = f"{chapter.dated.day} {chapter.dated:%B %Y}" if chapter.dated else ""
    return f"Chapter of the year, {day} · {months}"


def _parts(one: Written, number: str) -> tuple[PartShown, ...]:
    numbers, figures, shown = Numbers(number), one.figures, one.parts
    return tuple(
        _part(one.chapter, each, drawn_blocks(each.blocks, figures, numbers), at, len(shown))
        for at, each in enumerate(shown)
    )


def _part(chapter: Chapter, shown: ShownPart, html: SafeString, at: int, of: int) -> PartShown:
    part = shown.part
    place = (chapter.workspace.slug, chapter.pk, part.pk)
    narrative = part.kind == PartKind.NARRATIVE
    return PartShown(
        part=part,
        name=part.title or exhibit_name(part.exhibit, shown.blocks),
        html=html,
        quiet=shown.quiet,
        kind="hidden" if part.hidden else "to-write" if shown.quiet and narrative else "quiet" if shown.quiet else "",
        asks=narrative and not part.hidden and bool(shown.quiet),
        write=reverse("chapters:write", args=place) if narrative else "",
        deed=reverse("chapters:part", args=place),
        first=at == 0,
        last=at == of - 1,
    )


def exhibit_name(exhibit: str, blocks: tuple[Block, ...] = ()) -> str:
    """Return what an exhibit is called: the title or subheading that it shows, else its name as words."""
    titled = (block.text if isinstance(block, Subheading) else getattr(block, "title", "") for block in blocks)
    return next((title for title in titled if title), exhibit.replace(".", ": ").replace("_", " "))


def _remark(remark: Remark, chapter: Chapter) -> RemarkShown:
    return RemarkShown(
        remark=remark,
        on=str(remark.part) if remark.part else "",
        state=RemarkState(remark.state).label,
        waits=remark.state in WAITING,
        href=reverse("chapters:remark", args=(chapter.workspace.slug, chapter.pk, remark.pk)),
    )


def _link(chapter: Chapter, number: str) -> Choice:
    words = f"{number}. {chapter.title}" if number else chapter.title
    return Choice(words, chapter_address(chapter), ChapterState(chapter.state).label)


def chapter_address(chapter: Chapter) -> str:
    """Return where a chapter is read and worked on."""
    return reverse("chapters:chapter", args=(chapter.workspace.slug, chapter.pk))


def paper_address(paper: Paper) -> str:
    """Return the page of a paper, which the app that made it told the ground; nothing where none did."""
    for _, pages in told("PAPER_PAGES"):
        if paper.kind in pages:
            return str(pages[paper.kind](paper))
    return ""


def dated_table(chapters: Iterable[Chapter]) -> Table:
    """Return the chapters of the year, newest first."""
    rows = tuple(
        Row(
            (
                one.title,
                f"{one.dated.day} {one.dated:%B %Y}" if one.dated else "",
                Window(Month.parse(one.first_month), Month.parse(one.last_month)).label,
                ChapterState(one.state).label,
            ),
            href=chapter_address(one),
        )
        for one in chapters
    )
    columns = (Column("Chapter"), Column("Dated"), Column("Looks at"), Column("State"))
    return Table("Chapters of the year", columns, rows, caption_hidden=True)


def history(versions: Iterable[Version], chapter: Chapter) -> tuple[Happened, ...]:
    """Return what was done to a chapter, newest first."""
    place = (chapter.workspace.slug, chapter.pk)
    return tuple(
        Happened(one.at, one.by.name, one.deed, reverse("chapters:version", args=(*place, one.number)))
        for one in versions
    )


def version_table(version: Version) -> Table:
    """Return the parts of a chapter as they stood."""
    rows = tuple(
        Row(
            (
                one["title"] or exhibit_name(one["exhibit"]),
                "exhibit" if one["kind"] == PartKind.EXHIBIT else "narrative",
                "hidden" if one["hidden"] else "shown",
                one.get("words") or one["nil"] or "–",
            )
        )
        for one in version.stood["parts"]
    )
    columns = (Column("Part"), Column("Kind"), Column("In the document"), Column("Words"))
    return Table(f"Version {version.number}", columns, rows, caption_hidden=True)


def words_of(passage: Passage) -> tuple[str, ...]:
    """Return the paragraphs of a passage as they were heard, with the figures of then."""
    found: dict[int, list[str]] = {}
    for one in sentences(passage.text):
        found.setdefault(one.paragraph, []).append(spoken(passage, one.text))
    return tuple(" ".join(said) for said in found.values())
