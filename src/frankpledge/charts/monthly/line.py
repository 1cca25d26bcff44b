"""The monthly line, from the ground up: frame, context, expected range, line, signals, words."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.charts.chart import Chart
from frankpledge.charts.drawing import Sheet
from frankpledge.charts.monthly import axes, context, labels, marks
from frankpledge.charts.monthly.account import describe, table
from frankpledge.charts.monthly.series import ChartEvent, MonthPoint, Series, series_of
from frankpledge.charts.theme import is_narrow
from frankpledge.charts.words import Polarity, Words


def monthly_line(
    words: Words,
    *,
    points: Sequence[MonthPoint],
    unit: str = "",
    polarity: Polarity = "smaller",
    events: Sequence[ChartEvent] = (),
    reference: str = "",
    numbered: bool = False,
    low: bool = False,
    width: int = 600,
) -> Chart:
    """Return the monthly line. Months not given between the first and the last are gaps, never zeros.

    `unit` names what is counted ("offences"), or is left out; `polarity` says what is better and so colours the
    signals; `reference` names the comparator held by the points ("Three-year average, same month"). Events outside the
    months are left out; with `numbered` their words always stand in a list beneath. A `low` line is one of several.
    """
    series = series_of(
        points=points, events=events, unit=unit, polarity=polarity, reference=reference, numbered=numbered
    )
    sheet = Sheet(words.name, width)
    height = _draw(sheet, series, low=low)
    return words.chart(sheet, height=height, description=describe(series), table=table(series))


def _draw(sheet: Sheet, series: Series, *, low: bool) -> float:
    """Draw everything and return the height."""
    narrow = is_narrow(sheet.width)
    ends = () if narrow else labels.end_labels(series, sheet.width)
    top = labels.draw_series_key(sheet, series) if narrow else 4.0
    plot = axes.layout(sheet, series, top=top, right=labels.room(ends, sheet.width), low=low)
    axes.draw_grid(sheet, plot)
    context.draw_periods(sheet, series, plot)
    marks.draw_range(sheet, series, plot)
    axes.draw_months(sheet, series, plot)
    context.draw_events(sheet, series, plot)
    marks.draw_reference(sheet, series, plot)
    marks.draw_values(sheet, series, plot)
    labels.draw_end_labels(sheet, ends, plot)
    marks.draw_signals(sheet, series, plot, last_is_named=not narrow)
    marks.draw_missing(sheet, series, plot, with_words=not narrow)
    return context.draw_event_list(sheet, series, plot)
