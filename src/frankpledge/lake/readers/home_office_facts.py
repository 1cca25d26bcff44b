"""What one edition of a Home Office table tells of itself: corrections, marks, codes that begin and end, odd sheets."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.books import Book
from frankpledge.statute.recorded import is_offence_code, is_unassigned, quarter_text

_MOST = 40
_ONLY = r"(?i)\(\s*outcomes?\s+only\s*\)"


def facts(rows: pa.Table, book: Book) -> dict[str, object]:
    """Return counts and examples for the report on data quality."""
    count = "n" if "n" in rows.column_names else "n_given"
    only = pc.fill_null(pc.match_substring_regex(rows["offence"], _ONLY), False)
    begun, ended = _breaks(rows)
    return {
        "negative_counts": _number(pc.less(rows[count], 0)),
        "marked": _number(pc.is_valid(rows["mark" if count == "n" else "mark_given"])),
        "outcomes_only_rows": _number(only),
        "outcomes_only_count": int(pc.sum(rows.filter(only)[count]).as_py() or 0),
        "codes_unknown": sorted(code for code in _distinct(rows, "offence_code") if not is_offence_code(code))[:_MOST],
        "codes_begun": dict(sorted(begun.items())[:_MOST]),
        "codes_ended": dict(sorted(ended.items())[:_MOST]),
        "sheets": {sheet.name: sheet.rows for sheet in book.sheets if sheet.name},
        "sheets_of_several_years": dict(_mixed(rows)),
        "sheets_not_read": [name for name, _ in book.others],
        "unassigned": sorted(filter(is_unassigned, _distinct(rows, "csp_name"))),
    }


def _number(mask: pa.ChunkedArray) -> int:
    return int(pc.sum(mask).as_py() or 0)


def _distinct(rows: pa.Table, column: str) -> list[str]:
    if column not in rows.column_names:
        return []
    return [text for text in pc.unique(rows[column]).to_pylist() if text]


def _breaks(rows: pa.Table) -> tuple[dict[str, str], dict[str, str]]:
    """Return the codes that begin after the first quarter of the edition or end before its last, and when."""
    pairs = rows.group_by(["offence_code", "year", "quarter"], use_threads=False).aggregate([]).to_pylist()
    held: dict[str, list[tuple[str, int]]] = {}
    for row in pairs:
        held.setdefault(row["offence_code"], []).append((row["year"], row["quarter"]))
    every = sorted({at for found in held.values() for at in found})
    begun = {code: quarter_text(*min(found)) for code, found in held.items() if min(found) != every[0]}
    ended = {code: quarter_text(*max(found)) for code, found in held.items() if max(found) != every[-1]}
    return begun, ended


def _mixed(rows: pa.Table) -> Iterator[tuple[str, list[str]]]:
    """Yield the sheets of a workbook that hold more than one year."""
    pairs = rows.group_by(["sheet", "year"], use_threads=False).aggregate([]).to_pylist()
    for sheet in dict.fromkeys(row["sheet"] for row in pairs if row["sheet"]):
        years = sorted(row["year"] for row in pairs if row["sheet"] == sheet)
        if len(years) > 1:
            yield sheet, years
