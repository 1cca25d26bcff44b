"""The workbook that a supplier may fill in place of the boxes, and its own copy back with what is wrong in it."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import xlsxwriter

from frankpledge.domain.returns.models import Return, Sheet
from frankpledge.domain.returns.queries import box_of
from frankpledge.domain.returns.rules import NotAnswered
from frankpledge.domain.returns.rules.answers import Box
from frankpledge.domain.returns.rules.sheets import HEADS, Filled, fill
from frankpledge.lake.limits import Limits
from frankpledge.lake.own.annotate import annotated_copy
from frankpledge.lake.own.grid import grids
from frankpledge.lake.source import Quarantined, SourceFile

LIMITS = Limits(sheet_cells=600_000, sheet_seconds=20.0)
WIDTHS = (14, 48, 20, 14, 12, 12, 34, 34, 34)
SAYS = (
    ("Reference, Figure, Part, Period", "Leave these as they are: they say which figure a line gives."),
    ("Number", "How many, in digits. 0 is a figure; an empty cell is none."),
    ("Out of", "The number that it is part of, where the figure takes two."),
    ("No figure because", "Write here, in place of a number, why there is none."),
    ("Comment", "Anything that helps to read the number."),
    ("Explanation", "What lies behind a number that looks unusual."),
)


def template_of(one: Return) -> bytes:
    """Return the workbook of a return: a line for each figure that is asked for, and how it is filled."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": f"{one.supplier}: figures for {one.round}"})
    bold, free = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("Figures")
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.write_string(0, column, head, bold)
        sheet.set_column(column, column, width, free if column >= 4 else None)
    for row, cell in enumerate(one.cells.all(), start=1):
        box = box_of(cell)
        asks = f"{cell.indicator}: {box.numerator}" + (f", out of {box.denominator}" if box.two else "")
        for column, text in enumerate((cell.indicator.reference, asks, cell.breakdown, one.round.name)):
            sheet.write_string(row, column, text)
    sheet.freeze_panes(1, 0)
    how = book.add_worksheet("How to fill it")
    how.set_column(0, 0, 36)
    how.set_column(1, 1, 80)
    for row, (head, words) in enumerate(SAYS):
        how.write_string(row, 0, head, bold)
        how.write_string(row, 1, words)
    book.close()
    return out.getvalue()


def read_sheet(one: Return, *, name: str, content: bytes) -> Filled:
    """Return what a supplier's file says of a return. Refused where it cannot be opened, or is none of ours."""
    boxes: dict[tuple[str, str], Box] = {
        (cell.indicator.reference.lower(), cell.breakdown.lower()): box_of(cell) for cell in one.cells.all()
    }
    with tempfile.TemporaryDirectory(prefix="return-") as scratch:
        filled = _filled(Path(scratch), name, content, boxes, one.round.name)
    if filled is None:
        raise NotAnswered(
            f"{name} has no heads of our workbook.",
            where="file",
            cure=f"Take the workbook from this page; its first row says {', '.join(HEADS[:5])} and so on.",
        )
    return filled


def _filled(
    scratch: Path, name: str, content: bytes, boxes: Mapping[tuple[str, str], Box], period: str
) -> Filled | None:
    path = _laid_down(scratch, name, content)
    source = SourceFile(path, name, "", sha256(content).hexdigest(), len(content))
    return fill(_rows(source, scratch), boxes, period=period)


def _laid_down(scratch: Path, name: str, content: bytes) -> Path:
    path = scratch / f"sent{Path(name).suffix.lower()[:5]}"
    path.write_bytes(content)
    return path


def _rows(source: SourceFile, scratch: Path) -> Iterator[tuple[str, int, Sequence[str]]]:
    for grid in grids(source, scratch, LIMITS):
        for line, cells in grid.rows():
            yield grid.sheet, line, cells


def with_remarks(sheet: Sheet) -> bytes:
    """Return a supplier's own file with a last column that says what is wrong in each line, and the cells marked."""
    content = bytes(sheet.content)
    filled = read_sheet(sheet.of, name=sheet.name, content=content)
    wrong = [Quarantined(one.line, one.column, one.reason, "", one.sheet) for one in filled.faults]
    with tempfile.TemporaryDirectory(prefix="return-") as scratch:
        return annotated_copy(_laid_down(Path(scratch), sheet.name, content), wrong, limits=LIMITS)
