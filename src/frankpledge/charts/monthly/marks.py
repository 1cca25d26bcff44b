"""The range, the line, the gaps and the signals."""

from __future__ import annotations

from frankpledge.charts.drawing import Box, Point, Sheet
from frankpledge.charts.lettering import SEMIBOLD
from frankpledge.charts.monthly.axes import Plot
from frankpledge.charts.monthly.series import MonthPoint, Series
from frankpledge.charts.numerals import number
from frankpledge.charts.theme import TOKENS, sizes
from frankpledge.charts.words import NO_DATA, runs, signal_colour


def _paths(plot: Plot, values: list[float | None]) -> list[list[Point]]:
    """Return one list of points for each unbroken run of values."""
    there = [i for i, v in enumerate(values) if v is not None]
    return [[(plot.x(i), plot.y.at(values[i] or 0.0)) for i in range(a, b + 1)] for a, b in runs(there)]


def draw_range(sheet: Sheet, series: Series, plot: Plot) -> None:
    """Draw the expected range with its dotted edges, and the expected level inside it. A lone month is a short bar."""
    both = [p.lower is not None and p.upper is not None for p in series.points]
    for a, b in runs([i for i, there in enumerate(both) if there]):
        held = series.points[a : b + 1]
        xs = [plot.x(i) for i in range(a, b + 1)]
        if a == b:
            xs, held = list(plot.edges(a)), held * 2
        upper = [(x, plot.y.at(p.upper or 0.0)) for x, p in zip(xs, held, strict=True)]
        lower = [(x, plot.y.at(p.lower or 0.0)) for x, p in zip(xs, held, strict=True)]
        sheet.path([*upper, *reversed(lower)], fill="other2", closed=True)
        for edge in (upper, lower):
            sheet.path(edge, stroke="edge", dash="2 3")
    for path in _paths(plot, [p.expected for p in series.points]):
        sheet.path(_widened(path), stroke="edge", width=1.75)


def _widened(path: list[Point]) -> list[Point]:
    """Return a path of one point as a short level line, so that it can be seen."""
    return path if len(path) > 1 else [(path[0][0] - 8, path[0][1]), (path[0][0] + 8, path[0][1])]


def draw_reference(sheet: Sheet, series: Series, plot: Plot) -> None:
    """Draw the comparator of the same months, dashed."""
    for path in _paths(plot, [p.reference for p in series.points]):
        sheet.path(_widened(path), stroke="other", width=1.5, dash="5 3")


def draw_values(sheet: Sheet, series: Series, plot: Plot) -> None:
    """Draw the line, broken where a month is missing; a dot a month where there is room, hollow if provisional."""
    for path in _paths(plot, [p.value for p in series.points]):
        if len(path) > 1:
            sheet.path(path, stroke="area", width=TOKENS["px"]["line"])
    there = {i for i, p in enumerate(series.points) if p.value is not None}
    for i in sorted(there):
        point = series.points[i]
        at = (plot.x(i), plot.y.at(point.value or 0.0))
        if point.provisional:
            sheet.circle(at, 4, fill="paper", stroke="area", width=2)
        elif plot.step >= 7 or not {i - 1, i + 1} & there or i == plot.count - 1:
            sheet.circle(at, 2.75, fill="area")


def draw_missing(sheet: Sheet, series: Series, plot: Plot, *, with_words: bool) -> None:
    """Draw an open ring on the floor for each month without data, hatch for one not shown, and say which it is."""
    for why in sorted({p.why for p in series.points if p.value is None}):
        gone = [i for i, p in enumerate(series.points) if p.value is None and p.why == why]
        for i in gone:
            _draw_absence(sheet, plot, i, why)
        if with_words:
            _name_absences(sheet, plot, gone, why)


def _draw_absence(sheet: Sheet, plot: Plot, position: int, why: str) -> None:
    if why == NO_DATA:
        sheet.circle((plot.x(position), plot.y.at(0)), 3.25, fill="paper", stroke="other", width=1.25)
    else:
        left, right = plot.edges(position)
        sheet.hatch([[(left, plot.top), (right, plot.top), (right, plot.bottom), (left, plot.bottom)]])


def _name_absences(sheet: Sheet, plot: Plot, gone: list[int], why: str) -> None:
    """Say why beside the first of these gaps, and beside each other one that has the room."""
    size = sizes(sheet.width).small
    y = plot.y.at(0) - size * 1.1
    for place, (a, b) in enumerate(runs(gone)):
        middle = (plot.x(a) + plot.x(b)) / 2
        box = sheet.box_of((middle, y), why, size=size, anchor="middle")
        shift = max(plot.left + 2 - box.left, 0) - max(box.right - plot.right + 2, 0)
        moved = Box(box.left + shift, box.top, box.right + shift, box.bottom)
        roomy = (b - a + 2) * plot.step >= box.right - box.left
        if sheet.is_free(moved) and (roomy or place == 0):
            sheet.text((moved.left, y), why, size=size, colour="soft", halo="paper")


def draw_signals(sheet: Sheet, series: Series, plot: Plot, *, last_is_named: bool) -> None:
    """Draw a triangle on each signal, pointing the way it went; one outside the range has its value where room is."""
    size = sizes(sheet.width).small
    found = [(i, p) for i, p in enumerate(series.points) if p.signal and p.value is not None]
    for i, point in found:
        draw_triangle(sheet, _at(plot, i, point), point.signal, series.polarity, in_a_run=point.in_a_run)
    outside = [(i, p) for i, p in found if not p.in_a_run]
    for i, point in sorted(outside, key=lambda f: -abs(_distance(f[1]))):
        x, y = _at(plot, i, point)
        up = point.signal == "higher"
        at = (x, y - 8 - size * 0.7) if up else (x, y + 8 + size * 0.7)
        box = sheet.box_of(at, number(point.value or 0.0), size=size, weight=SEMIBOLD, anchor="middle")
        is_said = last_is_named and i == plot.count - 1
        if not is_said and sheet.is_free(box) and box.left > 0 and box.right < sheet.width and box.bottom < plot.bottom:
            sheet.text(at, number(point.value or 0.0), size=size, weight=SEMIBOLD, anchor="middle", halo="paper")


def draw_triangle(sheet: Sheet, at: Point, verdict: str, polarity: str, *, in_a_run: bool) -> None:
    """Draw a signal: filled where it lies outside the range, open and smaller where it is one of a run."""
    tone, up = signal_colour(verdict, polarity), verdict == "higher"
    if in_a_run:
        sheet.triangle(at, 5.0, up=up, fill="paper", stroke=tone)
    else:
        sheet.triangle(at, 6.5, up=up, fill=tone)


def _at(plot: Plot, position: int, point: MonthPoint) -> Point:
    return plot.x(position), plot.y.at(point.value or 0.0)


def _distance(point: MonthPoint) -> float:
    """Return how far a signal is from what was expected, so that the farthest gets its number first."""
    return (point.value or 0.0) - (point.expected or 0.0)
