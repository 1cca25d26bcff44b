"""Large OpenDocument spreadsheets, read as a stream: the Home Office's table by partnership is 1.4 GB of XML.

Runs in the limited child process. Never holds more than a row, refuses what declares its own entities, and expands no
repetition beyond the cells that may be taken.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from xml.parsers import expat

# A plain reader holds all of a document at once, several times over; beyond this much XML it is streamed instead.
LARGE = 64 * 1024 * 1024
_MOST_ROWS = 1_048_576
_NUMBERS = frozenset({"float", "percentage", "currency"})


def is_large(workbook: Path) -> bool:
    """Return whether a file is an OpenDocument spreadsheet too large to be read at once."""
    with zipfile.ZipFile(workbook) as archive:
        sizes = {member.filename: member.file_size for member in archive.infolist()}
    return sizes.get("content.xml", 0) > LARGE


def stream_sheets(
    workbook: Path, folder: Path, most_cells: int, number_text: Callable[[float], str]
) -> list[tuple[str, str, int]]:
    """Write each sheet with rows to a numbered CSV file; return name, file and first row of each."""
    rows = _Rows(folder, most_cells, number_text)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = rows.start
    parser.EndElementHandler = rows.end
    parser.CharacterDataHandler = rows.text
    parser.StartDoctypeDeclHandler = _no_entities
    parser.EntityDeclHandler = _no_entities
    try:
        with zipfile.ZipFile(workbook) as archive, archive.open("content.xml") as stream:
            parser.ParseFile(stream)
    finally:
        rows.close()
    return rows.kept


def _no_entities(*_: object) -> None:
    raise ValueError("it declares its own XML entities, which no office program writes")


class _Rows:
    """The state of the stream: the sheet, the row and the cell that it stands in."""

    def __init__(self, folder: Path, most_cells: int, number_text: Callable[[float], str]) -> None:
        self.kept: list[tuple[str, str, int]] = []
        self._folder, self._left, self._number_text = folder, most_cells, number_text
        self._sheets = 0
        self._name = ""
        self._out: TextIOWrapper | None = None
        self._writer: Any = None
        self._row: list[str] = []
        self._number = self._blank_rows = self._blank_cells = self._notes = 0
        self._row_repeat = self._cell_repeat = 1
        self._value: str | None = None
        self._words: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of what begins."""
        name = tag.rpartition(" ")[2]
        told = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "annotation":
            self._notes += 1
        elif name == "table":
            self._sheets, self._name = self._sheets + 1, told.get("name", "")
            self._number = self._blank_rows = 0
        elif name == "table-row":
            self._row, self._blank_cells = [], 0
            self._row_repeat = int(told.get("number-rows-repeated", 1))
        elif name in ("table-cell", "covered-table-cell"):
            self._cell_repeat = int(told.get("number-columns-repeated", 1))
            self._value, self._words = self._stated(told), []
        elif name in ("s", "tab", "line-break") and self._words is not None and not self._notes:
            self._words.append("\n" if name == "line-break" else " " * int(told.get("c", 1)))

    def text(self, text: str) -> None:
        """Take words of a cell; those of a comment on it are none of its own."""
        if self._words is not None and not self._notes:
            self._words.append(text)

    def end(self, tag: str) -> None:
        """Close what ends."""
        name = tag.rpartition(" ")[2]
        if name == "annotation":
            self._notes -= 1
        elif name in ("table-cell", "covered-table-cell"):
            self._cell()
        elif name == "table-row":
            self._end_row()
        elif name == "table":
            self.close()

    def close(self) -> None:
        """Close the sheet's file, if one is open."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def _stated(self, told: dict[str, str]) -> str | None:
        kind = told.get("value-type", "")
        if kind in _NUMBERS and "value" in told:
            return self._number_text(float(told["value"]))
        return told.get("date-value") if kind == "date" else None

    def _cell(self) -> None:
        text = self._value if self._value is not None else "".join(self._words or ()).strip()
        self._words = None
        if not text:
            self._blank_cells += self._cell_repeat
            return
        wanted = self._blank_cells + self._cell_repeat
        self._take(wanted)
        self._row.extend([""] * self._blank_cells)
        self._row.extend([text] * self._cell_repeat)
        self._blank_cells = 0

    def _take(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise ValueError("it holds more cells than are taken")

    def _end_row(self) -> None:
        if not self._row:
            self._blank_rows += self._row_repeat
            return
        self._take(len(self._row) * (self._row_repeat - 1))
        self._open()
        for _ in range(min(self._blank_rows, _MOST_ROWS)):
            self._writer.writerow(())
        for _ in range(self._row_repeat):
            self._writer.writerow(self._row)
        self._blank_rows = 0

    def _open(self) -> None:
        """Open the sheet's file at its first row that holds anything; what is blank above it is not written."""
        if self._out is None:
            file = f"{self._sheets:04d}.csv"
            self._out = (self._folder / file).open("w", encoding="utf-8", newline="")
            self._writer = csv.writer(self._out)
            self.kept.append((self._name, file, self._blank_rows + 1))
            self._blank_rows = 0
