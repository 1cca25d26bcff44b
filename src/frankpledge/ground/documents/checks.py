"""Is the document whole? What no renderer should have to ask: every reference meets something, nothing is empty.

`check` is called by every renderer and before every approval. It names the first thing that is wrong and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from frankpledge.ground.documents import sheet
from frankpledge.ground.documents.blocks import (
    Absent,
    Block,
    Callout,
    Document,
    Figure,
    FigureRef,
    Inline,
    KeyFigures,
    Line,
    Link,
    NoteMark,
    Paragraph,
    Picture,
    Plain,
    Recommendation,
    Row,
    Section,
    Sheet,
    Spark,
    Standout,
    SummaryPoint,
    Table,
)
from frankpledge.ground.documents.judgements import Judgement, mark
from frankpledge.ground.documents.svg import drawing
from frankpledge.ground.documents.words import UNPRINTABLE, may_be_linked
from frankpledge.refusal import Refusal

_REF = re.compile(r"[a-z][a-z0-9-]{0,60}")
_NOTES = "abcdefghijklmnopqrstuvwxyz"
_STATES = ("value", "missing", "suppressed")
_CALLOUTS = ("note", "demonstration", "draft", "warning")


class UnfinishedDocument(Refusal):
    """A document that must not be rendered, with the place of what is wrong."""


def check(document: Document) -> None:
    """Refuse a document that points at nothing, shows nothing, or cannot be printed."""
    _check_words(document, "document")
    if not document.sections:
        raise UnfinishedDocument("a document without sections")
    if not document.title.strip():
        raise UnfinishedDocument("a document without a title")
    if document.art:
        drawing(document.art)
    refs = [section.ref for section in document.sections]
    _check_unlike("two sections of one name", refs)
    _check_unlike("two pictures of one name", [picture.name for picture in pictures(document)])
    for key, figure in document.figures.items():
        _check_figure(key, figure)
    for section in document.sections:
        _check_section(section, document.figures, frozenset(refs))


def pictures(document: Document) -> Iterator[Picture]:
    """Yield the pictures in order."""
    for section in document.sections:
        yield from (block for block in section.blocks if isinstance(block, Picture))


def descriptions(document: Document) -> Iterator[str]:
    """Yield what is told of each picture, small lines among them, in the order in which a reader meets them."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                yield block.description
            yield from (piece.description for line in _lines(block) for piece in line if isinstance(piece, Spark))


def tables(document: Document) -> Iterator[Table]:
    """Yield the tables in order; a sheet is one where no landscape side is."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table | Sheet):
                yield sheet.as_table(block) if isinstance(block, Sheet) else block


def generated(document: Document) -> bool:
    """Say whether anything in the document was generated, so that every page must say so."""
    shown = any(picture.generated for picture in pictures(document)) or any(t.generated for t in tables(document))
    return shown or any(figure.generated for figure in document.figures.values())


# ---- parts -----------------------------------------------------------------------------------------------------


def _check_section(section: Section, figures: dict[str, Figure], refs: frozenset[str]) -> None:
    where = f"section {section.ref}"
    if not _REF.fullmatch(section.ref):
        raise UnfinishedDocument("the name of a section is small letters, digits and hyphens", where=where)
    if not section.title.strip() or not section.blocks:
        raise UnfinishedDocument("a section without a title or without anything in it", where=where)
    for place, block in enumerate(section.blocks, start=1):
        _check_block(block, f"{where}, block {place}", figures)
        for line in _lines(block):
            for piece in line:
                _check_piece(piece, f"{where}, block {place}", figures, refs)


def _check_block(block: Block, where: str, figures: dict[str, Figure]) -> None:
    match block:
        case Picture():
            _check_picture(block, where)
        case Table() | Sheet():
            _check_laid_out(block, where)
        case KeyFigures() | Standout():
            _check_numbers(block, where, figures)
        case Callout(kind=kind) if kind not in _CALLOUTS:
            raise UnfinishedDocument(f"no such kind of callout: {kind}", where=where)
        case Paragraph(line=()) | Plain(line=()):
            raise UnfinishedDocument("a paragraph without words", where=where)


def _check_numbers(block: KeyFigures | Standout, where: str, figures: dict[str, Figure]) -> None:
    keys = [block.figure] if isinstance(block, Standout) else [key for key, _ in block.items]
    if not 1 <= len(keys) <= 4:
        raise UnfinishedDocument("one to four key figures stand together", where=where)
    for key in keys:
        _check_known(key, where, figures)
    if isinstance(block, Standout):
        _check_standout(block, where)


def _check_standout(block: Standout, where: str) -> None:
    if not block.title.strip() or not block.words.strip():
        raise UnfinishedDocument("what stands out has no title, or a number without words", where=where)


def _check_picture(picture: Picture, where: str) -> None:
    where = f"{where} ({picture.name})"
    if not _REF.fullmatch(picture.name):
        raise UnfinishedDocument("the name of a picture is small letters, digits and hyphens", where=where)
    if not picture.title.strip():
        raise UnfinishedDocument("a picture without a title", where=where)
    if not picture.description.strip() or picture.description.strip() == picture.title.strip():
        raise UnfinishedDocument(
            "a picture without a description of its own", where=where, cure="Say what it shows, not its title again."
        )
    if not picture.columns or not picture.rows or any(len(row) != len(picture.columns) for row in picture.rows):
        raise UnfinishedDocument("a picture without the table of its numbers", where=where)
    drawing(picture.svg)


def _check_laid_out(block: Table | Sheet, where: str) -> None:
    if isinstance(block, Table):
        _check_table(block, f"{where} ({block.title})")
    else:
        _check_sheet(block, where)


def _check_table(table: Table, where: str) -> None:
    if not table.columns or not any(not row.group for row in table.rows):
        raise UnfinishedDocument("a table without rows", where=where, cure="Say in a sentence that there is nothing.")
    if any(len(row.cells) != (1 if row.group else len(table.columns)) for row in table.rows):
        raise UnfinishedDocument("a row with too many or too few cells", where=where)
    if any(column.align not in ("left", "right") or not 0 <= column.share <= 100 for column in table.columns):
        raise UnfinishedDocument("a column stands left or right, with a share of 0 to 100", where=where)
    if not any(column.head.strip() for column in table.columns):
        raise UnfinishedDocument("a table without a head", where=where)
    letters = {
        piece.letter for row in table.rows for cell in row.cells for piece in cell if isinstance(piece, NoteMark)
    }
    missing = letters - set(_NOTES[: len(table.notes)])
    if missing:
        raise UnfinishedDocument(f"no note {', '.join(sorted(missing))} under the table", where=where)


def _check_sheet(one: Sheet, where: str) -> None:
    if not one.columns or not one.rows or not one.lede.strip():
        raise UnfinishedDocument("a sheet without columns, rows, or a word of what it is for", where=where)
    if any(len(row.cells) != len(one.columns) for row in one.rows if not row.across):
        raise UnfinishedDocument("a row of a sheet with too many or too few cells", where=where)
    if not all(row.label.strip() for row in one.rows):
        raise UnfinishedDocument("a row of a sheet without a label", where=where)


def _check_piece(piece: Inline, where: str, figures: dict[str, Figure], refs: frozenset[str]) -> None:
    if isinstance(piece, Judgement):
        mark(piece)
    elif isinstance(piece, FigureRef):
        _check_known(piece.key, where, figures)
    elif isinstance(piece, Spark):
        drawing(piece.svg)
        if not piece.description.strip():
            raise UnfinishedDocument("a small line without a description", where=where)
    elif isinstance(piece, Absent) and not piece.words.strip():
        raise UnfinishedDocument("an absent number without words", where=where)
    elif isinstance(piece, Link):
        _check_link(piece, where, refs)


def _check_link(link: Link, where: str, refs: frozenset[str]) -> None:
    if link.target.startswith("#"):
        if link.target[1:] not in refs:
            raise UnfinishedDocument(f"a link to a section that is not there: {link.target}", where=where)
    elif not may_be_linked(link.target):
        raise UnfinishedDocument(f"not an address that may be linked: {link.target}", where=where)
    if not link.text.strip():
        raise UnfinishedDocument("a link without words", where=where)


def _check_known(key: str, where: str, figures: dict[str, Figure]) -> None:
    if key not in figures:
        raise UnfinishedDocument(
            f"no figure is called {key!r}", where=where, cure="Add it to the figures, or name another."
        )


def _check_figure(key: str, figure: Figure) -> None:
    where = f"figure {key}"
    if figure.key != key:
        raise UnfinishedDocument(f"the figure is kept under another name than its own ({figure.key})", where=where)
    if figure.state not in _STATES:
        raise UnfinishedDocument(f"no such state of a figure: {figure.state}", where=where)
    if not figure.display.strip() or not figure.label.strip():
        raise UnfinishedDocument("a figure without its printed form or its label", where=where)
    if (figure.state == "value") != (figure.value is not None):
        raise UnfinishedDocument(
            "missing, suppressed and a value are three things", where=where, cure="A value is given for a value alone."
        )
    if isinstance(figure.value, float) and not -1e300 < figure.value < 1e300:
        raise UnfinishedDocument("a figure that is no number", where=where)


def _check_unlike(reason: str, names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnfinishedDocument(f"{reason}: {', '.join(twice)}")


def _check_words(node: object, where: str) -> None:
    """Refuse characters that no format can carry, wherever they stand in the tree."""
    if isinstance(node, str) and UNPRINTABLE.search(node):
        raise UnfinishedDocument("a control character in the words", where=where, cure="Type the words again.")
    for name, part in _parts(node):
        _check_words(part, f"{where}.{name}" if name else where)


def _parts(node: object) -> Iterator[tuple[str, object]]:
    """Yield what a node is made of, with the name of each part where it has one."""
    if is_dataclass(node):
        yield from ((field.name, getattr(node, field.name)) for field in fields(node))
    elif isinstance(node, dict):
        yield from (("", key) for key in node)
        yield from ((str(key), value) for key, value in node.items())
    elif isinstance(node, tuple | list):
        yield from (("", item) for item in node)


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph | Plain | SummaryPoint | Callout | Recommendation):
        yield block.line
    elif isinstance(block, Standout):
        yield (block.spark,) if block.spark else ()
        yield tuple(piece for _, piece in block.judgements)
        yield from block.lines
    elif isinstance(block, Sheet):
        yield from sheet.lines(block)
    elif isinstance(block, Table):
        for row in block.rows:
            yield from _cells(row)


def _cells(row: Row) -> Iterator[Line]:
    yield from row.cells
