"""In which LSOA an exact point lies: by point in polygon of the loaded outlines, near the edge by the nearest one.

Outlines are generalised, so a point on a coast or a border can fall into none. Within `NEAR` metres it counts in the
nearest LSOA of the force; further away it lies outside the force. Both numbers are told in the quality of the release.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from frankpledge.lake import areas
from frankpledge.lake.areas.memory import remembered
from frankpledge.lake.store import Snapshot

NEAR = 200.0
_TABLES = ("areas", "boundaries", "memberships", "places", "releases")
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Located:
    """For each point its LSOA ("" for none) and whether it lies outside the force; `nearest` were in no outline."""

    codes: NDArray[np.object_]
    outside: NDArray[np.bool_]
    nearest: int


@dataclass(frozen=True)
class Locator:
    """The outlines of a force's LSOAs in metres of the National Grid. `conversion` says how they are used."""

    codes: tuple[str, ...]
    tree: shapely.STRtree
    conversion: str

    def place(self, easting: Floats, northing: Floats) -> Located:
        """Return where points lie; those that are not numbers lie nowhere and are not outside either."""
        known = np.isfinite(easting) & np.isfinite(northing)
        points = shapely.points(np.where(known, easting, 0.0), np.where(known, northing, 0.0))
        found = np.full(len(points), -1, dtype=np.int64)
        inside = self.tree.query(points, predicate="intersects")
        # A point on a shared edge lies in both: the first by code has it, whatever the order of the tree.
        for point, place in zip(*inside[:, np.lexsort((-inside[1], inside[0]))], strict=True):
            found[point] = place
        stray = np.flatnonzero(known & (found < 0))
        near = self.tree.query_nearest(points[stray], max_distance=NEAR, all_matches=False)
        found[stray[near[0]]] = near[1]
        codes = np.array([*self.codes, ""], dtype=object)[np.where(known, found, -1)]
        return Located(codes=codes, outside=known & (codes == ""), nearest=int(near.shape[1]))


def locator(snapshot: Snapshot, area: areas.Area) -> Locator | None:
    """Return what finds LSOAs in the force of an area; None where no outlines of them have been loaded."""
    force = areas.force_of(snapshot, area)
    if force is None:
        return None
    return remembered(snapshot, _TABLES, ("locator", force.code), lambda state: _made(state, force))


def _made(snapshot: Snapshot, force: areas.Area) -> Locator | None:
    pieces = sorted(areas.parts(snapshot, force, "lsoa"), key=lambda piece: piece.code)
    if not pieces:
        return None
    shapes = shapely.transform(np.array([piece.shape for piece in pieces], dtype=object), to_metres)
    shapely.prepare(shapes)
    year = "2021" if pieces[0].kind == "lsoa21" else "2011"
    told = f"point in polygon of the LSOA {year} outlines loaded; within {NEAR:.0f} m of one, the nearest"
    return Locator(tuple(piece.code for piece in pieces), shapely.STRtree(shapes), told)


def to_metres(degrees: Floats) -> Floats:
    """Return longitudes and latitudes (two columns) as eastings and northings, to within a few metres."""
    # A quarter of a second that a load without points never needs.
    from pyproj import Transformer  # noqa: PLC0415

    transformer = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    east, north = transformer.transform(degrees[:, 0], degrees[:, 1])
    return np.column_stack([east, north])
