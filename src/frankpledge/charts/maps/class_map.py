"""The map of places in a few named classes, each with a letter, so that a grey print loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Box, Sheet, leading
from frankpledge.charts.lettering import SEMIBOLD, wrap
from frankpledge.charts.maps import geometry
from frankpledge.charts.maps.area_map import draw_scale_bar
from frankpledge.charts.maps.geometry import Shape
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import Words, joined

_SIDE: Final[float] = 150.0
_DISC: Final[float] = 9.0


@dataclass(frozen=True)
class MapClass:
    """A class: its letter, its name, what it means, its fill and the colour of its letter."""

    letter: str
    name: str
    words: str
    fill: str
    ink: str


@dataclass(frozen=True)
class ClassedPlace:
    """One place: its outline, the letter of its class or none, its amount, and what is said of it beside its name."""

    code: str
    name: str
    shape: Shape
    amount: float
    letter: str = ""
    said: str = ""


def class_map(
    words: Words, *, places: Sequence[ClassedPlace], classes: Sequence[MapClass], unit: str, width: int = 600
) -> Chart:
    """Return the map: places of a class filled and lettered, all others in outline; `unit` heads the amounts.

    At most five classes. A place too small for its letter has it on a disc beside it.
    """
    if not places or not 1 <= len(classes) <= 5:
        raise ValueError("a map of classes needs places and one to five classes")
    known = {each.letter: each for each in classes}
    if unknown := sorted({p.letter for p in places if p.letter} - known.keys()):
        raise ValueError(f"no class has the letter {', '.join(unknown)}")
    shapes = [geometry.shape_of(p.shape) for p in places]
    projection = geometry.projection_for(shapes)
    outlines = [projection.metres(shape) for shape in shapes]
    sheet = Sheet(words.name, width)
    height = _draw(sheet, places, outlines, known)
    return words.chart(sheet, height=height, description=_describe(places, classes), table=_table(places, known, unit))


def _draw(
    sheet: Sheet, places: Sequence[ClassedPlace], outlines: Sequence[BaseGeometry], classes: dict[str, MapClass]
) -> float:
    west, south, east, north = geometry.extent(outlines)
    narrow = is_narrow(sheet.width)
    top = 6.0
    side = 0.0 if narrow else _SIDE + 24
    tallest = 380.0 if narrow else 430.0
    scale = min((sheet.width - 8 - side) / (east - west), tallest / (north - south))
    used = tuple(each for each in classes.values() if any(p.letter == each.letter for p in places))
    if narrow:
        top += _draw_key(sheet, used, left=2, top=2, width=sheet.width - 4)
    fit = geometry.Fit(west, north, scale, 4, top)
    foot = top + (north - south) * scale
    field = Box(0, 0, sheet.width, foot)
    _draw_places(sheet, places, geometry.simplified(outlines, 0.5 / scale), classes, fit, field)
    if not narrow:
        left = (east - west) * scale + 8 + 24
        foot = max(foot, 6 + _draw_key(sheet, used, left=left, top=6, width=sheet.width - left))
    return draw_scale_bar(sheet, scale, Box(0, 2, (east - west) * scale, foot))


def _draw_places(
    sheet: Sheet,
    places: Sequence[ClassedPlace],
    outlines: Sequence[BaseGeometry],
    classes: dict[str, MapClass],
    fit: geometry.Fit,
    field: Box,
) -> None:
    """Draw what has no class first, then the classes, then the outline of the whole and the letters above all."""
    drawn = sorted(zip(places, outlines, strict=True), key=lambda pair: pair[0].letter != "")
    for place, outline in drawn:
        kind = classes.get(place.letter)
        fill, stroke = (kind.fill, "ink") if kind else ("wash", "rule")
        if rings := fit.rings(outline):
            sheet.rings(rings, fill=fill, stroke=stroke, width=1.25 if kind else 0.5)
    sheet.rings(fit.rings(shapely.union_all(list(outlines))), stroke="ink", width=1.0)
    for place, outline in drawn:
        if place.letter and not outline.is_empty:
            _letter(sheet, classes[place.letter], outline, fit, field)


def _letter(sheet: Sheet, kind: MapClass, outline: BaseGeometry, fit: geometry.Fit, field: Box) -> None:
    """Write the letter of a class on its place, or on a disc led to it where the place is too small or taken."""
    size = sizes(sheet.width).small
    point = outline.representative_point()
    x, y = fit.point(point.x, point.y)
    room = outline.area * fit.scale * fit.scale
    seats = [(x, y)] if room > 500 else []
    seats += [(x + dx, y + dy) for step in (20, 34, 48) for dx, dy in ((0, -step), (step, 0), (-step, 0), (0, step))]
    for at in seats:
        box = Box(at[0] - _DISC - 1, at[1] - _DISC - 1, at[0] + _DISC + 1, at[1] + _DISC + 1)
        if not sheet.is_free(box) or not box.within(field):
            continue
        if at != (x, y):
            sheet.line((x, y), at, stroke="ink", width=1)
            sheet.circle((x, y), 2, fill="ink")
        sheet.circle(at, _DISC, fill=kind.fill, stroke="ink", width=1.25)
        sheet.text(at, kind.letter, size=size, weight=SEMIBOLD, colour=kind.ink, anchor="middle")
        return


def _draw_key(sheet: Sheet, classes: Sequence[MapClass], *, left: float, top: float, width: float) -> float:
    """Draw each class with its letter, its name and what it means; return how much room that took."""
    size = sizes(sheet.width)
    y = top + _DISC
    for kind in classes:
        sheet.circle((left + _DISC, y), _DISC, fill=kind.fill, stroke="ink", width=1.25)
        sheet.text((left + _DISC, y), kind.letter, size=size.small, weight=SEMIBOLD, colour=kind.ink, anchor="middle")
        x = left + 2 * _DISC + 8
        sheet.text((x, y), kind.name, size=size.label, weight=SEMIBOLD)
        lines = wrap(kind.words, width - 2 * _DISC - 8, size.small)
        sheet.lines((x, y + leading(size.label)), lines, size=size.small, colour="soft")
        y += leading(size.label) + len(lines) * leading(size.small) + 14
    return y - top


def _describe(places: Sequence[ClassedPlace], classes: Sequence[MapClass]) -> str:
    parts = [f"Map of {len(places)} places, each in one of {len(classes)} classes or in none."]
    for kind in classes:
        held = [p.name for p in places if p.letter == kind.letter]
        if held:
            parts.append(
                f"{kind.name} ({kind.letter}): {joined(held[:6])}{f' and {len(held) - 6} more' * (len(held) > 6)}."
            )
    return " ".join(parts)


def _table(places: Sequence[ClassedPlace], classes: dict[str, MapClass], unit: str) -> ChartTable:
    """Return one row a place of a class, highest first, and one for all the others together."""
    held = sorted((p for p in places if p.letter), key=lambda p: (-p.amount, p.name))
    rows: list[tuple[type_of_cell, ...]] = [(p.name, p.code, classes[p.letter].name, p.amount) for p in held]
    others = [p for p in places if not p.letter]
    if others:
        rows.append((f"{len(others)} other places", "", "in no class", sum(p.amount for p in others)))
    return ChartTable(("Area", "Code", "Class", unit[:1].upper() + unit[1:]), tuple(rows))
