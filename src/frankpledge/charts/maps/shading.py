"""The places in their classes, and the key that says what each shade means."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from frankpledge.charts.drawing import Point, Sheet
from frankpledge.charts.keys import KeyEntry
from frankpledge.charts.maps import geometry
from frankpledge.charts.maps.places import Classes, MapPlace
from frankpledge.charts.words import NO_DATA

_ROOMY: Final[float] = 150.0  # square pixels


@dataclass(frozen=True)
class Shaded:
    """The places with their outlines in metres, in the order given; `marked` is what the heavy edge means."""

    places: tuple[MapPlace, ...]
    outlines: tuple[BaseGeometry, ...]
    projection: geometry.Projection
    classes: Classes
    marked: str


def draw_shaded(sheet: Sheet, drawn: Shaded, fit: geometry.Fit, *, window: BaseGeometry | None = None) -> None:
    """Draw every place (or its part inside the window), then the outline of the whole, then the heavy edges."""
    outlines = geometry.simplified(drawn.outlines, 0.5 / fit.scale)
    if window is not None:
        outlines = [outline.intersection(window) for outline in outlines]
    rings = [fit.rings(outline) for outline in outlines]
    for place, outline, own in zip(drawn.places, outlines, rings, strict=True):
        if own:
            # Among small places the edges would hide the shades.
            edge = 0.75 if outline.area * fit.scale * fit.scale > _ROOMY else 0.25
            _draw_place(sheet, place, own, drawn.classes, edge)
    if window is None:
        sheet.rings(fit.rings(shapely.union_all(outlines)), stroke="ink", width=1.25)
    _draw_marked(sheet, drawn, outlines, fit)


def _draw_marked(sheet: Sheet, drawn: Shaded, outlines: Sequence[BaseGeometry], fit: geometry.Fit) -> None:
    """Draw one heavy edge around marked places that touch, thinner where they are small on the sheet."""
    marked = [
        o for p, o in zip(drawn.places, outlines, strict=True) if p.marked and p.value is not None and not o.is_empty
    ]
    if not marked:
        return
    typical = statistics.median(o.area for o in marked) * fit.scale * fit.scale
    heavy = 3.0 if typical > _ROOMY else 1.5
    rings = fit.rings(shapely.union_all(marked))
    # A casing of paper first: the edge is then seen on the darkest class, and on the lightest in high contrast.
    for stroke, width in (("paper", heavy * 2), ("ink", heavy)):
        sheet.rings(rings, stroke=stroke, width=width)


def _draw_place(sheet: Sheet, place: MapPlace, rings: list[list[Point]], classes: Classes, edge: float) -> None:
    if place.value is not None:
        number_of_class = classes.of(place.value)
        tone = "paper" if number_of_class else "rule"
        sheet.rings(rings, fill=classes.colour(number_of_class), stroke=tone, width=edge)
    elif place.why == NO_DATA:
        sheet.rings(rings, fill="paper", stroke="other", width=edge, dash="2 2")
    else:
        sheet.hatch(rings)


def key_of(drawn: Shaded) -> list[KeyEntry]:
    """Return the swatches: zero, the classes, what is not shown and what is not known, as far as they occur."""
    values = [p.value for p in drawn.places if p.value is not None]
    entries = [_swatch(drawn.classes, 0)] if 0 in values else []
    entries += [_swatch(drawn.classes, n) for n in drawn.classes.numbers]
    whys = sorted({p.why for p in drawn.places if p.value is None}, key=lambda why: (why == NO_DATA, why))
    entries += [KeyEntry(_blank if why == NO_DATA else _hatched, why, room=20) for why in whys]
    if drawn.marked and any(p.marked and p.value is not None for p in drawn.places):
        entries.append(KeyEntry(_edged, drawn.marked, room=20))
    return entries


def _square(at: Point, half: float = 8.5) -> list[Point]:
    x, y = at
    return [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]


def _swatch(classes: Classes, number_of_class: int) -> KeyEntry:
    def mark(sheet: Sheet, at: Point) -> None:
        sheet.path(_square(at), fill=classes.colour(number_of_class), stroke="other", width=0.75, closed=True)

    return KeyEntry(mark, classes.words(number_of_class), room=20)


def _blank(sheet: Sheet, at: Point) -> None:
    sheet.path(_square(at), fill="paper", stroke="other", width=0.75, dash="2 2", closed=True)


def _hatched(sheet: Sheet, at: Point) -> None:
    sheet.hatch([_square(at)])


def _edged(sheet: Sheet, at: Point) -> None:
    sheet.path(_square(at, 7.5), fill="paper", stroke="ink", width=3, closed=True)
