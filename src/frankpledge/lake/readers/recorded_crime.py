"""The Home Office's open data of recorded crime by police force: offence code by financial quarter, since 2012/13.

Codes are text (`8N`), corrections make counts negative, and offences recorded for outcomes alone stand beside the
others: all are kept as published.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.readers.police_uk import Column, header_has, parse
from frankpledge.lake.readers.police_uk_names import with_force
from frankpledge.lake.schemas import TABLES
from frankpledge.lake.source import Head, Quarantined, Reading, SourceFile

COLUMNS = (
    Column("year", ("Financial Year", "FY", "Year"), needed=True),
    Column("quarter", ("Financial Quarter", "Quarter"), "quarter", needed=True),
    Column("force_name", ("Force Name", "Force"), needed=True),
    Column("offence", ("Offence Description", "Offence")),
    Column("offence_group", ("Offence Group", "Group")),
    Column("offence_subgroup", ("Offence Subgroup", "Subgroup")),
    Column("offence_code", ("Offence Code",), needed=True),
    Column("n", ("Number of Offences", "Offences", "n"), "count", needed=True),
)
_YEAR = re.compile(r"(?P<first>20\d\d)[/-](?:20)?(?P<second>\d\d)")


class RecordedCrimeReader:
    """Reads the table of all forces, whole; an edition that covers the same years takes the older one's place."""

    name = "recorded_crime"
    label = "Home Office recorded crime by police force"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header names offence codes by financial quarter."""
        return header_has(head, "Offence Code") and (
            header_has(head, "Financial Quarter") or header_has(head, "Quarter")
        )

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return the counts; a row whose year cannot be read is set aside."""
        parsed = parse(source, head, COLUMNS)
        years = {written: _year(written) for written in pc.unique(parsed.rows["year"]).to_pylist()}
        wrong = pc.is_in(
            parsed.rows["year"], value_set=pa.array([text for text, year in years.items() if not year], pa.string())
        )
        aside = tuple(
            Quarantined(row["line"], "Financial Year", f"{row['year'][:40]!r} is no financial year", row["year"][:40])
            for row in parsed.rows.filter(wrong).select(["line", "year"]).to_pylist()
        )
        rows = parsed.rows.filter(pc.invert(wrong))
        held = sorted({year for year in years.values() if year})
        return Reading(
            tables={"recorded_crime": _table(rows, years)},
            rows_read=parsed.rows_read,
            quarantined=(*parsed.quarantined, *aside),
            key=f"recorded crime from {held[0]}" if held else "",
            quality={"years": held, "unfamiliar_columns": list(parsed.unfamiliar)},
        )


def _year(text: str) -> str:
    match = _YEAR.fullmatch(text.strip())
    return f"{match['first']}/{match['second']}" if match else ""


def _table(rows: pa.Table, years: dict[str, str]) -> pa.Table:
    encoded = pc.dictionary_encode(rows["year"]).combine_chunks()
    encoded = encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded
    plain = pa.array([years[text] for text in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)
    rows = rows.set_column(rows.schema.get_field_index("year"), "year", plain)
    rows = rows.set_column(rows.schema.get_field_index("quarter"), "quarter", pc.cast(rows["quarter"], pa.int32()))
    rows = rows.set_column(rows.schema.get_field_index("n"), "n", pc.cast(pc.round(rows["n"]), pa.int64()))
    return with_force(rows, "force_name").select(
        [name for name in TABLES["recorded_crime"].names if name != "release_id"]
    )


RECORDED_CRIME = RecordedCrimeReader()
