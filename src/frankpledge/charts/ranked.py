"""How much of each? Bars from zero, each named and each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Box, Sheet, leading
from frankpledge.charts.lettering import REGULAR, SEMIBOLD, shorten, text_width
from frankpledge.charts.numerals import column_decimals, number
from frankpledge.charts.scales import Scale
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import NO_DATA, Words

_STUB = 26.0


@dataclass(frozen=True)
class Bar:
    """One thing and its amount, or None and why. `own` is us; a comparator is grey and not bold."""

    label: str
    value: float | None
    own: bool = True
    why: str = NO_DATA


def ranked_bars(
    words: Words, *, bars: Sequence[Bar], unit: str, head: str = "Kind", as_given: bool = False, width: int = 600
) -> Chart:
    """Return bars in order of amount, those without one last, or in the given order.

    A negative amount is a hollow bar to the left of zero; zero is a mark on the axis; what is not shown is a hatched
    stub of no length that means anything, and what is not known has no bar. `head` names the things in the table.
    """
    if not bars:
        raise ValueError("a picture of bars needs at least one bar")
    ordered = list(bars) if as_given else sorted(bars, key=lambda b: (b.value is None, -(b.value or 0.0)))
    sheet = Sheet(words.name, width)
    height = _draw_stacked(sheet, ordered) if is_narrow(width) else _draw_beside(sheet, ordered)
    return words.chart(sheet, height=height, description=_describe(ordered, unit), table=_table(ordered, unit, head))


def _said(bars: Sequence[Bar]) -> list[str]:
    decimals = column_decimals([b.value for b in bars if b.value is not None])
    return [b.why if b.value is None else number(b.value, decimals) for b in bars]


def _scale(bars: Sequence[Bar], said: Sequence[str], left: float, right: float, size: float) -> Scale:
    """Return a scale whose longest bars leave room for the number at their end, on both sides of zero."""
    values = [b.value for b in bars if b.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    if high == low:
        high = 1.0
    room = max(text_width(s, size, SEMIBOLD) for s in said) + 10
    return Scale(low, high, left + (room if low < 0 else 0.0), right - room)


def _draw_beside(sheet: Sheet, bars: Sequence[Bar]) -> float:
    """Draw the names in a column of their own and the bars beside them."""
    size = sizes(sheet.width).label
    names = [shorten(b.label, 0.36 * sheet.width, size, _weight(bars, b), lines=2) for b in bars]
    widths = [text_width(n, size, SEMIBOLD) for lines in names for n in lines]
    left = min(max(widths), 0.36 * sheet.width) + 14
    said = _said(bars)
    scale = _scale(bars, said, left, sheet.width, size)
    y = 4.0
    for bar, lines, words in zip(bars, names, said, strict=True):
        tall = max(len(lines) * leading(size) + 4, size * 1.25 + 10)
        middle = y + tall / 2
        first = middle - (len(lines) - 1) * leading(size) / 2
        sheet.lines((left - 14, first), lines, size=size, weight=_weight(bars, bar), anchor="end")
        _draw_bar(sheet, scale, bar, words, middle, weight=SEMIBOLD)
        y += tall
    sheet.line((scale.at(0), 4), (scale.at(0), y), stroke="ink")
    return y + 4


def _draw_stacked(sheet: Sheet, bars: Sequence[Bar]) -> float:
    """Draw each name above its bar, for a phone."""
    size = sizes(sheet.width).label
    said = _said(bars)
    scale = _scale(bars, said, 1, sheet.width, size)
    y = 2.0
    for bar, words in zip(bars, said, strict=True):
        lines = shorten(bar.label, sheet.width, size, _weight(bars, bar), lines=2)
        sheet.lines((0, y + size * 0.7), lines, size=size, weight=_weight(bars, bar))
        y += len(lines) * leading(size) + 2
        _draw_bar(sheet, scale, bar, words, y + size * 0.65, weight=SEMIBOLD)
        sheet.line((scale.at(0), y - 1), (scale.at(0), y + size * 1.3 + 1), stroke="ink")
        y += size * 1.3 + 10
    return y


def _weight(bars: Sequence[Bar], bar: Bar) -> int:
    """Return bold for us where others stand beside us."""
    return SEMIBOLD if bar.own and not all(b.own for b in bars) else REGULAR


def _draw_bar(sheet: Sheet, scale: Scale, bar: Bar, words: str, y: float, *, weight: int) -> None:
    """Draw the bar and, at its end, its number or why there is none."""
    size = sizes(sheet.width).label
    half = size * 0.6
    zero = scale.at(0)
    if bar.value is None:
        x = zero
        if bar.why != NO_DATA:
            x += _STUB
            sheet.hatch([[(zero, y - half), (x, y - half), (x, y + half), (zero, y + half)]])
        sheet.text((x + 8, y), words, size=size, colour="soft")
        return
    end = scale.at(bar.value)
    tone = "area" if bar.own else "other"
    if bar.value < 0:
        sheet.rect(Box(end, y - half, zero, y + half), fill="paper", stroke=tone, width=1.5)
        sheet.text((end - 7, y), words, size=size, weight=weight, anchor="end")
        return
    # Even the smallest amount is seen, and a zero is the axis alone with a short mark on it.
    sheet.rect(Box(zero, y - half, max(end, zero + 1.5), y + half), fill=tone if bar.value else "ink")
    sheet.text((max(end, zero) + 7, y), words, size=size, weight=weight)


def _describe(bars: Sequence[Bar], unit: str) -> str:
    held = [(b, s) for b, s in zip(bars, _said(bars), strict=True)]
    known = [f"{b.label} {s}" for b, s in held if b.value is not None]
    parts = [f"Bars of {unit} for {len(bars)} kind{'s' * (len(bars) != 1)}."]
    if known:
        parts.append(f"{'; '.join(known)}.")
    parts += [f"{b.label}: {s}." for b, s in held if b.value is None]
    return " ".join(parts)


def _table(bars: Sequence[Bar], unit: str, head: str) -> ChartTable:
    rows: list[tuple[type_of_cell, ...]] = [(b.label, b.value if b.value is not None else b.why) for b in bars]
    return ChartTable((head, unit[:1].upper() + unit[1:]), tuple(rows))
