"""Crime and residents of the smallest places that can be compared over time: groups common to both LSOA vintages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from frankpledge.lake.areas import Area, extent, members, places_in
from frankpledge.lake.areas.gazetteer import gazetteer
from frankpledge.lake.areas.residents import estimates
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.queries.counts import check_question, cube_of
from frankpledge.lake.queries.window import checked_coverage, window
from frankpledge.lake.store import Snapshot

if TYPE_CHECKING:
    from frankpledge.analysis.rates import Rate

_SEVERAL = 2


@dataclass(frozen=True)
class PlaceRate:
    """One group of LSOAs with its events and residents; without residents, or half outside the area, no rate.

    `lsoas` are its codes of both vintages, `ward` the names of the wards that it lies in.
    """

    code: str
    name: str
    ward: str
    lsoas: tuple[str, ...]
    events: int
    people: int | None
    per: int = 1_000

    @cached_property
    def rate(self) -> Rate | None:
        """Return events to `per` residents with the interval, None where residents are not known or there are none."""
        # Here, as it brings all of scipy: a count from the command line should not wait for it.
        from frankpledge.analysis.rates import rate  # noqa: PLC0415

        return rate(events=self.events, population=self.people, per=self.per) if self.people else None


@dataclass(frozen=True)
class PlaceRates:
    """The groups of an area, most events first; their events sum to the area's, whichever vintage the rows used.

    `year` is the mid-year of the residents, None where no estimates by LSOA are loaded.
    """

    area: Area
    first: str
    last: str
    places: tuple[PlaceRate, ...]
    year: int | None
    complete: bool


def place_rates(
    snapshot: Snapshot,
    area: Area,
    first: str,
    last: str,
    *,
    measure: str = "crime",
    year: int | None = None,
    per: int = 1_000,
) -> PlaceRates:
    """Return events, residents and rates by the smallest groups common to both vintages.

    The estimates are those nearest `year`, by default the year of the window's middle. Rates are of the whole window,
    not of a year. In a police force area, rows without a place are in none.
    """
    check_question((), measure)
    covered = checked_coverage(snapshot, area, first=first, last=last)
    cube = cube_of(snapshot, extent(snapshot, area), first=first, last=last, measure=measure)
    own = ask.reported_by(cube, covered.forces)
    rows = snapshot.arrow(ask.by_component(own, snapshot.table("places"))).to_pylist()
    events = {row["component"]: row["count"] for row in rows}
    groups = _groups(snapshot, area)
    whole = _whole(snapshot, groups)
    at, people = _people(snapshot, groups, whole, year or window(first, last).middle.year)
    wards = {ward.code: ward.name for ward in members(snapshot, area, "ward")}
    found = [_place(code, group, wards, events.get(code, 0), people.get(code), per) for code, group in groups.items()]
    ordered = tuple(sorted(found, key=lambda place: (-place.events, place.code)))
    return PlaceRates(area, first, last, ordered, at, covered.complete)


_Rows = list[dict[str, str | None]]


def _groups(snapshot: Snapshot, area: Area) -> dict[str, _Rows]:
    found: dict[str, _Rows] = defaultdict(list)
    for row in places_in(snapshot, area).to_pylist():
        found[row["component"]].append(row)
    return dict(found)


def _whole(snapshot: Snapshot, groups: Mapping[str, _Rows]) -> frozenset[str]:
    """Return the groups that lie in the area with all of their LSOAs; three of the country lie in two partnerships."""
    sizes = gazetteer(snapshot).group_sizes
    return frozenset(code for code, rows in groups.items() if len(rows) == sizes[code])


def _people(
    snapshot: Snapshot, groups: Mapping[str, _Rows], whole: frozenset[str], wanted: int
) -> tuple[int | None, dict[str, int]]:
    """Return the year and residents by group from the one series nearest the year that has all of the area."""
    known = estimates(snapshot)
    for kind, vintage in (("lsoa21", "2021"), ("lsoa11", "2011")):
        codes = {
            group: [str(row["lsoa_code"]) for row in rows if row["vintage"] in (vintage, "both")]
            for group, rows in groups.items()
            if group in whole
        }
        every = {code for own in codes.values() for code in own}
        years = [year for (of, year), people in known.items() if of == kind and every and people.keys() >= every]
        if years:
            at = min(years, key=lambda year: (abs(year - wanted), year))
            people = known[kind, at]
            return at, {group: round(sum(people[code] for code in own)) for group, own in codes.items()}
    return None, {}


def _place(code: str, group: _Rows, wards: Mapping[str, str], events: int, people: int | None, per: int) -> PlaceRate:
    newer = [row for row in group if row["vintage"] != "2011"] or group
    inside = sorted({wards[ward] for row in newer if (ward := row["ward_code"] or "") in wards})
    return PlaceRate(
        code=code,
        name=place_name([row["lsoa_name"] or str(row["lsoa_code"]) for row in newer]),
        ward=" and ".join(inside) if len(inside) <= _SEVERAL else f"{inside[0]} and {len(inside) - 1} other wards",
        lsoas=tuple(sorted(str(row["lsoa_code"]) for row in group)),
        events=events,
        people=people,
        per=per,
    )


def place_name(names: Sequence[str]) -> str:
    """Return the name of a group of LSOAs: `Herefordshire 012A`, or `Herefordshire 014A and 014F` for two."""
    ordered = sorted(names)
    first = ordered[0]
    stem = first.rpartition(" ")[0]
    rest = [name.removeprefix(f"{stem} ") if stem else name for name in ordered[1:]]
    if not rest:
        return first
    return re.sub(r", ([^,]+)$", r" and \1", ", ".join([first, *rest]))
