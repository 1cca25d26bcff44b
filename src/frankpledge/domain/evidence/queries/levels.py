"""The places of an area at one level: partnerships, districts, wards or neighbourhoods, with counts and rates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from shapely import Geometry

from frankpledge.analysis.periods import Window
from frankpledge.analysis.places import concentration
from frankpledge.analysis.rates import rate
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.reading import Outline, PlaceReading, fewest_holding_half, most_first
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot

_PARTS = {"neighbourhood": "component"}
_OF_ITSELF = {
    "csp": {"csp", "district", "ward", "lsoa11", "lsoa21"},
    "district": {"district", "ward", "lsoa11", "lsoa21"},
    "ward": {"ward", "lsoa11", "lsoa21"},
    "neighbourhood": {"lsoa11", "lsoa21"},
}


@dataclass(frozen=True)
class Level:
    """The places of one level, most events first. `loose` are events in none of them, `half` the fewest holding half.

    `whole` is what lies in the places together.
    """

    kind: str
    places: tuple[PlaceReading, ...]
    outlines: tuple[Outline, ...]
    loose: int
    half: int
    gini: float | None

    @property
    def whole(self) -> int:
        """Return the events in all of the places."""
        return sum(place.events for place in self.places)


def level_reading(
    snapshot: Snapshot, area: Area, kind: str, *, what: str, window: Window, people_year: int | None, complete: bool
) -> Level | None:
    """Return the places of a level; None where the area has none of that kind, or nothing tells which they are."""
    if area.kind in _OF_ITSELF[kind] or not snapshot.has("places"):
        return None
    first, last = str(window.first), str(window.last)
    if kind == "neighbourhood":
        places, loose = _neighbourhoods(snapshot, area, first, last, what, people_year, complete=complete)
    else:
        counted, loose = queries.by_part(snapshot, area, kind, first=first, last=last, measure=what)
        places = most_first(_place(snapshot, one, people_year, complete=complete) for one in counted)
    if not places:
        return None
    known = {place.code: place for place in places}
    outlines = tuple(
        Outline(code, known[code].name if code in known else name, known[code].events if code in known else None, shape)
        for code, name, shape in shapes(snapshot, area, kind)
    )
    gathered = concentration(counts=[p.events for p in places]) if any(p.events for p in places) else None
    return Level(kind, places, outlines, loose, fewest_holding_half(places), gathered.gini if gathered else None)


def _neighbourhoods(
    snapshot: Snapshot, area: Area, first: str, last: str, what: str, people_year: int | None, *, complete: bool
) -> tuple[tuple[PlaceReading, ...], int]:
    found = queries.place_rates(snapshot, area, first, last, measure=what, year=people_year)
    usable = people_year is not None and found.year == people_year
    places = most_first(
        PlaceReading(
            p.code, p.name, p.ward, p.events, p.people if usable else None, p.rate if usable and complete else None
        )
        for p in found.places
    )
    return places, 0


def _place(snapshot: Snapshot, found: queries.AreaCount, year: int | None, *, complete: bool) -> PlaceReading:
    people = _residents(snapshot, found.area, year) if year else None
    known = rate(events=found.count, population=people) if people and complete else None
    return PlaceReading(
        found.area.code,
        display_name(found.area),
        found.area.within.partition(", ")[0],
        found.count,
        people,
        known,
    )


@lru_cache(maxsize=4096)
def _residents(snapshot: Snapshot, area: Area, year: int) -> int | None:
    try:
        found = areas.population(snapshot, area, year=year)
    except areas.NoPopulation:
        return None
    return found.people if found.year == year and found.people else None


@lru_cache(maxsize=32)
def shapes(snapshot: Snapshot, area: Area, kind: str) -> tuple[tuple[str, str, Geometry], ...]:
    """Return the outlines of the places of a level; nothing where no boundaries are loaded."""
    found = areas.parts(snapshot, area, by=_PARTS.get(kind, kind))
    return tuple((part.code, part.name, part.shape) for part in found)
