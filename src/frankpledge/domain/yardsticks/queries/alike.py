"""Which partnerships are alike by their people and places: named, dated public facts, none of which is crime."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import shapely
from pyproj import Geod

from frankpledge.analysis.comparison import nearest_areas
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.areas.gazetteer import gazetteer
from frankpledge.lake.areas.memory import remembered
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal

# A variable that fewer of the areas than this have is left out rather than the areas that lack it.
_KNOWN_OF = 0.9
_FEWEST_VARIABLES = 3
_MOST_DEPRIVED = 3
Values = Mapping[str, float]


class NoPeers(Refusal):
    """The open method cannot say which areas are alike."""


@dataclass(frozen=True)
class Variable:
    """One thing by which areas are alike or not: its name, its year, and the value of each partnership that has one."""

    name: str
    year: str
    values: Values


@dataclass(frozen=True)
class Nearest:
    """The nearest areas first with their distances in standard deviations, and what they were found by and from."""

    members: tuple[tuple[Area, float], ...]
    variables: tuple[Variable, ...]
    chosen_from: int
    left_out: tuple[Area, ...]
    without: tuple[str, ...]


def nearest(snapshot: Snapshot, area: Area, *, size: int) -> Nearest:
    """Return the partnerships of the same nation nearest to an area by the variables that are loaded.

    Standardised Euclidean distance, each variable with the same weight. A variable known for too few areas is left out,
    then areas that lack one. Refused where fewer than three variables, or fewer areas than asked for, remain.
    """
    nation = areas.nation(area)
    candidates = [one for one in areas.all_of(snapshot, "csp") if areas.nation(one) == nation]
    every = variables(snapshot)
    needed = _KNOWN_OF * len(candidates)
    used = [v for v in every if area.code in v.values and sum(c.code in v.values for c in candidates) >= needed]
    if len(used) < _FEWEST_VARIABLES:
        raise NoPeers(
            f"{len(used)} facts are loaded for enough partnerships; {_FEWEST_VARIABLES} are needed.",
            cure="Load residents by age, outlines of districts, the rural-urban classification or deprivation.",
        )
    whole = [one for one in candidates if all(one.code in v.values for v in used)]
    table = [[v.values[one.code] for v in used] for one in whole]
    varying = [at for at in range(len(used)) if len({row[at] for row in table}) > 1]
    used = [used[at] for at in varying]
    try:
        found = nearest_areas(
            variables=[[row[at] for at in varying] for row in table],
            area=next(at for at, one in enumerate(whole) if one.code == area.code),
            k=size,
        )
    except NotEnoughData as refusal:
        raise NoPeers(refusal.reason, cure="Choose peers by hand, or ask for fewer.") from refusal
    pairs = zip(found.nearest, found.distance, strict=True)
    return Nearest(
        members=tuple((whole[int(at)], float(distance)) for at, distance in pairs),
        variables=tuple(used),
        chosen_from=len(whole) - 1,
        left_out=tuple(one for one in candidates if one not in whole),
        without=tuple(v.name for v in every if v not in used),
    )


def variables(snapshot: Snapshot) -> tuple[Variable, ...]:
    """Return every variable that the loaded files allow, by partnership."""
    tables = ("population", "places", "boundaries", "deprivation", "rural_urban")
    return remembered(snapshot, tables, "variables of partnerships", _variables)


def _variables(snapshot: Snapshot) -> tuple[Variable, ...]:
    makers: Sequence[Callable[[Snapshot], list[Variable]]] = (_of_people, _of_income, _of_country)
    return tuple(variable for make in makers for variable in make(snapshot) if variable.values)


def _of_people(snapshot: Snapshot) -> list[Variable]:
    found = _newest_ages(snapshot)
    if found is None:
        return []
    year, bands = found
    totals = {csp: sum(by_band.values()) for csp, by_band in bands.items()}
    held = [
        Variable(
            f"Share of residents aged {name.lower()}",
            f"mid-{year}",
            {csp: by_band[name] / totals[csp] for csp, by_band in bands.items() if totals[csp]},
        )
        for name in ("Under 18", "18 to 24", "65 and over")
    ]
    ground = square_kilometres(snapshot)
    dense = {csp: math.log(total / ground[csp]) for csp, total in totals.items() if total and ground.get(csp)}
    return [Variable("Residents per square kilometre (logarithm)", f"mid-{year}", dense), *held]


def _newest_ages(snapshot: Snapshot) -> tuple[int, Mapping[str, Mapping[str, float]]] | None:
    known = areas.estimate_years(snapshot)
    for year, kind in sorted(((year, kind) for kind, year in known if kind.startswith("lsoa")), reverse=True):
        bands = queries.partnership_ages(snapshot, kind=kind, year=year)
        if bands:
            return year, bands
    return None


def _of_income(snapshot: Snapshot) -> list[Variable]:
    """Return income deprivation alone: the whole index counts recorded crime among its parts."""
    for index, _ in queries.deprivation_indices(snapshot):
        deciles = queries.deprivation(snapshot, index, "Income_decile")
        if deciles:
            shares = _shares(snapshot, {code: value <= _MOST_DEPRIVED for code, value in deciles.items()})
            name = "Share of LSOAs in the three tenths most deprived of income"
            return [Variable(name, index[-4:], shares)]
    return []


def _of_country(snapshot: Snapshot) -> list[Variable]:
    year, classes = queries.rural_urban(snapshot)
    shares = _shares(snapshot, {code: queries.is_rural(label) for code, label in classes.items()})
    return [Variable("Share of LSOAs that are rural", str(year), shares)]


def _shares(snapshot: Snapshot, marked: Mapping[str, bool]) -> Values:
    """Return the share of a partnership's LSOAs that are marked, among those that the file knows."""
    places = gazetteer(snapshot).places.select(["lsoa_code", "csp_code"]).to_pylist()
    held: dict[str, list[bool]] = {}
    for row in places:
        if row["csp_code"] and row["lsoa_code"] in marked:
            held.setdefault(row["csp_code"], []).append(marked[row["lsoa_code"]])
    return {csp: sum(marks) / len(marks) for csp, marks in held.items()}


def square_kilometres(snapshot: Snapshot) -> Values:
    """Return the ground of every partnership: the outlines of its districts, where each lies wholly in it."""
    return remembered(snapshot, ("places", "boundaries"), "square kilometres", _square_kilometres)


def _square_kilometres(snapshot: Snapshot) -> dict[str, float]:
    rows = gazetteer(snapshot).places.select(["district_code", "csp_code"]).to_pylist()
    inside: dict[str, set[str]] = {}
    holding: dict[str, set[str]] = {}
    for row in rows:
        if row["csp_code"] and row["district_code"]:
            inside.setdefault(row["csp_code"], set()).add(row["district_code"])
            holding.setdefault(row["district_code"], set()).add(row["csp_code"])
    shapes = areas.drawn(snapshot, "district", sorted(holding))
    measured = {code: square_kilometres_of(shape) for code, shape in shapes.items()}
    return {
        csp: sum(measured[code] for code in districts)
        for csp, districts in inside.items()
        if all(code in measured and len(holding[code]) == 1 for code in districts)
    }


def square_kilometres_of(shape: shapely.Geometry) -> float:
    """Return the ground of an outline in degrees."""
    return abs(float(Geod(ellps="WGS84").geometry_area_perimeter(shape)[0])) / 1e6


def as_member(area: Area, distance: float | None = None) -> dict[str, object]:
    """Return a peer as a set keeps it."""
    named: dict[str, object] = {"code": area.code, "name": display_name(area)}
    return named if distance is None else {**named, "distance": round(distance, 4)}
