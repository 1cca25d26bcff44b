"""Why did the total change? From the earlier total to the later one, a step for each part; the parts add up exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isclose

from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Box, Sheet, leading
from frankpledge.charts.lettering import REGULAR, SEMIBOLD, shorten, text_width
from frankpledge.charts.numerals import number
from frankpledge.charts.scales import Scale, round_step
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import Words

_CUT_FROM = 0.5  # of the highest: where every level lies above it, the axis begins higher, and says so
_NAMES = 0.34


@dataclass(frozen=True)
class Step:
    """One part of the change: its name and how much it brought, above or below zero."""

    label: str
    value: float


@dataclass(frozen=True)
class _Line:
    """A row of the picture: from where to where its bar goes, and what stands at its end. A total has no start."""

    label: str
    start: float | None
    end: float
    said: str
    own: bool = False

    @property
    def lowest(self) -> float:
        return min(self.end, self.end if self.start is None else self.start)

    @property
    def highest(self) -> float:
        return max(self.end, self.end if self.start is None else self.start)


def bridge(
    words: Words, *, before: Step, after: Step, steps: Sequence[Step], unit: str, head: str = "Part", width: int = 600
) -> Chart:
    """Return the bridge: a bar for each total, and between them the steps in the order given.

    What adds is a filled bar and what takes away a hollow one, each with its sign. Where all levels lie far above zero
    the axis is cut, which the picture and its description say. Steps that do not add up to the change are a ValueError:
    a bridge that does not reach the other side is none.
    """
    reached = before.value + sum(step.value for step in steps)
    if not isclose(reached, after.value, rel_tol=1e-9, abs_tol=1e-6):
        raise ValueError(f"the steps lead from {before.value:g} to {reached:g}, not to {after.value:g}")
    lines = _lines(before, after, steps)
    floor = _floor(lines)
    sheet = Sheet(words.name, width)
    height = _draw(sheet, lines, floor)
    rows: list[tuple[type_of_cell, ...]] = [(one.label, one.value) for one in (before, *steps, after)]
    table = ChartTable((head, unit[:1].upper() + unit[1:]), tuple(rows))
    return words.chart(sheet, height=height, description=_describe(lines, unit, floor), table=table)


def signed(value: float) -> str:
    """Return a part with its sign; what is nothing has none."""
    return f"+{number(value)}" if value > 0 else number(value)


def _lines(before: Step, after: Step, steps: Sequence[Step]) -> list[_Line]:
    lines = [_Line(before.label, None, before.value, number(before.value))]
    level = before.value
    for step in steps:
        lines.append(_Line(step.label, level, level + step.value, signed(step.value)))
        level += step.value
    return [*lines, _Line(after.label, None, after.value, number(after.value), own=True)]


def _floor(lines: Sequence[_Line]) -> float:
    """Return where the axis begins: at zero, or at a round value below every level where all lie far above zero."""
    low, high = min(one.lowest for one in lines), max(one.highest for one in lines)
    if low <= _CUT_FROM * high or high == low:
        return 0.0
    step = round_step(2 * (high - low), 2)
    return max(0.0, (low - (high - low) * 0.6) // step * step)


def _draw(sheet: Sheet, lines: Sequence[_Line], floor: float) -> float:
    size = sizes(sheet.width).label
    stacked = is_narrow(sheet.width)
    left = 1.0 if stacked else _name_room(sheet, lines) + 14
    room = max(text_width(one.said, size, SEMIBOLD) for one in lines) + 12
    high = max(*(one.highest for one in lines), floor + 1)
    scale = Scale(min(floor, *(one.lowest for one in lines)), high, left, sheet.width - room)
    y, ends = 4.0, []
    for line in lines:
        weight = SEMIBOLD if line.start is None else REGULAR
        names = shorten(line.label, sheet.width if stacked else left - 14, size, weight, lines=2)
        if stacked:
            sheet.lines((0, y + size * 0.7), names, size=size, weight=weight)
            y += len(names) * leading(size) + 2
        tall = size * 1.3 + 6 if stacked else max(len(names) * leading(size) + 6, size * 1.3 + 10)
        middle = y + tall / 2
        if not stacked:
            first = middle - (len(names) - 1) * leading(size) / 2
            sheet.lines((left - 14, first), names, size=size, weight=weight, anchor="end")
        _draw_bar(sheet, scale, line, middle, floor)
        ends.append((scale.at(line.end), middle))
        y += tall + (4 if stacked else 0)
    if not stacked:
        _draw_joints(sheet, ends, size * 0.6)
    sheet.line((scale.at(scale.low), 4), (scale.at(scale.low), y), stroke="ink")
    if floor:
        sheet.text((left, y + size), f"The axis is cut: it begins at {number(floor)}", size=size, colour="soft")
        y += size * 1.6
    return y + 6


def _name_room(sheet: Sheet, lines: Sequence[_Line]) -> float:
    size = sizes(sheet.width).label
    widest = max(text_width(one.label, size, SEMIBOLD if one.start is None else REGULAR) for one in lines)
    return min(widest, _NAMES * sheet.width)


def _draw_bar(sheet: Sheet, scale: Scale, line: _Line, y: float, floor: float) -> None:
    """Draw a total from the axis, cut where the axis is, or a step from level to level, with its words at the end."""
    size = sizes(sheet.width).label
    half = size * 0.6
    start, end = scale.at(scale.low if line.start is None else line.start), scale.at(line.end)
    box = Box(min(start, end), y - half, max(start, end, min(start, end) + 1.5), y + half)
    if line.start is None:
        sheet.rect(box, fill="area" if line.own else "other")
        if floor:
            _draw_cut(sheet, box)
    elif line.end >= line.start:
        sheet.rect(box, fill="soft")
    else:
        sheet.rect(box, fill="paper", stroke="soft", width=1.5)
    sheet.text((box.right + 7, y), line.said, size=size, weight=SEMIBOLD)


def _draw_cut(sheet: Sheet, box: Box) -> None:
    """Draw the two slanting strokes of a bar that does not begin at zero."""
    for x in (box.left + 10, box.left + 16):
        sheet.line((x - 3, box.bottom + 3), (x + 3, box.top - 3), stroke="paper", width=2.5)


def _draw_joints(sheet: Sheet, ends: Sequence[tuple[float, float]], half: float) -> None:
    """Draw from each level down to the next bar, so that the eye can follow the sum."""
    for (x, y), (_, below) in pairwise(ends):
        sheet.line((x, y + half), (x, below - half), stroke="edge", width=0.75)


def _describe(lines: Sequence[_Line], unit: str, floor: float) -> str:
    first, *steps, last = lines
    parts = "; ".join(f"{one.label} {one.said}" for one in steps)
    cut = f" The axis begins at {number(floor)}." if floor else ""
    ends = f"from {first.said} ({first.label}) to {last.said} ({last.label})"
    return f"A bridge of {unit} {ends}: {parts or 'no step'}.{cut}"
