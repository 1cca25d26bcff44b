"""The records of one kind in an area with their own times and points, which no open file has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.supplied.queries.records import during, partial_month, release_facts, supplier_of
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal
from frankpledge.statute.data_sets import UnknownDataSet, offence_codes

_COLUMNS = (
    "month", "recorded", "lsoa_code", "offence_code", "earliest", "latest", "timed", "easting", "northing",
    "domestic_abuse", "victim", "release_id",
)  # fmt: skip


class NotToldByCode(Refusal):
    """Records cannot be put under a type by their offence codes."""


@dataclass(frozen=True)
class OwnEvents:
    """Records of one kind, area and window, from one supplier.

    `times` are earliest and latest of those that have both with an hour; `points` are eastings and northings with the
    day (the earliest, else that of recording) of those that have a point. `missing` are months that are not there.
    """

    supplier: str
    data_set: str
    conversion: str
    rows: int
    times: tuple[tuple[datetime, datetime], ...]
    points: tuple[tuple[float, float, date], ...]
    victims: tuple[str, ...]
    missing: tuple[Month, ...]
    known_on: date
    releases: tuple[str, ...]


def own_events(known: Known, area: Area, window: Window, *, what: str) -> OwnEvents | None:
    """Return the partnership's own records of a kind ("crime" for all of them, or a type's name); None without any.

    Refused where no code tells the type.
    """
    source = supplier_of(known.own, window)
    if known.own is None or source is None:
        return None
    key, there = source
    rows = _rows(known.own, key)
    partial = partial_month(rows, there)
    present = tuple(month for month in there if month != partial)
    codes = pa.array(sorted(areas.lsoa_codes(known.open, area)), pa.string())
    inside = during(rows.filter(pc.is_in(rows["lsoa_code"], value_set=codes)), window, present)
    chosen = inside if what == "crime" else inside.filter(_of_type(inside, what))
    if not chosen.num_rows:
        return None
    facts = release_facts(known.own, key)
    return OwnEvents(
        supplier=facts.get("supplier", key),
        data_set=facts.get("data_set", ""),
        conversion=facts.get("conversion", ""),
        rows=chosen.num_rows,
        times=_times(chosen),
        points=_points(chosen),
        victims=tuple(one for one in chosen["victim"].to_pylist() if one),
        missing=tuple(month for month in window.months() if month not in present),
        known_on=known.own.manifest.known_at.date(),
        releases=tuple(sorted(set(chosen["release_id"].to_pylist()))),
    )


def _rows(snapshot: Snapshot, supplier: str) -> pa.Table:
    records = snapshot.table("records")
    return snapshot.arrow(records.filter(records.supplier == supplier).select(list(_COLUMNS)))


def _of_type(rows: pa.Table, what: str) -> pa.ChunkedArray:
    try:
        codes = offence_codes(what)
    except UnknownDataSet:
        raise NotToldByCode(
            "The records bear offence codes, and no list of codes makes up this type.",
            cure="Choose all crime, or a type whose codes are listed, such as burglary.",
        ) from None
    return pc.is_in(rows["offence_code"], value_set=pa.array(sorted(codes), pa.string()))


def _times(rows: pa.Table) -> tuple[tuple[datetime, datetime], ...]:
    timed = rows.filter(rows["timed"])
    pairs = zip(timed["earliest"].to_pylist(), timed["latest"].to_pylist(), strict=True)
    return tuple((first, last) for first, last in pairs if first and last)


def _points(rows: pa.Table) -> tuple[tuple[float, float, date], ...]:
    columns = (rows[name].to_pylist() for name in ("easting", "northing", "earliest", "recorded"))
    return tuple(
        (east, north, first.date() if first else date.fromisoformat(recorded))
        for east, north, first, recorded in zip(*columns, strict=True)
        if east is not None and north is not None
    )
