"""The tables of what the Home Office and the ONS publish of recorded crime: counts by area and quarter, levels by year.

Every row names the sheet ("" for a file that is no workbook) and the row in it, so that a figure can be traced to the
cell it came from. Where a file prints a mark (`:`, `[x]`, `..`) the number is null and the mark is kept: missing,
suppressed and zero are three things.
"""

from __future__ import annotations

import pyarrow as pa

_text, _int, _long, _float = pa.string(), pa.int32(), pa.int64(), pa.float64()

# year "2024/25"; quarter 1 is April to June. force is a slug. offence_code is a text ("8N").
_OFFENCE = [
    ("offence", _text),
    ("offence_group", _text),
    ("offence_subgroup", _text),
    ("offence_code", _text),
]
_QUARTER = [("year", _text), ("quarter", _int), ("force", _text), ("force_name", _text)]
_TRACE = [("sheet", _text), ("line", _int), ("release_id", _text)]

POLICE_TABLES: dict[str, pa.Schema] = {
    # Home Office recorded crime by police force. n may be negative (corrections).
    "recorded_crime": pa.schema([*_QUARTER, *_OFFENCE, ("n", _long), ("mark", _text), *_TRACE]),
    # The same by community safety partnership, under the Home Office's names; csp_code only where the file gives one.
    "recorded_crime_csp": pa.schema(
        [*_QUARTER, ("csp_name", _text), ("csp_code", _text), *_OFFENCE, ("n", _long), ("mark", _text), *_TRACE]
    ),
    # Outcomes by force: `n_recorded` of the crimes recorded in the quarter, `n_given` those given in the quarter,
    # whenever the crime was recorded. Type "0" is no outcome yet; "1A" is a part of "1" and never added to it.
    "recorded_outcomes": pa.schema(
        [
            *_QUARTER,
            *_OFFENCE,
            ("outcome_type", _text),
            ("outcome", _text),
            ("outcome_group", _text),
            ("n_recorded", _long),
            ("mark_recorded", _text),
            ("n_given", _long),
            ("mark_given", _text),
            *_TRACE,
        ]
    ),
    # ONS recorded crime by partnership: one row a cell. area_kind: csp | force | region | country. measure: count |
    # rate | change; rates are per `per` of `base` (residents, households). first_month to last_month is the period
    # where the file states it, else null, and `period` is what it prints. state: known | missing | suppressed.
    "csp_levels": pa.schema(
        [
            ("area_kind", _text),
            ("area_code", _text),
            ("area_name", _text),
            ("force_code", _text),
            ("force_name", _text),
            ("period", _text),
            ("first_month", _text),
            ("last_month", _text),
            ("measure", _text),
            ("per", _int),
            ("base", _text),
            ("offence_group", _text),
            ("value", _float),
            ("state", _text),
            ("mark", _text),
            ("residents", _float),
            ("households", _float),
            ("column", _text),
            *_TRACE,
        ]
    ),
    # What a publication says about its tables: notes, footnotes, titles.
    "table_notes": pa.schema([("text", _text), *_TRACE]),
    # The Home Office's own list of partnerships with their official codes.
    "csp_names": pa.schema([("csp_name", _text), ("csp_code", _text), ("force", _text), *_TRACE]),
}

POLICE_SORTED_BY: dict[str, tuple[str, ...]] = {
    "recorded_crime": ("force", "year", "quarter", "line"),
    "recorded_crime_csp": ("force", "csp_name", "year", "quarter", "line"),
    "recorded_outcomes": ("force", "year", "quarter", "line"),
    "csp_levels": ("area_code", "last_month", "line"),
}

# What a row speaks of: a later file that speaks of the same replaces it, and leaves the rest of the older one.
POLICE_KEYS: dict[str, tuple[str, ...]] = {
    "recorded_crime": ("year", "quarter", "force"),
    "recorded_crime_csp": ("year", "quarter", "force"),
    "recorded_outcomes": ("year", "quarter", "force"),
    "csp_levels": ("area_kind", "area_code", "area_name", "measure", "period"),
}
