"""Street files of data.police.uk: crimes and anti-social behaviour by month and force, from 2010 to today."""

from __future__ import annotations

import pyarrow as pa

from frankpledge.lake.readers.police_uk import Column, Parsed, header_has, identifiers, parse
from frankpledge.lake.readers.police_uk_facts import published_facts
from frankpledge.lake.readers.police_uk_names import check_named_force, month_and_force, with_force
from frankpledge.lake.readers.police_uk_rows import keep_named_month, with_coordinates
from frankpledge.lake.schemas import TABLES
from frankpledge.lake.source import Head, Reading, SourceFile

COLUMNS = (
    Column("crime_id", ("Crime ID",)),
    Column("month", ("Month",), "month", needed=True),
    Column("reported_by", ("Reported by",), needed=True),
    Column("falls_within", ("Falls within",)),
    Column("longitude", ("Longitude",), "longitude"),
    Column("latitude", ("Latitude",), "latitude"),
    Column("easting", ("Easting",), "metres"),
    Column("northing", ("Northing",), "metres"),
    Column("location", ("Location",)),
    Column("lsoa_code", ("LSOA code",)),
    Column("lsoa_name", ("LSOA name",)),
    Column("crime_type", ("Crime type",), needed=True),
    Column("outcome", ("Last outcome category",)),
    Column("context", ("Context",)),
)


class StreetReader:
    """Reads one street file: the whole of what its forces published for its months."""

    name = "police_uk_street"
    label = "data.police.uk street files"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header is that of a street file, old or new."""
        return header_has(head, "Crime type") and (header_has(head, "Reported by") or header_has(head, "LSOA code"))

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return all rows as published, duplicates included; refuse a file whose name and rows disagree."""
        parsed = keep_named_month(source, parse(source, head, COLUMNS))
        rows = with_force(with_coordinates(parsed.rows), "reported_by")
        pairs = month_and_force(rows)
        check_named_force(source, tuple(force for _, force in pairs))
        rows = rows.set_column(rows.schema.get_field_index("crime_id"), "crime_id", identifiers(rows["crime_id"]))
        wanted = [name for name in TABLES["street"].names if name != "release_id"]
        return Reading(
            tables={"street": rows.select(wanted)},
            rows_read=parsed.rows_read,
            quarantined=parsed.quarantined,
            replaces=pairs,
            quality=street_quality(parsed, rows),
        )


def street_quality(parsed: Parsed, rows: pa.Table) -> dict[str, object]:
    """Return what can be said of a street file without looking at any other."""
    return published_facts(parsed, rows, kind_column="crime_type")


STREET = StreetReader()
