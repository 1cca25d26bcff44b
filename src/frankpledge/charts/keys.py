"""The row of marks and words above a plot, for widths where a line has no room for words at its end, and for maps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frankpledge.charts.drawing import Point, Sheet, leading
from frankpledge.charts.lettering import block_width, text_width, wrap

Mark = Callable[[Sheet, Point], None]


@dataclass(frozen=True)
class KeyEntry:
    """A mark, drawn around a point in a field of `room` pixels, and its words."""

    mark: Mark
    words: str
    room: float = 28
    colour: str = "ink"


def draw_key(
    sheet: Sheet,
    entries: Sequence[KeyEntry],
    *,
    left: float,
    top: float,
    right: float,
    size: float,
    column: bool = False,
) -> float:
    """Draw the entries in as many rows as they need, with `column` one a row; return the height that they took."""
    x, y, gap = left, top, 22.0
    row_height = 0.0
    for entry in entries:
        lines = wrap(entry.words, right - left - entry.room - 8, size)
        wide = entry.room + 8 + block_width(lines, size)
        if x > left and (column or x + wide > right):
            x, y, row_height = left, y + row_height, 0.0
        middle = y + size * 0.7
        entry.mark(sheet, (x + entry.room / 2, middle))
        sheet.lines((x + entry.room + 8, middle), lines, size=size, colour=entry.colour)
        row_height = max(row_height, len(lines) * leading(size) + 6)
        x += wide + gap
    return y + row_height - top


def key_width(entries: Sequence[KeyEntry], size: float) -> float:
    """Return how wide a key is that has one entry a row."""
    return max((entry.room + 8 + text_width(entry.words, size) for entry in entries), default=0.0) + 1
