"""The words of the line: at the ends of what they name, or in a key above where the sheet is narrow."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.charts.drawing import Box, Point, Sheet, leading, spread
from frankpledge.charts.keys import KeyEntry, Mark, draw_key
from frankpledge.charts.lettering import REGULAR, SEMIBOLD, block_width, wrap
from frankpledge.charts.monthly.axes import Plot
from frankpledge.charts.monthly.marks import draw_triangle
from frankpledge.charts.monthly.series import Series
from frankpledge.charts.numerals import number
from frankpledge.charts.theme import TOKENS, sizes
from frankpledge.charts.words import NO_DATA, OPEN, SYMBOLS, signal_colour, signal_in_words


@dataclass(frozen=True)
class EndLabel:
    """Words to the right of the plot, at the height of a value."""

    value: float
    lines: tuple[str, ...]
    colour: str
    weight: int = REGULAR


def end_labels(series: Series, width: int) -> tuple[EndLabel, ...]:
    """Return what is to be said at the end of each line, from the thing itself."""
    room = 0.23 * width
    size = sizes(width).label
    last = len(series.points) - 1
    end = series.points[last].value
    found = [(end or 0.0, last_words(series), *(("soft", REGULAR) if end is None else ("area", SEMIBOLD)))]
    for attribute, words in (("expected", range_words(series)), ("reference", series.reference)):
        held = [v for v in (getattr(p, attribute) for p in series.points) if v is not None]
        if held:
            found.append((held[-1], words, "soft", REGULAR))
    band = [p for p in series.points if p.lower is not None and p.upper is not None]
    if band and not any(p.expected is not None for p in series.points):
        found.append((((band[-1].lower or 0.0) + (band[-1].upper or 0.0)) / 2, "Expected range", "soft", REGULAR))
    for verdict, run in series.kinds:
        level = series.points[series.signalled(verdict, in_a_run=run)[-1]].value or 0.0
        words = f"{(OPEN if run else SYMBOLS)[verdict]} {signal_words(series, verdict, in_a_run=run)}"
        found.append((level, words, signal_colour(verdict, series.polarity), REGULAR))
    return tuple(EndLabel(v, wrap(words, room, size, weight), tone, weight) for v, words, tone, weight in found)


def last_words(series: Series) -> str:
    """Return the last month's value in words, or that it has none."""
    point = series.points[-1]
    month = series.name(len(series.points) - 1)
    if point.value is None:
        return f"{month}: {point.why}"
    return f"{number(point.value)} in {month}{', provisional' if point.provisional else ''}"


def range_words(series: Series) -> str:
    """Return what the expected line is called, with its range where it has one."""
    return "Expected, and its range" if any(p.upper is not None for p in series.points) else "Expected"


def signal_words(series: Series, verdict: str, *, in_a_run: bool = False) -> str:
    """Return where the line left its range on one side: the month, or how many; of a run what it is."""
    where = series.signalled(verdict, in_a_run=in_a_run)
    words = signal_in_words(verdict, in_a_run=in_a_run).capitalize()
    if in_a_run:
        return words
    return f"{words} in {series.name(where[0])}" if len(where) == 1 else f"{words} in {len(where)} months"


def room(labels: tuple[EndLabel, ...], width: int) -> float:
    """Return how many pixels the words need at the right; without any, enough for half a month's name."""
    size = sizes(width).label
    return max((block_width(label.lines, size, label.weight) for label in labels), default=0.0) + 16


def draw_end_labels(sheet: Sheet, labels: tuple[EndLabel, ...], plot: Plot) -> None:
    """Set the words beside the plot, moved apart where they would meet."""
    size = sizes(sheet.width).label
    heights = [len(label.lines) * leading(size) + 2 for label in labels]
    wanted = [plot.y.at(label.value) for label in labels]
    middles = spread(wanted, heights, plot.top - size, plot.bottom + size)
    for label, middle in zip(labels, middles, strict=True):
        first = middle - (len(label.lines) - 1) * leading(size) / 2
        sheet.lines((plot.right + 12, first), label.lines, size=size, weight=label.weight, colour=label.colour)


def draw_series_key(sheet: Sheet, series: Series) -> float:
    """Draw the key of what the picture holds above the plot of a narrow sheet; return its height."""
    entries = [KeyEntry(_line_mark, last_words(series))]
    if any(p.expected is not None or p.upper is not None for p in series.points):
        entries.append(KeyEntry(_range_mark, range_words(series)))
    if any(p.reference is not None for p in series.points):
        entries.append(KeyEntry(_reference_mark, series.reference))
    for verdict, run in series.kinds:
        words = signal_words(series, verdict, in_a_run=run)
        entries.append(KeyEntry(_signal_mark(verdict, series, in_a_run=run), words, room=16))
    if any(p.provisional for p in series.points[:-1]):
        entries.append(KeyEntry(_provisional_mark, "Provisional", room=12))
    for why in sorted({p.why for p in series.points if p.value is None}):
        mark = _missing_mark if why == NO_DATA else _hidden_mark
        entries.append(KeyEntry(mark, why.capitalize(), room=14))
    size = sizes(sheet.width).label
    return draw_key(sheet, entries, left=0, top=2, right=sheet.width, size=size) + 10


def _line_mark(sheet: Sheet, at: Point) -> None:
    sheet.line((at[0] - 14, at[1]), (at[0] + 14, at[1]), stroke="area", width=TOKENS["px"]["line"])
    sheet.circle(at, 3, fill="area")


def _range_mark(sheet: Sheet, at: Point) -> None:
    sheet.rect(Box(at[0] - 14, at[1] - 7, at[0] + 14, at[1] + 7), fill="other2")
    sheet.line((at[0] - 14, at[1]), (at[0] + 14, at[1]), stroke="edge", width=1.75)


def _reference_mark(sheet: Sheet, at: Point) -> None:
    sheet.line((at[0] - 14, at[1]), (at[0] + 14, at[1]), stroke="other", width=1.5, dash="5 3")


def _provisional_mark(sheet: Sheet, at: Point) -> None:
    sheet.circle(at, 4, fill="paper", stroke="area", width=2)


def _missing_mark(sheet: Sheet, at: Point) -> None:
    sheet.circle(at, 3.25, fill="paper", stroke="other", width=1.25)


def _hidden_mark(sheet: Sheet, at: Point) -> None:
    x, y = at
    sheet.hatch([[(x - 7, y - 7), (x + 7, y - 7), (x + 7, y + 7), (x - 7, y + 7)]])


def _signal_mark(verdict: str, series: Series, *, in_a_run: bool) -> Mark:
    def mark(sheet: Sheet, at: Point) -> None:
        draw_triangle(sheet, at, verdict, series.polarity, in_a_run=in_a_run)

    return mark
