"""What the evidence says, read once for each state of it: forty passages ask the same months again and again.

Methods and verdicts are those of `evidence.queries`; nothing is worked out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.queries import months as evidence
from frankpledge.domain.evidence.queries.area import ASB
from frankpledge.domain.evidence.queries.beside import beside
from frankpledge.domain.evidence.queries.gazette import places_reading
from frankpledge.domain.evidence.queries.months import Chosen, Months, NothingRecorded
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.reading import Band, Compared, Comparison, Places
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.events import Event, unusual_months


@dataclass(frozen=True)
class Asked:
    """An area over a window, of which one kind of record is counted: "crime", "asb" or the name of a type.

    `events` are those registered beside the national ones.
    """

    snapshot: Snapshot
    area: Area
    window: Window
    what: str = "crime"
    events: tuple[Event, ...] = ()

    @property
    def chosen(self) -> Chosen:
        """Return which types are counted."""
        return {"crime": evidence.crime, "asb": evidence.asb}.get(self.what) or self.what.__eq__

    @property
    def crime_type(self) -> str | None:
        """Return the type that is counted, as events name it; None for all crime."""
        return {"crime": None, "asb": ASB}.get(self.what, self.what)

    @property
    def unusual(self) -> tuple[Month, ...]:
        """Return the months that no baseline and no average is made of."""
        nation, force = areas.nation(self.area), _force(self.snapshot, self.area)
        return unusual_months(nation=nation, force=force, crime_type=self.crime_type, also=self.events)

    @property
    def words(self) -> str:
        """Return what is counted, as it is said within a sentence."""
        whole = {"crime": "crime", "asb": "anti-social behaviour"}
        return f"recorded {whole.get(self.what) or self.what[:1].lower() + self.what[1:]}"

    @property
    def months(self) -> Months:
        """Return all that is recorded for the area."""
        return months_of(self.snapshot, self.area)

    @property
    def missing(self) -> tuple[Month, ...]:
        """Return the months of the window that are not there."""
        return self.months.missing(self.window)

    @property
    def missing_before(self) -> tuple[Month, ...]:
        """Return the same for the year before."""
        return self.months.missing(evidence.year_before(self.window))

    @property
    def total(self) -> int:
        """Return how much is recorded in the months that are there."""
        return self.months.total(self.window.months(), self.chosen)

    @property
    def total_before(self) -> int:
        """Return the same for the year before."""
        return self.months.total(evidence.year_before(self.window).months(), self.chosen)


@lru_cache(maxsize=256)
def months_of(snapshot: Snapshot, area: Area) -> Months:
    """Return all that is recorded for an area, whatever the window."""
    held = [Month.parse(month) for month, _ in snapshot.partitions("street")]
    if not held:
        raise NothingRecorded("No street-level file is loaded.", cure="Load the files of the area's force.")
    return evidence.months_of(snapshot, area, Window(min(held), max(held)))


@lru_cache(maxsize=1024)
def change_of(asked: Asked) -> Compared | None:
    """Return the window against the year before, with the verdict of the change."""
    return evidence.compared(
        asked.months,
        asked.window,
        asked.chosen,
        nation=areas.nation(asked.area),
        force=_force(asked.snapshot, asked.area),
        crime_type=asked.crime_type,
        events=asked.events,
    )


@lru_cache(maxsize=256)
def comparison_of(asked: Asked) -> Comparison | None:
    """Return the area beside the other partnerships of its force and against the rest; None where that cannot be."""
    area, window = asked.area, asked.window
    year = people_of(asked.snapshot, area, window)[1]
    return beside(asked.snapshot, area, window, people_year=year, phi=spread_of(asked))


@lru_cache(maxsize=256)
def spread_of(asked: Asked) -> float | None:
    """Return how far months vary around their season before a window."""
    series = asked.months.series(asked.chosen, last=asked.window.last)
    return evidence.spread(series, asked.window, excluded=asked.unusual)


@lru_cache(maxsize=256)
def people_of(snapshot: Snapshot, area: Area, window: Window) -> tuple[int | None, int | None, str]:
    """Return the residents of an area for a window, the year of the estimate, and a word on its age."""
    return residents(snapshot, area, window)


@lru_cache(maxsize=64)
def places_of(snapshot: Snapshot, area: Area, window: Window) -> Places | None:
    """Return the neighbourhoods of an area, most crime first; None where no lookup tells what they are."""
    whole = not months_of(snapshot, area).missing(window)
    people, year, _ = people_of(snapshot, area, window)
    return places_reading(snapshot, area, window, people_year=year if people else None, complete=whole)


@lru_cache(maxsize=256)
def expected_of(asked: Asked) -> tuple[tuple[Month, ...], tuple[Band | None, ...]]:
    """Return the months loaded to the end of a window, and what each month of the window was expected to be."""
    series = asked.months.series(asked.chosen, last=asked.window.last)
    bands = evidence.expected(
        series,
        asked.window,
        nation=areas.nation(asked.area),
        force=_force(asked.snapshot, asked.area),
        crime_type=asked.crime_type,
        events=asked.events,
    )
    return series.months, bands


@lru_cache(maxsize=256)
def releases_of(snapshot: Snapshot, area: Area, window: Window) -> tuple[str, ...]:
    """Return the releases that the rows of a window came from."""
    return queries.releases_used(snapshot, area, first=str(window.first), last=str(window.last))


def _force(snapshot: Snapshot, area: Area) -> str:
    force = areas.force_of(snapshot, area)
    return force.name if force else ""
