"""Which kinds changed, and how sure are we? Every kind on one ratio scale, with interval and verdict in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Final

from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Sheet, leading
from frankpledge.charts.lettering import REGULAR, SEMIBOLD, block_width, shorten, text_width, wrap
from frankpledge.charts.numerals import percentage
from frankpledge.charts.scales import Scale, ratio_ticks
from frankpledge.charts.theme import Sizes, is_narrow, sizes
from frankpledge.charts.words import NO_DATA, SYMBOLS, VERDICTS, Polarity, Verdict, Words, joined, signal_colour

FURTHEST: Final[float] = 8.0  # an interval past eight times, or an eighth, ends in an arrow: the rest needs the room


@dataclass(frozen=True)
class ChangeRow:
    """One kind in two periods: its counts, the ratio with its interval, and what the named test says.

    A count that is not there is None, with `why` ("no data", "not shown"). `percent` is None where it is withheld.
    `upper` may be infinite. `polarity` says what is better; `reason` replaces "base under 50" where that is not why.
    """

    label: str
    before: int | None
    after: int | None
    verdict: Verdict
    ratio: float | None = None
    lower: float | None = None
    upper: float | None = None
    percent: float | None = None
    polarity: Polarity = "smaller"
    why: str = NO_DATA
    reason: str = "base under 50"

    @property
    def interval(self) -> tuple[float, float, float] | None:
        """Return lower bound, ratio and upper bound, or None when there is nothing to draw."""
        if self.ratio is None or self.lower is None or self.upper is None:
            return None
        return self.lower, self.ratio, self.upper

    @property
    def is_change(self) -> bool:
        """Return whether the test found a change."""
        return self.verdict in SYMBOLS

    @property
    def tone(self) -> str:
        """Return the colour token of the mark."""
        return signal_colour(self.verdict, self.polarity) if self.is_change else "other"

    @property
    def outcome(self) -> str:
        """Return the verdict and the percentage in words: "▲ higher, +26%"."""
        if self.before is None or self.after is None:
            return self.why
        mark = f"{SYMBOLS[self.verdict]} " if self.is_change else ""
        return f"{mark}{VERDICTS[self.verdict]}{', ' if self.size else ''}{self.size}"

    @property
    def size(self) -> str:
        """Return the percentage, or why there is none."""
        return self.reason if self.percent is None else percentage(1 + self.percent / 100)


def change_dots(
    words: Words, *, rows: Sequence[ChangeRow], before: str, after: str, as_given: bool = False, width: int = 600
) -> Chart:
    """Return one line a kind, ordered by ratio (kinds without one last) unless `as_given`.

    `before` and `after` name the two periods, `after` at the head of the counts. A diamond is a detected change, a
    circle is none, and the words say which; the scale is of ratios, so that halved and doubled are equally far.
    """
    if not rows:
        raise ValueError("a picture of changes needs at least one kind")
    ordered = list(rows) if as_given else sorted(rows, key=lambda r: -r.ratio if r.ratio is not None else inf)
    sheet = Sheet(words.name, width)
    draw = _draw_stacked if is_narrow(width) else _draw_columns
    height = draw(sheet, ordered, before, after)
    return words.chart(
        sheet, height=height, description=_describe(ordered, before, after), table=_table(ordered, before, after)
    )


def _draw_columns(sheet: Sheet, rows: Sequence[ChangeRow], before: str, after: str) -> float:
    size = sizes(sheet.width)
    widest = max(text_width(r.outcome, size.small, SEMIBOLD if r.is_change else REGULAR) for r in rows)
    verdict_room = min(widest + 1, 0.26 * sheet.width)
    names = [wrap(r.label, 0.3 * sheet.width, size.label) for r in rows]
    counts = [_count(r.after, r.why) for r in rows]
    name_room = max(block_width(n, size.label) for n in names)
    head = wrap(after, 0.18 * sheet.width, size.small, SEMIBOLD)
    count_room = max(*(text_width(c, size.small) for c in counts), block_width(head, size.small, SEMIBOLD), 30.0)
    left = name_room + 16 + count_room + 18
    right = sheet.width - verdict_room - 14
    outcomes = [wrap(r.outcome, verdict_room, size.small, SEMIBOLD if r.is_change else REGULAR) for r in rows]
    scale_head = wrap(_scale_head(before), right - left, size.small)
    top = 6 + max(len(scale_head), len(head)) * leading(size.small)
    for x, lines, weight, anchor in ((left - 18, head, SEMIBOLD, "end"), (left, scale_head, REGULAR, "start")):
        first = top - 6 - (len(lines) - 0.5) * leading(size.small)
        sheet.lines((x, first), lines, size=size.small, weight=weight, colour="soft", anchor=anchor)
    heights = [_row_height(n, o, size) for n, o in zip(names, outcomes, strict=True)]
    scale = _scale(rows, left, right)
    _draw_levels(sheet, scale, top, top + sum(heights))
    _draw_ticks(sheet, scale, top + sum(heights) + size.small)
    y = top
    for row, name, count, outcome, tall in zip(rows, names, counts, outcomes, heights, strict=True):
        middle = y + tall / 2
        _set_block(sheet, (name_room, middle), name, size.label, anchor="end")
        sheet.text((left - 18, middle), count, size=size.small, colour="soft", anchor="end")
        _mark(sheet, row, scale, middle)
        weight, tone = (SEMIBOLD, row.tone) if row.is_change else (REGULAR, "soft")
        _set_block(sheet, (right + 14, middle), outcome, size.small, colour=tone, weight=weight)
        y += tall
    return y + size.small * 2 + 4


def _row_height(name: tuple[str, ...], outcome: tuple[str, ...], size: Sizes) -> float:
    return max(len(name) * leading(size.label), len(outcome) * leading(size.small)) + (5 if size.label < 15 else 9)


def _set_block(
    sheet: Sheet, at: tuple[float, float], lines: tuple[str, ...], size: float, *, colour: str = "ink",
    weight: int = REGULAR, anchor: str = "start",
) -> None:  # fmt: skip
    first = at[1] - (len(lines) - 1) * leading(size) / 2
    sheet.lines((at[0], first), lines, size=size, colour=colour, weight=weight, anchor=anchor)


def _draw_stacked(sheet: Sheet, rows: Sequence[ChangeRow], before: str, after: str) -> float:
    """Draw one kind beneath the other: its name, its counts and verdict, its interval over the whole width."""
    size = sizes(sheet.width).label
    scale = _scale(rows, 4, sheet.width - 4)
    said = f"{after} against {before}: difference, with 95% interval"
    head = wrap(said[:1].upper() + said[1:], sheet.width, size)
    sheet.lines((0, size * 0.8), head, size=size, colour="soft")
    y = size * 0.8 + len(head) * leading(size)
    _draw_ticks(sheet, scale, y)
    y += size + 2
    for row in rows:
        sheet.line((0, y), (sheet.width, y), stroke="rule", width=0.75)
        name = shorten(row.label, sheet.width, size, SEMIBOLD, lines=2)
        story = _story(row, sheet.width, size)
        sheet.lines((0, y + 14), name, size=size, weight=SEMIBOLD)
        tone = row.tone if row.is_change else "soft"
        sheet.lines((0, y + 14 + len(name) * leading(size)), story, size=size, colour=tone)
        y += 8 + (len(name) + len(story)) * leading(size)
        if row.interval is not None:
            _draw_levels(sheet, scale, y, y + 20)
            _mark(sheet, row, scale, y + 10)
            y += 28
    _draw_ticks(sheet, scale, y + size * 0.6)
    return y + size * 1.4


def _story(row: ChangeRow, room: float, size: float) -> tuple[str, ...]:
    """Return the verdict with both counts: "▲ higher, +26%: 742 to 937"."""
    if row.before is None or row.after is None:
        return (row.why,)
    return wrap(f"{row.outcome}: {row.before:,} to {row.after:,}", room, size)


def _count(count: int | None, why: str) -> str:
    return why if count is None else f"{count:,}"


def _scale_head(before: str) -> str:
    return f"Difference from {before}, with 95% interval"


def _scale(rows: Sequence[ChangeRow], left: float, right: float) -> Scale:
    """Return the ratio scale: all intervals, at least a quarter each way, at most eight times."""
    ends = [v for r in rows if r.interval for v in r.interval if 0 < v < inf]
    low, high = min([0.75, *ends]) / 1.04, max([1.3, *ends]) * 1.04
    return Scale(max(low, 1 / FURTHEST), min(high, FURTHEST), left, right, log=True)


def _levels(scale: Scale, size: float) -> tuple[float, ...]:
    """Return as many round ratios as have the room to be named."""

    def fits(levels: tuple[float, ...]) -> bool:
        spans = [(scale.at(v), text_width(_level_name(v), size) / 2 + 5) for v in levels]
        return all(a + wide <= b - other for (a, wide), (b, other) in pairwise(spans))

    return ratio_ticks(scale.low, scale.high, fits)


def _level_name(ratio: float) -> str:
    return "same" if ratio == 1 else percentage(ratio)


def _draw_levels(sheet: Sheet, scale: Scale, top: float, bottom: float) -> None:
    """Draw the level of no change and the round ratios around it."""
    for tick in _levels(scale, sizes(sheet.width).small):
        x = scale.at(tick)
        sheet.line((x, top), (x, bottom), stroke="ink" if tick == 1 else "rule", width=1 if tick == 1 else 0.75)


def _draw_ticks(sheet: Sheet, scale: Scale, y: float) -> None:
    """Name the ratios as percentages, inside the sheet."""
    size = sizes(sheet.width).small
    for tick in _levels(scale, size):
        half = text_width(_level_name(tick), size) / 2
        x = min(max(scale.at(tick), half), sheet.width - half)
        sheet.text((x, y), _level_name(tick), size=size, colour="soft", anchor="middle")


def _mark(sheet: Sheet, row: ChangeRow, scale: Scale, y: float) -> None:
    """Draw the interval, cut with an arrow where it leaves the scale, and the dot or diamond on it."""
    if row.interval is None:
        return
    lower, ratio, upper = row.interval
    low, high = (min(max(v, scale.low), scale.high) for v in (lower, upper))
    sheet.line((scale.at(low), y), (scale.at(high), y), stroke=row.tone, width=1.75)
    for is_out, edge, out in ((lower < scale.low, scale.start, -1), (upper > scale.high, scale.end, 1)):
        if is_out:
            foot = edge - 9 * out
            sheet.path([(foot, y - 5), (edge, y), (foot, y + 5)], fill=row.tone, closed=True)
    if scale.low <= ratio <= scale.high:
        x = scale.at(ratio)
        if row.is_change:
            sheet.path([(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)], fill=row.tone, closed=True)
        else:
            sheet.circle((x, y), 4, fill="paper", stroke=row.tone, width=2)


def _describe(rows: Sequence[ChangeRow], before: str, after: str) -> str:
    parts = [f"Dots with 95% intervals for {len(rows)} kind{'s' * (len(rows) > 1)}, {after} against {before}."]
    for verdict, head in VERDICTS.items():
        held = [r for r in rows if r.verdict == verdict and r.before is not None and r.after is not None]
        said = [f"{r.label} {r.before:,} to {r.after:,}{f' ({r.size})' if r.size else ''}" for r in held]
        if said:
            parts.append(f"{head.capitalize()}: {joined(said)}.")
    parts += [f"{r.label}: {r.why}." for r in rows if r.before is None or r.after is None]
    return " ".join(parts)


def _table(rows: Sequence[ChangeRow], before: str, after: str) -> ChartTable:
    """Return one row a kind with the values as given."""
    heads = ("Kind", before, after, "Ratio", "Lower 95%", "Upper 95%", "Change", "Verdict")
    table: list[tuple[type_of_cell, ...]] = []
    for r in rows:
        interval = r.interval or ("none", "none", "none")
        ends: list[type_of_cell] = ["no upper bound" if v == inf else v for v in interval]
        percent = percentage(1 + r.percent / 100) if r.percent is not None else "withheld"
        table.append(
            (
                r.label,
                r.before if r.before is not None else r.why,
                r.after if r.after is not None else r.why,
                ends[1], ends[0], ends[2], percent, VERDICTS[r.verdict],
            )
        )  # fmt: skip
    return ChartTable(heads, tuple(table))
