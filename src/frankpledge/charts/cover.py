"""Cover art from a partnership's own places: hexagons over its area, lighter where there is more. No two are alike."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Point as Spot

from frankpledge.charts import theme
from frankpledge.charts.drawing import Point, px
from frankpledge.charts.maps import geometry

_HEXAGONS: Final[int] = 190  # about as many over any area, so that a borough and a county have the same grain
_BRIGHTEST: Final[float] = 0.92
_QUIET: Final[float] = 0.16  # white words on it keep 6 to 1
# Where the words of a cover stand, in parts of its width and height: title and subtitle, and the line of the marking.
_WORDS: Final[tuple[tuple[float, float, float, float], ...]] = ((0.0, 0.62, 0.76, 1.0), (0.0, 0.0, 1.0, 0.13))
# Where the middle of the area may stand: the first seat that hides or cuts off least of the light.
_SEATS: Final[tuple[tuple[float, float], ...]] = tuple(
    (x, y) for y in (0.5, 0.44, 0.38, 0.56) for x in (0.58, 0.64, 0.7)
)


@dataclass(frozen=True)
class CoverPlace:
    """One of a partnership's places: its outline, in degrees or metres, and its weight (a count; None is nothing)."""

    shape: geometry.Shape
    weight: float | None


@dataclass(frozen=True)
class _Cell:
    """A hexagon: its place in the grid, its centre in metres, and how much is near it, from 0 to 1."""

    column: int
    row: int
    x: float
    y: float
    share: float


def cover_art(places: Sequence[CoverPlace], *, width: int = 595, height: int = 520) -> str:
    """Return the art as SVG without words, marked as decoration; the same places give the same art.

    Weights are spread to the hexagons around each place. Where a cover's words stand no hexagon is light. No place
    with an outline, or a negative weight, is a ValueError.
    """
    if any((p.weight or 0.0) < 0 for p in places):
        raise ValueError("a place cannot weigh less than nothing")
    shapes = [geometry.shape_of(p.shape) for p in places]
    projection = geometry.projection_for(shapes)
    outlines = [projection.metres(s) for s in shapes]
    side = math.sqrt(max(sum(o.area for o in outlines), 1.0) / _HEXAGONS / (1.5 * math.sqrt(3)))
    ground = shapely.union_all(geometry.simplified(outlines, side / 8))
    cells = _weighed(places, outlines, ground, side)
    west, south, east, north = geometry.extent(outlines)
    scale = min(0.98 * width / (east - west), 1.04 * height / (north - south))
    fits = [
        geometry.Fit((west + east) / 2, (south + north) / 2, scale, width * across, height * down)
        for across, down in _SEATS
    ]
    fit = min(fits, key=lambda fit: sum(c.share for c in cells if _is_lost(fit.point(c.x, c.y), width, height)))
    parts = [_hexagon(cell, fit, side, width, height) for cell in cells]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="presentation" aria-hidden="true" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="{theme.colour("area")}"/>{"".join(parts)}</svg>'
    )


def _grid(bounds: tuple[float, float, float, float], side: float) -> Iterator[tuple[int, int, float, float]]:
    """Return the centres of pointed-top hexagons over a field, with the column and row of each."""
    west, south, east, north = bounds
    across, down = math.sqrt(3) * side, 1.5 * side
    for row in range(-1, math.ceil((north - south) / down) + 2):
        for column in range(-1, math.ceil((east - west) / across) + 2):
            yield column, row, west + (column + (row % 2) / 2) * across, south + row * down


def _weighed(
    places: Sequence[CoverPlace], outlines: Sequence[shapely.Geometry], ground: shapely.Geometry, side: float
) -> list[_Cell]:
    """Return the hexagons that touch the area, each with its share of the weight near it."""
    heavy = [(o.representative_point(), p.weight) for p, o in zip(places, outlines, strict=True) if p.weight]
    spots = np.array([(point.x, point.y, weight) for point, weight in heavy]).reshape(-1, 3)
    wide = ground.buffer(side * 0.55)
    shapely.prepare(wide)
    found = []
    for column, row, x, y in _grid(geometry.extent([ground]), side):
        if wide.contains(Spot(x, y)):
            apart = (spots[:, 0] - x) ** 2 + (spots[:, 1] - y) ** 2
            near = float((spots[:, 2] * np.exp(-apart / (1.6 * side * side))).sum())
            found.append((column, row, x, y, near))
    most = max((cell[4] for cell in found), default=0.0) or 1.0
    return [_Cell(column, row, x, y, near / most) for column, row, x, y, near in found]


def _is_lost(at: Point, width: int, height: int) -> bool:
    """Return whether a hexagon would be dimmed under words or cut off at the edge."""
    inside = 0.02 * width < at[0] < 0.98 * width and 0.02 * height < at[1] < 0.98 * height
    return not inside or _under_words(at, width, height)


def _under_words(at: Point, width: int, height: int) -> bool:
    x, y = at[0] / width, at[1] / height
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in _WORDS)


def _hexagon(cell: _Cell, fit: geometry.Fit, side: float, width: int, height: int) -> str:
    x, y = fit.point(cell.x, cell.y)
    # A little unevenness, taken from the place in the grid, keeps the quiet country from looking printed.
    grain = (cell.column * 73_856_093 ^ cell.row * 19_349_663) % 97 / 97
    light = 0.05 + 0.06 * grain + cell.share**0.8 * (_BRIGHTEST - 0.11)
    if _under_words((x, y), width, height):
        light = min(light, _QUIET)
    radius = 0.95 * side * fit.scale
    corners = [math.pi / 3 * i for i in range(6)]
    points = " ".join(f"{px(x + radius * math.sin(a))},{px(y + radius * math.cos(a))}" for a in corners)
    return f'<polygon points="{points}" fill="{theme.colour("paper")}" fill-opacity="{light:.2f}"/>'
