"""Where the plot lies on its sheet, its grid, and the months beneath it."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.charts.axes import axis_decimals
from frankpledge.charts.drawing import Sheet
from frankpledge.charts.lettering import SEMIBOLD, text_width, wrap
from frankpledge.charts.monthly.series import Series
from frankpledge.charts.numerals import number
from frankpledge.charts.scales import Scale, ticks
from frankpledge.charts.theme import is_narrow, sizes

_DISC_STRIP = 28.0
_LOW = 150.0


@dataclass(frozen=True)
class Plot:
    """The field of the line: its edges, its scales, and how its events are named."""

    left: float
    right: float
    top: float
    bottom: float
    count: int
    y: Scale
    ticks: tuple[float, ...]
    event_lines: tuple[tuple[str, ...], ...] | None

    @property
    def step(self) -> float:
        """Return the distance from one month to the next."""
        return (self.right - self.left - 12) / max(self.count - 1, 1)

    def x(self, position: float) -> float:
        """Return the pixel of a month by its position; a single month stands in the middle."""
        if self.count == 1:
            return (self.left + self.right) / 2
        return self.left + 6 + position * self.step

    def edges(self, position: int) -> tuple[float, float]:
        """Return the left and right edge of one month's own strip, inside the plot."""
        half = min(self.step / 2, 24.0)
        return max(self.left, self.x(position) - half), min(self.right, self.x(position) + half)


def layout(sheet: Sheet, series: Series, *, top: float, right: float, low: bool = False) -> Plot:
    """Return the plot with room for the axis at the left, the words at the right and the events above."""
    size = sizes(sheet.width)
    tall = 230.0 if is_narrow(sheet.width) else _LOW if low else 190.0 if sheet.width < 800 else 320.0
    every = [v for p in series.points for v in (p.value, p.expected, p.lower, p.upper, p.reference) if v is not None]
    marks = ticks(min([0.0, *every]), max([0.0, *every]), 5, whole=series.is_whole)
    left = max(text_width(number(t, axis_decimals(marks)), size.small) for t in marks) + 8
    lines = _event_lines(sheet, series, left=left, right=sheet.width - right)
    strip = 0.0 if not series.events else _DISC_STRIP if lines is None else max(map(len, lines)) * size.line + 4
    top += strip + size.small / 2 + 2
    y = Scale(marks[0], marks[-1], top + tall, top)
    return Plot(left, sheet.width - right, top, top + tall, len(series.points), y, marks, lines)


def _event_lines(sheet: Sheet, series: Series, *, left: float, right: float) -> tuple[tuple[str, ...], ...] | None:
    """Return the words of each event in at most two lines to the right of its place, or None where they need a list."""
    if series.numbered or is_narrow(sheet.width):
        return None
    step = (right - left - 12) / max(len(series.points) - 1, 1)
    starts = [left + 6 + series.span(e)[0] * step for e in series.events]
    found = []
    for event, start, end in zip(series.events, starts, [*starts[1:], right + 60], strict=False):
        room = min(end - start - 18, 240.0)
        lines = wrap(series.named(event), room, sizes(sheet.width).small) if room > 90 else ()
        if not 1 <= len(lines) <= 2:
            return None
        found.append(lines)
    return tuple(found)


def draw_grid(sheet: Sheet, plot: Plot) -> None:
    """Draw the level lines and their numbers; the floor is the axis."""
    size = sizes(sheet.width).small
    decimals = axis_decimals(plot.ticks)
    for tick in plot.ticks:
        at = plot.y.at(tick)
        if tick != 0:
            sheet.line((plot.left, at), (plot.right, at), stroke="rule", width=0.75)
        sheet.text((plot.left - 8, at), number(tick, decimals), size=size, colour="soft", anchor="end")


def draw_months(sheet: Sheet, series: Series, plot: Plot) -> None:
    """Draw the axis: a long tick where a year begins, with the year beneath, and as many months as have room."""
    size = sizes(sheet.width).small
    sheet.line((plot.left, plot.y.at(0)), (plot.right, plot.y.at(0)), stroke="ink")
    foot = plot.bottom
    every = _month_interval(plot, size)
    taken = plot.left - 40
    for i in _labelled(series, plot, every):
        begins_year = (series.first + i) % 12 == 0 or i == 0
        words = series.name(i, short=True)
        x = plot.x(i) + (5 if begins_year else -text_width(words, size) / 2)
        if x > taken and x + text_width(words, size) <= sheet.width:
            sheet.text((x, foot + size), words, size=size, colour="soft")
            taken = x + text_width(words, size) + 4
    _draw_years(sheet, series, plot, size)


def _month_interval(plot: Plot, size: float) -> int:
    widest = text_width("May", size) + 22
    return next((n for n in (1, 3, 6) if n * plot.step >= widest), 12)


def _labelled(series: Series, plot: Plot, every: int) -> list[int]:
    return [i for i in range(plot.count) if (series.first + i) % every == 0 or (plot.count < every and i == 0)]


def _draw_years(sheet: Sheet, series: Series, plot: Plot, size: float) -> None:
    starts = [i for i in range(plot.count) if (series.first + i) % 12 == 0 or i == 0]
    for place, i in enumerate(starts):
        year = str((series.first + i) // 12)
        x = plot.x(i)
        after = plot.x(starts[place + 1]) if place + 1 < len(starts) else float(sheet.width)
        sheet.line((x, plot.bottom), (x, plot.bottom + size * 2.4), stroke="soft")
        if x + 5 + text_width(year, size, SEMIBOLD) <= after:
            sheet.text((x + 5, plot.bottom + size * 2.2), year, size=size, weight=SEMIBOLD)
