"""From columns of codes and names to rows of `areas` and `memberships`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pyarrow as pa

from frankpledge.lake.readers.area_columns import VINTAGED, AreaColumn, code_columns, family, name_column
from frankpledge.lake.readers.text_tables import is_code
from frankpledge.lake.schemas import TABLES

Columns = Mapping[str, Sequence[str]]
_PARENTS = {
    "lsoa": ("msoa", "ward", "district", "county", "csp", "sub_icb", "icb", "force", "region", "country"),
    "msoa": ("district", "county", "region", "country"),
    "ward": ("district", "county", "region", "country"),
    "district": ("county", "csp", "sub_icb", "icb", "force", "region", "country"),
    "county": ("region", "country"),
    "csp": ("force", "region", "country"),
    "sub_icb": ("icb",),
    "icb": (),
    "force": ("region", "country"),
    "region": ("country",),
    "country": (),
}


def without_release(table: str) -> pa.Schema:
    """Return the columns that a reader fills in: the lake adds the release."""
    schema = TABLES[table]
    return schema.remove(schema.get_field_index("release_id"))


def rows_to_table(table: str, rows: Iterable[Sequence[object]]) -> pa.Table:
    """Return rows, in the order of the schema's columns, as a table of the lake."""
    schema = without_release(table)
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(list(column), kind) for column, kind in zip(columns, schema.types, strict=True)], schema)


def area_table(columns: Sequence[AreaColumn], values: Columns) -> pa.Table:
    """Return one row for each area and name. Another language's name has no year, which marks it as an other name."""
    rows: dict[tuple[str, str, str, int | None], None] = {}
    for code in code_columns(columns):
        for role in ("name", "other_name"):
            named = name_column(columns, code, role)
            if named is None:
                continue
            year = code.year if role == "name" else None
            for area, name in zip(values[code.header], values[named.header], strict=True):
                if is_code(area) and name.strip():
                    rows[code.kind, area, name.strip(), year] = None
    ours = {(kind, code, name) for kind, code, name, year in rows if year is not None}
    return rows_to_table("areas", (row for row in rows if row[3] is not None or row[:3] not in ours))


def membership_table(columns: Sequence[AreaColumn], values: Columns) -> pa.Table:
    """Return every pair of a smaller area in a larger one that the columns state, with how exact the pair is.

    A file that carries wards places an LSOA by best fit of its ward, in everything above the ward too. A child with
    several parents of one kind (a merged council in several partnerships) is in `part` in each. Several years of
    districts side by side state successors.
    """
    codes = code_columns(columns)
    by_ward = any(column.kind == "ward" for column in codes)
    vintages = {column.kind for column in codes if family(column.kind) == "lsoa"}
    rows: list[tuple[str, str, str, str, str, int | None]] = []
    for child in codes:
        if child.kind != max(vintages, default=child.kind) and child.kind in vintages:
            continue  # in a file with both vintages the larger areas are stated for the newer one
        for parent in codes:
            if family(parent.kind) in _PARENTS[family(child.kind)] and _same_edition(child, parent, codes):
                rows.extend(_pairs(child, parent, values, by_ward=by_ward))
    rows.extend(_successors([column for column in codes if column.kind == "district"], values))
    return rows_to_table("memberships", rows)


def _same_edition(child: AreaColumn, parent: AreaColumn, codes: Sequence[AreaColumn]) -> bool:
    """Return whether the pair is meant: where a kind is given for several years, the one nearest the child's year."""
    years = [column.year or 0 for column in codes if column.kind == parent.kind]
    if family(child.kind) in VINTAGED:
        return (parent.year or 0) == max(years)
    return (parent.year or 0) == min(years, key=lambda year: (abs(year - (child.year or 0)), -year))


def _pairs(
    child: AreaColumn, parent: AreaColumn, values: Columns, *, by_ward: bool
) -> list[tuple[str, str, str, str, str, int | None]]:
    pairs = _distinct(values[child.header], values[parent.header])
    parents = Counter(code for code, _ in pairs)
    fitted = family(child.kind) == "lsoa" and by_ward
    rows: list[tuple[str, str, str, str, str, int | None]] = []
    for code, larger in pairs:
        conversion = "best_fit" if fitted else "part" if parents[code] > 1 else "exact"
        rows.append((child.kind, code, parent.kind, larger, conversion, parent.year))
    return rows


def _successors(districts: Sequence[AreaColumn], values: Columns) -> list[tuple[str, str, str, str, str, int | None]]:
    ordered = sorted(districts, key=lambda column: column.year or 0)
    rows: list[tuple[str, str, str, str, str, int | None]] = []
    for before, after in pairwise(ordered):
        for old, new in _distinct(values[before.header], values[after.header]):
            if old != new:
                rows.append(("district", old, "district", new, "successor", after.year))
    return rows


def _distinct(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """Return the different pairs in which both codes are given, in the order of the file."""
    return [pair for pair in dict.fromkeys(zip(left, right, strict=True)) if is_code(pair[0]) and is_code(pair[1])]


def signature(codes: Iterable[str]) -> str:
    """Return a short mark of a set of areas, the same for every edition that covers just these."""
    return hashlib.sha256("\n".join(sorted(set(codes))).encode()).hexdigest()[:12]
