"""The ground of the invented county: an outline, its districts, and thousands of small cells crowded into towns.

Everything is in metres of the British National Grid, in the North Sea where nobody lives, so that distances and the
product's own conversions hold while no invented line ever falls on a real street.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from scipy.spatial import Delaunay

from frankpledge.demo.generator.names import DISTRICTS
from frankpledge.demo.generator.partition import Floats, Ints

CENTRE = (620_000.0, 430_000.0)
_CELLS_BY_PEOPLE = 5_200
_CELLS_BY_AREA = 1_900
_RURAL_PER_SQUARE_METRE = 18e-6
_KM = 1_000.0

# Corners of the county in kilometres from its centre, clockwise from the north-west, and whether coast follows.
_CORNERS: tuple[tuple[float, float, bool], ...] = (
    (-13.0, 12.0, False), (-4.0, 16.0, True), (2.0, 18.5, True), (9.0, 19.0, True), (14.0, 15.0, True),
    (15.0, 9.0, True), (13.5, 4.5, True), (17.5, 1.0, True), (16.8, -2.4, True), (13.2, -3.0, True),
    (11.4, -3.3, True), (13.2, -4.4, True), (15.4, -7.0, True), (13.8, -11.0, True), (12.4, -15.5, True),
    (7.0, -17.0, True), (1.0, -18.0, True), (-6.0, -17.0, False), (-13.0, -16.5, False), (-19.0, -14.0, False),
    (-20.0, -8.0, False), (-17.0, -2.0, False), (-18.5, 4.0, False), (-15.5, 8.0, False),
)  # fmt: skip


@dataclass(frozen=True)
class Terrain:
    """The county as cells: polygons, centres, areas, people, district numbers, and the pairs that share an edge."""

    outline: shapely.Polygon
    cells: NDArray[np.object_]
    centres: Floats
    area: Floats
    people: Floats
    urban: Floats
    district: Ints
    edges: Ints


def terrain(rng: np.random.Generator) -> Terrain:
    """Return the county's ground, drawn from the generator given."""
    outline = _outline(rng)
    villages = _villages(outline, rng)
    centres = _cell_centres(outline, villages, rng)
    cells = _cells(centres, outline)
    area = shapely.area(cells)
    middle = shapely.get_coordinates(shapely.centroid(cells))
    town_density, village_density = _density(middle, villages)
    people = (town_density + village_density + _RURAL_PER_SQUARE_METRE) * area
    district = _district_of(middle, rng)
    urban = town_density / (town_density + 300e-6)
    return Terrain(outline, cells, middle, area, people, urban, district, _edges(middle, cells))


def to_lon_lat(east: Floats, north: Floats) -> tuple[Floats, Floats]:
    """Return longitudes and latitudes (WGS84) of points on the British National Grid, to six decimals."""
    lon, lat = Transformer.from_crs(27700, 4326, always_xy=True).transform(east, north)
    return np.round(lon, 6), np.round(lat, 6)


def geometry_in_lon_lat(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the shapes with grid coordinates turned into longitude and latitude."""

    def turn(points: Floats) -> Floats:
        return np.column_stack(to_lon_lat(points[:, 0], points[:, 1]))

    return np.asarray(shapely.transform(shapes, turn), dtype=object)


def _outline(rng: np.random.Generator) -> shapely.Polygon:
    """The corners joined by lines broken again and again at their middle, coasts more roughly than borders."""
    points = [(np.array([east, north]) * _KM, coast) for east, north, coast in _CORNERS]
    for _ in range(5):
        finer = []
        for (here, coast), (there, _) in zip(points, points[1:] + points[:1], strict=True):
            along = there - here
            across = np.array([-along[1], along[0]])
            finer.append((here, coast))
            finer.append(((here + there) / 2 + across * rng.normal(0.0, 0.14 if coast else 0.07), coast))
        points = finer
    ring = shapely.Polygon([point + np.array(CENTRE) for point, _ in points])
    return max(shapely.get_parts(shapely.make_valid(ring)), key=shapely.area)


def _villages(outline: shapely.Polygon, rng: np.random.Generator) -> Floats:
    """Rows of east, north, people and reach in metres: the villages, away from the towns."""
    wanted = sum(district.villages for district in DISTRICTS)
    towns, reach = _town_points()
    found: list[list[float]] = []
    west, south, east, north = outline.bounds
    while len(found) < wanted:
        spot = np.array([rng.uniform(west, east), rng.uniform(south, north)])
        clear = (np.hypot(*(towns - spot).T) > reach * 1.6 + 900).all()
        apart = all(np.hypot(spot[0] - other[0], spot[1] - other[1]) > 1_700 for other in found)
        if clear and apart and outline.buffer(-600).contains(shapely.Point(spot)):
            people = float(rng.lognormal(6.7, 0.6))
            found.append([spot[0], spot[1], people, 180 + 6.0 * people**0.5])
    return np.array(found)


def _town_points() -> tuple[Floats, Floats]:
    towns = [town for district in DISTRICTS for town in district.towns]
    places = np.array([[town.east, town.north] for town in towns]) * _KM + np.array(CENTRE)
    return places, np.array([town.reach for town in towns]) * _KM


def _cell_centres(outline: shapely.Polygon, villages: Floats, rng: np.random.Generator) -> Floats:
    """Points crowded where people live, spread thinly elsewhere, all inside the county."""
    towns, reach = _town_points()
    crowd = np.array([town.people for district in DISTRICTS for town in district.towns], dtype=np.float64)
    spots = np.vstack([np.column_stack([towns, crowd, reach]), villages])
    which = rng.choice(len(spots), size=2 * _CELLS_BY_PEOPLE, p=spots[:, 2] / spots[:, 2].sum())
    near = spots[which, :2] + rng.normal(0.0, 1.0, (len(which), 2)) * (spots[which, 3] * 0.55)[:, None]
    west, south, east, north = outline.bounds
    wide = rng.uniform((west, south), (east, north), (3 * _CELLS_BY_AREA, 2))
    near, wide = (some[shapely.contains_xy(outline, some[:, 0], some[:, 1])] for some in (near, wide))
    return np.vstack([near[:_CELLS_BY_PEOPLE], wide[:_CELLS_BY_AREA]])


def _cells(centres: Floats, outline: shapely.Polygon) -> NDArray[np.object_]:
    """The Voronoi cell of each centre within the outline, in the order of the centres; stray splinters are dropped."""
    mosaic = shapely.voronoi_polygons(shapely.MultiPoint(centres), extend_to=outline.envelope, ordered=True)
    clipped = shapely.intersection(shapely.get_parts(mosaic), outline)
    return np.array([_largest(shape) for shape in clipped], dtype=object)


def _largest(shape: shapely.Geometry) -> shapely.Geometry:
    return shape if shape.geom_type == "Polygon" else max(shapely.get_parts(shape), key=shapely.area)


def _density(points: Floats, villages: Floats) -> tuple[Floats, Floats]:
    """People per square metre at each point, from towns and from villages."""
    towns = np.zeros(len(points))
    places, reach = _town_points()
    crowds = [town.people for district in DISTRICTS for town in district.towns]
    for place, far, crowd in zip(places, reach, crowds, strict=True):
        towns += crowd * _bell(points, place, far * 0.55)
    rural = np.zeros(len(points))
    for east, north, crowd, far in villages:
        rural += crowd * _bell(points, np.array([east, north]), far * 0.55)
    return towns, rural


def _bell(points: Floats, place: Floats, spread: float) -> Floats:
    squared: Floats = ((points - place) ** 2).sum(axis=1)
    return np.asarray(np.exp(-squared / (2 * spread**2)) / (2 * np.pi * spread**2))


def _district_of(points: Floats, rng: np.random.Generator) -> Ints:
    """The number of each point's district: that of the nearest town, the frontier bent by slow waves."""
    bent = points.copy()
    for _ in range(6):
        wave = rng.uniform(3_000, 12_000)
        angle, phase = rng.uniform(0, 2 * np.pi, 2)
        along = points @ np.array([np.cos(angle), np.sin(angle)])
        push = wave * 0.055 * np.sin(2 * np.pi * along / wave + phase)
        bent += push[:, None] * np.array([-np.sin(angle), np.cos(angle)])
    towns, reach = _town_points()
    owner = np.array([number for number, district in enumerate(DISTRICTS) for _ in district.towns])
    distance = np.hypot(bent[:, None, 0] - towns[:, 0], bent[:, None, 1] - towns[:, 1]) - reach * 0.8
    return np.asarray(owner[distance.argmin(axis=1)], dtype=np.int64)


def _edges(centres: Floats, cells: NDArray[np.object_]) -> Ints:
    """Pairs of cells that share a line of some length, not only a corner, and are not parted by water."""
    triangles = Delaunay(centres).simplices
    pairs = np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [0, 2]]])
    pairs = np.unique(np.sort(pairs, axis=1), axis=0)
    shared = shapely.length(shapely.intersection(cells[pairs[:, 0]], cells[pairs[:, 1]]))
    return np.asarray(pairs[shared > 1.0], dtype=np.int64)
