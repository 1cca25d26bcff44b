"""What may come? The months that were, and ahead of them the middle, two ranges and last year's months repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.charts.axes import axis_decimals
from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Box, Point, Sheet
from frankpledge.charts.keys import KeyEntry, Mark, draw_key
from frankpledge.charts.lettering import text_width
from frankpledge.charts.numerals import number
from frankpledge.charts.scales import Scale, ticks
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import Words, month_index, month_name

_TALL, _TALL_NARROW = 300.0, 230.0
_NONE, _TO_COME = "–", "to come"


@dataclass(frozen=True)
class Ahead:
    """One month to come: last year's same month, and the middle with its ranges, None where nothing was forecast."""

    month: object
    naive: float
    value: float | None = None
    inner: tuple[float, float] | None = None
    outer: tuple[float, float] | None = None


@dataclass(frozen=True)
class _Plot:
    x: Scale
    y: Scale
    marks: tuple[float, ...]

    def at(self, position: float, value: float) -> Point:
        return self.x.at(position), self.y.at(value)


def forecast_line(
    words: Words,
    *,
    months: Sequence[object],
    values: Sequence[float],
    ahead: Sequence[Ahead],
    unit: str,
    width: int = 600,
) -> Chart:
    """Return the line of the months held and, behind a rule, what may come: ranges of 80% and 95%, and the naive.

    Where nothing was forecast only the naive is drawn ahead, dashed.
    """
    if not months or len(months) != len(values) or not ahead:
        raise ValueError("a forecast needs months with their values, and months ahead")
    sheet = Sheet(words.name, width)
    height = _draw(sheet, [month_index(m) for m in months], values, ahead)
    return words.chart(
        sheet, height=height, description=_describe(months, values, ahead, unit), table=_table(months, values, ahead)
    )


def _draw(sheet: Sheet, months: Sequence[int], values: Sequence[float], ahead: Sequence[Ahead]) -> float:
    size = sizes(sheet.width)
    top = draw_key(sheet, _key(ahead), left=0, top=0, right=sheet.width, size=size.small) + 12
    plot = _plot(sheet, values, ahead, top)
    now = len(values) - 1
    for tick in plot.marks:
        y = plot.y.at(tick)
        sheet.line((plot.x.start, y), (sheet.width, y), stroke="ink" if tick == 0 else "rule", width=0.75)
        words = number(tick, axis_decimals(plot.marks))
        sheet.text((plot.x.start - 8, y), words, size=size.small, colour="soft", anchor="end")
    _draw_ranges(sheet, plot, ahead, now, values[-1])
    naive = [plot.at(now + at, one.naive) for at, one in enumerate(ahead, start=1)]
    sheet.path(naive, stroke="other", width=1.75, dash="5 4")
    sheet.path([plot.at(at, value) for at, value in enumerate(values)], stroke="area", width=2.75)
    middle = [plot.at(now + at, one.value) for at, one in enumerate(ahead, start=1) if one.value is not None]
    if middle:
        sheet.path([plot.at(now, values[-1]), *middle], stroke="area", width=2.25, dash="2 4")
    x = plot.x.at(now + 0.5)
    sheet.line((x, plot.y.end), (x, plot.y.start), stroke="ink", width=1, dash="3 3")
    return _draw_years(sheet, plot, months[0], len(values) + len(ahead))


def _plot(sheet: Sheet, values: Sequence[float], ahead: Sequence[Ahead], top: float) -> _Plot:
    every = [*values, *(one.naive for one in ahead), *(edge for one in ahead if one.outer for edge in one.outer)]
    marks = ticks(0.0, max([1.0, *every]), 5)
    size = sizes(sheet.width).small
    left = max(text_width(number(t, axis_decimals(marks)), size) for t in marks) + 10
    tall = _TALL_NARROW if is_narrow(sheet.width) else _TALL
    last = len(values) + len(ahead) - 1
    return _Plot(Scale(0, last, left, sheet.width - 6), Scale(marks[0], marks[-1], top + tall, top), marks)


def _draw_ranges(sheet: Sheet, plot: _Plot, ahead: Sequence[Ahead], now: int, last: float) -> None:
    """Draw the wider range with a dotted edge and the narrower one within it, both opening from the last month."""
    for name, fill in (("outer", "other2"), ("inner", "area2")):
        held = [(at, getattr(one, name)) for at, one in enumerate(ahead, start=1) if getattr(one, name)]
        if not held:
            continue
        upper = [plot.at(now + at, high) for at, (_, high) in held]
        lower = [plot.at(now + at, max(0.0, low)) for at, (low, _) in held]
        start = plot.at(now, last)
        sheet.path([start, *upper, *reversed(lower)], fill=fill, closed=True)
        for edge in (upper, lower):
            sheet.path([start, *edge], stroke="edge", width=1, dash="1 3")


def _draw_years(sheet: Sheet, plot: _Plot, first: int, count: int) -> float:
    """Name January of each year beneath the axis, and the month where it begins."""
    size = sizes(sheet.width).small
    y = plot.y.start + size * 1.2
    taken = -1.0
    for at in range(count):
        index = first + at
        if index % 12 and at:
            continue
        words = str(index // 12) if index % 12 == 0 else month_name(index, short=True)
        x = min(plot.x.at(at), sheet.width - text_width(words, size))
        if x <= taken:
            continue
        sheet.line((plot.x.at(at), plot.y.start), (plot.x.at(at), plot.y.start + 6), stroke="ink")
        taken = sheet.text((x, y), words, size=size, colour="soft").right + 6
    return y + size


def _line(stroke: str, dash: str = "") -> Mark:
    def mark(sheet: Sheet, at: Point) -> None:
        sheet.line((at[0] - 13, at[1]), (at[0] + 13, at[1]), stroke=stroke, width=2.5, dash=dash)

    return mark


def _band(fill: str) -> Mark:
    def mark(sheet: Sheet, at: Point) -> None:
        x, y = at
        sheet.rect(Box(x - 13, y - 7, x + 13, y + 7), fill=fill, stroke="edge", dash="1 3")

    return mark


def _key(ahead: Sequence[Ahead]) -> list[KeyEntry]:
    held = [KeyEntry(_line("area"), "Recorded")]
    if any(one.value is not None for one in ahead):
        held += [
            KeyEntry(_line("area", "2 4"), "Forecast"),
            KeyEntry(_band("area2"), "80% range"),
            KeyEntry(_band("other2"), "95% range"),
        ]
    return [*held, KeyEntry(_line("other", "5 4"), "Last year repeated")]


def _describe(months: Sequence[object], values: Sequence[float], ahead: Sequence[Ahead], unit: str) -> str:
    first, last = month_name(month_index(months[0])), month_name(month_index(months[-1]))
    said = f"A line of {unit} from {first} to {last}, which ends at {number(values[-1])}. Ahead: "
    told = []
    for one in ahead:
        month = month_name(month_index(one.month))
        if one.value is None or one.outer is None:
            told.append(f"{month}, last year {number(one.naive)}")
        else:
            told.append(f"{month} {number(one.value, 0)} ({number(one.outer[0], 0)} to {number(one.outer[1], 0)})")
    return f"{said}{'; '.join(told)}."


def _table(months: Sequence[object], values: Sequence[float], ahead: Sequence[Ahead]) -> ChartTable:
    """Return the months held and those to come; what does not apply to a month is a dash."""
    rows: list[tuple[type_of_cell, ...]] = [
        (month_name(month_index(month)), value, *(_NONE,) * 6) for month, value in zip(months, values, strict=True)
    ]
    for one in ahead:
        ranges = (*(one.inner or (None, None)), *(one.outer or (None, None)))
        told = [_NONE if value is None else round(value) for value in (one.value, *ranges)]
        rows.append((month_name(month_index(one.month)), _TO_COME, *told, round(one.naive)))
    heads = ("Month", "Recorded", "Forecast", "80% from", "80% to", "95% from", "95% to", "Last year repeated")
    return ChartTable(heads, tuple(rows))
