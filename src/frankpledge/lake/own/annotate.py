"""A supplier's own file given back with what is wrong with it: a column of reasons, and the cells at fault marked."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from frankpledge.charts.theme import colour
from frankpledge.lake.limits import DEFAULT, Limits
from frankpledge.lake.own.grid import Grid, grids
from frankpledge.lake.own.layout import likeliest
from frankpledge.lake.own.mapping import plain
from frankpledge.lake.source import Quarantined, SourceFile

REASONS = "What to look at"
# Beyond so many rows only those at fault are given back, with the header.
_MOST_ROWS = 50_000
_NAME = 31


def annotated_copy(source: Path, problems: Sequence[Quarantined], *, limits: Limits = DEFAULT) -> bytes:
    """Return the file as a workbook with a last column that says what to look at, and every cell at fault marked.

    Everything in it stands as text: nothing that a supplier wrote is run as a formula. Raises BadFile where the file
    cannot be opened at all.
    """
    out = io.BytesIO()
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    opened = SourceFile(source, source.name, "", digest, source.stat().st_size)
    with tempfile.TemporaryDirectory(prefix="annotate-") as scratch:
        book = xlsxwriter.Workbook(out, {"constant_memory": True, "tmpdir": scratch})
        for number, grid in enumerate(grids(opened, Path(scratch), limits), start=1):
            here = [one for one in problems if one.sheet == grid.sheet]
            _Sheet(book, grid, here, number).write()
        book.close()
    return out.getvalue()


class _Sheet:
    """One sheet of the copy."""

    def __init__(self, book: xlsxwriter.Workbook, grid: Grid, problems: Sequence[Quarantined], number: int) -> None:
        self._grid = grid
        self._sheet = book.add_worksheet(_sheet_name(grid.sheet) or f"Sheet {number}")
        self._bad = book.add_format({"bg_color": colour("wash"), "font_color": colour("worse"), "bold": True})
        self._bold = book.add_format({"bold": True})
        self._by_line: dict[int, list[Quarantined]] = defaultdict(list)
        for one in problems:
            self._by_line[one.line].append(one)

    def write(self) -> None:
        """Write the rows with what is wrong with each."""
        layout = likeliest(self._grid.peek())
        head = layout.line if layout else 0
        place = {plain(name): at for at, name in enumerate(layout.names)} if layout else {}
        widest = max((len(cells) for _, cells in self._grid.rows()), default=0)
        long = sum(1 for _ in self._grid.rows()) > _MOST_ROWS
        row = 0
        for line, cells in self._grid.rows():
            if long and line > head and line not in self._by_line:
                continue
            self._line(row if long else line - 1, line, cells, place, widest, head)
            row += 1

    def _line(self, row: int, line: int, cells: Sequence[str], place: dict[str, int], widest: int, head: int) -> None:
        here = self._by_line.get(line, ())
        marked = {place[plain(one.column)] for one in here if plain(one.column) in place}
        for at in range(max([len(cells), *(mark + 1 for mark in marked)])):
            text = cells[at] if at < len(cells) else ""
            style = self._bad if at in marked else self._bold if line == head else None
            if text:
                self._sheet.write_string(row, at, text, style)
            elif at in marked:
                self._sheet.write_blank(row, at, None, style)
        if line == head:
            self._sheet.write_string(row, widest, REASONS, self._bold)
        elif here:
            self._sheet.write_string(row, widest, "; ".join(map(_told, here)), self._bad)


def _told(one: Quarantined) -> str:
    column = f"{one.column}: " if one.column else ""
    return f"{column}{one.reason}{' (the row was kept without it)' if one.kept else ''}"


def _sheet_name(name: str) -> str:
    return "".join(letter for letter in name if letter not in "[]:*?/\\")[:_NAME].strip("'")
