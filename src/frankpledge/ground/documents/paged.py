"""A document as part of a pack: its pages as PDF, without page numbers of their own, and on which page each block fell.

A pack numbers its pages through all its papers, so a paper leaves room for a number in its foot. Whoever shows the same
paper on a screen marks there where each page begins.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

from frankpledge.ground.documents import key
from frankpledge.ground.documents.blocks import (
    Block,
    Column,
    Contents,
    Document,
    FigureRef,
    HowToRead,
    KeyFigures,
    Link,
    Picture,
    Row,
    Standout,
    Table,
    Text,
)
from frankpledge.ground.documents.checks import check
from frankpledge.ground.documents.numbering import NumberedBlock, NumberedSection, numbered
from frankpledge.ground.documents.pdf import queried, set_as_pdf
from frankpledge.ground.documents.pdf_pages import pages


@dataclass(frozen=True)
class Fell:
    """On which page, from 1, a block begins: by its section and its place there; a row of a table by its own number.

    `block` is -1 for the head of a section, `row` -1 for the block itself.
    """

    section: int
    block: int
    row: int
    page: int


@dataclass(frozen=True)
class Paged:
    """A document on its pages."""

    content: bytes
    count: int
    fell: tuple[Fell, ...]


def paged(document: Document) -> Paged:
    """Return a document set for a pack: no cover, sections one below the other. Refused where it is not whole."""
    check(document)
    told = {**pages(document), "short": True, "bound": True}
    told["sections"] = [{**section, "runs_on": at > 0} for at, section in enumerate(told["sections"])]
    fell = tuple(Fell(**one) for one in json.loads(queried(told, "<fell>")))
    count = json.loads(queried(told, "<pages>"))[0]
    return Paged(set_as_pdf(document, told), count, fell)


def as_paper(document: Document, prefix: str) -> Document:
    """Return a document as it stands in a pack: without contents of its own, and with names that are nobody else's.

    Its key to the marks becomes a table; `prefix` goes before the names of its sections, pictures and figures.
    """
    sections = (replace(one, blocks=tuple(_kept(one.blocks, document))) for one in document.sections)
    kept = tuple(one for one in sections if one.blocks)
    refs = frozenset(one.ref for one in kept)
    named = tuple(replace(one, ref=f"{prefix}{one.ref}", blocks=_named(one.blocks, prefix, refs)) for one in kept)
    figures = {f"{prefix}{name}": replace(one, key=f"{prefix}{name}") for name, one in document.figures.items()}
    return replace(document, sections=named, figures=figures, art="", places=())


# ---- where its pages begin -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LaidBlock:
    """A block with its printed number and its page; `rows` are rows of a table that begin a later page."""

    block: Block
    number: str
    page: int
    rows: tuple[tuple[int, int], ...] = ()

    @property
    def numbered_block(self) -> NumberedBlock:
        """Return the block as the renderers know it."""
        return NumberedBlock(self.block, self.number)


@dataclass(frozen=True)
class LaidSection:
    """A section with its number, the page of its head, and its blocks."""

    ref: str
    title: str
    number: str
    page: int
    blocks: tuple[LaidBlock, ...]


def laid(document: Document, fell: Iterable[Fell]) -> tuple[LaidSection, ...]:
    """Return the sections of a document with the page, from 1, on which each block begins."""
    at = {(one.section, one.block, one.row): one.page for one in fell}
    return tuple(_laid(nth, section, at) for nth, section in enumerate(numbered(document)))


def _laid(nth: int, section: NumberedSection, at: Mapping[tuple[int, int, int], int]) -> LaidSection:
    page = at.get((nth, -1, -1), 1)
    blocks = []
    for place, one in enumerate(section.blocks):
        rows = _rows(one.block, nth, place, at)
        page = at.get((nth, place, -1), rows[0][1] if rows else page)
        later = tuple(row for before, row in pairwise(rows) if row[1] > before[1])
        blocks.append(LaidBlock(one.block, one.number, page, later))
        page = rows[-1][1] if rows else page
    part = section.section
    return LaidSection(part.ref, part.title, section.number, at.get((nth, -1, -1), 1), tuple(blocks))


def _rows(block: Block, nth: int, place: int, at: Mapping[tuple[int, int, int], int]) -> list[tuple[int, int]]:
    if not isinstance(block, Table):
        return []
    return [(row, at[nth, place, row]) for row in range(len(block.rows)) if (nth, place, row) in at]


# ---- its own names ---------------------------------------------------------------------------------------------


def _kept(blocks: tuple[Block, ...], document: Document) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, HowToRead):
            yield _marks(document)
        elif not isinstance(block, Contents):
            yield block


def _marks(document: Document) -> Table:
    gap = Text("  ")
    rows = tuple(
        Row(
            (
                (Text(row.family),),
                tuple(piece for shape in row.shapes for piece in (shape, gap))[:-1],
                (Text(row.meaning),),
            )
        )
        for row in key.rows(document)
    )
    columns = (Column("Mark", share=0.16), Column("How it looks", share=0.34), Column("What it means", share=0.5))
    return Table("How to read the marks", "", columns, rows, numbered=False)


def _named(node: Any, prefix: str, refs: frozenset[str]) -> Any:
    """Return a part of the tree with every name in it made the paper's own; a link to what is left out is words."""
    match node:
        case FigureRef(key=name):
            return FigureRef(f"{prefix}{name}")
        case Link(text=text, target=target) if target.startswith("#"):
            return Link(text, f"#{prefix}{target[1:]}") if target[1:] in refs else Text(text)
        case Picture():
            return replace(node, name=f"{prefix}{node.name}")
        case Standout(figure=name):
            told = {one.name: _named(getattr(node, one.name), prefix, refs) for one in fields(node)}
            return Standout(**{**told, "figure": f"{prefix}{name}"})
        case KeyFigures(items=items):
            return KeyFigures(tuple((f"{prefix}{name}", words) for name, words in items))
    if isinstance(node, tuple):
        return tuple(_named(one, prefix, refs) for one in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{one.name: _named(getattr(node, one.name), prefix, refs) for one in fields(node)})
    return node


# ---- on a screen -----------------------------------------------------------------------------------------------


def pages_begun(before: int, now: int) -> range:
    """Return the pages that begin before a block on page `now`, where all up to `before` were marked."""
    return range(before + 1, now + 1)


def with_row_marks(table: str, rows: Iterable[tuple[int, int]], mark: Callable[[int], str]) -> str:
    """Return a table's HTML with the mark of a page in the first cell of each row that begins one."""
    head, tag, body = table.partition("<tbody>")
    parts = body.split("<tr")
    for row, page in rows:
        if row + 1 < len(parts):
            opened, end, rest = parts[row + 1].partition("<th")
            cell, close, words = rest.partition(">")
            parts[row + 1] = f"{opened}{end}{cell}{close}{mark(page)}{words}"
    return f"{head}{tag}{'<tr'.join(parts)}"
