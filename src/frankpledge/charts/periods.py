"""How has an indicator moved? A line of periods (quarters, years, waves) with range, target, gaps and signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from frankpledge.charts.axes import axis_decimals
from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Box, Point, Sheet, leading
from frankpledge.charts.keys import KeyEntry, draw_key
from frankpledge.charts.lettering import SEMIBOLD, text_width
from frankpledge.charts.numerals import number
from frankpledge.charts.period_events import STRIP, Field, PeriodEvent, draw_numbers, draw_stretches, named_at
from frankpledge.charts.scales import Scale, ticks
from frankpledge.charts.theme import TOKENS, is_narrow, sizes
from frankpledge.charts.words import NO_DATA, Polarity, Words, runs, signal_colour, signal_in_words

_TALL, _LOW = 260.0, 200.0
_DOT, _SQUARE = 4.0, 3.5


@dataclass(frozen=True)
class PeriodPoint:
    """One period: its figure, or None and `why`; the part within it; what was expected; and whether it is a signal.

    `name` is its whole label ("2025/26 Q2"); `short` stands on the axis ("Q2") above its `group` ("2025/26").
    `part` is the newest part that is written down of a longer window (the quarter of a rolling year).
    """

    name: str
    short: str
    group: str
    value: float | None
    part: float | None = None
    lower: float | None = None
    upper: float | None = None
    expected: float | None = None
    signal: Literal["higher", "lower", ""] = ""
    provisional: bool = False
    why: str = NO_DATA
    target: tuple[float | None, float | None] = (None, None)


@dataclass(frozen=True)
class Named:
    """What the lines are called: the figure, the part within it (empty where there is none), the sign, the target."""

    figure: str
    part: str = ""
    sign: str = ""
    target: str = ""


@dataclass(frozen=True)
class _Plot:
    left: float
    right: float
    top: float
    bottom: float
    count: int
    y: Scale

    @property
    def step(self) -> float:
        return (self.right - self.left) / self.count

    def x(self, place: float) -> float:
        return self.left + (place + 0.5) * self.step


def period_line(
    words: Words,
    *,
    points: Sequence[PeriodPoint],
    named: Named,
    polarity: Polarity = "neither",
    interval: tuple[float, float] | None = None,
    events: Sequence[PeriodEvent] = (),
    width: int = 600,
) -> Chart:
    """Return the line of the periods given, oldest first. A gap is a gap and an open ring on the floor.

    `interval` is drawn as whiskers on the last period. The axis begins at zero. Events are numbered dashed lines and
    bars, named in the notes under the picture and in its table.
    """
    if not points:
        raise ValueError("a line of periods needs at least one period")
    sheet = Sheet(words.name, width)
    top = _draw_key(sheet, points, named)
    plot = _layout(sheet, points, named, interval, top + (STRIP if events else 6))
    field = Field(plot.left, plot.right, plot.top, plot.bottom, plot.step)
    draw_stretches(sheet, field, events)
    _draw_grid(sheet, plot, named)
    _draw_range(sheet, points, plot)
    bottom = _draw_axis(sheet, points, plot)
    draw_numbers(sheet, field, events)
    _draw_target(sheet, points, plot)
    _draw_parts(sheet, points, plot)
    _draw_values(sheet, points, plot, interval, polarity)
    said = " ".join((_describe(points, named, interval), *(f"{one.words.rstrip('.')}." for one in events)))
    table = _table(points, named, events)
    named_events = (f"{at}. {one.words}" for at, one in enumerate(events, start=1))
    return replace(words, notes=(*named_events, *words.notes)).chart(
        sheet, height=bottom, description=said, table=table
    )


# ---- the frame ------------------------------------------------------------------------------------------------------


def _layout(
    sheet: Sheet, points: Sequence[PeriodPoint], named: Named, interval: tuple[float, float] | None, top: float
) -> _Plot:
    held = [
        value for one in points for value in (one.value, one.part, one.lower, one.upper, one.expected, *one.target)
        if value is not None
    ]  # fmt: skip
    low, high = min([0.0, *held, *(interval or ())]), max([0.0, *held, *(interval or ())])
    marks = ticks(low, high, 5)
    size = sizes(sheet.width)
    wide = max(text_width(_said(mark, marks, named), size.small) for mark in marks)
    bottom = top + (_LOW if is_narrow(sheet.width) else _TALL)
    return _Plot(wide + 10, sheet.width - 8.0, top, bottom, len(points), Scale(marks[0], marks[-1], bottom, top))


def _said(mark: float, marks: Sequence[float], named: Named) -> str:
    return f"{number(mark, axis_decimals(marks))}{named.sign}"


def _draw_grid(sheet: Sheet, plot: _Plot, named: Named) -> None:
    marks, size = ticks(plot.y.low, plot.y.high, 5), sizes(sheet.width).small
    for mark in marks:
        y = plot.y.at(mark)
        sheet.line((plot.left, y), (plot.right, y), stroke="other" if mark == 0 else "rule")
        sheet.text((plot.left - 8, y), _said(mark, marks, named), size=size, colour="soft", anchor="end")


def _draw_axis(sheet: Sheet, points: Sequence[PeriodPoint], plot: _Plot) -> float:
    """Name the periods where there is room, and each group once beneath; return where the picture ends."""
    size = sizes(sheet.width).small
    widest = max(text_width(one.short, size) for one in points) + 8
    every = max(1, -int(-widest // plot.step))
    y = plot.bottom + size
    last, free = len(points) - 1, -1.0
    for at, one in enumerate(points):
        if (last - at) % every == 0:
            sheet.text((plot.x(at), y), one.short, size=size, colour="soft", anchor="middle")
        begins = at == 0 or points[at - 1].group != one.group
        left = plot.x(at) - plot.step / 2 + 2
        if one.group and begins and left > free and left + text_width(one.group, size, SEMIBOLD) <= sheet.width:
            sheet.text((left, y + leading(size)), one.group, size=size, weight=SEMIBOLD)
            free = left + text_width(one.group, size, SEMIBOLD) + 8
    return y + (leading(size) if any(one.group for one in points) else 0) + size


# ---- what is drawn in it --------------------------------------------------------------------------------------------


def _draw_range(sheet: Sheet, points: Sequence[PeriodPoint], plot: _Plot) -> None:
    for a, b in runs([at for at, one in enumerate(points) if one.lower is not None and one.upper is not None]):
        xs = [plot.x(a) - 8, plot.x(a) + 8] if a == b else [plot.x(at) for at in range(a, b + 1)]
        held = [points[a]] * 2 if a == b else points[a : b + 1]
        upper = [(x, plot.y.at(one.upper or 0.0)) for x, one in zip(xs, held, strict=True)]
        lower = [(x, plot.y.at(one.lower or 0.0)) for x, one in zip(xs, held, strict=True)]
        sheet.path([*upper, *reversed(lower)], fill="other2", closed=True)
        for edge in (upper, lower):
            sheet.path(edge, stroke="edge", dash="2 3")
    for path in _paths([one.expected for one in points], plot):
        sheet.path(path if len(path) > 1 else _short(path[0]), stroke="edge", width=1.75)


def _draw_target(sheet: Sheet, points: Sequence[PeriodPoint], plot: _Plot) -> None:
    for end in (0, 1):
        for path in _paths([one.target[end] for one in points], plot):
            drawn = path if len(path) > 1 else _short(path[0])
            sheet.path(drawn, stroke="ink", width=1.5)


def _draw_parts(sheet: Sheet, points: Sequence[PeriodPoint], plot: _Plot) -> None:
    for path in _paths([one.part for one in points], plot):
        if len(path) > 1:
            sheet.path(path, stroke="other", width=1.25)
        for x, y in path:
            box = Box(x - _SQUARE, y - _SQUARE, x + _SQUARE, y + _SQUARE)
            sheet.rect(box, fill="paper", stroke="other", width=1.5)


def _draw_values(
    sheet: Sheet, points: Sequence[PeriodPoint], plot: _Plot, interval: tuple[float, float] | None, polarity: Polarity
) -> None:
    for path in _paths([one.value for one in points], plot):
        if len(path) > 1:
            sheet.path(path, stroke="area", width=TOKENS["px"]["line"])
    if interval is not None:
        _draw_whiskers(sheet, plot, interval)
    for at, one in enumerate(points):
        where = (plot.x(at), plot.y.at(one.value if one.value is not None else 0.0))
        if one.value is None:
            sheet.circle((where[0], plot.bottom), 3.25, fill="paper", stroke="other", width=1.25)
        elif one.signal:
            fill = signal_colour(one.signal, polarity)
            sheet.triangle(where, 6.5, up=one.signal == "higher", fill=fill)
        else:
            hollow = {"fill": "paper", "stroke": "area"} if one.provisional else {"fill": "area"}
            sheet.circle(where, _DOT, width=2, **hollow)


def _draw_whiskers(sheet: Sheet, plot: _Plot, interval: tuple[float, float]) -> None:
    x, (low, high) = plot.x(plot.count - 1), (plot.y.at(interval[0]), plot.y.at(interval[1]))
    sheet.line((x, low), (x, high), stroke="area", width=1.5)
    for y in (low, high):
        sheet.line((x - 5, y), (x + 5, y), stroke="area", width=1.5)


def _paths(values: Sequence[float | None], plot: _Plot) -> list[list[Point]]:
    there = [at for at, value in enumerate(values) if value is not None]
    return [[(plot.x(at), plot.y.at(values[at] or 0.0)) for at in range(a, b + 1)] for a, b in runs(there)]


def _short(at: Point) -> list[Point]:
    return [(at[0] - 10, at[1]), (at[0] + 10, at[1])]


# ---- its words ------------------------------------------------------------------------------------------------------


def _line(sheet: Sheet, at: Point) -> None:
    sheet.line((at[0] - 14, at[1]), (at[0] + 14, at[1]), stroke="area", width=TOKENS["px"]["line"])
    sheet.circle(at, _DOT, fill="area")


def _square(sheet: Sheet, at: Point) -> None:
    sheet.line((at[0] - 14, at[1]), (at[0] + 14, at[1]), stroke="other", width=1.25)
    sheet.rect(Box(at[0] - _SQUARE, at[1] - _SQUARE, at[0] + _SQUARE, at[1] + _SQUARE), fill="paper", stroke="other")


def _band(sheet: Sheet, at: Point) -> None:
    sheet.rect(Box(at[0] - 14, at[1] - 6, at[0] + 14, at[1] + 6), fill="other2", stroke="edge", dash="2 3")


def _target(sheet: Sheet, at: Point) -> None:
    sheet.line((at[0] - 14, at[1]), (at[0] + 14, at[1]), stroke="ink", width=1.5)


def _ring(sheet: Sheet, at: Point) -> None:
    sheet.circle(at, _DOT, fill="paper", stroke="area", width=2)


def _draw_key(sheet: Sheet, points: Sequence[PeriodPoint], named: Named) -> float:
    """Say above the picture what each mark is; return where the plot begins."""
    there = (
        (True, KeyEntry(_line, named.figure)),
        (bool(named.part), KeyEntry(_square, named.part)),
        (any(one.lower is not None for one in points), KeyEntry(_band, "Expected range")),
        (_is_aimed(points), KeyEntry(_target, f"Target: {named.target}" if named.target else "Target")),
        (any(one.provisional and one.value is not None for one in points), KeyEntry(_ring, "Provisional")),
    )
    size = sizes(sheet.width).small
    entries = [entry for drawn, entry in there if drawn]
    return draw_key(sheet, entries, left=0, top=0, right=sheet.width, size=size) + size * 0.6


def _is_aimed(points: Sequence[PeriodPoint]) -> bool:
    return any(value is not None for one in points for value in one.target)


def _describe(points: Sequence[PeriodPoint], named: Named, interval: tuple[float, float] | None) -> str:
    first, last = points[0], points[-1]
    said = NO_DATA if last.value is None else f"{number(last.value)}{named.sign}"
    parts = [f"{len(points)} periods from {first.name} to {last.name}; the last: {said}."]
    if interval is not None:
        parts.append(f"95% interval {number(interval[0])} to {number(interval[1])}{named.sign}.")
    if named.target:
        parts.append(f"Target {named.target}.")
    gone = [one.name for one in points if one.value is None]
    if gone:
        parts.append(f"Without a figure: {', '.join(gone)}.")
    parts += [f"{one.name} is {signal_in_words(one.signal)}." for one in points if one.signal]
    return " ".join(parts)


def _table(points: Sequence[PeriodPoint], named: Named, events: Sequence[PeriodEvent]) -> ChartTable:
    columns = ["Period", named.figure]
    with_part, with_range = bool(named.part), any(one.lower is not None for one in points)
    columns += [named.part] if with_part else []
    columns += ["Expected from", "Expected to"] if with_range else []
    columns += ["Remark", "What else happened"] if events else ["Remark"]
    rows: list[tuple[type_of_cell, ...]] = []
    for at, one in enumerate(points):
        cells: list[type_of_cell] = [one.name, one.value]
        cells += [one.part] if with_part else []
        cells += [one.lower, one.upper] if with_range else []
        remark = one.why if one.value is None else signal_in_words(one.signal) if one.signal else ""
        cells.append(remark or ("provisional" if one.provisional else ""))
        rows.append((*cells, named_at(events, at)) if events else tuple(cells))
    return ChartTable(tuple(columns), tuple(rows))
