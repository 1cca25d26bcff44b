"""More than size and chance? Every area by its size and its rate, with limits that narrow as areas grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from frankpledge.charts.axes import axis_decimals, roomy_ticks
from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Box, Point, Sheet, leading, spread
from frankpledge.charts.lettering import SEMIBOLD, text_width, wrap
from frankpledge.charts.numerals import column_decimals, number
from frankpledge.charts.scales import Scale, ticks
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import Words, joined

LEAST: Final[int] = 20  # under this there are no limits, and a funnel without limits says nothing
_WORDS: Final[dict[str, str]] = {"higher": "above the limits", "lower": "below the limits", "": "within the limits"}


@dataclass(frozen=True)
class FunnelPoint:
    """One area: its size, its rate and the limits for its size; `outside` is higher, lower or empty."""

    label: str
    base: float
    value: float
    inner: tuple[float, float]
    outer: tuple[float, float]
    outside: str = ""
    own: bool = False


def funnel_plot(
    words: Words, *, points: Sequence[FunnelPoint], centre: float, base: str, unit: str, width: int = 600
) -> Chart:
    """Return the funnel. `base` names the size ("residents"), `unit` the rate; own area and outliers are named.

    Fewer than 20 areas are a ValueError: their limits would mean nothing.
    """
    if len(points) < LEAST:
        raise ValueError(f"a funnel needs {LEAST} areas, not {len(points)}")
    sheet = Sheet(words.name, width)
    height = _draw(sheet, sorted(points, key=lambda p: p.base), centre, base, unit)
    said = _describe(points, centre, unit)
    return words.chart(sheet, height=height, description=said, table=_table(points, base, unit))


@dataclass(frozen=True)
class _Plot:
    x: Scale
    y: Scale
    marks: tuple[float, ...]

    def at(self, base: float, value: float) -> Point:
        return self.x.at(base), self.y.at(value)


def _draw(sheet: Sheet, points: Sequence[FunnelPoint], centre: float, base: str, unit: str) -> float:
    size = sizes(sheet.width)
    lines = wrap(unit, sheet.width - 4, size.small)
    top = len(lines) * leading(size.small) + 10
    sheet.lines((0, size.small * 0.7), lines, size=size.small, colour="soft")
    plot = _plot(sheet, points, top)
    _draw_limits(sheet, points, centre, plot)
    foot = _draw_axes(sheet, plot, base)
    for point in points:
        _draw_point(sheet, point, plot)
    for point in sorted(points, key=lambda p: (not p.own, -abs(p.value - centre))):
        if point.own or point.outside:
            _name(sheet, point, plot)
    return foot


def _plot(sheet: Sheet, points: Sequence[FunnelPoint], top: float) -> _Plot:
    size = sizes(sheet.width).small
    values = [v for p in points for v in (p.value, *p.outer)]
    marks = ticks(min(values), max(values), 6)
    decimals = axis_decimals(marks)
    left = max(text_width(number(mark, decimals), size) for mark in marks) + 10
    ends = text_width(number(points[-1].base), size) / 2 if is_narrow(sheet.width) else text_width("99.8% limit", size)
    right = sheet.width - ends - 12
    least, most = points[0].base, points[-1].base
    room = (most - least) * 0.04 or most * 0.1
    x = Scale(max(0.0, least - room), most + room, left, right)
    return _Plot(x, Scale(marks[0], marks[-1], top + (280 if sheet.width >= 480 else 300), top), marks)


def _draw_limits(sheet: Sheet, points: Sequence[FunnelPoint], centre: float, plot: _Plot) -> None:
    """Draw the two bands and the average, named at the end where there is room."""
    size = sizes(sheet.width).small
    named = []
    for words, fill, ends in (("99.8% limit", "wash", "outer"), ("95% limit", "other2", "inner")):
        upper = [plot.at(p.base, getattr(p, ends)[1]) for p in points]
        lower = [plot.at(p.base, getattr(p, ends)[0]) for p in points]
        sheet.path([*upper, *reversed(lower)], fill=fill, closed=True)
        for edge in (upper, lower):
            sheet.path(edge, stroke="edge", width=1, dash="2 3" if ends == "outer" else "")
        named += [(upper[-1][1], words), (lower[-1][1], words)]
    level = plot.y.at(centre)
    sheet.line((plot.x.start, level), (plot.x.end, level), stroke="other", width=1.25)
    if is_narrow(sheet.width):
        return
    named.append((level, "average"))
    apart = spread([y for y, _ in named], [leading(size)] * len(named), plot.y.end, plot.y.start)
    for y, (_, words) in zip(apart, named, strict=True):
        sheet.text((plot.x.end + 6, y), words, size=size, colour="soft")


def _draw_axes(sheet: Sheet, plot: _Plot, base: str) -> float:
    size = sizes(sheet.width).small
    decimals = axis_decimals(plot.marks)
    for mark in plot.marks:
        y = plot.y.at(mark)
        sheet.line((plot.x.start, y), (plot.x.end, y), stroke="rule", width=0.5)
        sheet.text((plot.x.start - 8, y), number(mark, decimals), size=size, colour="soft", anchor="end")
    foot = plot.y.start
    sheet.line((plot.x.start, foot), (plot.x.end, foot), stroke="ink")
    for mark in roomy_ticks(plot.x, size):
        sheet.text((plot.x.at(mark), foot + size), number(mark), size=size, colour="soft", anchor="middle")
    sheet.text((plot.x.start, foot + size + leading(size)), base, size=size, colour="soft")
    return foot + size + leading(size) * 2


def _draw_point(sheet: Sheet, point: FunnelPoint, plot: _Plot) -> None:
    at = plot.at(point.base, point.value)
    if point.own:
        sheet.circle(at, 6, fill="area", stroke="paper", width=1.25)
    elif point.outside:
        sheet.triangle(at, 6, up=point.outside == "higher", fill="ink")
    else:
        sheet.circle(at, 3.5, fill="paper", stroke="other", width=1.5)


def _name(sheet: Sheet, point: FunnelPoint, plot: _Plot) -> None:
    """Write whose point it is and where it lies, where no other words stand; the table holds all of them."""
    size = sizes(sheet.width).label
    words = f"{point.label}, {_WORDS[point.outside]}"
    x, y = plot.at(point.base, point.value)
    tone = "area" if point.own else "ink"
    field = Box(plot.x.start, plot.y.end - 4, sheet.width, plot.y.start)
    if not point.outside:
        # Among the others a name would hide them: it stands outside the limits, led to its point.
        foot = plot.y.at(point.outer[0]) + 16
        box = sheet.box_of((x, foot), words, size=size, weight=SEMIBOLD, anchor="middle")
        if box.within(field) and sheet.is_free(box):
            sheet.line((x, y + 6), (x, foot - 10), stroke="area", width=1)
            sheet.text((x, foot), words, size=size, weight=SEMIBOLD, colour=tone, anchor="middle", halo="paper")
            return
    for at, anchor in (
        ((x + 10, y), "start"),
        ((x - 10, y), "end"),
        ((x, y - 16), "middle"),
        ((x, y + 16), "middle"),
        ((x, y - 32), "middle"),
        ((x, y + 32), "middle"),
    ):
        box = sheet.box_of(at, words, size=size, weight=SEMIBOLD, anchor=anchor)
        if box.within(field) and sheet.is_free(box):
            sheet.text(at, words, size=size, weight=SEMIBOLD, colour=tone, anchor=anchor, halo="paper")
            return


def _describe(points: Sequence[FunnelPoint], centre: float, unit: str) -> str:
    decimals = column_decimals([p.value for p in points])
    parts = [f"Funnel of {len(points)} areas, {unit}, around an average of {number(centre, decimals)}."]
    for side in ("higher", "lower"):
        held = [p.label for p in points if p.outside == side]
        if held:
            parts.append(f"{_WORDS[side].capitalize()}: {joined(held)}.")
    own = next((p for p in points if p.own), None)
    if own:
        parts.append(f"{own.label}: {number(own.value, decimals)}, {_WORDS[own.outside]}.")
    return " ".join(parts)


def _table(points: Sequence[FunnelPoint], base: str, unit: str) -> ChartTable:
    """Return one row an area, highest first, with its limits."""
    heads = ("Area", base[:1].upper() + base[1:], unit[:1].upper() + unit[1:], "Lower 99.8%", "Upper 99.8%", "Stands")
    rows: list[tuple[type_of_cell, ...]] = [
        (p.label, p.base, p.value, *p.outer, _WORDS[p.outside]) for p in sorted(points, key=lambda p: -p.value)
    ]
    return ChartTable(heads, tuple(rows))
