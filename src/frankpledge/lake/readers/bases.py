"""Counts of other things than residents that a rate may rest on: households, and people present by day.

Census and council tables by area with a column of households or of the workday population, of a year that a column, the
file's name or the person who loads it states.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.readers.area_columns import AreaColumn, area_columns, code_columns
from frankpledge.lake.readers.area_rows import signature, without_release
from frankpledge.lake.readers.population import count_columns, year_in_name
from frankpledge.lake.readers.text_tables import TextTable, is_code, numbers_of, text_table
from frankpledge.lake.source import BadFile, Head, Quarantined, Reading, SourceFile

_BASES = {
    "households": re.compile(r"(total |all |number of |occupied )?households"),
    "workday": re.compile(r"(workday|daytime|day time) (population|people|residents)"),
}


class BasesReader:
    """Reads households and people by day; the areas may be of any kind that `area_columns` understands."""

    name = "bases"
    label = "Households or workday population"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header names areas and such a base, and no residents."""
        named = bool(code_columns(area_columns(head.header)))
        return head.kind == "csv" and named and bool(base_columns(head.header)) and not count_columns(head.header)

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return the number of each base by area and year."""
        header = [name.strip() for name in head.header]
        own = code_columns(area_columns(header))[0]
        columns = base_columns(header)
        dated = next((name for name in header if _plain(name) == "year"), None)
        table = text_table(source, head, [own.header, *columns, *([dated] if dated else [])])
        years = _years(table, dated, source)
        bad = _bad_rows(table, own, columns, years)
        keep = pa.array([row not in bad for row in range(len(table.lines))])
        codes = table.arrays[own.header].filter(keep).combine_chunks()
        parts = []
        for name, base in columns.items():
            numbers = _numbers(table, name).filter(keep)
            rows = len(codes)
            year = pa.array(years, pa.int32()).filter(keep)
            fixed = [pa.repeat(own.kind, rows), codes, year, pa.repeat(base, rows), numbers]
            parts.append(pa.table(fixed, without_release("bases")))
        found = "-".join(sorted(set(columns.values())))
        return Reading(
            tables={"bases": pa.concat_tables(parts)},
            rows_read=table.rows_read,
            quarantined=tuple(sorted((*table.set_aside, *bad.values()), key=lambda row: row.line)),
            key=f"bases {found} {own.kind} {_span(years)} {signature(table.texts(own.header))}",
            quality={"areas": own.kind, "bases": sorted(set(columns.values())), "years": sorted(set(years))},
        )


def base_columns(header: Sequence[str]) -> dict[str, str]:
    """Return the columns that count a base, with its name."""
    return {name.strip(): base for name in header for base, shape in _BASES.items() if shape.fullmatch(_plain(name))}


def _plain(header: str) -> str:
    return re.sub(r"[^a-z]+", " ", header.casefold()).strip()


def _years(table: TextTable, dated: str | None, source: SourceFile) -> list[int]:
    if dated:
        return [int(cell) if re.fullmatch(r"(19|20)\d\d", cell) else 0 for cell in table.texts(dated)]
    year = source.year or year_in_name(source.member) or year_in_name(source.file)
    if year is None:
        raise BadFile(
            "nothing says of which year these counts are.",
            where=source.where,
            cure="Name the file for its year (households_2021.csv) or state the year when loading it.",
        )
    return [year] * len(table.lines)


def _numbers(table: TextTable, name: str) -> pa.Array:
    return numbers_of(table.arrays[name], r"^\d+(\.\d+)?$")


def _bad_rows(
    table: TextTable, own: AreaColumn, columns: dict[str, str], years: Sequence[int]
) -> dict[int, Quarantined]:
    wrong: dict[int, tuple[str, str]] = {}
    codes = table.texts(own.header)
    for row, (code, year) in enumerate(zip(codes, years, strict=True)):
        if not is_code(code):
            wrong[row] = (own.header, f"{code!r} is not the code of an area")
        elif not year:
            wrong[row] = ("year", "the row states no year")
    for name in columns:
        for row in pc.indices_nonzero(_numbers(table, name).is_null()).to_pylist():
            wrong.setdefault(row, (name, f"{table.arrays[name][row].as_py()!r} is not a number"))
    return {row: Quarantined(table.lines[row], column, reason, codes[row]) for row, (column, reason) in wrong.items()}


def _span(years: Sequence[int]) -> str:
    kept = sorted({year for year in years if year})
    return "-".join(str(year) for year in dict.fromkeys((kept[0], kept[-1]))) if kept else "none"


BASES = BasesReader()
