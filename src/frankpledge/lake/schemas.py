"""The tables of the lake and their columns. Partitioned tables name their partition columns in PARTITIONS."""

from __future__ import annotations

import pyarrow as pa

from frankpledge.lake.schemas_own import OWN_PARTITIONS, OWN_SORTED_BY, OWN_TABLES
from frankpledge.lake.schemas_police import POLICE_SORTED_BY, POLICE_TABLES

_text, _int, _float = pa.string(), pa.int32(), pa.float64()

TABLES: dict[str, pa.Schema] = {
    # One row per file (a CSV inside an archive is a file). `sha256` is of the file's own bytes, unpacked. `sequence`
    # counts releases from 1 in the order of loading. `covers` is what the file is the whole of: "street 2025-01
    # west-mercia" for each month and force, or the key of an unpartitioned file ("population lsoa11 2020"); the latest
    # release that covers a thing is the current one. `month` and `force` are filled where the file has one of each.
    # `replaces` names earlier releases. `quality` is a JSON object of counts.
    "releases": pa.schema(
        [
            ("release_id", _text),
            ("sequence", pa.int64()),
            ("reader", _text),
            ("file", _text),
            ("member", _text),
            ("sha256", _text),
            ("bytes", pa.int64()),
            ("loaded_at", pa.timestamp("us", tz="UTC")),
            ("loaded_by", _text),
            ("month", _text),
            ("force", _text),
            ("rows_read", pa.int64()),
            ("rows_kept", pa.int64()),
            ("rows_quarantined", pa.int64()),
            ("covers", pa.list_(_text)),
            ("replaces", pa.list_(_text)),
            ("quality", _text),
        ]
    ),
    # data.police.uk street rows, crime and anti-social behaviour alike, as published. month "2025-01", force a slug.
    "street": pa.schema(
        [
            ("month", _text),
            ("force", _text),
            ("crime_id", pa.binary()),
            ("reported_by", _text),
            ("falls_within", _text),
            ("longitude", _float),
            ("latitude", _float),
            ("location", _text),
            ("lsoa_code", _text),
            ("lsoa_name", _text),
            ("crime_type", _text),
            ("outcome", _text),
            ("context", _text),
            ("release_id", _text),
            ("line", _int),
        ]
    ),
    # Derived: rows of `street` by month x force x LSOA x type. lsoa_code "" means that the row has no place.
    "street_cube": pa.schema(
        [
            ("month", _text),
            ("force", _text),
            ("lsoa_code", _text),
            ("crime_type", _text),
            ("n", pa.int64()),
        ]
    ),
    "outcomes": pa.schema(
        [
            ("month", _text),
            ("force", _text),
            ("crime_id", pa.binary()),
            ("reported_by", _text),
            ("falls_within", _text),
            ("longitude", _float),
            ("latitude", _float),
            ("location", _text),
            ("lsoa_code", _text),
            ("lsoa_name", _text),
            ("outcome_type", _text),
            ("release_id", _text),
            ("line", _int),
        ]
    ),
    # Stop and search: `searched_at` is UTC, so the first rows of a file can lie in the month before `month`.
    "stops": pa.schema(
        [
            ("month", _text),
            ("force", _text),
            ("searched_at", pa.timestamp("us", tz="UTC")),
            ("type", _text),
            ("part_of_operation", _text),
            ("operation", _text),
            ("longitude", _float),
            ("latitude", _float),
            ("gender", _text),
            ("age_range", _text),
            ("self_defined_ethnicity", _text),
            ("officer_defined_ethnicity", _text),
            ("legislation", _text),
            ("object_of_search", _text),
            ("outcome", _text),
            ("outcome_linked", _text),
            ("clothing_removed", _text),
            ("release_id", _text),
            ("line", _int),
        ]
    ),
    **POLICE_TABLES,
    # Rows that could not be read, as they stood.
    "quarantine": pa.schema(
        [("release_id", _text), ("file", _text), ("line", _int), ("column", _text), ("reason", _text), ("row", _text)]
    ),
    # kind: lsoa11 lsoa21 ward district csp force county icb region. A code may occur under several kinds and years.
    "areas": pa.schema(
        [
            ("kind", _text),
            ("code", _text),
            ("name", _text),
            ("year", _int),
            ("release_id", _text),
        ]
    ),
    # Published pairs: a child area lies in a parent area, by a lookup of a stated year and conversion.
    "memberships": pa.schema(
        [
            ("child_kind", _text),
            ("child_code", _text),
            ("parent_kind", _text),
            ("parent_code", _text),
            ("conversion", _text),
            ("year", _int),
            ("release_id", _text),
        ]
    ),
    # LSOA 2011 to LSOA 2021 lookup rows. change: U unchanged, S split, M merged, X complex.
    "lsoa_changes": pa.schema(
        [
            ("lsoa11_code", _text),
            ("lsoa21_code", _text),
            ("change", _text),
            ("release_id", _text),
        ]
    ),
    # Derived from all of the above: one row per LSOA code of either vintage, with the areas that it lies in today.
    # component: the smallest group common to both vintages (its smallest code). ward may be null (2011 code split
    # between wards). conversion says how csp was found: exact | former_district.
    "places": pa.schema(
        [
            ("lsoa_code", _text),
            ("lsoa_name", _text),
            ("vintage", _text),
            ("component", _text),
            ("ward_code", _text),
            ("district_code", _text),
            ("csp_code", _text),
            ("force_code", _text),
            ("county_code", _text),
            ("region_code", _text),
            ("conversion", _text),
        ]
    ),
    # Residents. sex: all | female | male. age: null for all ages, else single year (90 means 90 and over).
    "population": pa.schema(
        [
            ("area_kind", _text),
            ("code", _text),
            ("year", _int),
            ("sex", _text),
            ("age", _int),
            ("people", _float),
            ("release_id", _text),
        ]
    ),
    # What else a rate may rest on. base: households | workday (people present on a working day).
    "bases": pa.schema(
        [
            ("area_kind", _text),
            ("code", _text),
            ("year", _int),
            ("base", _text),
            ("number", _float),
            ("release_id", _text),
        ]
    ),
    # Outlines in longitude and latitude (CRS84), as WKB.
    "boundaries": pa.schema(
        [
            ("kind", _text),
            ("code", _text),
            ("name", _text),
            ("year", _int),
            ("wkb", pa.binary()),
            ("release_id", _text),
        ]
    ),
    # index: "imd2019", "imd2025"; measure: "IMD_decile", "IMD_rank", …
    "deprivation": pa.schema(
        [
            ("index", _text),
            ("area_kind", _text),
            ("code", _text),
            ("measure", _text),
            ("value", _float),
            ("release_id", _text),
        ]
    ),
    "rural_urban": pa.schema(
        [
            ("area_kind", _text),
            ("code", _text),
            ("year", _int),
            ("class", _text),
            ("label", _text),
            ("release_id", _text),
        ]
    ),
    **OWN_TABLES,
}

PARTITIONS: dict[str, tuple[str, ...]] = {
    "street": ("month", "force"),
    "street_cube": ("month",),
    "outcomes": ("month", "force"),
    "stops": ("month", "force"),
    **OWN_PARTITIONS,
}

# Files are written in this order, so that a question about one area reads few pages of each.
SORTED_BY: dict[str, tuple[str, ...]] = {
    "street": ("lsoa_code", "crime_type"),
    "street_cube": ("lsoa_code", "crime_type", "force"),
    "outcomes": ("lsoa_code", "outcome_type"),
    "stops": ("searched_at",),
    **OWN_SORTED_BY,
    **POLICE_SORTED_BY,
}

# One row per finished load; `versions` names the version of every table that belongs to that state of the lake.
MANIFEST_SCHEMA = pa.schema(
    [
        ("id", _text),
        ("sequence", pa.int64()),
        ("known_at", pa.timestamp("us", tz="UTC")),
        ("by", _text),
        ("versions", pa.map_(_text, pa.int64())),
        ("release_ids", pa.list_(_text)),
    ]
)
