"""Indices of deprivation and the rural-urban classification: facts about small areas that are not counts of people."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.readers.area_columns import AreaColumn, area_columns, code_columns
from frankpledge.lake.readers.area_rows import area_table, rows_to_table, signature, without_release
from frankpledge.lake.readers.text_tables import TextTable, is_code, numbers_of, text_table
from frankpledge.lake.source import BadFile, Head, Quarantined, Reading, SourceFile

_MEASURE = re.compile(r"(?P<subject>.*\S)[ _](?P<measure>decile|rank|score)\b.*", re.IGNORECASE)
_INDEX = re.compile(r"(w?imd|iod|deprivation)[-_ ]*(?P<year>20\d\d)", re.IGNORECASE)
_RURAL_URBAN = re.compile(r"ruc(?P<year>\d\d)(?P<role>_?code|_?name|cd|nm)")
# Which English index was made on which LSOAs, for files whose name does not say; 2015 and 2019 share theirs.
_BY_VINTAGE = {"lsoa21": 2025}


class DeprivationReader:
    """Reads an index of deprivation: deciles, ranks and scores by LSOA."""

    name = "deprivation"
    label = "Index of deprivation"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header names areas and at least a rank or decile of deprivation."""
        codes = code_columns(area_columns(head.header))
        measures = {match["measure"].casefold() for match in map(_MEASURE.fullmatch, head.header) if match}
        deprived = any("imd" in name.casefold() or "depriv" in name.casefold() for name in head.header)
        return head.kind == "csv" and bool(codes) and deprived and bool(measures & {"rank", "decile"})

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return one row for each area and measure; `index` is `imd` and its year."""
        header = [name.strip() for name in head.header]
        columns = area_columns(header)
        own = code_columns(columns)[0]
        measures = {name: measure_name(match) for name in header if (match := _MEASURE.fullmatch(name))}
        table = text_table(source, head, [column.header for column in columns] + list(measures))
        index = _index(own, source)
        values = {name: numbers_of(table.arrays[name], r"^-?\d+(\.\d+)?$") for name in measures}
        bad = _bad_rows(table, own, values)
        keep = pa.array([row not in bad for row in range(len(table.lines))])
        codes = table.arrays[own.header].filter(keep).combine_chunks()
        parts = []
        for name, measure in measures.items():
            numbers = values[name].filter(keep)
            fixed = [pa.repeat(index, len(codes)), pa.repeat(own.kind, len(codes)), codes]
            columns_of = [*fixed, pa.repeat(measure, len(codes)), numbers]
            parts.append(pa.table(columns_of, without_release("deprivation")).filter(numbers.is_valid()))
        names = area_table(columns, {column.header: table.texts(column.header) for column in columns})
        return Reading(
            tables={"deprivation": pa.concat_tables(parts), **({"areas": names} if names.num_rows else {})},
            rows_read=table.rows_read,
            quarantined=tuple(sorted((*table.set_aside, *bad.values()), key=lambda row: row.line)),
            key=f"{index} {own.kind} {signature(table.texts(own.header))}",
            quality={"index": index, "areas": len(codes), "measures": list(measures.values())},
        )


class RuralUrbanReader:
    """Reads the rural-urban classification of small areas."""

    name = "rural_urban"
    label = "Rural-urban classification"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header names areas and the code of their class."""
        codes = code_columns(area_columns(head.header))
        return head.kind == "csv" and bool(codes) and _class_columns(head.header) is not None

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return the class of each area and its label, of the year that the header states."""
        header = [name.strip() for name in head.header]
        own = code_columns(area_columns(header))[0]
        found = _class_columns(header)
        if found is None:
            raise BadFile("the header names no rural-urban class.", where=source.where)
        year, code, label = found
        table = text_table(source, head, list(dict.fromkeys((own.header, code, label))))
        cells = list(zip(table.columns[own.header], table.columns[code], table.columns[label], strict=True))
        rows = [(own.kind, area, year, mark, text) for area, mark, text in cells if is_code(area) and mark]
        bad = [
            Quarantined(line, own.header, "the area or its class is missing", f"{area},{mark},{text}")
            for line, (area, mark, text) in zip(table.lines, cells, strict=True)
            if not (is_code(area) and mark)
        ]
        return Reading(
            tables={"rural_urban": rows_to_table("rural_urban", rows)},
            rows_read=table.rows_read,
            quarantined=tuple(sorted((*table.set_aside, *bad), key=lambda row: row.line)),
            key=f"rural-urban {own.kind} {year} {signature(table.texts(own.header))}",
            quality={"year": year, "areas": len(rows), "classes": len({mark for *_, mark, _ in rows})},
        )


def measure_name(match: re.Match[str]) -> str:
    """Return a measure as `IMD_rank`, however the file spells it (`Index of Multiple Deprivation (IMD) Rank (…)`)."""
    subject = match["subject"].strip("_ ")
    bracketed = re.search(r"\((\w+)\)", subject)
    short = bracketed[1] if bracketed else re.sub(r"\W+", "_", subject).strip("_")
    return f"{short}_{match['measure'].casefold()}"


def _index(own: AreaColumn, source: SourceFile) -> str:
    match = _INDEX.search(source.name) or _INDEX.search(source.file)
    year = int(match["year"]) if match else _BY_VINTAGE.get(own.kind)
    if year is None:
        raise BadFile(
            "nothing says of which year this index of deprivation is.",
            where=source.where,
            cure="Name the file for it, as in imd2019_….csv.",
        )
    welsh = bool(match and match[1].casefold().startswith("w"))
    return f"{'wimd' if welsh else 'imd'}{year}"


def _bad_rows(table: TextTable, own: AreaColumn, values: dict[str, pa.Array]) -> dict[int, Quarantined]:
    """Return the rows without a code, or with text where a number belongs. An empty cell is no value, not an error."""
    wrong: dict[int, tuple[str, str]] = {}
    codes = table.texts(own.header)
    for row, code in enumerate(codes):
        if not is_code(code):
            wrong[row] = (own.header, f"{code!r} is not the code of an area")
    for name, numbers in values.items():
        given = pc.and_(numbers.is_null(), pc.not_equal(table.arrays[name].combine_chunks(), ""))
        for row in pc.indices_nonzero(given).to_pylist():
            wrong.setdefault(row, (name, f"{table.arrays[name][row].as_py()!r} is not a number"))
    return {row: Quarantined(table.lines[row], column, reason, codes[row]) for row, (column, reason) in wrong.items()}


def _class_columns(header: Sequence[str]) -> tuple[int, str, str] | None:
    """Return the year, the column of class codes and that of their labels (the codes again when there is none)."""
    named = [name.strip() for name in header]
    found = {name: match for name in named if (match := _RURAL_URBAN.fullmatch(name.casefold()))}
    code = next((name for name, match in found.items() if match["role"].strip("_") in ("code", "cd")), None)
    if code is None:
        return None
    label = next((name for name, match in found.items() if match["role"].strip("_") in ("name", "nm")), None)
    label = label or next((name for name in named if name.casefold() in ("classification", "class")), code)
    return 2000 + int(found[code]["year"]), code, label


DEPRIVATION = DeprivationReader()
RURAL_URBAN = RuralUrbanReader()
