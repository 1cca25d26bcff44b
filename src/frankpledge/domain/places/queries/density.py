"""Where exact points crowd: a kernel density of a force's own records, never of points that were moved to a street."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import shapely

from frankpledge.analysis.places import Density, kernel_density
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.queries.own import Own
from frankpledge.lake.areas import Part
from frankpledge.lake.own.locate import to_metres
from frankpledge.statute.settings import settings

BANDWIDTHS = (500, 250, 1_000)
CELLS_A_BANDWIDTH = 2.5
SHARES = (0.01, 0.05, 0.10)  # of the ground: the densest hundredth, twentieth, tenth
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Crowded:
    """The densest cells up to a share of the ground: their shape in metres, and what part of the records they hold."""

    share: float
    shape: shapely.Geometry
    cells: int
    held: float


@dataclass(frozen=True)
class Surface:
    """A density, or None and why. `outline` is the area in metres, `outside` how many points lie beyond it."""

    own: Own | None
    density: Density | None
    outline: shapely.Geometry | None
    crowded: tuple[Crowded, ...]
    inside: int
    outside: int
    why: str = ""


def surface(asked: Asked, own: Own, outlines: tuple[Part, ...], bandwidth: int) -> Surface:
    """Return how the records of an area crowd on its ground, by quartic kernel. Points beyond the area are left out.

    Refused, with the reason in `why`, where no exact points are held, with too few of them, and without an outline.
    """
    if own.events is None:
        why = f"A surface over moved points would show the map of the streets that they are moved to. {own.why}"
        return Surface(None, None, None, (), 0, 0, why)
    if not outlines:
        return Surface(own, None, None, (), 0, 0, "No outlines of the area are loaded, so its ground is not known.")
    points = tuple((east, north) for east, north, _ in own.events.points)
    found = _smoothed(points, _Ground(asked.snapshot.manifest.id, asked.area.code, outlines), bandwidth)
    least = settings().hot_spot_least_events
    if found is None:
        return Surface(own, None, None, (), 0, 0, f"Under {least} records have a point in the area.")
    density, outline, crowded, inside = found
    return Surface(own, density, outline, crowded, inside, len(points) - inside)


@dataclass(frozen=True)
class _Ground:
    """The outlines of an area in a state of the lake, known by these for what is kept."""

    manifest: str
    code: str
    outlines: tuple[Part, ...]

    def __hash__(self) -> int:
        return hash((self.manifest, self.code))


@lru_cache(maxsize=16)
def _smoothed(
    points: Points, ground: _Ground, bandwidth: int
) -> tuple[Density, shapely.Geometry, tuple[Crowded, ...], int] | None:
    shapes = np.array([part.shape for part in ground.outlines], dtype=object)
    outline = shapely.union_all(shapely.transform(shapes, to_metres))
    shapely.prepare(outline)
    where = np.array(points, dtype=np.float64).reshape(-1, 2)
    kept = where[shapely.contains_xy(outline, where[:, 0], where[:, 1])]
    if len(kept) < settings().hot_spot_least_events:
        return None
    cell = bandwidth / CELLS_A_BANDWIDTH
    west, south, east, north = outline.bounds
    made = kernel_density(
        points=kept, cell=cell, bandwidth=float(bandwidth), extent=(west, south, east, north), per=1_000_000.0
    )
    columns, rows = np.meshgrid(made.x, made.y)
    inside = shapely.contains_xy(outline, columns.ravel(), rows.ravel()).reshape(made.value.shape)
    return made, outline, _crowded(made, inside, kept), len(kept)


def _crowded(made: Density, inside: np.ndarray, kept: np.ndarray) -> tuple[Crowded, ...]:
    """Return the densest cells of the ground by share, each with the records that lie in it and in no denser one."""
    order = np.flatnonzero(inside.ravel())
    order = order[np.argsort(-made.value.ravel()[order], kind="stable")]
    ranked = np.full(made.value.size, len(SHARES), dtype=np.int64)
    bounds = [0, *(max(1, round(share * len(order))) for share in SHARES)]
    for number, (first, last) in enumerate(pairwise(bounds)):
        ranked[order[first:last]] = number
    ranked[made.value.ravel() <= 0] = len(SHARES)
    grid = ranked.reshape(made.value.shape)
    column = np.clip(((kept[:, 0] - made.x[0]) / made.cell + 0.5).astype(int), 0, len(made.x) - 1)
    row = np.clip(((kept[:, 1] - made.y[0]) / made.cell + 0.5).astype(int), 0, len(made.y) - 1)
    lies = grid[row, column]
    return tuple(
        Crowded(share, _shape(made, grid == number), int(np.sum(grid == number)), float(np.mean(lies == number)))
        for number, share in enumerate(SHARES)
    )


def _shape(made: Density, chosen: np.ndarray) -> shapely.Geometry:
    """Return cells as one shape: runs along a row are one box, so that there are few to join."""
    boxes, half = [], made.cell / 2
    for at, line in enumerate(chosen):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            y = made.y[at]
            boxes.append(shapely.box(made.x[first] - half, y - half, made.x[last - 1] + half, y + half))
    return shapely.union_all(boxes) if boxes else shapely.Polygon()
