"""The sheets of a partner's file as rows of text, each with the line that it stands in when the file is opened."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from frankpledge.lake.limits import Limits
from frankpledge.lake.recognise import check_kind
from frankpledge.lake.sheets import sheets_of
from frankpledge.lake.source import BadFile, SourceFile
from frankpledge.lake.text import as_utf8

PEEK = 60
_CURE = "Save it again as a workbook (.xlsx) or as comma-separated CSV."
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Grid:
    """One sheet, or a whole CSV file (`sheet` is then empty). Its first row stands in `line`, counted from 1."""

    sheet: str
    path: Path
    line: int = 1
    delimiter: str = ","

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        """Yield (line, trimmed cells) of each row, beginning after a line."""
        try:
            with self.path.open(encoding="utf-8", newline="") as stream:
                for number, row in enumerate(csv.reader(stream, delimiter=self.delimiter), start=self.line):
                    if number > after:
                        yield number, [cell.strip() for cell in row]
        except csv.Error as error:
            raise BadFile(f"it cannot be read as a table ({error}).", where=self.sheet, cure=_CURE) from error

    def peek(self) -> list[Row]:
        """Return the first rows, in which the header must be."""
        return list(islice(self.rows(), PEEK))


def grids(source: SourceFile, scratch: Path, limits: Limits) -> tuple[Grid, ...]:
    """Return the sheets of a workbook, or the one table of a text file. Refuses what is neither."""
    if check_kind(source) == "sheet":
        return tuple(Grid(name, path, line) for name, path, line in sheets_of(source, scratch, limits))
    plain = as_utf8(source, scratch)
    return (Grid("", plain.path, delimiter=_delimiter(plain)),)


def _delimiter(source: SourceFile) -> str:
    """Return what parts the cells: commas, unless the first lines have none and many tabs or semicolons."""
    with source.path.open(encoding="utf-8") as stream:
        first = "".join(islice(stream, 5))
    if not first.strip():
        raise BadFile("the file is blank.", where=source.where, cure="Ask for it again.")
    return max((",", "\t", ";"), key=first.count) if "," not in first else ","
