"""How many people live in an area, from published estimates alone: nothing is apportioned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pyarrow.compute as pc

from frankpledge.lake.areas.area import Area, NoPopulation, kind_in_words
from frankpledge.lake.areas.extent import places_in
from frankpledge.lake.areas.gazetteer import gazetteer
from frankpledge.lake.areas.memory import load_order, remembered
from frankpledge.lake.store import Snapshot

_VINTAGES = {"lsoa21": "2021", "lsoa11": "2011"}
Estimates = dict[tuple[str, int], dict[str, float]]


@dataclass(frozen=True)
class Population:
    """Residents at a mid-year: how many, of which year, from which release, and in words how they were found."""

    people: int
    year: int
    release_ids: tuple[str, ...]
    basis: str


def population(snapshot: Snapshot, area: Area, *, year: int | None = None) -> Population:
    """Return the residents of an area at the estimate nearest a year (the earlier of two as near; None: the newest).

    LSOA estimates are summed where every LSOA of the area has one; otherwise a published estimate of the area itself is
    used. Raises NoPopulation where there is neither.
    """
    known = estimates(snapshot)
    for kind, vintage in _VINTAGES.items():
        codes = _whole_codes(snapshot, area, vintage)
        years = [at for (of, at), people in known.items() if of == kind and codes and people.keys() >= set(codes)]
        if years:
            chosen = _nearest(years, year)
            people = sum(known[kind, chosen][code] for code in codes)
            basis = f"mid-{chosen} estimates of {len(codes)} LSOAs ({vintage}), summed"
            return Population(round(people), chosen, releases_of(snapshot, kind, chosen), basis)
    years = [at for (of, at), people in known.items() if of == area.kind and area.code in people]
    if not years:
        raise NoPopulation(
            f"No estimate of the residents of {area.name} has been loaded.",
            cure=f"Load mid-year populations by LSOA, or by {kind_in_words(area.kind)}.",
        )
    chosen = _nearest(years, year)
    basis = f"published mid-{chosen} estimate of the {kind_in_words(area.kind)}"
    people = known[area.kind, chosen][area.code]
    return Population(round(people), chosen, releases_of(snapshot, area.kind, chosen), basis)


def estimates(snapshot: Snapshot) -> Estimates:
    """Return all estimates of all people of all ages: kind and year to code to people."""
    return remembered(snapshot, ("population",), "estimates", _estimates)


def estimate_years(snapshot: Snapshot) -> tuple[tuple[str, int], ...]:
    """Return the kinds of area and mid-years of which there are estimates, in order."""
    return tuple(sorted(estimates(snapshot)))


def releases_of(snapshot: Snapshot, kind: str, year: int) -> tuple[str, ...]:
    """Return the releases that the estimates of a kind and year came from."""
    return remembered(snapshot, ("population",), "releases", _releases).get((kind, year), ())


def _estimates(snapshot: Snapshot) -> Estimates:
    table = snapshot.table("population")
    whole = table.filter(table.age.isnull() & (table.sex == "all"))
    rows = snapshot.arrow(whole.select("area_kind", "year", "code", "people", "release_id"))
    order = load_order(snapshot)
    found: Estimates = {}
    for release in sorted(pc.unique(rows["release_id"]).to_pylist(), key=lambda one: order.get(one, 0)):
        part = rows.filter(pc.equal(rows["release_id"], release))
        columns = (part[name].to_pylist() for name in ("area_kind", "year", "code", "people"))
        for kind, year, code, people in zip(*columns, strict=True):
            found.setdefault((kind, year), {})[code] = people
    return found


def _releases(snapshot: Snapshot) -> dict[tuple[str, int], tuple[str, ...]]:
    table = snapshot.table("population")
    rows = snapshot.arrow(table.select("area_kind", "year", "release_id").distinct()).to_pylist()
    found: dict[tuple[str, int], set[str]] = {}
    for row in rows:
        found.setdefault((row["area_kind"], row["year"]), set()).add(row["release_id"])
    return {at: tuple(sorted(releases)) for at, releases in found.items()}


def _whole_codes(snapshot: Snapshot, area: Area, vintage: str) -> tuple[str, ...]:
    """Return the LSOAs of one vintage that make up an area; none for a ward that cuts through the older ones."""
    places = places_in(snapshot, area)
    own = pc.or_(pc.equal(places["vintage"], vintage), pc.equal(places["vintage"], "both"))
    codes = tuple(places.filter(own)["lsoa_code"].to_pylist())
    if area.kind not in ("ward", "lsoa11", "lsoa21"):
        return codes
    return codes if _closed(snapshot, area) else ()


def _closed(snapshot: Snapshot, area: Area) -> bool:
    """Return whether an area is made of whole groups common to both vintages."""
    own = Counter(places_in(snapshot, area)["component"].to_pylist())
    sizes = gazetteer(snapshot).group_sizes
    return all(sizes[group] == number for group, number in own.items())


def _nearest(years: list[int], wanted: int | None) -> int:
    return max(years) if wanted is None else min(years, key=lambda year: (abs(year - wanted), year))
