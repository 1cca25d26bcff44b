"""Are we different? Each area's rate with its interval, our own on a band, the force as a dotted line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.charts.axes import axis_decimals, roomy_ticks
from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Box, Sheet, leading
from frankpledge.charts.lettering import REGULAR, SEMIBOLD, shorten, text_width, wrap
from frankpledge.charts.numerals import column_decimals, number
from frankpledge.charts.scales import Scale
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import NO_DATA, Words, joined


@dataclass(frozen=True)
class AreaRate:
    """One area's rate with its interval, or None and why. `own` is us; `group` heads areas that stand together."""

    label: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    own: bool = False
    group: str = ""
    why: str = NO_DATA


@dataclass(frozen=True)
class Level:
    """A level to compare with, such as the force without us: its name and its rate."""

    label: str
    value: float


@dataclass(frozen=True)
class _Row:
    """A line of the picture: the head of a group, or an area with its name in lines."""

    top: float
    height: float
    lines: tuple[str, ...]
    area: AreaRate | None


def comparison_dots(
    words: Words,
    *,
    areas: Sequence[AreaRate],
    unit: str,
    force: Level | None = None,
    as_given: bool = False,
    width: int = 600,
) -> Chart:
    """Return one line an area, highest first within its group unless `as_given`; areas without a rate come last.

    `unit` stands under the axis ("per 1,000 residents"). Our own area is a filled dot on a band in bold; the others are
    hollow squares. A rate of zero is a mark on the axis; a missing one has no mark and says why in its column.
    """
    if not areas:
        raise ValueError("a comparison needs at least one area")
    groups = list(dict.fromkeys(a.group for a in areas))
    ordered = list(areas) if as_given else sorted(areas, key=lambda a: (groups.index(a.group), _place(a)))
    sheet = Sheet(words.name, width)
    height = _draw(sheet, ordered, unit, force)
    return words.chart(
        sheet, height=height, description=_describe(ordered, unit, force), table=_table(ordered, unit, force)
    )


def _place(area: AreaRate) -> tuple[bool, float]:
    return area.value is None, -(area.value or 0.0)


def _draw(sheet: Sheet, areas: Sequence[AreaRate], unit: str, force: Level | None) -> float:
    size = sizes(sheet.width)
    decimals = column_decimals([a.value for a in areas if a.value is not None])
    said = [a.why if a.value is None else number(a.value, decimals) for a in areas]
    value_room = max(text_width(s, size.label, SEMIBOLD) for s in said) + 20
    name_room = min(max(text_width(a.label, size.label, SEMIBOLD) for a in areas) + 12, sheet.width * 0.36)
    top = leading(size.small) + 8 if force else 6.0
    rows = _rows(sheet, areas, top, name_room - 12)
    bottom = rows[-1].top + rows[-1].height
    scale, marks = _scale(areas, force, name_room + 8, sheet.width - value_room - 4, size.small)
    for row in rows:
        if row.area is not None and row.area.own:
            sheet.rect(Box(0, row.top, sheet.width, row.top + row.height), fill="other2")
    end = _draw_axis(sheet, scale, marks, unit, top=top, bottom=bottom)
    if force:
        _draw_force(sheet, scale, force, top, bottom, decimals)
    for row in rows:
        _draw_row(sheet, scale, row, decimals)
    return end


def _rows(sheet: Sheet, areas: Sequence[AreaRate], top: float, room: float) -> list[_Row]:
    """Return the lines from the top down: a head before each named group, and each area."""
    size = sizes(sheet.width).label
    rows: list[_Row] = []
    group = ""
    for area in areas:
        if area.group != group:
            group = area.group
            lines = wrap(group, sheet.width, size, SEMIBOLD)
            rows.append(_Row(top, len(lines) * leading(size) + 10, lines, None))
            top += rows[-1].height
        lines = shorten(area.label, room, size, SEMIBOLD if area.own else REGULAR, lines=3)
        rows.append(_Row(top, len(lines) * leading(size) + (9 if size < 15 else 14), lines, area))
        top += rows[-1].height
    return rows


def _scale(
    areas: Sequence[AreaRate], force: Level | None, left: float, right: float, size: float
) -> tuple[Scale, tuple[float, ...]]:
    """Return a scale from zero to past the highest interval, and its round numbers."""
    every = [v for a in areas for v in (a.value, a.lower, a.upper) if v is not None] + ([force.value] if force else [])
    low, high = min([0.0, *every]), max([0.0, *every])
    high = (high if high > low else low + 1) + (high - low) * 0.03
    scale = Scale(low, high, left, right)
    return scale, roomy_ticks(scale, size)


def _draw_axis(sheet: Sheet, scale: Scale, marks: Sequence[float], unit: str, *, top: float, bottom: float) -> float:
    """Draw the level lines, their numbers and the unit; return the foot of the picture."""
    size = sizes(sheet.width).small
    decimals = axis_decimals(marks)
    for mark in marks:
        x = scale.at(mark)
        sheet.line((x, top), (x, bottom), stroke="rule", width=0.75)
        sheet.text((x, bottom + size), number(mark, decimals), size=size, colour="soft", anchor="middle")
    sheet.line((scale.start, bottom), (scale.end, bottom), stroke="ink")
    lines = wrap(unit, sheet.width - scale.start, size)
    sheet.lines((scale.start - 3, bottom + size + leading(size)), lines, size=size, colour="soft")
    return bottom + size * 1.8 + len(lines) * leading(size)


def _draw_force(sheet: Sheet, scale: Scale, force: Level, top: float, bottom: float, decimals: int) -> None:
    """Draw the force's level over all areas, dotted, with its name and rate above it and inside the sheet."""
    size = sizes(sheet.width).small
    x = scale.at(force.value)
    sheet.line((x, top - 4), (x, bottom), stroke="ink", width=1.5, dash="2 3")
    value = f": {number(force.value, decimals)}"
    name = shorten(force.label, sheet.width - text_width(value, size, SEMIBOLD), size, SEMIBOLD, lines=1)[0]
    half = text_width(name + value, size, SEMIBOLD) / 2
    middle = min(max(x, half), sheet.width - half)
    sheet.text((middle, size * 0.7), name + value, size=size, weight=SEMIBOLD, colour="soft", anchor="middle")


def _draw_row(sheet: Sheet, scale: Scale, row: _Row, decimals: int) -> None:
    size = sizes(sheet.width).label
    middle = row.top + row.height / 2
    first = middle - (len(row.lines) - 1) * leading(size) / 2
    if row.area is None:
        sheet.lines((0, first), row.lines, size=size, weight=SEMIBOLD, colour="soft", halo="paper")
        return
    area = row.area
    weight, tone = (SEMIBOLD, "area") if area.own else (REGULAR, "ink")
    indent = 4 if is_narrow(sheet.width) else 6
    sheet.lines((indent, first), row.lines, size=size, weight=weight, colour=tone)
    words = area.why if area.value is None else number(area.value, decimals)
    sheet.text((sheet.width - 6, middle), words, size=size, weight=weight, colour=tone, anchor="end")
    if area.value is not None:
        _mark(sheet, scale, area, area.value, middle)


def _mark(sheet: Sheet, scale: Scale, area: AreaRate, value: float, y: float) -> None:
    """Draw the interval with its ends, and the dot (ours, filled) or the square (theirs, hollow) on it."""
    tone = "area" if area.own else "other"
    x = scale.at(value)
    if area.lower is not None and area.upper is not None:
        ends = scale.at(area.lower), scale.at(area.upper)
        sheet.line((ends[0], y), (ends[1], y), stroke=tone, width=2)
        for end in ends:
            sheet.line((end, y - 5), (end, y + 5), stroke=tone, width=2)
    if area.own:
        sheet.circle((x, y), 6, fill=tone)
    else:
        sheet.rect(Box(x - 4.5, y - 4.5, x + 4.5, y + 4.5), fill="paper", stroke=tone, width=1.75)


def _describe(areas: Sequence[AreaRate], unit: str, force: Level | None) -> str:
    held = [a for a in areas if a.value is not None]
    decimals = column_decimals([a.value for a in held if a.value is not None])
    parts = [f"Dots with 95% intervals, {unit}, for {len(areas)} area{'s' * (len(areas) > 1)}."]
    for group in dict.fromkeys(a.group for a in held):
        said = [
            f"{a.label}{' (this area)' * a.own} {number(a.value or 0.0, decimals)}" for a in held if a.group == group
        ]
        parts.append(f"{group}: {joined(said)}." if group else f"{joined(said)}.")
    parts += [f"{a.label}: {a.why}." for a in areas if a.value is None]
    if force:
        parts.append(f"{force.label}: {number(force.value, decimals)}.")
    return " ".join(parts)


def _table(areas: Sequence[AreaRate], unit: str, force: Level | None) -> ChartTable:
    """Return one row an area with the values as given, and the force last."""
    grouped = any(a.group for a in areas)
    heads = ("Area", *(["Group"] * grouped), unit[:1].upper() + unit[1:], "Lower 95%", "Upper 95%")
    rows: list[tuple[type_of_cell, ...]] = []
    for a in areas:
        ends = [end if end is not None else "none" for end in (a.lower, a.upper)]
        value = a.value if a.value is not None else a.why
        rows.append((a.label, *([a.group] * grouped), value, *ends))
    if force:
        rows.append((force.label, *([""] * grouped), force.value, "none", "none"))
    return ChartTable(heads, tuple(rows))
