"""Stop and search files of data.police.uk. They name neither force nor month: both come from the file's name."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.readers.police_uk import MONTH, Column, header_has, parse
from frankpledge.lake.readers.police_uk_facts import stops_facts
from frankpledge.lake.readers.police_uk_names import force_slug, named_as
from frankpledge.lake.schemas import TABLES
from frankpledge.lake.source import BadFile, Head, Reading, SourceFile

COLUMNS = (
    Column("type", ("Type",), needed=True),
    Column("searched_at", ("Date",), "time", needed=True),
    Column("part_of_operation", ("Part of a policing operation",)),
    Column("operation", ("Policing operation",)),
    Column("longitude", ("Longitude",), "longitude"),
    Column("latitude", ("Latitude",), "latitude"),
    Column("gender", ("Gender",)),
    Column("age_range", ("Age range",)),
    Column("self_defined_ethnicity", ("Self-defined ethnicity",)),
    Column("officer_defined_ethnicity", ("Officer-defined ethnicity",)),
    Column("legislation", ("Legislation",)),
    Column("object_of_search", ("Object of search",)),
    Column("outcome", ("Outcome",)),
    Column("outcome_linked", ("Outcome linked to object of search",)),
    Column("clothing_removed", ("Removal of more than just outer clothing",)),
)


class StopsReader:
    """Reads one stop and search file: the whole of what one force published for one month."""

    name = "police_uk_stops"
    label = "data.police.uk stop and search files"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header is that of a stop and search file."""
        return header_has(head, "Type", "Date") and header_has(head, "Object of search")

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return all searches with their times in UTC; refuse a file whose force or month nobody said."""
        month, force = _said(source)
        parsed = parse(source, head, COLUMNS)
        rows = parsed.rows
        times = _times(rows["searched_at"], source)
        rows = rows.set_column(rows.schema.get_field_index("searched_at"), "searched_at", times)
        elsewhere = _far_from(times, month)
        if elsewhere * 2 > rows.num_rows:
            raise BadFile(
                f"its name says {month}, but {elsewhere:,} of its {rows.num_rows:,} searches are of other months.",
                where=source.where,
                cure="Find out which month it is, and rename the file.",
            )
        size = rows.num_rows
        rows = rows.append_column("month", pa.array([month] * size, pa.string()))
        rows = rows.append_column("force", pa.array([force] * size, pa.string()))
        wanted = [name for name in TABLES["stops"].names if name != "release_id"]
        return Reading(
            tables={"stops": rows.select(wanted)},
            rows_read=parsed.rows_read,
            quarantined=parsed.quarantined,
            replaces=((month, force),),
            quality=stops_facts(parsed, rows, other_months=elsewhere),
        )


def _said(source: SourceFile) -> tuple[str, str]:
    named = named_as(source)
    month = source.month or named.month
    force = force_slug(source.force) if source.force else named.force
    if not force or not MONTH.fullmatch(month):
        lacking = "force" if not force else "month"
        raise BadFile(
            f"a stop and search file does not say its {lacking}, and the name of this one does not either.",
            where=source.where,
            cure="Name it as the archive does (2025-01-west-mercia-stop-and-search.csv), or say --force and --month.",
        )
    return month, force


def _times(texts: pa.ChunkedArray, source: SourceFile) -> pa.ChunkedArray:
    try:
        return pc.cast(texts, pa.timestamp("us", tz="UTC"))
    except pa.ArrowInvalid:
        return _mixed_times(texts, source)


def _mixed_times(texts: pa.ChunkedArray, source: SourceFile) -> pa.ChunkedArray:
    """Return times of which some name no zone: data.police.uk writes UTC, so those are UTC too."""
    zoned = pc.match_substring_regex(texts, r"(?:Z|[+-]\d\d:?\d\d)$")
    try:
        return pc.cast(
            pc.if_else(zoned, texts, pc.binary_join_element_wise(texts, "Z", "")), pa.timestamp("us", tz="UTC")
        )
    except pa.ArrowInvalid as error:
        raise BadFile(
            f"its dates cannot be read ({error}).", where=source.where, cure="Write them as 2025-01-31T23:59:00+00:00."
        ) from error


def _far_from(times: pa.ChunkedArray, month: str) -> int:
    """Return how many searches lie outside the month. A few hours are the difference between UTC and local time."""
    return int(pc.sum(pc.not_equal(pc.strftime(times, "%Y-%m"), month), min_count=0).as_py() or 0)


STOPS = StopsReader()
