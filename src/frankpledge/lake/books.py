"""Workbooks of many sheets: which of them one reader knows, where their tables begin, and what stands around them.

Statistical workbooks open with a cover and notes, give a table a title of several lines, and end it with footnotes.
None of it is a row of the table and none of it may be lost: titles, notes and footnotes come along with their rows.
"""

from __future__ import annotations

import csv
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from frankpledge.lake.recognise import text_head
from frankpledge.lake.source import BadFile, Head, Reading, SourceFile

# A table's header stands among its sheet's first rows, below a title of a few lines.
_TITLE_ROWS = 25
_NOTE_ROWS = 400
_LEAST_COLUMNS = 3


class RawSheet(NamedTuple):
    """A sheet as CSV: its name, its file, and the row of the sheet that the file begins with."""

    name: str
    path: Path
    row: int


@dataclass(frozen=True)
class Sheet:
    """A table in a sheet, as a CSV file that begins with its header and has a line for each row of the sheet."""

    name: str
    source: SourceFile
    head: Head
    header_row: int
    rows: int
    titles: tuple[tuple[int, str], ...]
    footnotes: tuple[tuple[int, str], ...]

    def row(self, line: int) -> int:
        """Return the row of the sheet that a line of the file stands for."""
        return line + self.header_row - 1


@dataclass(frozen=True)
class Book:
    """The sheets of a workbook that its reader knows; the others as text; a file that is no workbook has one sheet."""

    source: SourceFile
    reader: BookReader
    sheets: tuple[Sheet, ...]
    others: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]

    def notes(self) -> Iterator[tuple[str, int, str]]:
        """Yield every note, title and footnote with its sheet and row."""
        for name, lines in self.others:
            yield from ((name, row, text) for row, text in lines)
        for sheet in self.sheets:
            yield from ((sheet.name, row, text) for row, text in (*sheet.titles, *sheet.footnotes))


class BookReader(ABC):
    """A reader of every sheet that it recognises, together: one publication in one workbook."""

    name: str
    label: str

    @abstractmethod
    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether a table with this header is of this format."""

    @abstractmethod
    def read_book(self, book: Book) -> Reading:
        """Return the rows of all sheets; raise BadFile when the file as a whole cannot be used."""

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return the rows of a single table."""
        return self.read_book(Book(source, self, (Sheet("", source, head, 1, 1, (), ()),), ()))


def book_of(source: SourceFile, sheets: Sequence[RawSheet], scratch: Path, readers: Iterable[object]) -> Book | None:
    """Return the workbook as the first reader of whole workbooks that knows one of its sheets will read it, or None."""
    known = [reader for reader in readers if isinstance(reader, BookReader)]
    tops = {sheet: _top(sheet.path) for sheet in sheets}
    for sheet in sheets:
        for reader in known:
            if _header_at(reader, tops[sheet], source) is not None:
                return _opened(source, sheets, scratch, reader, tops)
    return None


def _opened(
    source: SourceFile,
    sheets: Sequence[RawSheet],
    scratch: Path,
    reader: BookReader,
    tops: dict[RawSheet, list[tuple[str, ...]]],
) -> Book:
    tables, others = [], []
    for number, raw in enumerate(sheets):
        at = _header_at(reader, tops[raw], source)
        if at is None:
            others.append((raw.name, _words(raw)))
            continue
        if not raw.name and not at:
            # A plain file that begins with its header is read as it stands, with all that its lines may have wrong.
            tables.append(Sheet("", source, text_head(source), 1, 1, (), ()))
            continue
        table = _table(source, raw, at, tops[raw], scratch / f"{source.sha256}.{number:04d}.table")
        if table.rows:
            tables.append(table)
        else:
            others.append((raw.name, _words(raw)))
    if not tables:
        raise BadFile("the file has a header and no rows.", where=f"{source.where}, line 1", cure="Download it again.")
    return Book(source, reader, tuple(tables), tuple(others))


def _table(source: SourceFile, raw: RawSheet, at: int, top: list[tuple[str, ...]], target: Path) -> Sheet:
    """Write a sheet from its header on, a line a row; a row of which one cell alone is filled is a note, not data."""
    footnotes, rows = [], 0
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        for number, row in enumerate(_rows(raw.path, source)):
            if number < at:
                continue
            plain = [" ".join(cell.split()) for cell in row]
            filled = [cell for cell in plain if cell]
            if number > at and len(filled) == 1 and len(top[at]) >= _LEAST_COLUMNS:
                footnotes.append((raw.row + number, filled[0]))
            if number > at and len(filled) <= 1:
                out.write("\n")
                continue
            writer.writerow(plain)
            rows += number > at
    header = tuple(" ".join(cell.split()) for cell in top[at])
    titles = tuple((raw.row + number, _line(row)) for number, row in enumerate(top[:at]) if any(row))
    return Sheet(
        name=raw.name,
        source=replace(source, path=target, member=" › ".join(filter(None, (source.member, raw.name)))),
        head=Head("csv", header, tuple(top[at + 1 :])),
        header_row=raw.row + at,
        rows=rows,
        titles=titles,
        footnotes=tuple(footnotes),
    )


def _header_at(reader: BookReader, top: list[tuple[str, ...]], source: SourceFile) -> int | None:
    """Return which of the first rows is a header that the reader knows."""
    for number, row in enumerate(top):
        header = tuple(" ".join(cell.split()) for cell in row)
        if len([cell for cell in header if cell]) >= _LEAST_COLUMNS and reader.recognises(Head("csv", header), source):
            return number
    return None


def _words(raw: RawSheet) -> tuple[tuple[int, str], ...]:
    lines = islice(((raw.row + number, _line(row)) for number, row in enumerate(_rows(raw.path))), _NOTE_ROWS)
    return tuple((row, text) for row, text in lines if text)


def _line(row: Sequence[str]) -> str:
    return " ".join(" ".join(cell.split()) for cell in row if cell.strip())


def _top(path: Path) -> list[tuple[str, ...]]:
    return [tuple(row) for row in islice(_rows(path), _TITLE_ROWS)]


def _rows(path: Path, source: SourceFile | None = None) -> Iterator[list[str]]:
    """Yield the rows of a CSV file. What cannot be read is refused where a source is named, and else ends the rows."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=source is not None)
        try:
            yield from reader
        except (csv.Error, UnicodeDecodeError) as error:
            if source is None:
                return
            raise BadFile(
                f"it cannot be read as a table ({error}).",
                where=f"{source.where}, line {reader.line_num}",
                cure="Download it again, or correct the line.",
            ) from error
