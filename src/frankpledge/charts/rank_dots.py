"""What comes first, and how firm is that? Each thing's place with the interval in which it lies, first on the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Sheet, leading
from frankpledge.charts.lettering import REGULAR, SEMIBOLD, shorten, text_width
from frankpledge.charts.scales import Scale
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import NO_DATA, Words

_APART = 6.0


@dataclass(frozen=True)
class RankDot:
    """One thing: its place and the interval of its place, or None and why. `picked` is drawn as ours."""

    label: str
    rank: int | None
    low: int | None = None
    high: int | None = None
    picked: bool = False
    why: str = NO_DATA


def rank_dots(words: Words, *, ranks: Sequence[RankDot], top: int, head: str = "Issue", width: int = 600) -> Chart:
    """Return one line a thing in the given order, with a dotted line behind the first `top` places (0: none).

    A dot is the place that follows from the medians, the bar the places that doubt about marks and weights leaves open.
    What has no place has no mark, and says why.
    """
    if not ranks:
        raise ValueError("a picture of places needs at least one thing")
    sheet = Sheet(words.name, width)
    height = _draw(sheet, ranks, top)
    return words.chart(sheet, height=height, description=_describe(ranks, top), table=_table(ranks, head))


def _draw(sheet: Sheet, ranks: Sequence[RankDot], top: int) -> float:
    size = sizes(sheet.width)
    stacked = is_narrow(sheet.width)
    said = [_said(one) for one in ranks]
    right = sheet.width - max(text_width(s, size.label, SEMIBOLD) for s in said) - 14
    names = [shorten(one.label, _room(sheet, stacked), size.label, SEMIBOLD, lines=2) for one in ranks]
    left = (
        10.0
        if stacked
        else min(max(text_width(n, size.label, SEMIBOLD) for lines in names for n in lines), _room(sheet, stacked)) + 22
    )
    scale = Scale(0.6, len(ranks) + 0.4, left, right)
    y = begin = leading(size.small) + 8
    marks = []
    for lines in names:
        tall = len(lines) * leading(size.label) + (leading(size.label) if stacked else 0) + 10
        marks.append((y, y + tall - (leading(size.label) / 2 + 5 if stacked else tall / 2)))
        y += tall
    _draw_axis(sheet, scale, ranks, top, begin, y)
    for one, lines, words, (above, middle) in zip(ranks, names, said, marks, strict=True):
        first = above + leading(size.label) / 2 + 2 if stacked else middle - (len(lines) - 1) * leading(size.label) / 2
        weight = SEMIBOLD if one.picked else REGULAR
        sheet.lines((0, first), lines, size=size.label, weight=weight, halo="paper")
        sheet.text((sheet.width, middle), words, size=size.label, weight=weight, anchor="end")
        _draw_mark(sheet, scale, one, middle)
    return y + size.small * 1.8 + leading(size.small)


def _room(sheet: Sheet, stacked: bool) -> float:
    return sheet.width - 2.0 if stacked else 0.36 * sheet.width


def _draw_axis(sheet: Sheet, scale: Scale, ranks: Sequence[RankDot], top: int, begin: float, end: float) -> None:
    """Draw the line of each place that there is room to name, and the one behind the first `top`."""
    size = sizes(sheet.width).small
    room = text_width(str(len(ranks)), size) + _APART
    step = next(s for s in (1, 2, 5, 10, len(ranks)) if (scale.at(1 + s) - scale.at(1)) >= room or s >= len(ranks))
    for place in range(1, len(ranks) + 1, step):
        x = scale.at(place)
        sheet.line((x, begin), (x, end), stroke="rule", width=0.75)
        sheet.text((x, end + size), str(place), size=size, colour="soft", anchor="middle")
    sheet.line((scale.start, end), (scale.end, end), stroke="ink")
    sheet.text((scale.start, end + size + leading(size)), "place", size=size, colour="soft")
    if 0 < top < len(ranks):
        x = scale.at(top + 0.5)
        sheet.line((x, begin - 4), (x, end), stroke="ink", width=1.5, dash="2 3")
        words = f"first {top}"
        half = text_width(words, size, SEMIBOLD) / 2
        middle = min(max(x, half), sheet.width - half)
        sheet.text((middle, size * 0.7), words, size=size, weight=SEMIBOLD, colour="soft", anchor="middle")


def _draw_mark(sheet: Sheet, scale: Scale, one: RankDot, y: float) -> None:
    """Draw the interval with its ends, and the place on it: a filled dot for what is picked, a hollow one otherwise."""
    if one.rank is None:
        return
    tone = "area" if one.picked else "other"
    if one.low is not None and one.high is not None:
        ends = scale.at(one.low), scale.at(one.high)
        sheet.line((ends[0], y), (ends[1], y), stroke=tone, width=2)
        for end in ends:
            sheet.line((end, y - 5), (end, y + 5), stroke=tone, width=2)
    fill = tone if one.picked else "paper"
    sheet.circle((scale.at(one.rank), y), 5.5, fill=fill, stroke=tone, width=1.75)


def _said(one: RankDot) -> str:
    """Return the places in words: "1 to 3", "2", or why there is none."""
    if one.rank is None:
        return one.why
    if one.low is None or one.high is None or one.low == one.high:
        return str(one.rank)
    return f"{one.low} to {one.high}"


def _describe(ranks: Sequence[RankDot], top: int) -> str:
    marked = f"; the first {top} are marked off" if 0 < top < len(ranks) else ""
    parts = [f"The place of each of {len(ranks)} and the places that doubt leaves open{marked}."]
    parts += [f"{one.label}: {_said(one)}{', picked' * one.picked}." for one in ranks]
    return " ".join(parts)


def _table(ranks: Sequence[RankDot], head: str) -> ChartTable:
    rows: list[tuple[type_of_cell, ...]] = []
    for one in ranks:
        place = one.rank if one.rank is not None else one.why
        ends = ["none" if end is None else end for end in (one.low, one.high)]
        rows.append((one.label, place, *ends))
    return ChartTable((head, "Place", "Best place", "Worst place"), tuple(rows))
