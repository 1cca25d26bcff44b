"""Crime and residents by how deprived their neighbourhoods are: fifths of England by an index of deprivation."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analysis.periods import Window
from frankpledge.analysis.rates import Rate, rate
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot

FIFTHS = 5
WORDS = ("Most deprived fifth", "Second fifth", "Middle fifth", "Fourth fifth", "Least deprived fifth")


@dataclass(frozen=True)
class Fifth:
    """The neighbourhoods of an area that lie in one fifth of England. People and rate are None where not known."""

    words: str
    places: int
    events: int
    people: int | None
    rate: Rate | None


@dataclass(frozen=True)
class DeprivationReading:
    """`index` in words with its year, the five fifths, and what lies in none because its LSOAs differ or are not in it.

    `lsoas` in the most deprived tenth and all of them are of the index's own vintage.
    """

    index: str
    fifths: tuple[Fifth, ...]
    mixed_places: int
    mixed_events: int
    most_deprived_lsoas: int
    lsoas: int
    people_year: int | None


def deprivation_reading(
    snapshot: Snapshot, area: Area, window: Window, *, people_year: int | None, complete: bool
) -> DeprivationReading | None:
    """Return the newest index that holds the LSOAs of an area, None where none does.

    A neighbourhood (smallest group of LSOAs common to both vintages) counts in a fifth where all of its LSOAs in the
    index do, so that no count is split.
    """
    if not snapshot.has("places"):
        return None
    for index, kind in queries.deprivation_indices(snapshot):
        deciles = queries.deprivation(snapshot, index, "IMD_decile")
        rows = areas.places_in(snapshot, area).select(["lsoa_code", "component"]).to_pylist()
        own = {row["lsoa_code"]: row["component"] for row in rows if row["lsoa_code"] in deciles}
        if own:
            return _reading(snapshot, area, window, _named(index, kind), deciles, own, people_year, complete=complete)
    return None


def _named(index: str, kind: str) -> str:
    nation = "Welsh" if index.startswith("wimd") else "English"
    return f"{nation} index of multiple deprivation {index[-4:]}, on LSOAs of {'2021' if kind == 'lsoa21' else '2011'}"


def _reading(
    snapshot: Snapshot,
    area: Area,
    window: Window,
    index: str,
    deciles: queries.Values,
    own: dict[str, str],
    year: int | None,
    *,
    complete: bool,
) -> DeprivationReading:
    held: dict[str, set[int]] = {}
    for code, component in own.items():
        held.setdefault(component, set()).add((int(deciles[code]) + 1) // 2)
    found = queries.place_rates(snapshot, area, str(window.first), str(window.last), measure="crime", year=year)
    usable = year is not None and found.year == year
    groups: list[list[queries.PlaceRate]] = [[] for _ in range(FIFTHS)]
    mixed: list[queries.PlaceRate] = []
    for place in found.places:
        fifths = held.get(place.code, set())
        (groups[fifths.copy().pop() - 1] if len(fifths) == 1 else mixed).append(place)
    return DeprivationReading(
        index=index,
        fifths=tuple(
            _fifth(words, group, usable=usable, complete=complete) for words, group in zip(WORDS, groups, strict=True)
        ),
        mixed_places=len(mixed),
        mixed_events=sum(place.events for place in mixed),
        most_deprived_lsoas=sum(deciles[code] == 1 for code in own),
        lsoas=len(own),
        people_year=year if usable else None,
    )


def _fifth(words: str, places: list[queries.PlaceRate], *, usable: bool, complete: bool) -> Fifth:
    events = sum(place.events for place in places)
    known = [place.people for place in places if place.people]
    people = sum(known) if usable and len(known) == len(places) and places else None
    found = rate(events=events, population=people) if people and complete else None
    return Fifth(words, len(places), events, people, found)
