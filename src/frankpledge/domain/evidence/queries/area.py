"""Reading all that the evidence says of one area over one window."""

from __future__ import annotations

from typing import TypedDict

from frankpledge.analysis.periods import Window
from frankpledge.analysis.rates import rate
from frankpledge.domain.evidence.queries.beside import beside
from frankpledge.domain.evidence.queries.gazette import outlines, places_reading
from frankpledge.domain.evidence.queries.months import (
    Months,
    asb,
    compared,
    crime,
    expected,
    like_months,
    months_of,
    spread,
    year_before,
)
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.provenance import quality_reading, sources
from frankpledge.domain.evidence.queries.reading import (
    AreaReading,
    Band,
    Series,
    TypeReading,
    lately,
)
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.events import Event, unusual_months

Events = tuple[Event, ...]
ASB = "Anti-social behaviour"


class Comparing(TypedDict):
    """What bears on every comparison of an area: its nation, its force, and what is registered of it."""

    nation: str
    force: str
    events: Events


def around(snapshot: Snapshot, area: Area, events: Events) -> Comparing:
    """Return what bears on every comparison of an area."""
    force = areas.force_of(snapshot, area)
    return {"nation": areas.nation(area), "force": force.name if force else "", "events": events}


def find(snapshot: Snapshot, name: str, kind: str | None = None) -> Area:
    """Return the area of a name or code; refused, with suggestions, when there is none."""
    return areas.find_area(snapshot, name, kind=kind)


def area_reading(
    snapshot: Snapshot, *, area: Area, window: Window, generated: bool, events: Events = ()
) -> AreaReading:
    """Return everything that a page or chapter may quote about an area. Refuses a window without any month.

    `events` are those registered beside the national ones (`events.standing_events`). An estimate of residents that is
    too old for the area is too old for its places.
    """
    months = months_of(snapshot, area, window)
    people, year, flag = residents(snapshot, area, window)
    total, whole = months.total(window.months(), crime), not months.missing(window)
    comparing = around(snapshot, area, events)
    shown, bands, phi = _trend(months, window, comparing)
    near = places_reading(snapshot, area, window, people_year=year if people else None, complete=whole)
    return AreaReading(
        kind=area.kind,
        code=area.code,
        name=display_name(area),
        force=comparing["force"],
        window=window,
        like=like_months(months, window),
        complete=whole,
        known_on=snapshot.manifest.known_at.date(),
        generated=generated,
        people=people,
        people_year=year,
        people_flag=flag,
        crime=total,
        crime_rate=rate(events=total, population=people) if people and whole else None,
        crime_compared=compared(months, window, crime, **comparing),
        asb=months.total(window.months(), asb),
        asb_compared=compared(months, window, asb, crime_type=ASB, **comparing),
        types=types_reading(months, window, **comparing),
        crime_series=shown,
        asb_series=lately(months.series(asb, last=window.last), ())[0],
        expected=bands,
        dispersion=phi,
        comparison=beside(snapshot, area, window, people_year=year, phi=phi) if whole else None,
        places=near,
        sources=sources(snapshot, area, months, window, generated=generated),
        quality=quality_reading(snapshot, area, months, window),
        releases=queries.releases_used(snapshot, area, first=str(window.first), last=str(window.last)),
        outlines=outlines(snapshot, area, near),
        events=events,
    )


def _trend(
    months: Months, window: Window, comparing: Comparing
) -> tuple[Series, tuple[Band | None, ...], float | None]:
    """Return the months of crime that a picture holds, what each was expected to be, and the spread around that."""
    crimes = months.series(crime, last=window.last)
    shown, bands = lately(crimes, expected(crimes, window, **comparing))
    excluded = unusual_months(nation=comparing["nation"], force=comparing["force"], also=comparing["events"])
    return shown, bands, spread(crimes, window, excluded=excluded)


def types_reading(
    months: Months, window: Window, *, nation: str, force: str, events: Events = ()
) -> tuple[TypeReading, ...]:
    """Return each type of crime that occurs in the window or the year before, most often recorded first."""
    both = (*window.months(), *year_before(window).months())
    readings = []
    for name in filter(crime, months.types):
        chosen = name.__eq__
        if months.total(both, chosen):
            found = compared(months, window, chosen, nation=nation, force=force, crime_type=name, events=events)
            readings.append(TypeReading(name, months.total(window.months(), chosen), found))
    return tuple(sorted(readings, key=lambda t: (-t.total, t.name)))
