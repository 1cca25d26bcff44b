"""Comma-separated files as columns of text, with the rows that do not fit the header set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from frankpledge.lake.source import BadFile, Head, Quarantined, SourceFile

CODE = re.compile(r"[A-Z0-9]{3,12}")
_LONGEST_ROW = 500


@dataclass(frozen=True)
class TextTable:
    """The rows of a file as text, trimmed; `lines` says which line of the file each came from."""

    arrays: dict[str, pa.ChunkedArray]
    lines: list[int]
    set_aside: tuple[Quarantined, ...]

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """Return all columns as lists."""
        return {name: self.texts(name) for name in self.arrays}

    def texts(self, name: str) -> list[str]:
        """Return one column as a list."""
        return list(self.arrays[name].to_pylist())

    @property
    def rows_read(self) -> int:
        """Return how many rows the file has, the unreadable ones included."""
        return len(self.lines) + len(self.set_aside)


def text_table(source: SourceFile, head: Head, wanted: Sequence[str] | None = None) -> TextTable:
    """Return the wanted columns (all when None) of a CSV file as trimmed text.

    Rows with too many or too few fields are set aside with their line; a file without rows, with a repeated header or
    with bytes that are not text is refused with BadFile.
    """
    header = [name.strip().lstrip("\ufeff") for name in head.header]
    if repeated := sorted({name for name in header if name and header.count(name) > 1}):
        raise BadFile(f"the column {repeated[0]!r} stands twice in the header.", where=source.where)
    set_aside: list[Quarantined] = []

    def misfit(row: csv.InvalidRow) -> str:
        reason = f"the row has {row.actual_columns} fields where the header has {row.expected_columns}"
        set_aside.append(Quarantined(row.number or 0, "", reason, (row.text or "")[:_LONGEST_ROW]))
        return "skip"

    names = [name or f"column {place + 1}" for place, name in enumerate(header)]
    try:
        table = csv.read_csv(
            source.path,
            read_options=csv.ReadOptions(column_names=names, skip_rows=1, use_threads=False, encoding=head.encoding),
            parse_options=csv.ParseOptions(invalid_row_handler=misfit),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                include_columns=list(wanted) if wanted is not None else names,
                strings_can_be_null=False,
            ),
        )
    except (pa.ArrowInvalid, UnicodeError) as error:
        raise BadFile(f"the file cannot be read as a table: {error}", where=source.where) from error
    if table.num_rows + len(set_aside) == 0:
        raise BadFile("the file has a header and no rows.", where=source.where)
    gaps = {bad.line for bad in set_aside}
    lines = [line for line in range(2, table.num_rows + len(set_aside) + 2) if line not in gaps]
    arrays = {name: pc.utf8_trim_whitespace(table[name]) for name in table.column_names}
    return TextTable(arrays, lines, tuple(set_aside))


def numbers_of(cells: pa.ChunkedArray, pattern: str) -> pa.Array:
    """Return the cells that match a pattern of numbers as numbers, the others as null; commas part thousands."""
    text = pc.replace_substring(cells, ",", "")
    sound = pc.match_substring_regex(text, pattern)
    numbers = pc.cast(pc.if_else(sound, text, pa.scalar(None, pa.string())), pa.float64())
    return numbers.combine_chunks() if isinstance(numbers, pa.ChunkedArray) else numbers


def is_code(text: str) -> bool:
    """Return whether the text has the shape of an official area code."""
    return CODE.fullmatch(text) is not None
