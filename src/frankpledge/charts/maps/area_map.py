"""The map of a partnership's places, with a key, names, a scale bar and the same as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from frankpledge.charts.chart import Chart
from frankpledge.charts.drawing import Box, Point, Sheet
from frankpledge.charts.keys import KeyEntry, draw_key, key_width
from frankpledge.charts.maps import geometry, names
from frankpledge.charts.maps.account import describe, table
from frankpledge.charts.maps.places import Classes, MapPlace, Town, classes_of
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import NO_DATA, Words, number

_SIDE_GAP = 24.0


@dataclass(frozen=True)
class _Drawn:
    """The places with their outlines in metres, in the order given."""

    places: tuple[MapPlace, ...]
    outlines: tuple[BaseGeometry, ...]
    projection: geometry.Projection
    classes: Classes


def area_map(
    words: Words,
    *,
    places: Sequence[MapPlace],
    unit: str,
    bounds: Sequence[float] = (),
    towns: Sequence[Town] = (),
    marked: str = "",
    width: int = 600,
) -> Chart:
    """Return the map of amounts in at most five classes: zero, and quarters of the rest unless `bounds` are given.

    `unit` names what is counted and heads the table; `marked` is what the heavy edge means. What is not shown is
    hatched, what is not known is left white with a broken edge. Outlines are all in degrees or all in metres.
    """
    if not places:
        raise ValueError("a map needs at least one place")
    shapes = [geometry.shape_of(p.shape) for p in places]
    projection = geometry.projection_for(shapes)
    classes = classes_of([p.value for p in places if p.value is not None], bounds)
    drawn = _Drawn(tuple(places), tuple(projection.metres(s) for s in shapes), projection, classes)
    sheet = Sheet(words.name, width)
    height = _draw(sheet, drawn, towns, marked)
    return words.chart(
        sheet, height=height, description=describe(places, classes, unit), table=table(places, classes, unit)
    )


def _draw(sheet: Sheet, drawn: _Drawn, towns: Sequence[Town], marked: str) -> float:
    """Lay out key, map and scale bar for the shape of this area, draw them, and return the height."""
    size = sizes(sheet.width)
    entries = _key(drawn, marked)
    west, south, east, north = geometry.extent(drawn.outlines)
    tallest = 380.0 if is_narrow(sheet.width) else 430.0 if sheet.width < 800 else 600.0
    side = key_width(entries, size.label) + _SIDE_GAP
    scale = min((sheet.width - 8) / (east - west), tallest / (north - south))
    beside = not is_narrow(sheet.width) and (sheet.width - 8 - side) / (east - west) >= scale * 0.8
    if beside:
        scale = min((sheet.width - 8 - side) / (east - west), tallest / (north - south))
    field = (east - west) * scale + 8 if beside else float(sheet.width)
    top = 6.0
    if not beside:
        top += draw_key(sheet, entries, left=0, top=2, right=sheet.width, size=size.label) + 6
    fit = geometry.Fit(west, north, scale, (field - (east - west) * scale) / 2, top)
    foot = top + (north - south) * scale
    if beside:
        tall = draw_key(sheet, entries, left=field + _SIDE_GAP, top=top, right=field + side, size=size.label)
        foot = max(foot, top + tall)
    _draw_places(sheet, drawn, fit)
    names.draw_names(sheet, _labels(drawn, fit, towns), field=Box(0, top - 4, field, foot))
    return _draw_scale_bar(sheet, fit.scale, field, foot)


def _draw_places(sheet: Sheet, drawn: _Drawn, fit: geometry.Fit) -> None:
    """Draw every place, then the outline of the whole, then the heavy edges."""
    outlines = geometry.simplified(drawn.outlines, 0.5 / fit.scale)
    for place, outline in zip(drawn.places, outlines, strict=True):
        rings = fit.rings(outline)
        if rings:
            _draw_place(sheet, place, rings, drawn.classes)
    sheet.rings(fit.rings(shapely.union_all(outlines)), stroke="ink", width=1.25)
    for place, outline in zip(drawn.places, outlines, strict=True):
        if place.marked and place.value is not None:
            sheet.rings(fit.rings(outline), stroke="ink", width=3)


def _draw_place(sheet: Sheet, place: MapPlace, rings: list[list[Point]], classes: Classes) -> None:
    if place.value is not None:
        number_of_class = classes.of(place.value)
        edge = "paper" if number_of_class else "rule"
        sheet.rings(rings, fill=classes.colour(number_of_class), stroke=edge, width=0.75)
    elif place.why == NO_DATA:
        sheet.rings(rings, fill="paper", stroke="other", width=0.75, dash="2 2")
    else:
        sheet.hatch(rings)


def _key(drawn: _Drawn, marked: str) -> list[KeyEntry]:
    """Return the swatches: zero, the classes, what is not shown and what is not known, as far as they occur."""
    values = [p.value for p in drawn.places if p.value is not None]
    entries = [_swatch(drawn.classes, 0)] if 0 in values else []
    entries += [_swatch(drawn.classes, n) for n in drawn.classes.numbers]
    whys = sorted({p.why for p in drawn.places if p.value is None}, key=lambda why: (why == NO_DATA, why))
    entries += [KeyEntry(_blank if why == NO_DATA else _hatched, why, room=20) for why in whys]
    if marked and any(p.marked and p.value is not None for p in drawn.places):
        entries.append(KeyEntry(_edged, marked, room=20))
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


def _labels(drawn: _Drawn, fit: geometry.Fit, towns: Sequence[Town]) -> list[names.Name]:
    """Return the towns first, then the places to be named, each with its point on the sheet."""
    found = []
    for town in towns:
        point = drawn.projection.metres(shapely.Point(town.x, town.y))
        found.append(names.Name(town.name, fit.point(point.x, point.y), is_town=True))
    for place, outline in zip(drawn.places, drawn.outlines, strict=True):
        if place.labelled and not outline.is_empty:
            point = outline.representative_point()
            room = (outline.bounds[2] - outline.bounds[0]) * fit.scale
            found.append(names.Name(place.name, fit.point(point.x, point.y), is_town=False, room=room))
    return found


def _draw_scale_bar(sheet: Sheet, scale: float, field: float, foot: float) -> float:
    """Draw a bar of a round length, at most a quarter of the field, beneath the map; return the height."""
    size = sizes(sheet.width).small
    longest = field / 4 / scale
    power = 10.0 ** math.floor(math.log10(longest))
    length = max(m * power for m in (1, 2, 5) if m * power <= longest)
    wide = length * scale
    y = foot + 16
    sheet.line((2, y), (2 + wide, y), stroke="ink", width=1.5)
    for x in (2, 2 + wide):
        sheet.line((x, y - 4), (x, y + 4), stroke="ink", width=1.5)
    words = f"{number(length / 1000)} km" if length >= 1000 else f"{number(length)} m"
    sheet.text((wide + 10, y), words, size=size, colour="soft")
    return y + size
