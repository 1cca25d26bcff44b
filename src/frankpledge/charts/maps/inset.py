"""The part of a map where places are too small to be seen, once more and larger: the towns of a county of fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import shapely
from shapely.geometry.base import BaseGeometry

from frankpledge.charts.drawing import Box, Sheet, leading
from frankpledge.charts.lettering import SEMIBOLD, shorten
from frankpledge.charts.maps import geometry
from frankpledge.charts.maps.places import Town
from frankpledge.charts.maps.shading import Shaded, draw_shaded
from frankpledge.charts.theme import sizes
from frankpledge.charts.words import joined

_TOO_SMALL: Final[float] = 80.0  # square pixels: nine by nine, of which the edges take half
_MOST: Final[float] = 0.6
_MOST_TIMES: Final[int] = 10
_FEWEST: Final[int] = 5
_LEAST_ROOM: Final[float] = 130.0
_CAPTION: Final[float] = 26.0

Spot: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Enlargement:
    """A window on the map in metres, the scale that it is drawn at, and its words."""

    window: BaseGeometry
    scale: float
    caption: str


def enlargement(
    drawn: Shaded, towns: Sequence[Town], *, scale: float, width: float, height: float
) -> Enlargement | None:
    """Return the window that holds the most places too small to be seen, or None where few are or room is short.

    `scale` is that of the map in pixels a metre; width and height are the room for the enlargement with its caption.
    """
    tall = height - _CAPTION
    small = [o for o in drawn.outlines if 0 < o.area * scale * scale < _TOO_SMALL]
    if min(width, tall) < _LEAST_ROOM or len(small) < max(_FEWEST, len(drawn.outlines) / 10):
        return None
    spots = [(p.x, p.y) for p in (o.representative_point() for o in small)]
    times, held = _closest(spots, width / scale / 2, tall / scale / 2)
    if len(held) < _FEWEST:
        return None
    x = (min(p[0] for p in held) + max(p[0] for p in held)) / 2
    y = (min(p[1] for p in held) + max(p[1] for p in held)) / 2
    half = width / scale / times / 2, tall / scale / times / 2
    window = shapely.box(x - half[0], y - half[1], x + half[0], y + half[1])
    shown = [t.name for t in towns if window.contains(drawn.projection.metres(shapely.Point(t.x, t.y)))]
    return Enlargement(window, scale * times, f"{joined(shown)}, enlarged" if shown else "Enlarged")


def _closest(spots: Sequence[Spot], wide: float, tall: float) -> tuple[int, list[Spot]]:
    """Return the greatest enlargement whose window around a spot holds most of them, and those that it holds.

    Where no window holds most, the one that is three times as large and holds the most; wide and tall are half the
    field at the scale of the map.
    """
    for times in range(_MOST_TIMES, 1, -1):
        held = _fullest(spots, wide / times, tall / times)
        if len(held) >= _MOST * len(spots):
            return times, held
    return 3, _fullest(spots, wide / 3, tall / 3)


def _fullest(spots: Sequence[Spot], wide: float, tall: float) -> list[Spot]:
    """Return the spots in the fullest window around any of them; wide and tall are half of it."""
    windows = ([p for p in spots if abs(p[0] - x) <= wide and abs(p[1] - y) <= tall] for x, y in spots)
    return max(windows, key=len)


def draw_frame(sheet: Sheet, enlarged: Enlargement, fit: geometry.Fit) -> None:
    """Draw the frame of the window on the map."""
    west, south, east, north = enlarged.window.bounds
    left, top = fit.point(west, north)
    right, bottom = fit.point(east, south)
    for stroke, width in (("paper", 4), ("ink", 1.5)):
        sheet.rect(Box(left, top, right, bottom), stroke=stroke, width=width)


def draw(sheet: Sheet, drawn: Shaded, enlarged: Enlargement, *, left: float, top: float) -> float:
    """Draw the caption and the window, larger, in the same frame; return its foot."""
    size = sizes(sheet.width).label
    west, south, east, north = enlarged.window.bounds
    wide, tall = (east - west) * enlarged.scale, (north - south) * enlarged.scale
    caption = shorten(enlarged.caption, wide, size, SEMIBOLD, lines=1)
    sheet.lines((left, top + leading(size) / 2), caption, size=size, weight=SEMIBOLD)
    under = top + _CAPTION
    frame = Box(left + 1, under, left + wide - 1, under + tall - 1)
    sheet.rect(frame, fill="wash")
    fit = geometry.Fit(west, north, enlarged.scale, left, under)
    with sheet.clipped(frame):
        draw_shaded(sheet, drawn, fit, window=enlarged.window.buffer(8 / enlarged.scale))
    sheet.rect(frame, stroke="ink", width=1.5)
    return float(under + tall + 2)
