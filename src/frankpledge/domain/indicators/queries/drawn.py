"""An indicator's line as a chart, on its page and in documents: windows, what was expected, aimed at and happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from frankpledge.analysis.periods import Quarter
from frankpledge.charts.chart import Chart
from frankpledge.charts.periods import Named, PeriodPoint, period_line
from frankpledge.charts.words import Words
from frankpledge.domain.indicators.models import Definition, Target
from frankpledge.domain.indicators.queries.overview import Line
from frankpledge.domain.indicators.queries.sheet import Aimed, Course
from frankpledge.domain.indicators.rules import Every, Measure, Polarity, Status, TargetKind, WindowKind
from frankpledge.domain.indicators.rules.judged import side_of
from frankpledge.domain.indicators.rules.limits import Limit, value_of
from frankpledge.domain.indicators.rules.placed import Dated, first_and_last, placed
from frankpledge.domain.indicators.rules.positions import interval
from frankpledge.domain.indicators.rules.targets import target_words
from frankpledge.domain.indicators.rules.windows import Part, Shown, Way, itself, months_of
from frankpledge.statute.deadlines import in_words

DRAWN = {Every.MONTH: 37, Every.QUARTER: 17}


def line_drawn(course: Course, words: Words, *, events: Sequence[Dated] = (), width: int = 600) -> Chart:
    """Return the line of an indicator: the window that is shown, and the parts in it where the window is longer.

    Quarters that are judged by their months are drawn with the range that each month was held against. `events` are
    what else happened within the days drawn: numbered in the picture, named in its first notes.
    """
    line, (way, windows), by_month = course.line, windows_drawn(course), _by_month(course.line.way)
    longer = way.window is not WindowKind.ITSELF
    parts = {one.ends: one for one in line.parts}
    points = [_point(one, parts.get(one.shown.ends), way, longer=longer) for one in windows]
    if line.judged.signal.changed and not longer and not points[-1].signal:  # judged as a whole, not by limits
        points[-1] = replace(points[-1], signal=line.judged.signal.verdict)  # type: ignore[arg-type]  # higher or lower
    named = Named(
        figure=way.window.label if longer else line.definition.unit.capitalize() or "Figure",
        part=way.every.label if longer and len(line.parts) > 1 else "",
        sign="%" if way.measure is Measure.SHARE else "",
        target=aimed_at(line.target, line.definition) if line.target and not by_month else "",
    )
    return period_line(
        words, points=points, named=named, polarity=side_of(Polarity(line.definition.polarity)),
        interval=interval_drawn(line), events=placed(events, _spans(windows)), width=width,
    )  # fmt: skip


def interval_drawn(line: Line) -> tuple[float, float] | None:
    """Return the interval of the last figure that is drawn as whiskers; None where there is none."""
    return None if _by_month(line.way) else interval(line.shown, line.way)


def over_words(way: Way) -> str:
    """Return of which periods a line is made, and over which windows they are shown."""
    told = "By " + way.every.label.lower()
    return f"{told}, shown as {way.window.label.lower()}" if way.window is not WindowKind.ITSELF else told


def aimed_at(target: Target, definition: Definition) -> str:
    """Return a target in words."""
    points = tuple((date.fromisoformat(day), Decimal(str(value))) for day, value in target.points)
    return target_words(
        TargetKind(target.kind), Polarity(definition.polarity), low=target.low, high=target.high, points=points,
        decimals=definition.decimals, sign="%" if definition.measure == "share" else "",
    )  # fmt: skip


# ---- what is drawn ---------------------------------------------------------------------------------------------------


def windows_drawn(course: Course) -> tuple[Way, tuple[Aimed, ...]]:
    """Return the windows that are drawn: quarters that are judged by their months are drawn by month."""
    way, windows = course.line.way, course.windows
    if _by_month(way):
        way, windows = replace(way, window=WindowKind.ITSELF), _months(course)
    return way, windows[-DRAWN.get(way.every, len(windows)) :]


def days_drawn(course: Course) -> tuple[date, date] | None:
    """Return the first and the last day that the chart shows; None where it shows nothing."""
    _, windows = windows_drawn(course)
    return first_and_last(_spans(windows)) if windows else None


def _by_month(way: Way) -> bool:
    return way.every is Every.MONTH and way.window is WindowKind.QUARTER


def _spans(windows: Sequence[Aimed]) -> list[tuple[date, date]]:
    return [(one.shown.starts, one.shown.ends) for one in windows]


def _months(course: Course) -> tuple[Aimed, ...]:
    """Return each month by itself with its range; what is aimed at for a quarter is not aimed at for a month."""
    way = replace(course.line.way, window=WindowKind.ITSELF)
    by_end = {one.part.ends: one for one in course.limits.points}
    return tuple(Aimed(itself(part, way), None, by_end.get(part.ends)) for part in course.line.parts)


def _point(one: Aimed, part: Part | None, way: Way, *, longer: bool) -> PeriodPoint:
    shown, limit = one.shown, one.limit or Limit(part or _no_part(one.shown), None)
    short, group = _axis(shown, way)
    verdict = limit.verdict if limit.rules and not longer else "none"
    return PeriodPoint(
        name=shown.label, short=short, group=group,
        value=None if shown.figure is None else float(shown.figure),
        part=value_of(part, way) if longer and part is not None else None,
        lower=limit.lower, upper=limit.upper, expected=limit.centre,
        signal=verdict if verdict in {"higher", "lower"} else "",
        provisional=shown.status is Status.PROVISIONAL, why=shown.missing or "no data",
        target=(one.bounds.low, one.bounds.high) if one.bounds else (None, None),
    )  # fmt: skip


def _no_part(shown: Shown) -> Part:
    return Part(shown.starts, shown.ends, shown.numbers, times=0)


def _axis(shown: Shown, way: Way) -> tuple[str, str]:
    """Return what stands on the axis for a window, and under which year: by the period in which it ends."""
    whole = months_of(shown.starts, shown.ends)
    if whole is None:
        return in_words(shown.ends).rsplit(" ", 1)[0], str(shown.ends.year)
    if way.every is Every.YEAR or way.window is WindowKind.YEAR:
        return shown.label, ""
    quarter = Quarter.of(whole.last)
    year = str(quarter).split(" ", maxsplit=1)[0]
    if way.every is Every.MONTH and way.window is not WindowKind.QUARTER:
        return whole.last.name[:3], year
    if quarter.window.last != whole.last:
        return f"to {whole.last.name[:3]}", str(whole.last.year)
    return f"Q{quarter.number}", year
