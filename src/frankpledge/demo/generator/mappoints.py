"""The anonymous points to which published rows are snapped, and the places where things are planted.

Real map points are the middles of streets and named kinds of place, each with people enough around it. Ours are the
middles of cells; a handful lie beyond the border, for the rows that fall outside the force.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from frankpledge.demo.generator.county import County
from frankpledge.demo.generator.names import (
    BEYOND_LSOA_FIRST,
    BEYOND_NAME,
    DISTRICTS,
    KINDS_OF_PLACE,
    STREET_FIRST,
    STREET_LAST,
)
from frankpledge.demo.generator.partition import Floats, Ints
from frankpledge.demo.generator.terrain import CENTRE, to_lon_lat
from frankpledge.demo.generator.truths import Truths

_POINTS_PER_LSOA = 17
_BEYOND_POINTS = 10
_NAMELESS = 0.0015  # real files have rows that read "On or near " and nothing after


@dataclass(frozen=True)
class MapPoints:
    """Every map point: grid place, LSOA of 2021 (position; -1 beyond the border), kind ("" for a street) and words."""

    east: Floats
    north: Floats
    longitude: Floats
    latitude: Floats
    lsoa: Ints
    kind: NDArray[np.object_]
    location: NDArray[np.object_]
    lsoa_code: NDArray[np.object_]
    lsoa_name: NDArray[np.object_]
    partnership: NDArray[np.object_]
    draw: Floats
    tree: cKDTree

    def nearest(self, east: Floats, north: Floats) -> Ints:
        """The position of the map point nearest to each place."""
        return np.asarray(self.tree.query(np.column_stack([east, north]))[1], dtype=np.int64)

    def spacing(self) -> Floats:
        """How far each point is from the nearest other, in metres."""
        return np.asarray(self.tree.query(self.tree.data, k=2)[0][:, 1])


@dataclass(frozen=True)
class PlantedPlaces:
    """Where the place truths lie: positions of LSOAs of 2021."""

    hot_spot: tuple[int, ...]
    emerging: int


def map_points(county: County, rng: np.random.Generator) -> MapPoints:
    """Return the map points of the county, drawn from the generator given."""
    rows = [_points_of(county, position, rng) for position in range(len(county.lsoa21))]
    cells = np.concatenate(rows)
    lsoa = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    places = np.vstack([np.round(county.ground.centres[cells], 1), _beyond(county, rng)])
    lsoa = np.concatenate([lsoa, np.full(_BEYOND_POINTS, -1)])
    urban = np.concatenate([county.ground.urban[cells], np.zeros(_BEYOND_POINTS)])
    kind = _kinds(urban, rng)
    lon, lat = to_lon_lat(places[:, 0], places[:, 1])
    beyond = [f"X01{BEYOND_LSOA_FIRST + n // 3:06d}" for n in range(_BEYOND_POINTS)]
    beyond_names = [f"{BEYOND_NAME} 001{chr(65 + n // 3)}" for n in range(_BEYOND_POINTS)]
    inside = lsoa[: len(cells)]
    return MapPoints(
        east=places[:, 0],
        north=places[:, 1],
        longitude=lon,
        latitude=lat,
        lsoa=lsoa,
        kind=kind,
        location=_locations(kind, rng),
        lsoa_code=np.array([county.lsoa21[one].code for one in inside] + beyond, dtype=object),
        lsoa_name=np.array([county.lsoa21[one].name for one in inside] + beyond_names, dtype=object),
        partnership=np.array(
            [DISTRICTS[county.lsoa21[one].district].partnership for one in inside] + [""] * _BEYOND_POINTS, dtype=object
        ),
        draw=rng.lognormal(0.0, 0.9, len(lsoa)),
        tree=cKDTree(places),
    )


def planted_places(county: County, truths: Truths) -> PlantedPlaces:
    """Return neighbouring LSOAs at the heart of the first town of the hot spot's partnership, and one in its second.

    Only LSOAs that did not change between the vintages are taken, so that either code finds them.
    """
    unchanged = {new for _, new, code in county.changes if code == "U"}
    pairs = county.neighbours21()
    hot = [_nearest_to_town(county, truths.hot_spot.scope, 0, unchanged)]
    while len(hot) < truths.hot_spot.lsoas:
        touching = {int(one) for pair in pairs if set(pair) & set(hot) for one in pair}
        candidates = (touching & unchanged) - set(hot)
        hot.append(_nearest_to_town(county, truths.hot_spot.scope, 0, candidates))
    return PlantedPlaces(tuple(hot), _nearest_to_town(county, truths.emerging.scope, 1, unchanged - set(hot)))


def _nearest_to_town(county: County, partnership: str, town: int, among: set[int]) -> int:
    district = next(d for d in DISTRICTS if d.partnership == partnership)
    spot = np.array([district.towns[town].east, district.towns[town].north]) * 1_000 + np.array(CENTRE)

    def distance(position: int) -> float:
        return float(np.hypot(*(county.middle(county.lsoa21[position]) - spot)))

    inside = [one for one in sorted(among) if DISTRICTS[county.lsoa21[one].district].partnership == partnership]
    return min(inside, key=distance)


def _points_of(county: County, position: int, rng: np.random.Generator) -> Ints:
    cells = county.lsoa21[position].cells
    wanted = int(np.clip(rng.poisson(_POINTS_PER_LSOA), 5, len(cells)))
    odds = county.ground.people[cells] ** 0.6
    return np.asarray(rng.choice(cells, size=wanted, replace=False, p=odds / odds.sum()), dtype=np.int64)


def _beyond(county: County, rng: np.random.Generator) -> Floats:
    """Places a little way beyond the western border."""
    west = county.ground.outline.bounds[0]
    rim = shapely.get_coordinates(county.ground.outline.exterior)
    border = rim[rim[:, 0] < west + 6_000]
    places = border[rng.choice(len(border), _BEYOND_POINTS)] + np.column_stack(
        [-rng.uniform(2_500, 4_500, _BEYOND_POINTS), rng.uniform(-300, 300, _BEYOND_POINTS)]
    )
    return np.asarray(np.round(places, 1))


def _kinds(urban: Floats, rng: np.random.Generator) -> NDArray[np.object_]:
    kinds = np.full(len(urban), "", dtype=object)
    roll = rng.random(len(urban))
    floor = np.zeros(len(urban))
    for name, in_town, outside in KINDS_OF_PLACE:
        share = np.where(urban > 0.5, in_town, outside)
        kinds[(roll >= floor) & (roll < floor + share)] = name
        floor = floor + share
    return kinds


def street_words(count: int, rng: np.random.Generator) -> list[str]:
    """Return so many locations of invented streets, as published."""
    pairs = zip(rng.choice(STREET_FIRST, count), rng.choice(STREET_LAST, count), strict=True)
    return [f"On or near {first} {last}" for first, last in pairs]


def _locations(kind: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    streets = street_words(len(kind), rng)
    nameless = rng.random(len(kind)) < _NAMELESS
    words = [
        street if not (blank or named) else f"On or near {'' if blank else named}"
        for street, named, blank in zip(streets, kind, nameless, strict=True)
    ]
    return np.array(words, dtype=object)
