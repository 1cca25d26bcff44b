"""Names on a map, each where no other name stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.charts.drawing import Box, Point, Sheet, leading
from frankpledge.charts.lettering import SEMIBOLD, text_width, wrap
from frankpledge.charts.theme import sizes


@dataclass(frozen=True)
class Name:
    """A name and the point it belongs to. A town also has a dot; an area has the room that it fills on the sheet."""

    words: str
    at: Point
    is_town: bool
    room: float = 0.0


def draw_names(sheet: Sheet, wanted: Sequence[Name], *, field: Box) -> None:
    """Set the names: towns as given, then areas from the largest; one without a free place is left to the table."""
    towns = [n for n in wanted if n.is_town and _holds(field, n.at)]
    for town in towns:
        sheet.circle(town.at, 3, fill="ink", stroke="paper", width=1.25)
    for town in towns:
        _draw_town(sheet, town, field)
    for area in sorted((n for n in wanted if not n.is_town), key=lambda n: -n.room):
        _draw_area(sheet, area, field)


def _holds(field: Box, at: Point) -> bool:
    return field.left <= at[0] <= field.right and field.top <= at[1] <= field.bottom


def _draw_town(sheet: Sheet, town: Name, field: Box) -> None:
    """Set a town's name above, below or beside its dot."""
    size = sizes(sheet.width).label
    x, y = town.at
    seats = [((x, y - size), "middle"), ((x, y + size), "middle"), ((x + 8, y), "start"), ((x - 8, y), "end")]
    for at, anchor in seats:
        box = sheet.box_of(at, town.words, size=size, weight=SEMIBOLD, anchor=anchor)
        if box.within(field) and sheet.is_free(box):
            sheet.text(at, town.words, size=size, weight=SEMIBOLD, anchor=anchor, halo="paper")
            return


def _draw_area(sheet: Sheet, name: Name, field: Box) -> None:
    """Set an area's name on the area itself, in one line or two; one that would hide its neighbours is not set."""
    size = sizes(sheet.width).label
    room = name.room + 8
    if any(text_width(word, size, SEMIBOLD) > room for word in name.words.split()):
        return
    lines = wrap(name.words, room, size, SEMIBOLD)
    if len(lines) > 3:
        return
    for shift in (0.0, -1.0, 1.0, -2.0, 2.0):
        first = name.at[1] + (shift - (len(lines) - 1) / 2) * leading(size)
        pairs = [((name.at[0], first + i * leading(size)), line) for i, line in enumerate(lines)]
        boxes = [sheet.box_of(at, line, size=size, weight=SEMIBOLD, anchor="middle") for at, line in pairs]
        if all(box.within(field) and sheet.is_free(box.wider(5)) for box in boxes):
            sheet.lines(pairs[0][0], lines, size=size, weight=SEMIBOLD, anchor="middle", halo="paper")
            return
