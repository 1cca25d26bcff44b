"""From outlines on the earth to rings on a sheet: metres, one fit for any shape, and no more points than show."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from frankpledge.charts.drawing import Point

Ring: TypeAlias = Sequence[tuple[float, float]]
Shape: TypeAlias = BaseGeometry | Sequence[Ring]
_EARTH: Final[float] = 6_371_008.8  # mean radius in metres: within 0.3% over a county, closer than a printed bar


@dataclass(frozen=True)
class Projection:
    """Degrees to metres around one point of the area, or metres as they are (`middle` None)."""

    middle: tuple[float, float] | None

    def metres(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return the geometry in metres."""
        return geometry if self.middle is None else shapely.transform(geometry, self._points)

    def _points(self, points: np.ndarray) -> np.ndarray:
        lon, lat = self.middle or (0.0, 0.0)
        per_degree = math.radians(1) * _EARTH
        return np.column_stack(
            [(points[:, 0] - lon) * per_degree * math.cos(math.radians(lat)), (points[:, 1] - lat) * per_degree]
        )


@dataclass(frozen=True)
class Fit:
    """Metres to pixels: the same scale both ways, north up."""

    west: float
    north: float
    scale: float
    left: float
    top: float

    def point(self, x: float, y: float) -> Point:
        """Return the pixel of a point in metres."""
        return self.left + (x - self.west) * self.scale, self.top + (self.north - y) * self.scale

    def rings(self, geometry: BaseGeometry) -> list[list[Point]]:
        """Return every ring of a shape in pixels, without the closing point; holes are rings too."""
        rings = []
        for polygon in polygons(geometry):
            for ring in (polygon.exterior, *polygon.interiors):
                rings.append([self.point(x, y) for x, y in list(ring.coords)[:-1]])
        return rings


def shape_of(shape: Shape) -> BaseGeometry:
    """Return the shape as valid polygons: a shapely geometry, or rings of which the first is the outer one."""
    geometry = shape if isinstance(shape, BaseGeometry) else Polygon(shape[0], shape[1:])
    return geometry if geometry.is_valid else shapely.make_valid(geometry)


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons of a geometry; lines and points among its parts are left out."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    parts = getattr(geometry, "geoms", ())
    return [polygon for part in parts for polygon in polygons(part)]


def projection_for(geometries: Sequence[BaseGeometry]) -> Projection:
    """Return the projection for outlines in degrees (all within ±180 and ±90) or in metres such as EPSG:27700.

    No outline at all is a ValueError.
    """
    bounds = [g.bounds for g in geometries if not g.is_empty]
    if not bounds:
        raise ValueError("a map needs at least one outline")
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        return Projection(None)
    return Projection(((west + east) / 2, (south + north) / 2))


def extent(geometries: Sequence[BaseGeometry]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of all, at least one metre each way so that a fit exists."""
    west, south, east, north = shapely.total_bounds([g for g in geometries if not g.is_empty])
    return float(west), float(south), float(max(east, west + 1)), float(max(north, south + 1))


def simplified(geometries: Sequence[BaseGeometry], tolerance: float) -> list[BaseGeometry]:
    """Return the outlines with no more points than show, without opening gaps between neighbours.

    A shape that would vanish keeps its own outline: an area is never lost from a map for being small.
    """
    whole = [MultiPolygon(polygons(g)) for g in geometries]
    fewer = shapely.coverage_simplify(np.array(whole, dtype=object), tolerance)
    return [new if polygons(new) else old for new, old in zip(fewer, whole, strict=True)]
