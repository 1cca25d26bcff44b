"""What else happened among periods: a dashed line for a day, bars over a stretch of time, numbered above the plot.

The numbers are named in the notes beneath the picture and in its table, so that nothing hangs on the drawing alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.charts.drawing import Sheet, spread
from frankpledge.charts.lettering import SEMIBOLD
from frankpledge.charts.theme import sizes

DISC = 10.0
STRIP = 2 * DISC + 12
_BETWEEN_BARS = 4.0


@dataclass(frozen=True)
class PeriodEvent:
    """What else happened, at a place among the periods: the n-th stretches from n - 0.5 to n + 0.5, from 0.

    With `until` it lasted to a later place; without it, it is a step.
    """

    at: float
    words: str
    until: float | None = None

    def touches(self, place: int) -> bool:
        """Return whether it lies in a period, or any of it."""
        first, last = place - 0.5, place + 0.5
        return first <= self.at < last if self.until is None else self.at < last and self.until > first


@dataclass(frozen=True)
class Field:
    """The plot that events are drawn in: its edges, where the first period stands, and how far apart they are."""

    left: float
    right: float
    top: float
    bottom: float
    step: float

    def x(self, place: float) -> float:
        """Return where a place among the periods is drawn."""
        return min(max(self.left + (place + 0.5) * self.step, self.left), self.right)


def draw_stretches(sheet: Sheet, field: Field, events: Sequence[PeriodEvent]) -> None:
    """Draw thin bars over each event that lasted; call it before the lines are drawn over them."""
    for event in events:
        if event.until is not None:
            x, end = field.x(event.at), field.x(event.until)
            while x <= end:
                sheet.line((x, field.top), (x, field.bottom), stroke="event2", width=1.25)
                x += _BETWEEN_BARS


def draw_numbers(sheet: Sheet, field: Field, events: Sequence[PeriodEvent]) -> None:
    """Draw a dashed line for each step, and the number of every event above the plot."""
    middles = [field.x(one.at if one.until is None else (one.at + one.until) / 2) for one in events]
    places = spread(middles, [2 * DISC + 2] * len(middles), DISC, sheet.width - DISC)
    y = field.top - DISC - 8
    for number, (event, middle, x) in enumerate(zip(events, middles, places, strict=True), start=1):
        if event.until is None:
            sheet.line((middle, field.top - 4), (middle, field.bottom), stroke="event", width=1.25, dash="4 3")
        sheet.line((x, y), (middle, field.top - 4), stroke="event", width=1.25)
        sheet.circle((x, y), DISC, fill="ink")
        sheet.text((x, y), str(number), size=sizes(sheet.width).small, weight=SEMIBOLD, colour="paper", anchor="middle")


def named_at(events: Sequence[PeriodEvent], place: int) -> str:
    """Return the words of the events that touch a period; empty where there is none."""
    return "; ".join(one.words for one in events if one.touches(place))
