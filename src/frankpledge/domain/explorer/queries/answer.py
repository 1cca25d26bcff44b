"""The answer to a question: what is recorded, how it compares in time and with others, where it lies, and what of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.change import three_year_average
from frankpledge.analysis.periods import Month, Window
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.domain.evidence.queries.area import Comparing, around, types_reading
from frankpledge.domain.evidence.queries.beside import beside
from frankpledge.domain.evidence.queries.explore import Explored, chosen_by, explored_of, type_of
from frankpledge.domain.evidence.queries.levels import Level, level_reading
from frankpledge.domain.evidence.queries.months import Months, months_of
from frankpledge.domain.evidence.queries.reading import AreaLevel, Comparison, TypeReading
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.explorer.queries.peers import Peers, peer_levels
from frankpledge.domain.yardsticks.queries.levels import Level as Peer
from frankpledge.lake import queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.events import Event, events_touching, unusual_months


@dataclass(frozen=True)
class Answer:
    """Everything that the page of a question shows.

    `averages` are the three-year averages of the months of the picture, None where there is none; `no_average` then
    says why. `events` are those of every register that touch the picture.
    """

    area: Area
    explored: Explored
    averages: tuple[float | None, ...]
    no_average: str
    events: tuple[Event, ...]
    beside: Comparison | None
    peers: tuple[Peer, ...]
    level: Level | None
    types: tuple[TypeReading, ...]
    asb: int | None
    source: str
    releases: tuple[str, ...]
    manifest: str

    @property
    def others(self) -> tuple[AreaLevel | Peer, ...]:
        """Return every area that stands beside it: those of its force, itself among them, and its peers."""
        return (*(self.beside.areas if self.beside else ()), *self.peers)

    @property
    def window(self) -> Window:
        """Return the months asked about."""
        return self.explored.window


def answer(question: Asked) -> Answer:
    """Return the answer to a question. What was answered once for a state of the lake is not worked out again."""
    q = question
    return _answered(q.snapshot, q.area, q.what, q.window, q.level, q.events, q.peers)


@lru_cache(maxsize=64)
def _answered(
    snapshot: Snapshot,
    area: Area,
    what: str,
    window: Window,
    level: str,
    events: tuple[Event, ...],
    peers: Peers | None,
) -> Answer:
    found = explored_of(snapshot, area, what=what, window=window, events=events)
    months = months_of(snapshot, area, window)
    comparing = around(snapshot, area, events)
    averages, why = _averages(months, found, comparing)
    year = found.people_year if found.people else None
    whole = not found.missing
    phi = found.compared.change.dispersion if found.compared else None
    first, last = str(window.first), str(window.last)
    others = beside(snapshot, area, window, people_year=year, phi=phi, measure=what) if whole else None
    return Answer(
        area=area,
        explored=found,
        averages=averages,
        no_average=why,
        events=_touching(found, events),
        beside=others,
        peers=peer_levels(snapshot, peers, window, what) if peers else (),
        level=level_reading(snapshot, area, level, what=what, window=window, people_year=year, complete=whole),
        types=types_reading(months, window, **comparing) if what == "crime" else (),
        asb=months.total(window.months(), chosen_by("asb")) if what == "crime" else None,
        source=f"data.police.uk, street-level files of {_forces(months)}",
        releases=queries.releases_used(snapshot, area, first=first, last=last),
        manifest=snapshot.manifest.id,
    )


def _forces(months: Months) -> str:
    return ", ".join(queries.force_name(slug) for slug in months.forces)


def _touching(found: Explored, events: tuple[Event, ...]) -> tuple[Event, ...]:
    months = found.series.months
    return events_touching(
        first=months[0], last=months[-1], force=found.force or None, crime_type=type_of(found.what), also=events
    )


def _averages(months: Months, found: Explored, comparing: Comparing) -> tuple[tuple[float | None, ...], str]:
    """Return the three-year average of each month of the window, in the order of the picture, or why there is none."""
    whole = months.series(chosen_by(found.what), last=found.window.last)
    excluded = unusual_months(
        nation=comparing["nation"], force=comparing["force"], crime_type=type_of(found.what), also=comparing["events"]
    )
    means: dict[Month, float] = {}
    for month in found.window.months():
        try:
            means[month] = three_year_average(
                values=whole.values, months=whole.months, window=Window(month, month), excluded=excluded
            )
        except NotEnoughData:
            return (None,) * len(found.series.months), f"No three-year average: {_lacking(months, found.window)}"
    return tuple(means.get(month) for month in found.series.months), ""


def _lacking(months: Months, window: Window) -> str:
    first = window.first - 36
    if months.present[0] > first:
        return f"it needs months from {first.label} on, and the first loaded is {months.present[0].label}."
    return "months of the three years before are missing."
