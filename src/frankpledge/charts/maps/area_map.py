"""The map of a partnership's places, with a key, names, a scale bar and the same as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from frankpledge.charts.chart import Chart
from frankpledge.charts.drawing import Box, Sheet
from frankpledge.charts.keys import draw_key, key_width
from frankpledge.charts.maps import geometry, inset, names
from frankpledge.charts.maps.account import describe, table
from frankpledge.charts.maps.places import MapPlace, Town, classes_of
from frankpledge.charts.maps.shading import Shaded, draw_shaded, key_of
from frankpledge.charts.numerals import number
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import Words

_SIDE_GAP = 24.0


@dataclass(frozen=True)
class _Layout:
    """Where things stand: the fit of the map, its field, and what is left over for an enlargement."""

    fit: geometry.Fit
    field: Box
    beside: Box | None


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
    """Return the map of amounts in at most five classes: zero, and four that `classes_of` chooses unless `bounds` do.

    `unit` names what is counted and heads the table; `marked` is what the heavy edge means. What is not shown is
    hatched, what is not known is left white with a broken edge. Outlines are all in degrees or all in metres. Where
    many places are too small to be seen, the part that holds most of them is drawn again, larger, in a frame.
    """
    if not places:
        raise ValueError("a map needs at least one place")
    shapes = [geometry.shape_of(p.shape) for p in places]
    projection = geometry.projection_for(shapes)
    classes = classes_of([p.value for p in places if p.value is not None], bounds)
    drawn = Shaded(tuple(places), tuple(projection.metres(s) for s in shapes), projection, classes, marked)
    sheet = Sheet(words.name, width)
    height = _draw(sheet, drawn, towns)
    return words.chart(
        sheet, height=height, description=describe(places, classes, unit), table=table(places, classes, unit)
    )


def _draw(sheet: Sheet, drawn: Shaded, towns: Sequence[Town]) -> float:
    """Lay out key and map for the shape of this area, draw them with an enlargement if need be; return the height."""
    layout = _lay_out(sheet, drawn)
    below = layout.beside is None
    room = layout.beside or Box(0, 0, min(float(sheet.width), 420.0), 260.0)
    wide, tall = room.right - room.left, room.bottom - room.top
    enlarged = inset.enlargement(drawn, towns, scale=layout.fit.scale, width=wide, height=tall)
    draw_shaded(sheet, drawn, layout.fit)
    if enlarged:
        inset.draw_frame(sheet, enlarged, layout.fit)
    names.draw_names(sheet, _labels(drawn, layout.fit, towns), field=layout.field)
    foot = draw_scale_bar(sheet, layout.fit.scale, layout.field)
    if enlarged is None:
        return foot
    left, top = (0.0, foot + 12) if below else (room.left, room.top)
    return max(foot, inset.draw(sheet, drawn, enlarged, left=left, top=top))


def _lay_out(sheet: Sheet, drawn: Shaded) -> _Layout:
    """Draw the key, beside a map that is tall and above one that is wide; return where the map stands."""
    size = sizes(sheet.width).label
    entries = key_of(drawn)
    west, south, east, north = geometry.extent(drawn.outlines)
    tallest = 380.0 if is_narrow(sheet.width) else 430.0 if sheet.width < 800 else 600.0
    side = min(key_width(entries, size), 0.3 * sheet.width) + _SIDE_GAP
    scale = min((sheet.width - 8) / (east - west), tallest / (north - south))
    narrower = min((sheet.width - 8 - side) / (east - west), scale)
    if is_narrow(sheet.width) or narrower < scale * 0.8:
        top = 8 + draw_key(sheet, entries, left=0, top=2, right=sheet.width, size=size)
        fit = geometry.Fit(west, north, scale, (sheet.width - (east - west) * scale) / 2, top)
        return _Layout(fit, Box(0, top - 4, sheet.width, top + (north - south) * scale), None)
    left = (east - west) * narrower + 8 + _SIDE_GAP
    fit = geometry.Fit(west, north, narrower, 4, 6)
    tall = draw_key(sheet, entries, left=left, top=6, right=left + side - _SIDE_GAP, size=size, column=True)
    foot = 6 + max((north - south) * narrower, tall)
    beside = Box(left, 6 + tall + 14, min(sheet.width - 1, left + 560), foot)
    return _Layout(fit, Box(0, 2, left - _SIDE_GAP, foot), beside)


def _labels(drawn: Shaded, fit: geometry.Fit, towns: Sequence[Town]) -> list[names.Name]:
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


def draw_scale_bar(sheet: Sheet, scale: float, field: Box) -> float:
    """Draw a bar of a round length beneath the map, about a quarter as long; return the height."""
    size = sizes(sheet.width).small
    longest = max(field.right - field.left, 240.0) / 4 / scale
    power = 10.0 ** math.floor(math.log10(longest))
    length = max(m * power for m in (1, 2, 5) if m * power <= longest)
    wide = length * scale
    y = field.bottom + 16
    sheet.line((2, y), (2 + wide, y), stroke="ink", width=1.5)
    for x in (2, 2 + wide):
        sheet.line((x, y - 4), (x, y + 4), stroke="ink", width=1.5)
    words = f"{number(length / 1000)} km" if length >= 1000 else f"{number(length)} m"
    sheet.text((wide + 10, y), words, size=size, colour="soft")
    return y + size
