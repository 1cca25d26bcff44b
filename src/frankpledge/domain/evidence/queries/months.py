"""What is recorded for one area, month by month and type by type, and which months are there at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from frankpledge.analysis.change import compare_counts
from frankpledge.analysis.periods import Month, Window, same_period_last_year
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.analysis.rules import PAGE_RULES
from frankpledge.analysis.signals import dispersion, seasonal_signals
from frankpledge.domain.evidence.queries.reading import Band, Compared, Series
from frankpledge.lake import areas, queries
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal
from frankpledge.statute.categories import is_crime
from frankpledge.statute.events import Event, recording_changes, unusual_months

Chosen = Callable[[str], bool]


class NothingRecorded(Refusal):
    """No month of the window is there for the area."""


@dataclass(frozen=True)
class Months:
    """The counts of one area over all months loaded. `present`: the months that every force of the area published."""

    counts: dict[tuple[Month, str], int]
    present: tuple[Month, ...]
    forces: tuple[str, ...]

    @property
    def types(self) -> tuple[str, ...]:
        """Return every type that occurs, in no particular order."""
        return tuple({kind for _, kind in self.counts})

    @cached_property
    def by_month(self) -> dict[Month, tuple[tuple[str, int], ...]]:
        """Return the types of each month with their rows."""
        found: dict[Month, list[tuple[str, int]]] = {}
        for (month, kind), number in self.counts.items():
            found.setdefault(month, []).append((kind, number))
        return {month: tuple(kinds) for month, kinds in found.items()}

    def total(self, months: Iterable[Month], chosen: Chosen) -> int:
        """Return the rows of the chosen types over some months."""
        return sum(n for month in set(months) for kind, n in self.by_month.get(month, ()) if chosen(kind))

    def series(self, chosen: Chosen, *, last: Month, first: Month | None = None) -> Series:
        """Return the months from the first loaded (or `first`) to `last`; a month that is not there is None."""
        start = max(self.present[0], first) if first else self.present[0]
        months = Window(start, last).months()
        there = set(self.present)
        return Series(months, tuple(self.total((m,), chosen) if m in there else None for m in months))

    def missing(self, window: Window) -> tuple[Month, ...]:
        """Return the months of a window that are not there."""
        there = set(self.present)
        return tuple(month for month in window.months() if month not in there)


def months_of(snapshot: Snapshot, area: areas.Area, window: Window) -> Months:
    """Return all that is recorded for an area. Refuses a window of which no month is there."""
    found = _recorded(snapshot, area)
    if found is None or not any(month in window for month in found.present):
        raise NothingRecorded(
            f"No month of the {window.label} is loaded for {area.name}.",
            cure="Load the street-level files of its force, or name another window.",
        )
    return found


@lru_cache(maxsize=128)
def _recorded(snapshot: Snapshot, area: areas.Area) -> Months | None:
    """Return all that is recorded for an area, None for nothing: a snapshot never changes, so it is read once."""
    forces = queries.own_forces(snapshot, area)
    held: dict[str, set[str]] = {}
    for month, force in snapshot.partitions("street"):
        held.setdefault(month, set()).add(force)
    there = tuple(sorted(Month.parse(month) for month, found in held.items() if found >= set(forces)))
    if not forces or not there:
        return None
    types = queries.monthly_by_type(snapshot, area, first=str(there[0]), last=str(there[-1]))
    counts = {
        (Month.parse(month), kind): value
        for kind, found in types.items()
        for month, value in zip(found.months, found.values, strict=True)
        if value
    }
    return Months(counts=counts, present=there, forces=forces)


def like_months(months: Months, window: Window) -> tuple[Month, ...]:
    """Return the months of a window that are there and whose like of the year before is there too."""
    there = set(months.present)
    return tuple(month for month in window.months() if month in there and month - 12 in there)


def spread(series: Series, window: Window, *, excluded: Iterable[Month]) -> float | None:
    """Return how far months vary around their season before the window; None under 24 months of them."""
    kept = [(m, v) for m, v in zip(series.months, series.values, strict=True) if m < window.first]
    try:
        return dispersion(values=[v for _, v in kept], months=[m for m, _ in kept], excluded=tuple(excluded))
    except NotEnoughData:
        return None


def compared(
    months: Months,
    window: Window,
    chosen: Chosen,
    *,
    nation: str,
    force: str,
    crime_type: str | None = None,
    events: tuple[Event, ...] = (),
) -> Compared | None:
    """Return the window against the year before over the months that both have, and what may be said of the change.

    A recording change that parts the two makes the answer "cannot tell". None when no month can be compared. `events`
    are those registered beside the national ones.
    """
    like = like_months(months, window)
    if not like:
        return None
    before = tuple(month - 12 for month in like)
    parted = recording_changes(
        before=Window(before[0], before[-1]),
        after=Window(like[0], like[-1]),
        force=force,
        crime_type=crime_type,
        also=events,
    )
    excluded = unusual_months(nation=nation, force=force, crime_type=crime_type, also=events)
    now, then = months.total(like, chosen), months.total(before, chosen)
    change = compare_counts(
        before=then,
        after=now,
        exposure_before=sum(month.days for month in before),
        exposure_after=sum(month.days for month in like),
        dispersion=spread(months.series(chosen, last=window.last), window, excluded=excluded),
        recording_change=any(_touches(each, chosen) for each in parted),
    )
    return Compared(now=now, before=then, change=change)


def _touches(event: Event, chosen: Chosen) -> bool:
    """Return whether an event is about any of the types that are counted: one of incidents does not part crimes."""
    return not event.types or any(chosen(kind) for kind in event.types)


def expected(
    series: Series,
    window: Window,
    *,
    nation: str,
    force: str = "",
    crime_type: str | None = None,
    events: tuple[Event, ...] = (),
) -> tuple[Band | None, ...]:
    """Return what each month of the series was expected to be from the months before the window.

    None for all of them where there are too few months before, or too few events, to expect anything. From a change
    of recording on that falls into the window, no month is judged.
    """
    excluded = unusual_months(nation=nation, force=force, crime_type=crime_type, also=events)
    try:
        judged = seasonal_signals(
            values=series.values, months=series.months, excluded=excluded, judged_from=window.first, rules=PAGE_RULES
        )
    except NotEnoughData:
        return (None,) * len(series.months)
    unsure = _recorded_otherwise(window, force=force, crime_type=crime_type, events=events)
    bands: list[Band | None] = []
    for at, month in enumerate(series.months):
        if month < window.first:
            bands.append(None)
            continue
        fired = () if unsure and month >= unsure else judged.signals[at]
        side: Literal["higher", "lower", ""] = "" if not fired else "higher" if judged.z[at] > 0 else "lower"
        centre, lower, upper = (float(line[at]) for line in (judged.centre, judged.lower, judged.upper))
        run = bool(fired) and "outside" not in fired
        bands.append(Band(centre, lower, upper, side, in_a_run=run, unsure=bool(unsure and month >= unsure)))
    return tuple(bands)


def _recorded_otherwise(
    window: Window, *, force: str, crime_type: str | None, events: tuple[Event, ...]
) -> Month | None:
    """Return the first month of a window from which on it is recorded otherwise than before the window."""
    before = Window(window.first - 1, window.first - 1)
    found = recording_changes(before=before, after=window, force=force or None, crime_type=crime_type, also=events)
    return max(window.first, min(each.first for each in found)) if found else None


def year_before(window: Window) -> Window:
    """Return the same months a year earlier."""
    return same_period_last_year(window)


def crime(kind: str) -> bool:
    """Return whether a type is crime."""
    return is_crime(kind)


def asb(kind: str) -> bool:
    """Return whether a type is anti-social behaviour."""
    return not is_crime(kind)
