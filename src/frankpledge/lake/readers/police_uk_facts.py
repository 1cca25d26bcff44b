"""What can be said of one file by itself: without a place, blank, repeated. Nothing is dropped for any of it."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.readers.police_uk import Parsed

# How data.police.uk writes a place that has no name.
_BLANK_STREETS = ("On or near ", "On or near", "")
_NOT_COMPARED = ("line",)


def published_facts(parsed: Parsed, rows: pa.Table, *, kind_column: str) -> dict[str, object]:
    """Return the counts of a street or outcomes file. `kind_column` is the one that says what happened."""
    return {
        **_row_facts(parsed),
        "no_place": rows["lsoa_code"].null_count,
        "no_point": rows["longitude"].null_count,
        "blank_street": _blank_streets(rows),
        "without_id": rows["crime_id"].null_count,
        "id_repeats": id_repeats(rows["crime_id"]),
        "exact_duplicates": exact_duplicates(rows),
        "by_type": _counts(rows[kind_column]),
        "by_month": _counts(rows["month"]),
        "by_vintage": _code_letters(rows["lsoa_code"]),
    }


def stops_facts(parsed: Parsed, rows: pa.Table, *, other_months: int) -> dict[str, object]:
    """Return the counts of a stop and search file."""
    return {
        **_row_facts(parsed),
        "no_point": rows["longitude"].null_count,
        "outside_month_in_utc": other_months,
        "exact_duplicates": exact_duplicates(rows),
        "by_type": _counts(rows["object_of_search"]),
    }


def id_repeats(ids: pa.ChunkedArray) -> int:
    """Return how many rows repeat a Crime ID that an earlier row of the file has. The Crime ID is not a key."""
    return int(len(ids) - ids.null_count - pc.count_distinct(ids, mode="only_valid").as_py())


def exact_duplicates(rows: pa.Table) -> int:
    """Return how many rows equal an earlier row of the file in every column. They may be distinct incidents."""
    if "crime_id" not in rows.column_names:
        return _surplus(rows)
    surplus = _surplus(rows.filter(pc.is_null(rows["crime_id"])))
    if not id_repeats(rows["crime_id"]):
        return surplus
    # Rows that are the same have the same Crime ID, so only those whose Crime ID comes twice need be compared.
    counted = pc.value_counts(rows["crime_id"])
    twice = counted.field("values").filter(pc.greater(counted.field("counts"), 1)).drop_null()
    return surplus + _surplus(rows.filter(pc.is_in(rows["crime_id"], value_set=twice)))


def _surplus(rows: pa.Table) -> int:
    names: Sequence[str] = [
        name for name in rows.column_names if name not in _NOT_COMPARED and rows[name].null_count < rows.num_rows
    ]
    return (
        int(rows.num_rows - rows.select(names).group_by(names, use_threads=False).aggregate([]).num_rows)
        if names
        else 0
    )


def _row_facts(parsed: Parsed) -> dict[str, object]:
    return {
        "rows_read": parsed.rows_read,
        "unfamiliar_columns": list(parsed.unfamiliar),
        "absent_columns": [title for title in parsed.absent if title not in {"Easting", "Northing"}],
    }


def _blank_streets(rows: pa.Table) -> int:
    blank = pc.is_in(rows["location"], value_set=pa.array(_BLANK_STREETS))
    return int(pc.sum(blank, min_count=0).as_py())


def _counts(values: pa.ChunkedArray) -> dict[str, int]:
    counted = pc.value_counts(values).to_pylist()
    return {str(row["values"] or ""): int(row["counts"]) for row in sorted(counted, key=lambda row: str(row["values"]))}


def _code_letters(codes: pa.ChunkedArray) -> dict[str, int]:
    return _counts(pc.utf8_slice_codeunits(codes, 0, 1))
