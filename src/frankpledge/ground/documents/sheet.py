"""A sheet: what makes a document one, what it says in order, and the table that it is where no landscape side is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from frankpledge.ground.documents.blocks import (
    Column,
    Document,
    Line,
    Row,
    Sheet,
    SheetItem,
    SheetRow,
    Strong,
    Table,
    Text,
)

_LABELS = 0.14


def sheet_of(document: Document) -> Sheet | None:
    """Return the sheet that a document is, None where it is any other document."""
    found = [block for section in document.sections for block in section.blocks]
    return found[0] if len(found) == 1 and isinstance(found[0], Sheet) else None


def items(sheet: Sheet) -> Iterator[SheetItem]:
    """Yield everything that a sheet says, row by row."""
    for row in sheet.rows:
        for cell in row.cells:
            yield from cell


def lines(sheet: Sheet) -> Iterator[Line]:
    """Yield every line of a sheet."""
    for one in items(sheet):
        yield one.line
        yield one.aside


def as_table(sheet: Sheet) -> Table:
    """Return the same as a table, for formats that have no landscape side."""
    share = (1 - _LABELS) / len(sheet.columns)
    heads = (Column("", share=_LABELS), *(Column(_headed(name, under), share=share) for name, under in sheet.columns))
    rows = tuple(_row(row, len(sheet.columns)) for row in sheet.rows)
    return Table(
        title=sheet.lede, subtitle=sheet.aside, columns=heads, rows=rows, numbered=False, generated=sheet.generated
    )


def _headed(name: str, under: str) -> str:
    return f"{name} ({under})" if under else name


def _row(row: SheetRow, wide: int) -> Row:
    label: Line = (Strong(row.label), Text(f" {row.under}" if row.under else ""))
    cells = row.cells
    if row.across:  # so many items as there are columns stand beside one another; more begin again under the first
        every = [one for cell in row.cells for one in cell]
        grouped = list(zip_longest(*(every[at : at + wide] for at in range(0, len(every), wide))))
        cells = tuple(tuple(one for one in group if one is not None) for group in grouped)
    told = [_joined(cell) for cell in cells]
    return Row((label, *told, *(() for _ in range(wide - len(told)))))


def _joined(cell: tuple[SheetItem, ...]) -> Line:
    """Return what a cell says as one line, each thing from the next by a stroke."""
    said: list[Line] = []
    for one in cell:
        under: Line = (Text(f" ({one.under})"),) if one.under else ()
        aside: Line = (Text(" "), *one.aside) if one.aside else ()
        said.append((*one.line, *under, *aside))
    joined: list[object] = []
    for line in said:
        joined += [*([Text(" | ")] if joined else []), *line]
    return tuple(joined)  # type: ignore[arg-type]
