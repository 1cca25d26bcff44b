"""What the files of data.police.uk have in common: their columns, their months, their forces and the rows that fail.

A file is read twice as fast as it can be checked, so a whole file is first read and checked by column; only a file in
which something is wrong is read again row by row, which finds each bad row with its line, column and reason.
"""

from __future__ import annotations

import binascii
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from frankpledge.lake.source import BadFile, Head, Quarantined, SourceFile

MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_LONGEST_ROW = 500
_ID_LETTERS = 64


@dataclass(frozen=True)
class Column:
    """A column of the lake: the headers that it goes by in files, and what its values must be.

    kind: text | month | time, or one of the numbers of _RANGES. A needed column must be there and never blank.
    """

    name: str
    titles: tuple[str, ...]
    kind: str = "text"
    needed: bool = False

    @property
    def title(self) -> str:
        """Return the column's name in today's files, for messages."""
        return self.titles[0]


_RANGES: Mapping[str, tuple[float, float]] = {
    "longitude": (-180.0, 180.0),
    "latitude": (-90.0, 90.0),
    "metres": (-1_000_000.0, 2_000_000.0),
    "quarter": (1.0, 4.0),
    "count": (-1e9, 1e9),
}


@dataclass(frozen=True)
class Parsed:
    """The good rows of a file by column name, with `line`; the bad ones; and headers that no column goes by."""

    rows: pa.Table
    quarantined: tuple[Quarantined, ...]
    unfamiliar: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def rows_read(self) -> int:
        """Return how many rows the file has, bad ones included."""
        return int(self.rows.num_rows) + len(self.quarantined)


def header_has(head: Head, *titles: str) -> bool:
    """Return whether the file is a table whose header has all these names, in any case and order."""
    named = {name.casefold() for name in head.header}
    return head.kind == "csv" and all(title.casefold() in named for title in titles)


def parse(source: SourceFile, head: Head, columns: Sequence[Column]) -> Parsed:
    """Return the rows of a file; refuse one that lacks a needed column, has no rows, or breaks off in a row."""
    places, absent = _places(source, head, columns)
    unfamiliar = tuple(
        name for place, name in enumerate(head.header) if name and place not in {place for _, place in places}
    )
    data = source.path.read_bytes()
    rows = _by_column(data, len(head.header), places)
    quarantined: tuple[Quarantined, ...] = ()
    if rows is None:
        rows, quarantined = _by_row(source, data, len(head.header), places)
    if rows.num_rows + len(quarantined) == 0:
        raise BadFile("the file has a header and no rows.", where=f"{source.where}, line 1", cure="Download it again.")
    for column in absent:
        rows = rows.append_column(column.name, pa.nulls(rows.num_rows, _type_of(column)))
    return Parsed(rows, quarantined, unfamiliar, tuple(column.title for column in absent))


def _places(source: SourceFile, head: Head, columns: Sequence[Column]) -> tuple[list[tuple[Column, int]], list[Column]]:
    named = {name.casefold(): place for place, name in enumerate(head.header)}
    found, absent = [], []
    for column in columns:
        place = next((named[title.casefold()] for title in column.titles if title.casefold() in named), None)
        if place is not None:
            found.append((column, place))
        elif column.needed:
            raise BadFile(
                f"it has no column {column.title!r}.", where=f"{source.where}, line 1", cure="Download it again."
            )
        else:
            absent.append(column)
    return found, absent


def _by_column(data: bytes, width: int, places: Sequence[tuple[Column, int]]) -> pa.Table | None:
    """Return all rows where nothing at all is wrong with the file, else None."""
    names = [f"column {place}" for place in range(width)]
    for column, place in places:
        names[place] = column.name
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(
                use_threads=False, column_names=names, skip_rows=1, block_size=max(len(data) + 1, 1024)
            ),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=[column.name for column, _ in places],
                column_types={column.name: _type_of(column) for column, _ in places},
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    if lines != table.num_rows + 1 or not all(_is_sound(table[column.name], column) for column, _ in places):
        return None
    return table.append_column("line", pa.array(np.arange(2, table.num_rows + 2, dtype=np.int32)))


def _type_of(column: Column) -> pa.DataType:
    return pa.float64() if column.kind in _RANGES else pa.string()


def _is_sound(values: pa.ChunkedArray, column: Column) -> bool:
    if column.needed and values.null_count:
        return False
    if column.kind in _RANGES:
        low, high = _RANGES[column.kind]
        fits = pc.and_(pc.greater_equal(values, low), pc.less_equal(values, high))
        return pc.all(fits, min_count=0).as_py() is not False
    if column.kind in {"month", "time"}:
        return all(fault(column, value) == "" for value in pc.unique(values).to_pylist())
    return True


def _by_row(
    source: SourceFile, data: bytes, width: int, places: Sequence[tuple[Column, int]]
) -> tuple[pa.Table, tuple[Quarantined, ...]]:
    good: dict[str, list[object]] = {column.name: [] for column, _ in places}
    lines: list[int] = []
    bad: list[Quarantined] = []
    for line, row in _numbered(source, data, width):
        wrong = _first_fault(row, width, places)
        if wrong:
            bad.append(Quarantined(line, wrong[0], wrong[1], ",".join(row)[:_LONGEST_ROW]))
            continue
        lines.append(line)
        for column, place in places:
            good[column.name].append(_value(column, row[place]))
    arrays = {column.name: pa.array(good[column.name], _type_of(column)) for column, _ in places}
    return pa.table({**arrays, "line": pa.array(lines, pa.int32())}), tuple(bad)


def _numbered(source: SourceFile, data: bytes, width: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line that it begins on; refuse a file that breaks off within its last row."""
    reader = csv.reader(StringIO(data.decode("utf-8"), newline=""), strict=True)
    line, row = 1, []
    try:
        next(reader)
        line = reader.line_num + 1
        for row in reader:
            if row:
                whole = data.endswith((b"\n", b"\r")) or len(row) >= width or reader.line_num < data.count(b"\n") + 1
                if not whole:
                    raise BadFile(
                        f"the file breaks off: its last line has {len(row)} of {width} fields.",
                        where=f"{source.where}, line {line}",
                        cure="Download it again.",
                    )
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(
            f"a quotation mark that opens here does not close as it should ({error}).",
            where=f"{source.where}, line {line}",
            cure="Download it again, or correct the line.",
        ) from error


def _first_fault(row: list[str], width: int, places: Sequence[tuple[Column, int]]) -> tuple[str, str] | None:
    if len(row) != width:
        return "", f"the row has {len(row)} fields where the header has {width}"
    for column, place in places:
        wrong = fault(column, row[place] or None)
        if wrong:
            return column.title, wrong
    return None


def fault(column: Column, value: str | None) -> str:
    """Return what is wrong with one value, or an empty text."""
    if value is None:
        return f"{column.title} is blank" if column.needed else ""
    if column.kind == "month" and not MONTH.fullmatch(value):
        return f"{value[:40]!r} is no month (2025-01 would be)"
    if column.kind == "time" and not _TIME.fullmatch(value):
        return f"{value[:40]!r} is no date and time"
    if column.kind in _RANGES:
        return _number_fault(column, value)
    return ""


_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")


def _number_fault(column: Column, value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        number = None
    if number is None or "_" in value:  # Python reads 1_000, nobody else does
        return f"{value[:40]!r} is no number"
    low, high = _RANGES[column.kind]
    return "" if low <= number <= high else f"{value[:40]} lies outside {low:,.0f} to {high:,.0f}"


def _value(column: Column, text: str) -> object:
    if not text:
        return None
    return float(text) if column.kind in _RANGES else text


def identifiers(values: pa.ChunkedArray) -> pa.Array:
    """Return Crime IDs as bytes: the 32 that 64 hexadecimal letters stand for, any other as it is written."""
    texts = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    texts = pa.concat_arrays(texts.chunks) if isinstance(texts, pa.ChunkedArray) else texts
    lengths = pc.unique(pc.drop_null(pc.binary_length(texts))).to_pylist()
    if lengths == [_ID_LETTERS]:
        try:
            return _unhexed(texts)
        except binascii.Error:
            pass
    return pa.array([_identifier(text) for text in texts.to_pylist()], pa.binary())


def _unhexed(texts: pa.Array) -> pa.Array:
    validity, offsets, letters = texts.buffers()
    starts = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    data = binascii.unhexlify(memoryview(letters)[starts[0] : starts[-1]])
    halves = ((starts - starts[0]) // 2).astype(np.int32)
    if texts.offset:
        validity = pc.is_valid(texts).buffers()[1]
    return pa.Array.from_buffers(pa.binary(), len(texts), [validity, pa.py_buffer(halves), pa.py_buffer(data)])


def _identifier(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        return bytes.fromhex(text) if len(text) == _ID_LETTERS else text.encode()
    except ValueError:
        return text.encode()
