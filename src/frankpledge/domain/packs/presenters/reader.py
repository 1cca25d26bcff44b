"""A part of a pack on a screen: its words, or its pages as they were sent, with a mark where each page begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from frankpledge.domain.packs.models import Part, VersionPage
from frankpledge.ground.documents.blocks import Block, Document, Picture, Table
from frankpledge.ground.documents.paged import Fell, LaidBlock, LaidSection, laid, pages_begun, with_row_marks
from frankpledge.ground.ui.blocks import FigureFacts, drawn_block, facts_of


@dataclass(frozen=True)
class ReadSection:
    """A section as it is read: its heading, the marks before it, and its words."""

    ref: str
    title: str
    number: str
    marks: SafeString
    body: SafeString


@dataclass(frozen=True)
class SentPageShown:
    """A page as it was sent: its number in the whole, its picture's address and its words, line by line."""

    number: int
    at: int
    width: int
    height: int
    lines: tuple[str, ...]


class Marks:
    """The marks of the pages of one part, each set once, in order."""

    def __init__(self, part: Part, pages: int) -> None:
        self.first, self.last = part.first, part.first + part.takes - 1
        self.of, self.pages, self.shown = part.pack.pages, pages, 0

    def upto(self, page: int) -> SafeString:
        """Return the marks of the pages that begin before what stands on a page, from the part's first."""
        begun = pages_begun(self.shown, page)
        self.shown = max(self.shown, page)
        return SafeString("".join(self.one(each) for each in begun))

    def one(self, page: int, *, inline: bool = False) -> SafeString:
        """Return the mark of one page. The last of a part stands for all the numbers that the part takes up."""
        number = self.first + page - 1
        last = self.last if page == self.pages else number
        shown = {"number": number, "last": last, "of": self.of, "inline": inline}
        return SafeString(render_to_string("packs/mark.html", shown).strip())


def read_sections(document: Document, fell: tuple[Fell, ...], marks: Marks) -> tuple[ReadSection, ...]:
    """Return the sections of a part as they are read, with the marks of its pages."""
    return tuple(_section(one, document, marks) for one in laid(document, fell))


def _section(section: LaidSection, document: Document, marks: Marks) -> ReadSection:
    before = marks.upto(section.page)
    body = SafeString("\n".join(_blocks(section, document, marks)))
    return ReadSection(section.ref, section.title, section.number, before, body)


def _blocks(section: LaidSection, document: Document, marks: Marks) -> Iterator[str]:
    for one in section.blocks:
        yield marks.upto(one.page)
        drawn = drawn_block(_titled(one), document.figures, one.number)
        yield with_row_marks(drawn, one.rows, lambda page: marks.one(page, inline=True))
        marks.shown = max([marks.shown, *(page for _, page in one.rows)])


def _titled(one: LaidBlock) -> Block:
    """Return a block with its number in its title, as it is printed: "Table 2. Attendance"."""
    if isinstance(one.block, Picture | Table) and one.number:
        return replace(one.block, title=f"{one.number}. {one.block.title}")
    return one.block


def figure_facts(document: Document) -> tuple[FigureFacts, ...]:
    """Return the facts that the live figures of a part lead to."""
    return facts_of(document.figures.values())


def sent_pages(part: Part, pages: Iterator[VersionPage]) -> tuple[SentPageShown, ...]:
    """Return the pages of a part as they were sent."""
    return tuple(
        SentPageShown(
            part.first + one.number - 1, one.number, one.width, one.height, tuple(filter(None, one.words.split("\n")))
        )
        for one in pages
    )
