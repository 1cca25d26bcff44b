"""Hot spots: neighbourhoods with more crime than their residents would lead one to expect, and lastingly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.periods import Window
from frankpledge.analysis.places import HotSpots, Stability, hot_spots, neighbours, stability
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.domain.evidence.queries.months import Months
from frankpledge.domain.evidence.queries.reading import Outline
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.settings import settings

# Outlines are generalised, so that neighbours may stand some metres apart: in degrees, about ten metres.
_TOUCHING = 0.0001


@dataclass(frozen=True)
class HotPlace:
    """One neighbourhood: events by year (earliest first), expected in the newest, its class, whether a hot spot."""

    code: str
    name: str
    ward: str
    events: tuple[int, ...]
    expected: float
    z: float
    years_hot: int
    stability: Stability
    hot: bool


@dataclass(frozen=True)
class HotReading:
    """The neighbourhoods that were significant in any year, most events in the newest year first; or why not (`why`).

    `places` is how many the study area has, `left_out` how many of the partnership's have no residents or no outline,
    `events` what all of the study area recorded in the newest year.
    """

    years: tuple[Window, ...]
    found: tuple[HotPlace, ...]
    places: int
    left_out: int
    events: int
    people_year: int | None
    outlines: tuple[Outline, ...]
    why: str = ""

    def of(self, kind: Stability) -> tuple[HotPlace, ...]:
        """Return the places of one class."""
        return tuple(place for place in self.found if place.stability == kind)

    @property
    def hot(self) -> tuple[HotPlace, ...]:
        """Return the hot spots."""
        return tuple(place for place in self.found if place.hot)


def years_before(window: Window, years: int) -> tuple[Window, ...]:
    """Return so many years of twelve months that end with the window, the earliest first."""
    newest = Window(window.last - 11, window.last)
    return tuple(newest.shifted(-12 * back) for back in reversed(range(years)))


def hot_reading(
    snapshot: Snapshot, area: Area, window: Window, months: Months, *, people_year: int | None, measure: str = "crime"
) -> HotReading:
    """Return the hot spots of an area by LSOA Gi* on (observed − expected)/√expected, residents as the base.

    `measure` is what is counted: "crime", "asb" or the name of a type.

    Refused, with the reason in `why`, where a month of the three years is missing, where residents or outlines are not
    known, and where the method has too little to go by.
    """
    years = years_before(window, settings().hot_spot_years_looked_at)
    missing = [month.label for year in years for month in months.missing(year)]
    if missing:
        listed = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        return _refused(
            years, f"a hot spot lasts, and {len(missing)} months of the {len(years)} years are missing ({listed})"
        )
    by_year = [
        queries.place_rates(snapshot, area, str(one.first), str(one.last), measure=measure, year=people_year)
        for one in years
    ]
    newest = by_year[-1]
    if people_year is None or newest.year != people_year:
        return _refused(years, "no estimate of residents by LSOA is loaded that is near enough in time")
    shapes = {part.code: part.shape for part in areas.parts(snapshot, area, by="component")}
    study = [place for place in newest.places if place.people and place.code in shapes]
    if not study:
        return _refused(years, "no outlines of LSOAs are loaded, so that it is not known which lie side by side")
    counts = [{place.code: place.events for place in one.places} for one in by_year]
    try:
        return _judged(years, study, shapes, counts, left_out=len(newest.places) - len(study), year=people_year)
    except NotEnoughData as refusal:
        return _refused(years, f"{refusal.reason[:1].lower()}{refusal.reason[1:]}".rstrip("."))


def _refused(years: tuple[Window, ...], why: str) -> HotReading:
    return HotReading(years, (), 0, 0, 0, None, (), why)


def _judged(
    years: tuple[Window, ...],
    study: Sequence[queries.PlaceRate],
    shapes: Mapping[str, shapely.Geometry],
    counts: Sequence[Mapping[str, int]],
    *,
    left_out: int,
    year: int,
) -> HotReading:
    table = np.array([[one.get(place.code, 0) for place in study] for one in counts], dtype=np.float64)
    set_to = settings()
    judged = hot_spots(
        counts=table,
        base=[float(place.people or 0) for place in study],
        neighbours=neighbours(pairs=touching([shapes[place.code] for place in study]), n=len(study)),
        alpha=set_to.hot_spot_false_discovery,
        least_events=set_to.hot_spot_least_events,
        least_years=set_to.hot_spot_years,
    )
    found = _places(study, table, judged)
    return HotReading(
        years=years,
        found=tuple(sorted(found, key=lambda place: (-place.events[-1], place.code))),
        places=len(study),
        left_out=left_out,
        events=int(table[-1].sum()),
        people_year=year,
        outlines=tuple(
            Outline(place.code, place.name, int(table[-1, at]), shapes[place.code]) for at, place in enumerate(study)
        ),
    )


def _places(study: Sequence[queries.PlaceRate], table: Floats, judged: HotSpots) -> list[HotPlace]:
    """Return the places that were significant in any year and have events enough, each in its class."""
    classes = stability(significant=judged.significant & (table.sum(axis=0) >= judged.least_events))
    return [
        HotPlace(
            code=place.code,
            name=place.name,
            ward=place.ward,
            events=tuple(int(n) for n in table[:, at]),
            expected=float(judged.expected[-1, at]),
            z=float(judged.z[-1, at]),
            years_hot=int(judged.years_hot[at]),
            stability=classes[at],
            hot=bool(judged.hot[at]),
        )
        for at, place in enumerate(study)
        if classes[at] != "never"
    ]


def touching(shapes: Sequence[shapely.Geometry]) -> list[tuple[int, int]]:
    """Return the pairs of outlines that share an edge or a corner, up to what generalising has moved."""
    tree = shapely.STRtree(shapes)
    pairs = tree.query(shapes, predicate="dwithin", distance=_TOUCHING)
    return [(int(a), int(b)) for a, b in pairs.T if a < b]
