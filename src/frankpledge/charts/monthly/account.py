"""The line in words, for those who do not see it, and in a table, for everyone."""

from __future__ import annotations

from frankpledge.charts.chart import ChartTable, type_of_cell
from frankpledge.charts.monthly.series import MonthPoint, Series
from frankpledge.charts.numerals import number
from frankpledge.charts.words import joined, runs, signal_in_words


def describe(series: Series) -> str:
    """Return what the picture shows: its span, lowest and highest, its end, its signals, gaps and events."""
    count = len(series.points)
    span = series.name(0) if count == 1 else f"{series.name(0)} to {series.name(count - 1)}"
    parts = [f"Line of {series.unit or 'the number recorded'} by month, {span}."]
    parts += _extremes(series)
    for verdict, run in series.kinds:
        where = series.signalled(verdict, in_a_run=run)
        said = [f"{series.name(i)} ({number(series.points[i].value or 0.0)})" for i in where]
        parts.append(f"{signal_in_words(verdict, in_a_run=run).capitalize()}: {joined(said)}.")
    for why in sorted({p.why for p in series.points if p.value is None}):
        gone = runs([i for i, p in enumerate(series.points) if p.value is None and p.why == why])
        said = [series.name(a) if a == b else f"{series.name(a)} to {series.name(b)}" for a, b in gone]
        parts.append(f"{why.capitalize()} for {joined(said)}.")
    parts += [f"{series.named(e)}." for e in series.events]
    return " ".join(parts)


def _extremes(series: Series) -> list[str]:
    if not series.values:
        return []
    there = [(p.value, i) for i, p in enumerate(series.points) if p.value is not None]
    low, high = min(there, key=lambda v: v[0]), max(there, key=lambda v: v[0])
    last = there[-1]
    end = f"{number(last[0])} in {series.name(last[1])}"
    end += " (provisional)." if series.points[last[1]].provisional else "."
    if low[0] == high[0]:
        return [f"Always {end}" if len(there) > 1 else f"Only value: {end}"]
    lowest = f"Lowest {number(low[0])} in {series.name(low[1])}"
    highest = f"highest {number(high[0])} in {series.name(high[1])}"
    return [f"{lowest}, {highest}; last {end}"]


def table(series: Series) -> ChartTable:
    """Return one row a month with the values as given; columns that nothing fills are left out."""
    columns: list[tuple[str, str]] = [
        ("Expected", "expected"),
        ("Lowest expected", "lower"),
        ("Highest expected", "upper"),
    ]
    columns.append((series.reference or "Comparator", "reference"))
    held = [(head, key) for head, key in columns if any(getattr(p, key) is not None for p in series.points)]
    heads = ["Month", (series.unit[:1].upper() + series.unit[1:]) or "Recorded", *(head for head, _ in held)]
    signals = any(p.signal for p in series.points)
    notes = [_notes(series, i) for i in range(len(series.points))]
    heads += ["Signal"] * signals + ["Note"] * any(notes)
    rows = []
    for i, point in enumerate(series.points):
        cells: list[type_of_cell] = [series.name(i), point.value if point.value is not None else point.why]
        cells += [getattr(point, key) if getattr(point, key) is not None else "none" for _, key in held]
        cells += [_signal(point)] * signals + [notes[i]] * any(notes)
        rows.append(tuple(cells))
    return ChartTable(tuple(heads), tuple(rows))


def _signal(point: MonthPoint) -> str:
    if point.value is None:
        return "cannot tell"
    if point.signal:
        return signal_in_words(point.signal, in_a_run=point.in_a_run)
    return "within the range" if point.upper is not None else "not judged"


def _notes(series: Series, position: int) -> str:
    said = ["provisional"] * series.points[position].provisional
    said += [e.words for e in series.events if series.span(e)[0] <= position <= series.span(e)[1]]
    return "; ".join(said)
