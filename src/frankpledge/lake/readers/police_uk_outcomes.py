"""Outcome files of data.police.uk: what became of crimes, joined to them by Crime ID."""

from __future__ import annotations

from frankpledge.lake.readers.police_uk import Column, header_has, identifiers, parse
from frankpledge.lake.readers.police_uk_facts import published_facts
from frankpledge.lake.readers.police_uk_names import check_named_force, month_and_force, with_force
from frankpledge.lake.readers.police_uk_rows import keep_named_month
from frankpledge.lake.schemas import TABLES
from frankpledge.lake.source import Head, Reading, SourceFile

COLUMNS = (
    Column("crime_id", ("Crime ID",)),
    Column("month", ("Month",), "month", needed=True),
    Column("reported_by", ("Reported by",), needed=True),
    Column("falls_within", ("Falls within",)),
    Column("longitude", ("Longitude",), "longitude"),
    Column("latitude", ("Latitude",), "latitude"),
    Column("location", ("Location",)),
    Column("lsoa_code", ("LSOA code",)),
    Column("lsoa_name", ("LSOA name",)),
    Column("outcome_type", ("Outcome type",), needed=True),
)


class OutcomesReader:
    """Reads one outcomes file: the whole of what its forces published for its months."""

    name = "police_uk_outcomes"
    label = "data.police.uk outcomes files"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header is that of an outcomes file."""
        return header_has(head, "Outcome type") and (header_has(head, "Crime ID") or header_has(head, "Reported by"))

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return all rows as published; refuse a file whose name and rows disagree."""
        parsed = keep_named_month(source, parse(source, head, COLUMNS))
        rows = with_force(parsed.rows, "reported_by")
        pairs = month_and_force(rows)
        check_named_force(source, tuple(force for _, force in pairs))
        rows = rows.set_column(rows.schema.get_field_index("crime_id"), "crime_id", identifiers(rows["crime_id"]))
        wanted = [name for name in TABLES["outcomes"].names if name != "release_id"]
        return Reading(
            tables={"outcomes": rows.select(wanted)},
            rows_read=parsed.rows_read,
            quarantined=parsed.quarantined,
            replaces=pairs,
            quality=published_facts(parsed, rows, kind_column="outcome_type"),
        )


OUTCOMES = OutcomesReader()
