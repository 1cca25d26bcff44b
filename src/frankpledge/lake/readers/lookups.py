"""Lookups between official areas, in any combination of kinds and years.

ONS Open Geography lookups (LSOA to ward to district, district to community safety partnership to police force area,
LSOA 2011 to LSOA 2021, districts over the years) and files of the same content under other spellings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import pyarrow as pa

from frankpledge.lake.readers.area_columns import AreaColumn, area_columns, code_columns
from frankpledge.lake.readers.area_rows import area_table, membership_table, rows_to_table, signature
from frankpledge.lake.readers.text_tables import TextTable, is_code, text_table
from frankpledge.lake.source import BadFile, Head, Quarantined, Reading, SourceFile

_CHANGE = frozenset({"changecode", "chgind", "changeindicator", "change"})
_CHANGES = frozenset("USMX")
# Columns that another format owns: a file with any of these is not a lookup.
_FOREIGN = ("population", "all ages", "decile", "rank", "score", "ruc", "crime", "longitude")


class LookupReader:
    """Reads every lookup whose header names the codes of two kinds or years of area."""

    name = "lookup"
    label = "Lookup between areas"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header names at least two columns of area codes and nothing of another format."""
        if head.kind != "csv" or any(word in name.casefold() for name in head.header for word in _FOREIGN):
            return False
        codes = code_columns(area_columns(head.header))
        return len(codes) >= 2 and len({(code.kind, code.year) for code in codes}) == len(codes)

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return areas, memberships and, from a lookup of both LSOA vintages, the changes between them."""
        columns = area_columns([name.strip() for name in head.header])
        if undated := [column.header for column in code_columns(columns) if column.year is None]:
            raise BadFile(
                f"the column {undated[0]!r} does not say of which year its areas are.",
                where=source.where,
                cure="Write the year into the header, as in LAD24CD or ltla24_code.",
            )
        change = _change_column(head.header)
        headers = [column.header for column in columns] + ([change] if change else [])
        table = text_table(source, head, headers)
        values, bad = _sound_rows(table, columns, change)
        codes = code_columns(columns)
        tables = {"areas": area_table(columns, values), "memberships": membership_table(columns, values)}
        changes = _lsoa_changes(codes, values, change)
        if changes is not None:
            tables["lsoa_changes"] = changes
        kinds = " ".join(f"{code.kind}-{code.year}" for code in codes)
        return Reading(
            tables=tables,
            rows_read=table.rows_read,
            quarantined=tuple(sorted((*table.set_aside, *bad), key=lambda row: row.line)),
            key=f"lookup {kinds} {signature(values[codes[0].header])}",
            quality=_quality(codes, values),
        )


def _change_column(header: Sequence[str]) -> str | None:
    return next((name.strip() for name in header if name.strip().casefold().replace("_", "") in _CHANGE), None)


def _sound_rows(
    table: TextTable, columns: Sequence[AreaColumn], change: str | None
) -> tuple[dict[str, list[str]], list[Quarantined]]:
    """Return the rows whose codes are codes, and the others. Only the smallest area must be given."""
    codes = code_columns(columns)
    wrong: dict[int, tuple[str, str]] = {}
    for place, column in enumerate(codes):
        for row, code in enumerate(table.columns[column.header]):
            if code and not is_code(code):
                wrong.setdefault(row, (column.header, f"{code!r} is not the code of an area"))
            elif not code and place == 0:
                wrong.setdefault(row, (column.header, "the code is missing"))
    if change:
        for row, value in enumerate(table.columns[change]):
            if value not in _CHANGES:
                wrong.setdefault(row, (change, f"{value!r} is not one of U, S, M and X"))
    kept = [row for row in range(len(table.lines)) if row not in wrong]
    values = {name: [column[row] for row in kept] for name, column in table.columns.items()}
    bad = [
        Quarantined(table.lines[row], column, reason, ",".join(cells[row] for cells in table.columns.values()))
        for row, (column, reason) in wrong.items()
    ]
    return values, bad


def _lsoa_changes(codes: Sequence[AreaColumn], values: dict[str, list[str]], change: str | None) -> pa.Table | None:
    kinds = {column.kind: column.header for column in codes}
    if not {"lsoa11", "lsoa21"} <= kinds.keys():
        return None
    pairs = list(zip(values[kinds["lsoa11"]], values[kinds["lsoa21"]], strict=True))
    marks = values[change] if change else _marks(pairs)
    rows = [(old, new, mark) for (old, new), mark in zip(pairs, marks, strict=True) if old and new]
    return rows_to_table("lsoa_changes", dict.fromkeys(rows))


def _marks(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return U, S, M or X for each pair as the lookup's shape shows, for files that leave the mark out."""
    newer, older = defaultdict(set), defaultdict(set)
    for old, new in pairs:
        newer[old].add(new)
        older[new].add(old)
    shape = {(False, False): "U", (True, False): "S", (False, True): "M", (True, True): "X"}
    splits = [any(len(newer[sibling]) > 1 for sibling in older[new]) for _, new in pairs]
    merges = [any(len(older[sibling]) > 1 for sibling in newer[old]) for old, _ in pairs]
    return [shape[split, merge] for split, merge in zip(splits, merges, strict=True)]


def _quality(codes: Sequence[AreaColumn], values: dict[str, list[str]]) -> dict[str, object]:
    counts = Counter({column.header: len(set(values[column.header]) - {""}) for column in codes})
    blank = {column.header: values[column.header].count("") for column in codes if "" in values[column.header]}
    return {"areas": dict(counts), "without_code": blank}


LOOKUPS = LookupReader()
