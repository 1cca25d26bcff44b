"""Mid-year population estimates by area: total, by single year of age, by sex and age, or a column for each year.

ONS small area and local authority estimates, and files of the same content under other spellings. Estimates need a
year: from a column, the header, the file's name (`population20_…`, `mid-2020…`) or the person who loads the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.readers.area_columns import AreaColumn, area_columns, code_columns
from frankpledge.lake.readers.area_rows import area_table, signature, without_release
from frankpledge.lake.readers.text_tables import TextTable, is_code, numbers_of, text_table
from frankpledge.lake.source import BadFile, Head, Quarantined, Reading, SourceFile

_TOTAL = re.compile(r"(total|total population|all ages|all persons|persons|population|usual residents)")
_AGED = re.compile(r"(?P<sex>f|m|p|female|male|persons)? ?(?:age )?(?P<age>\d{1,3})(?P<open>\+| ?and over| ?plus)?")
_YEARLY = re.compile(r"(?:mid )?(?P<year>(?:19|20)\d\d)(?: population)?")
_NAME_YEAR = re.compile(
    r"(?:population|mid|estimates?)[-_ ]*(?P<year>20\d\d|\d\d)(?!\d)|(?<!\d)(?P<alone>20[0-4]\d)(?!\d)"
)
_SEXES = {"f": "female", "female": "female", "m": "male", "male": "male", "p": "all", "persons": "all", None: "all"}
_MOST = 100_000_000


@dataclass(frozen=True)
class CountColumn:
    """A column of people: of one sex or all, of one age (None for all ages), in one year (None: the file's)."""

    header: str
    sex: str
    age: int | None
    year: int | None


class PopulationReader:
    """Reads estimates of residents; the areas may be of any kind that `area_columns` understands."""

    name = "population"
    label = "Population estimates"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header names areas and people, and no other subject."""
        if head.kind != "csv" or not code_columns(area_columns(head.header)):
            return False
        counts = count_columns(head.header)
        ages = sum(column.age is not None for column in counts)
        years = sum(column.year is not None for column in counts)
        return ages >= 5 or years >= 2 or any(_plain(column.header) != "persons" for column in counts)

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return people by area, year, sex and age (None for all ages, 90 for 90 and over)."""
        header = [name.strip() for name in head.header]
        columns = area_columns(header)
        own = code_columns(columns)[0]
        counts = count_columns(header)
        dated = next((name for name in header if _plain(name) == "year"), None)
        wanted = [column.header for column in columns] + [column.header for column in counts]
        if dated:
            wanted.append(dated)
        table = text_table(source, head, list(dict.fromkeys(wanted)))
        years = _years(table, counts, dated, source)
        people = {column.header: _numbers(table.arrays[column.header]) for column in counts}
        bad = _bad_rows(table, own, people)
        keep = pa.array([row not in bad for row in range(len(table.lines))])
        population = _long(own, counts, table, people, years, keep)
        kept = set(population["year"].unique().to_pylist())
        span = "-".join(str(year) for year in sorted({min(kept), max(kept)})) if kept else "none"
        return Reading(
            tables={"population": population, "areas": _names(columns, own, table)},
            rows_read=table.rows_read,
            quarantined=tuple(sorted((*table.set_aside, *bad.values()), key=lambda row: row.line)),
            key=f"population {own.kind} {span} {signature(table.texts(own.header))}",
            quality={"areas": own.kind, "years": sorted(kept), "people": _total(population)},
        )


def count_columns(header: Sequence[str]) -> tuple[CountColumn, ...]:
    """Return the columns that count people, the total first."""
    named = {column.header for column in area_columns(header)}
    found = [column for name in header if name not in named and (column := _count_column(name)) is not None]
    return tuple(sorted(found, key=lambda column: (column.age is not None, column.sex != "all")))


def _plain(header: str) -> str:
    return re.sub(r"[^a-z0-9+]+", " ", header.casefold()).strip()


def _count_column(header: str) -> CountColumn | None:
    plain = _plain(header)
    if _TOTAL.fullmatch(plain):
        return CountColumn(header, "all", None, None)
    if plain in ("female", "females", "male", "males"):
        return CountColumn(header, plain.removesuffix("s"), None, None)
    if yearly := _YEARLY.fullmatch(plain):
        return CountColumn(header, "all", None, int(yearly["year"]))
    aged = _AGED.fullmatch(plain)
    if aged and int(aged["age"]) <= 120:
        return CountColumn(header, _SEXES[aged["sex"]], int(aged["age"]), None)
    return None


def _years(
    table: TextTable, counts: Sequence[CountColumn], dated: str | None, source: SourceFile
) -> Sequence[int | None] | int | None:
    """Return the year of each row, or of the whole file; None where each column says its own."""
    if dated:
        return [int(cell) if re.fullmatch(r"(19|20)\d\d", cell) else None for cell in table.texts(dated)]
    if any(column.year is not None for column in counts):
        return None
    year = source.year or year_in_name(source.member) or year_in_name(source.file)
    if year is None:
        raise BadFile(
            "nothing says of which mid-year these estimates are.",
            where=source.where,
            cure="Name the file for its year (population20_…, mid-2020…) or state the year when loading it.",
        )
    return year


def year_in_name(name: str) -> int | None:
    """Return the year that a file's name states, as in `population20_lsoa11.csv` or `sapemid2020.csv`."""
    match = _NAME_YEAR.search(name.rsplit("/", 1)[-1].casefold())
    return None if match is None else 2000 + int((match["year"] or match["alone"])[-2:])


def _numbers(cells: pa.ChunkedArray) -> pa.Array:
    """Return counts of people; what is not a sensible count becomes null."""
    numbers = numbers_of(cells, r"^\d+(\.\d+)?$")
    return pc.if_else(pc.less_equal(numbers, _MOST), numbers, pa.scalar(None, pa.float64()))


def _bad_rows(table: TextTable, own: AreaColumn, people: dict[str, pa.Array]) -> dict[int, Quarantined]:
    wrong: dict[int, tuple[str, str]] = {}
    seen: set[str] = set()
    dated = next((table.texts(name) for name in table.arrays if _plain(name) == "year"), None)
    codes = table.texts(own.header)
    for row, code in enumerate(codes):
        mark = f"{code} {dated[row]}" if dated else code
        if not is_code(code):
            wrong[row] = (own.header, f"{code!r} is not the code of an area")
        elif mark in seen:
            wrong[row] = (own.header, f"{code} stands twice in the file")
        seen.add(mark)
    for header, numbers in people.items():
        for row in pc.indices_nonzero(numbers.is_null()).to_pylist():
            cell = table.arrays[header][row].as_py()
            wrong.setdefault(row, (header, f"{cell!r} is not a number of people"))
    return {row: Quarantined(table.lines[row], column, reason, codes[row]) for row, (column, reason) in wrong.items()}


def _long(
    own: AreaColumn,
    counts: Sequence[CountColumn],
    table: TextTable,
    people: dict[str, pa.Array],
    years: Sequence[int | None] | int | None,
    keep: pa.Array,
) -> pa.Table:
    """Return a row for each area and column; the totals stand first, so that a question about them reads little."""
    schema = without_release("population")
    codes = table.arrays[own.header].filter(keep).combine_chunks()
    own_years = pa.array(years, pa.int32()).filter(keep) if isinstance(years, list) else None
    parts = []
    for column in counts:
        rows = len(codes)
        year = own_years if own_years is not None else pa.repeat(pa.scalar(column.year or years, pa.int32()), rows)
        parts.append(
            pa.table(
                [
                    pa.repeat(own.kind, rows),
                    codes,
                    year,
                    pa.repeat(column.sex, rows),
                    pa.repeat(pa.scalar(column.age, pa.int32()), rows),
                    people[column.header].filter(keep),
                ],
                schema,
            )
        )
    return pa.concat_tables(_with_totals(parts, counts))


def _with_totals(parts: Sequence[pa.Table], counts: Sequence[CountColumn]) -> list[pa.Table]:
    """Return the parts, led by all ages of all people where the file gives ages alone."""
    if any(column.age is None and column.sex == "all" for column in counts):
        return list(parts)
    ages = [part for part, column in zip(parts, counts, strict=True) if column.age is not None]
    together = [part for part, column in zip(parts, counts, strict=True) if column.sex == "all"]
    chosen = pa.concat_tables(together or ages or parts)
    summed = chosen.group_by(["area_kind", "code", "year"], use_threads=False).aggregate([("people", "sum")])
    rows = summed.num_rows
    total = pa.table(
        [
            summed["area_kind"],
            summed["code"],
            summed["year"],
            pa.repeat("all", rows),
            pa.nulls(rows, pa.int32()),
            summed["people_sum"],
        ],
        parts[0].schema,
    )
    return [total, *parts]


def _names(columns: Sequence[AreaColumn], own: AreaColumn, table: TextTable) -> pa.Table:
    ours = [column for column in columns if (column.kind, column.year) == (own.kind, own.year)]
    return area_table(ours, {column.header: table.texts(column.header) for column in ours})


def _total(population: pa.Table) -> float:
    whole = population.filter(pc.and_(population["age"].is_null(), pc.equal(population["sex"], "all")))
    return float(pc.sum(whole["people"]).as_py() or 0)


POPULATION = PopulationReader()
