"""What a force's own records say of an area: what no open file shows, from one supplier at a time.

Domestic abuse, hate, alcohol, knives, rural and business crime are the force's flags; sexual offences are told by their
codes. Counts of these records are restricted: they are for the partnership, and small ones are never published.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.analysis.clock import Aoristic, aoristic
from frankpledge.analysis.periods import Month, Window
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.analysis.repeats import Repeated, repeat_victims
from frankpledge.domain.evidence.queries.months import Months, compared
from frankpledge.domain.evidence.queries.reading import Compared, Series
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.data_sets import offence_codes
from frankpledge.statute.events import Event

# Days without a record at the end of an extract after which its last month is not taken for a whole one.
_QUIET_DAYS = 5
_VIOLENCE = "Violence and sexual offences"


@dataclass(frozen=True)
class Measure:
    """One thing that records are counted by. `touches` are the published types whose events concern it."""

    name: str
    label: str
    touches: tuple[str, ...] = ()

    def chosen(self, kind: str) -> bool:
        """Return whether a count, or an event about a type, is of this."""
        return kind == self.name or kind in self.touches


MEASURES: tuple[Measure, ...] = (
    Measure("domestic_abuse", "domestic abuse", (_VIOLENCE,)),
    Measure("sexual", "sexual offences", (_VIOLENCE,)),
    Measure("hate", "hate crime"),
    Measure("alcohol", "alcohol-related crime"),
    Measure("knife", "knife crime", ("Possession of weapons",)),
    Measure("rural", "rural crime"),
    Measure("business", "crime against business"),
)
_BY_CODE = "sexual"


@dataclass(frozen=True)
class OwnMeasure:
    """One measure over the window. `unstated` are records of the window on which nothing is said about it."""

    measure: Measure
    total: int
    unstated: int
    compared: Compared | None
    series: Series


@dataclass(frozen=True)
class OwnReading:
    """All of it, from one supplier.

    `rows` are records of the area in the window; `placeless` those of the supplier and window that lie in no small
    area. `partial` is a last month that is perhaps not whole.
    """

    supplier: str
    data_set: str
    window: Window
    months: tuple[Month, ...]
    missing: tuple[Month, ...]
    partial: Month | None
    rows: int
    placeless: int
    measures: tuple[OwnMeasure, ...]
    victims: Repeated | None
    domestic_victims: Repeated | None
    hours: Aoristic | None
    releases: tuple[str, ...]
    known_on: date
    conversion: str

    @property
    def complete(self) -> bool:
        """Return whether every month of the window is there."""
        return not self.missing

    def of(self, name: str) -> OwnMeasure | None:
        """Return one measure, None where the records do not say."""
        return next((one for one in self.measures if one.measure.name == name), None)


def own_reading(known: Known, area: Area, window: Window, *, events: tuple[Event, ...] = ()) -> OwnReading | None:
    """Return what the partnership's own records say of an area; None where it has none of the area and window."""
    source = supplier_of(known.own, window)
    if known.own is None or source is None:
        return None
    snapshot, (key, there) = known.own, source
    codes = set(areas.lsoa_codes(known.open, area))
    rows = _rows(snapshot, key)
    partial = partial_month(rows, there)
    present = tuple(month for month in there if month != partial)
    inside = rows.filter(pc.is_in(rows["lsoa_code"], value_set=pa.array(sorted(codes), pa.string())))
    if not inside.num_rows or not any(month in window for month in present):
        return None
    here = during(inside, window, present)
    force = areas.force_of(known.open, area)
    comparing = {"nation": areas.nation(area), "force": force.name if force else "", "events": events}
    title = release_facts(snapshot, key)
    return OwnReading(
        supplier=title.get("supplier", key),
        data_set=title.get("data_set", ""),
        window=window,
        months=present,
        missing=tuple(month for month in window.months() if month not in present),
        partial=partial,
        rows=here.num_rows,
        placeless=during(rows, window, present)["lsoa_code"].to_pylist().count(""),
        measures=_measures(inside, here, window, present, **comparing),
        victims=_again(here),
        domestic_victims=_again(here.filter(here["domestic_abuse"])),
        hours=_hours(here),
        releases=tuple(sorted(set(here["release_id"].to_pylist()))),
        known_on=snapshot.manifest.known_at.date(),
        conversion=title.get("conversion", ""),
    )


def flagged(known: Known, area: Area, name: str) -> Months | None:
    """Return how many of the partnership's own records of an area are of a measure, month by month; None without any.

    From the one supplier with most months. A month at the end that is perhaps not whole is not there, and nothing is
    where the supplier does not say whether its records are of it: records without a word are not counted as no.
    """
    own = known.own
    held = [Month.parse(month) for month, _ in own.partitions("records")] if own else []
    source = supplier_of(own, Window(min(held), max(held))) if held else None
    if own is None or source is None:
        return None
    key, there = source
    rows, measure = _rows(own, key), next(one for one in MEASURES if one.name == name)
    partial = partial_month(rows, there)
    codes = pa.array(sorted(areas.lsoa_codes(known.open, area)), pa.string())
    inside = rows.filter(pc.is_in(rows["lsoa_code"], value_set=codes))
    flags = _flags(inside, measure)
    if flags.null_count == len(flags):
        return None
    return Months(_counted(inside, flags, measure), tuple(month for month in there if month != partial), ())


def _counted(rows: pa.Table, flags: pa.ChunkedArray, measure: Measure) -> dict[tuple[Month, str], int]:
    counts: dict[tuple[Month, str], int] = {}
    for month, flagged_so in zip(rows["month"].to_pylist(), flags.to_pylist(), strict=True):
        if flagged_so:
            key = (Month.parse(month), measure.name)
            counts[key] = counts.get(key, 0) + 1
    return counts


def supplier_of(snapshot: Snapshot | None, window: Window) -> tuple[str, tuple[Month, ...]] | None:
    """Return the supplier with most months of the window and the year before, and its months: one source at a time."""
    held: dict[str, list[Month]] = {}
    for month, supplier in snapshot.partitions("records") if snapshot else ():
        held.setdefault(supplier, []).append(Month.parse(month))
    if not held:
        return None
    wanted = Window(window.first - 12, window.last)
    best = max(sorted(held), key=lambda one: sum(month in wanted for month in held[one]))
    return best, tuple(sorted(held[best]))


_COLUMNS = (
    "month", "recorded", "lsoa_code", "offence_code", "offence_group", "earliest", "latest", "timed", "victim",
    "release_id", *(one.name for one in MEASURES if one.name != _BY_CODE),
)  # fmt: skip


def _rows(snapshot: Snapshot, supplier: str) -> pa.Table:
    records = snapshot.table("records")
    return snapshot.arrow(records.filter(records.supplier == supplier).select(list(_COLUMNS)))


def partial_month(rows: pa.Table, months: tuple[Month, ...]) -> Month | None:
    """Return the last month where the whole extract falls silent days before it ends: it was drawn in its midst."""
    last = pc.max(rows["recorded"]).as_py()
    silent = months[-1].last_day - date.fromisoformat(last)
    busy = rows.num_rows >= sum(month.days for month in months)
    return months[-1] if busy and silent > timedelta(days=_QUIET_DAYS) else None


def during(rows: pa.Table, window: Window, present: tuple[Month, ...]) -> pa.Table:
    """Return the rows of a window's months that are there."""
    wanted = [str(month) for month in window.months() if month in present]
    return rows.filter(pc.is_in(rows["month"], value_set=pa.array(wanted, pa.string())))


def _measures(
    inside: pa.Table, here: pa.Table, window: Window, present: tuple[Month, ...], **comparing: Any
) -> tuple[OwnMeasure, ...]:
    found = []
    for measure in MEASURES:
        flags = _flags(inside, measure)
        if flags.null_count == len(flags):
            continue
        months = Months(_counted(inside, flags, measure), present, ())
        found.append(
            OwnMeasure(
                measure=measure,
                total=months.total((m for m in window.months() if m in present), measure.chosen),
                unstated=_flags(here, measure).null_count,
                compared=compared(months, window, measure.chosen, **comparing),
                series=months.series(measure.chosen, last=min(window.last, present[-1])),
            )
        )
    return tuple(found)


def _flags(rows: pa.Table, measure: Measure) -> pa.ChunkedArray:
    """Return whether each record is of a measure, null where the supplier does not say."""
    if measure.name != _BY_CODE:
        return rows[measure.name]
    codes = pa.array(sorted(offence_codes(_BY_CODE)), pa.string())
    # The published type holds violence too: only a group that is of sexual offences alone tells them.
    group = pc.utf8_trim_whitespace(pc.utf8_lower(pc.fill_null(rows["offence_group"], "")))
    return pc.or_(pc.is_in(rows["offence_code"], value_set=codes), pc.equal(group, "sexual offences"))


def _again(rows: pa.Table) -> Repeated | None:
    try:
        return repeat_victims(victims=rows["victim"].to_pylist())
    except NotEnoughData:
        return None


def _hours(rows: pa.Table) -> Aoristic | None:
    timed = rows.filter(rows["timed"])
    if not timed.num_rows:
        return None
    try:
        return aoristic(start=timed["earliest"].to_pylist(), end=timed["latest"].to_pylist())
    except NotEnoughData:
        return None


def release_facts(snapshot: Snapshot, supplier: str) -> dict[str, str]:
    """Return who supplied the records, as what, and how points became areas, as the newest of their releases says."""
    for row in reversed(snapshot.releases().to_pylist()):
        if any(thing.endswith(f" {supplier}") for thing in row["covers"]):
            facts: dict[str, str] = json.loads(row["quality"] or "{}")
            return facts
    return {}
