"""XLSX: every figure with what a reader may ask of it, and a sheet for every table and chart. Nothing is hidden.

Text stays text, whatever it begins with: no cell is ever a formula or a link. A number is a number; missing,
suppressed and zero stay three things (words, words and 0).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from frankpledge.ground.documents.blocks import Document, Figure, Picture, Table
from frankpledge.ground.documents.checks import check, generated
from frankpledge.ground.documents.look import COLOUR, GENERATED
from frankpledge.ground.documents.numbering import NumberedBlock, numbered
from frankpledge.ground.documents.words import plain_text

Cell = str | int | float
_NUMBER = re.compile(r"[−-]?\d{1,3}(,\d{3})*(\.\d+)?|[−-]?\d+(\.\d+)?")
_LONGEST = 32_000
_LARGEST = 2**53
_NARROWEST, _WIDEST = 9, 60
_HEADS = (
    "Key", "What", "Printed", "Value", "State", "Unit", "Area", "Period", "Denominator", "Source", "Known on",
    "Method", "Caveat", "Disclosure class", "Generated",
)  # fmt: skip


@dataclass(frozen=True)
class _Sheet:
    """A sheet before it is written: its name, the lines above the table, the head, the rows, the lines below."""

    name: str
    above: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    below: tuple[str, ...] = ()


def render(document: Document) -> bytes:
    """Return the spreadsheet of figures. Refused where the document is not whole."""
    check(document)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    stamp = datetime(document.cut_off.year, document.cut_off.month, document.cut_off.day)  # noqa: DTZ001 (Excel has no zones)
    book.set_properties({"title": document.title, "author": document.partnership, "created": stamp})
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"valign": "top", "num_format": "#,##0.###"}),
        "whole": book.add_format({"valign": "top", "num_format": "#,##0"}),
        "soft": book.add_format({"font_color": COLOUR["soft"]}),
    }
    for sheet in _sheets(document):
        _write(book.add_worksheet(sheet.name), sheet, document, styles)
    book.close()
    return target.getvalue()


# ---- what is on each sheet -------------------------------------------------------------------------------------


def _sheets(document: Document) -> Iterator[_Sheet]:
    yield _about(document)
    yield _figures(document)
    inputs = tuple(_inputs(document.figures.values()))
    if inputs:
        head = ("Key of the figure", "What", "Value", "Release")
        yield _Sheet("Inputs", ("What each figure was worked out from",), head, inputs)
    others = 0
    for section in numbered(document):
        for block in section.blocks:
            if isinstance(block.block, Table | Picture):
                others += not block.number
                yield _shown(block, document, block.number or f"Other {others}")


def _about(document: Document) -> _Sheet:
    rows: list[tuple[Cell, ...]] = [
        ("Document", document.title),
        ("Partnership", document.partnership),
        ("Status", document.status),
        ("Known on", document.cut_off.isoformat()),
        ("Marking", f"{document.marking}. {document.disclosable}"),
        ("Value", "a number, which may be 0"),
        ("Missing", "nobody has supplied the number; nothing stands in its place"),
        ("Suppressed", "the number is known and not shown, so that nobody can be recognised"),
    ]
    if generated(document):
        rows.append((GENERATED, "some or all of these numbers were made up by a program and are true of no place"))
    return _Sheet("About", (document.title, document.subtitle), ("What", "Said"), tuple(rows))


def _figures(document: Document) -> _Sheet:
    rows = tuple(_figure(figure) for figure in document.figures.values())
    return _Sheet("Figures", ("Every figure that a sentence quotes",), _HEADS, rows)


def _figure(figure: Figure) -> tuple[Cell, ...]:
    value = figure.display if figure.value is None else figure.value
    made = GENERATED if figure.generated else "no"
    return (
        figure.key, figure.label, figure.display, value, figure.state, figure.unit, figure.area, figure.period,
        figure.denominator, figure.source, figure.cut_off, figure.method, figure.caveat, figure.policy, made,
    )  # fmt: skip


def _inputs(figures: Iterable[Figure]) -> Iterator[tuple[Cell, ...]]:
    for figure in figures:
        for one in figure.inputs:
            value = one.get("value", "")
            said = value if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
            yield figure.key, str(one.get("what", "")), said, str(one.get("release", ""))


def _shown(numbered_block: NumberedBlock, document: Document, name: str) -> _Sheet:
    block = numbered_block.block
    if isinstance(block, Picture):
        head, rows = block.columns, tuple(tuple(_valued(cell) for cell in row) for row in block.rows)
    elif isinstance(block, Table):
        head = tuple(column.head for column in block.columns)
        rows = tuple(
            tuple(_valued(plain_text(cell, document.figures)) for cell in row.cells)
            + ("",) * (len(head) - len(row.cells))
            for row in block.rows
        )
    else:
        raise AssertionError("only tables and pictures have sheets")
    source = (f"Source: {block.source}",) if block.source else ()
    made = (GENERATED,) if block.generated else ()
    return _Sheet(name, (block.title, block.subtitle), head, rows, (*source, *made, *block.notes))


def _valued(words: str) -> Cell:
    """Return the number that the words print, if they print nothing else."""
    if not _NUMBER.fullmatch(words):
        return words
    bare = words.replace(",", "").replace("−", "-")
    if "." in bare:
        return float(bare)
    # A code such as 007 is a name, not a number.
    return words if len(bare.lstrip("-")) > 1 and bare.lstrip("-").startswith("0") else int(bare)


# ---- writing ---------------------------------------------------------------------------------------------------


def _write(sheet: Worksheet, told: _Sheet, document: Document, styles: dict[str, Format]) -> None:
    line = 0
    for place, words in enumerate(words for words in told.above if words):
        sheet.write_string(line, 0, _fit(words), styles["soft" if place else "title"])
        line += 1
    line += 1
    for column, head in enumerate(told.head):
        sheet.write_string(line, column, _fit(head), styles["head"])
        sheet.set_column(column, column, _width(column, told))
    sheet.freeze_panes(line + 1, 0)
    sheet.repeat_rows(line)
    for row in told.rows:
        line += 1
        for column, cell in enumerate(row):
            _write_cell(sheet, line, column, cell, styles)
    line += 2
    for words in told.below:
        sheet.write_string(line, 0, _fit(words), styles["soft"])
        line += 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&R{_margin(document.marking)}")
    sheet.set_footer(f"&L{_margin(document.status)}&RPage &P of &N")


def _write_cell(sheet: Worksheet, line: int, column: int, cell: Cell, styles: dict[str, Format]) -> None:
    if isinstance(cell, str):
        sheet.write_string(line, column, _fit(cell), styles["text"])
    elif abs(cell) > _LARGEST:
        sheet.write_string(line, column, str(cell), styles["text"])
    else:
        sheet.write_number(line, column, cell, styles["whole" if float(cell).is_integer() else "number"])


def _fit(words: str) -> str:
    """Return the words as one cell can hold them."""
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"


def _margin(words: str) -> str:
    """Return the words for the head or foot of a printed page, where & is a command and room is short."""
    return words[:100].replace("&", "&&")


def _width(column: int, told: _Sheet) -> int:
    longest = max((len(str(row[column])) for row in told.rows if column < len(row)), default=0)
    return min(max(longest + 2, len(told.head[column]) // 2 + 4, _NARROWEST), _WIDEST)
