"""What else happened: barred periods and dashed lines, each named beside its line or, by number, beneath the plot."""

from __future__ import annotations

from frankpledge.charts.drawing import Sheet, leading, spread
from frankpledge.charts.lettering import SEMIBOLD, wrap
from frankpledge.charts.monthly.axes import Plot
from frankpledge.charts.monthly.series import Series
from frankpledge.charts.theme import sizes

_DISC = 10.0


def draw_periods(sheet: Sheet, series: Series, plot: Plot) -> None:
    """Draw thin bars over the months of each event that has a last month."""
    for event in series.events:
        if event.last is None:
            continue
        first, last = series.span(event)
        x, end = plot.edges(first)[0], plot.edges(last)[1]
        while x <= end:
            sheet.line((x, plot.top), (x, plot.bottom), stroke="event2", width=1.25)
            x += 4


def draw_events(sheet: Sheet, series: Series, plot: Plot) -> None:
    """Draw a dashed line for each event of one month, and the words or the numbers above the plot."""
    for event in series.events:
        if event.last is None:
            x = plot.x(series.span(event)[0])
            sheet.line((x, plot.top - 4), (x, plot.bottom), stroke="event", width=1.25, dash="4 3")
    if plot.event_lines is None:
        _draw_numbers(sheet, series, plot)
    else:
        _draw_words(sheet, series, plot, plot.event_lines)


def _draw_words(sheet: Sheet, series: Series, plot: Plot, words: tuple[tuple[str, ...], ...]) -> None:
    size = sizes(sheet.width)
    for event, lines in zip(series.events, words, strict=True):
        first = series.span(event)[0]
        x = plot.edges(first)[0] if event.last is not None else plot.x(first)
        top = plot.top - size.small / 2 - len(lines) * leading(size.small)
        if event.last is None:
            sheet.line((x, top), (x, plot.top - 4), stroke="event", width=1.25, dash="4 3")
        indent = 0 if event.last is not None else 6
        sheet.lines((x + indent, top + size.small * 0.6), lines, size=size.small, colour="event")


def _draw_numbers(sheet: Sheet, series: Series, plot: Plot) -> None:
    spans = [series.span(e) for e in series.events]
    middles = [(plot.x(a) + plot.x(b)) / 2 for a, b in spans]
    y = plot.top - _DISC - 8
    places = spread(middles, [2 * _DISC + 2] * len(middles), _DISC, sheet.width)
    for i, (middle, x) in enumerate(zip(middles, places, strict=True), start=1):
        sheet.line((x, y), (middle, plot.top - 4), stroke="event", width=1.25)
        _disc(sheet, (x, y), str(i))


def _disc(sheet: Sheet, at: tuple[float, float], words: str) -> None:
    sheet.circle(at, _DISC, fill="ink")
    sheet.text(at, words, size=sizes(sheet.width).small, weight=SEMIBOLD, colour="paper", anchor="middle")


def draw_event_list(sheet: Sheet, series: Series, plot: Plot) -> float:
    """Write the numbered events beneath the months; return the height of the whole picture."""
    size = sizes(sheet.width)
    y = plot.bottom + size.small * 2.4 + 6
    if plot.event_lines is not None or not series.events:
        return y
    y += 6
    for i, event in enumerate(series.events, start=1):
        lines = wrap(series.named(event), sheet.width - 2 * _DISC - 10, size.label)
        _disc(sheet, (_DISC + 1, y + _DISC), str(i))
        sheet.lines((2 * _DISC + 9, y + _DISC), lines, size=size.label)
        y += max(len(lines) * leading(size.label), 2 * _DISC) + 6
    return y
