"""Tables for pandoc: a marked head that repeats, numbers to the right, group names as rows, notes by letter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frankpledge.ground.documents.blocks import Column, Document, NoteMark, Picture, Row, Table
from frankpledge.ground.documents.office_words import line_ast, paragraph, text
from frankpledge.ground.documents.words import plain_text

Ast = dict[str, Any]
_NONE: list[Any] = ["", [], []]
_NARROWEST, _WIDEST = 9, 34
_MARGIN = {"left": 2, "right": 3, "apart": 6}  # letters beside the words: what stands apart may have a shape before it
SHORT = 9
"""A table of so many rows or fewer stays on one page."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def table_ast(table: Table, document: Document, format_name: str) -> Ast:
    """Return the table with a head, its columns as wide as their shares or their words ask."""
    columns = [
        [{"t": "AlignRight" if column.align == "right" else "AlignLeft"}, {"t": "ColWidth", "c": width}]
        for column, width in zip(table.columns, _widths(table, document), strict=True)
    ]
    head = [_NONE, [_head(place, table.columns, format_name) for place in range(len(table.columns))]]
    rows = [_row(row, table, document, format_name) for row in table.rows]
    return {"t": "Table", "c": [_NONE, [None, []], columns, [_NONE, [head]], [[_NONE, 0, [], rows]], [_NONE, []]]}


def notes(block: Picture | Table, format_name: str) -> Iterator[Ast]:
    """Yield the notes under a figure or table, by letter where a cell points to one."""
    for place, note in enumerate(block.notes):
        letter = [{"t": "Superscript", "c": [text(_LETTERS[place])]}, text(" ")] if _lettered(block) else []
        yield paragraph(format_name, "Source", [*letter, text(note)])


def _lettered(block: Picture | Table) -> bool:
    if isinstance(block, Picture):
        return False
    return any(isinstance(piece, NoteMark) for row in block.rows for cell in row.cells for piece in cell)


def _head(place: int, columns: tuple[Column, ...], format_name: str) -> list[Any]:
    styles = {"left": "Table head", "right": "Table head right", "apart": "Table head apart"}
    return _cell([paragraph(format_name, styles[_side(place, columns)], [text(columns[place].head)])])


def _side(place: int, columns: tuple[Column, ...]) -> str:
    """Return where a cell stands: words that follow a number stand apart from it."""
    follows = place > 0 and columns[place - 1].align == "right"
    return "apart" if follows and columns[place].align == "left" else columns[place].align


def _row(row: Row, table: Table, document: Document, format_name: str) -> list[Any]:
    if row.group:
        named = paragraph(format_name, "Table group", line_ast(row.cells[0], document, format_name))
        return [_NONE, [_cell([named], wide=len(table.columns))]]
    styles = {"left": "Table text", "right": "Table number", "apart": "Table text apart"}
    cells = []
    for place, cell in enumerate(row.cells):
        inlines = line_ast(cell, document, format_name)
        style = styles[_side(place, table.columns)]
        shown = [{"t": "Strong", "c": inlines}] if row.total and inlines else inlines
        cells.append(_cell([paragraph(format_name, style, shown)]))
    return [_NONE, cells]


def _cell(blocks: list[Ast], *, wide: int = 1) -> list[Any]:
    return [_NONE, {"t": "AlignDefault"}, 1, wide, blocks]


def _widths(table: Table, document: Document) -> list[float]:
    """Return each column's part of the width; a column without a share gets what its words need.

    A head over numbers may break between its words, so that it takes no room from the numbers of other columns.
    """
    longest = [_longest_of(column) for column in table.columns]
    for row in table.rows:
        if not row.group:
            said = (len(plain_text(cell, document.figures)) for cell in row.cells)
            longest = [max(pair) for pair in zip(longest, said, strict=True)]
    sides = [_side(place, table.columns) for place in range(len(table.columns))]
    needed: list[float] = [
        min(max(n + _MARGIN[side], _NARROWEST), _WIDEST) for n, side in zip(longest, sides, strict=True)
    ]
    shares = [column.share for column in table.columns]
    if any(shares):
        one = sum(n for n, share in zip(needed, shares, strict=True) if share) / sum(shares)
        needed = [max(share * one, _NARROWEST) if share else n for n, share in zip(needed, shares, strict=True)]
    whole = sum(needed)
    return [round(n / whole, 4) for n in needed]


def _longest_of(column: Column) -> int:
    """Return how many letters a head needs on one line: all of them over words, its longest word over numbers."""
    return max(map(len, column.head.split()), default=0) if column.align == "right" else len(column.head)
