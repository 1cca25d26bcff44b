"""The places of an area: neighbourhoods and wards with their counts and rates, and their outlines."""

from __future__ import annotations

from frankpledge.analysis.periods import Window
from frankpledge.analysis.places import concentration
from frankpledge.analysis.rates import rate
from frankpledge.domain.evidence.queries.reading import Outline, PlaceReading, Places, fewest_holding_half, most_first
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot

TWENTIETH = 20


def places_reading(
    snapshot: Snapshot, area: Area, window: Window, *, people_year: int | None, complete: bool
) -> Places | None:
    """Return the neighbourhoods and wards of an area, most crime first; None where no lookup tells what they are.

    A window that is not complete has counts and no rates.
    """
    first, last = str(window.first), str(window.last)
    if not snapshot.has("places"):
        return None
    found = queries.place_rates(snapshot, area, first, last, measure="crime", year=people_year)
    usable = people_year is not None and found.year == people_year
    neighbourhoods = most_first(
        PlaceReading(
            p.code, p.name, p.ward, p.events, p.people if usable else None, p.rate if usable and complete else None
        )
        for p in found.places
    )
    if not neighbourhoods or not any(place.events for place in neighbourhoods):
        return None
    by_ward, in_none = queries.by_ward(snapshot, area, first=first, last=last, measure="crime")
    wards = most_first(_ward(snapshot, ward, people_year, complete=complete) for ward in by_ward)
    gathered = concentration(counts=[place.events for place in neighbourhoods])
    top = max(1, len(neighbourhoods) // TWENTIETH)
    return Places(
        neighbourhoods=neighbourhoods,
        wards=wards,
        wards_unknown=in_none,
        fewest_holding_half=fewest_holding_half(neighbourhoods),
        top_share=gathered.top_5_percent,
        top_count=top,
        gini=gathered.gini,
    )


def _ward(snapshot: Snapshot, ward: queries.AreaCount, year: int | None, *, complete: bool) -> PlaceReading:
    try:
        people = areas.population(snapshot, ward.area, year=year) if year else None
    except areas.NoPopulation:
        people = None
    usable = people.people if people and people.year == year and people.people else None
    found = rate(events=ward.count, population=usable) if usable and complete else None
    return PlaceReading(ward.area.code, ward.area.name, ward.area.within.partition(", ")[0], ward.count, usable, found)


def outlines(snapshot: Snapshot, area: Area, places: Places | None) -> tuple[Outline, ...]:
    """Return the outline of each neighbourhood with its events; nothing where no boundaries are loaded."""
    if places is None:
        return ()
    events: dict[str, tuple[str, int | None]] = {p.code: (p.name, p.events) for p in places.neighbourhoods}
    return tuple(
        Outline(part.code, *events.get(part.code, (part.name, None)), part.shape)
        for part in areas.parts(snapshot, area, by="component")
    )
