"""What shape had the year? One small panel a kind: this year's months against last year's, each on its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Sheet, leading
from frankpledge.charts.lettering import SEMIBOLD, shorten, text_width
from frankpledge.charts.numerals import number
from frankpledge.charts.scales import Scale
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import (
    NO_DATA,
    SYMBOLS,
    VERDICTS,
    Polarity,
    Verdict,
    Words,
    month_index,
    month_name,
    signal_colour,
)

_GAP = 22.0
_TALL = 62.0


@dataclass(frozen=True)
class Panel:
    """One kind: its months of now and of a year before (None: not there), and what the named test says of the two.

    `verdict` None means that the two were not compared.
    """

    label: str
    now: tuple[float | None, ...]
    before: tuple[float | None, ...]
    verdict: Verdict | None = None
    polarity: Polarity = "smaller"

    @property
    def said(self) -> str:
        """The verdict as it stands under the name."""
        if self.verdict is None:
            return "not compared"
        return f"{SYMBOLS.get(self.verdict, '')} {VERDICTS[self.verdict]}".strip()


def small_multiples(words: Words, *, panels: Sequence[Panel], months: Sequence[object], width: int = 600) -> Chart:
    """Return the panels in rows; `months` are those of now, as YYYY-MM. Last year is a dashed grey line.

    Every panel has its own scale from zero, so that shapes may be compared and sizes may not; the highest value stands
    at its left.
    """
    if not panels or not months:
        raise ValueError("small multiples need at least one panel and one month")
    if any(len(line) != len(months) for panel in panels for line in (panel.now, panel.before)):
        raise ValueError("every line of every panel has one value a month")
    sheet = Sheet(words.name, width)
    height = _draw(sheet, panels, [month_index(month) for month in months])
    return words.chart(sheet, height=height, description=_describe(panels, months), table=_table(panels, months))


def _columns(width: int) -> int:
    return 2 if is_narrow(width) else 4 if width < 900 else 5


def _draw(sheet: Sheet, panels: Sequence[Panel], months: Sequence[int]) -> float:
    columns = min(_columns(sheet.width), max(2, len(panels)))
    wide = (sheet.width - _GAP * (columns - 1)) / columns
    size = sizes(sheet.width)
    top = _draw_key(sheet, months)
    for start in range(0, len(panels), columns):
        row = panels[start : start + columns]
        names = [shorten(panel.label, wide, size.label, SEMIBOLD, lines=2) for panel in row]
        head = max(map(len, names)) * leading(size.label) + leading(size.small) + 6
        for at, (panel, name) in enumerate(zip(row, names, strict=True)):
            left = at * (wide + _GAP)
            sheet.lines((left, top + leading(size.label) / 2), name, size=size.label, weight=SEMIBOLD)
            said = top + len(name) * leading(size.label) + leading(size.small) / 2
            changed = panel.verdict in SYMBOLS
            tone = signal_colour(panel.verdict or "", panel.polarity) if changed else "soft"
            sheet.lines(
                (left, said),
                shorten(panel.said, wide, size.small, SEMIBOLD if changed else 400, lines=1),
                size=size.small,
                weight=SEMIBOLD if changed else 400,
                colour=tone,
            )
            _draw_panel(sheet, panel, months, left=left, top=top + head, wide=wide)
        top += head + _TALL + size.small * 1.6 + 16
    return top - 10


def _draw_key(sheet: Sheet, months: Sequence[int]) -> float:
    """Say what the two lines are, and that each scale is its own; return where the panels begin."""
    size = sizes(sheet.width).small
    y, x = size * 0.8, 0.0
    for words, stroke, dash in ((_year(months), "area", ""), ("a year before", "other", "4 3")):
        sheet.line((x, y), (x + 24, y), stroke=stroke, width=2.25 if not dash else 1.5, dash=dash)
        sheet.text((x + 30, y), words, size=size, colour="soft")
        x += 30 + text_width(words, size) + 20
    note = "each scale is its own"
    if x + text_width(note, size) > sheet.width:
        x, y = 0.0, y + leading(size)
    sheet.text((x, y), note, size=size, colour="soft")
    return y + leading(size) + 6


def _year(months: Sequence[int]) -> str:
    first, last = months[0], months[-1]
    if first // 12 == last // 12:
        return str(last // 12)
    return f"to {month_name(last, short=True)} {last // 12}"


def _draw_panel(sheet: Sheet, panel: Panel, months: Sequence[int], *, left: float, top: float, wide: float) -> None:
    size = sizes(sheet.width).small
    known = [v for v in (*panel.now, *panel.before) if v is not None]
    most = max(known, default=0.0)
    label = number(most)
    edge = left + text_width(label, size) + 6
    bottom = top + _TALL
    y = Scale(0.0, most or 1.0, bottom, top + 4)
    sheet.line((edge, bottom), (left + wide, bottom), stroke="ink")
    sheet.line((edge, y.at(most)), (left + wide, y.at(most)), stroke="rule", width=0.75)
    if most:
        sheet.text((edge - 6, y.at(most)), label, size=size, colour="soft", anchor="end")
    sheet.text((edge - 6, bottom), "0", size=size, colour="soft", anchor="end")
    step = (left + wide - edge - 6) / max(len(months) - 1, 1)
    for values, stroke, dash in ((panel.before, "other", "4 3"), (panel.now, "area", "")):
        at = [(edge + 3 + i * step, None if v is None else y.at(v)) for i, v in enumerate(values)]
        _draw_line(sheet, at, stroke=stroke, dash=dash, floor=bottom)
    first, last = (month_name(month, short=True) for month in (months[0], months[-1]))
    sheet.text((edge, bottom + size), first, size=size, colour="soft")
    if len(months) > 1 and edge + text_width(first, size) + 8 < left + wide - text_width(last, size):
        sheet.text((left + wide, bottom + size), last, size=size, colour="soft", anchor="end")


def _draw_line(sheet: Sheet, at: Sequence[tuple[float, float | None]], *, stroke: str, dash: str, floor: float) -> None:
    """Draw a line that breaks where a month is missing; of now a missing month is an open ring on the floor."""
    width = 1.5 if dash else 2.25
    for (x, y), (after, next_y) in pairwise(at):
        if y is not None and next_y is not None:
            sheet.line((x, y), (after, next_y), stroke=stroke, width=width, dash=dash)
    for i, (x, y) in enumerate(at):
        if y is None and not dash:
            sheet.circle((x, floor), 2.5, fill="paper", stroke="other", width=1.25)
        alone = y is not None and all(at[j][1] is None for j in (i - 1, i + 1) if 0 <= j < len(at))
        if y is not None and alone:
            sheet.circle((x, y), 2, fill=stroke)


def _describe(panels: Sequence[Panel], months: Sequence[object]) -> str:
    span = f"{month_name(month_index(months[0]))} to {month_name(month_index(months[-1]))}"
    parts = [f"{len(panels)} small lines of months, {span}, each with the same months a year before."]
    for panel in panels:
        known = [v for v in panel.now if v is not None]
        ends = f"between {number(min(known))} and {number(max(known))} a month" if known else NO_DATA
        said = VERDICTS[panel.verdict] if panel.verdict else "not compared"
        parts.append(f"{panel.label}: {ends}, {said}.")
    return " ".join(parts)


def _table(panels: Sequence[Panel], months: Sequence[object]) -> ChartTable:
    """Return one row a kind and month, of now and of a year before."""
    rows: list[tuple[type_of_cell, ...]] = []
    for panel in panels:
        for month, now, before in zip(months, panel.now, panel.before, strict=True):
            name = month_name(month_index(month))
            rows.append((panel.label, name, NO_DATA if now is None else now, NO_DATA if before is None else before))
    return ChartTable(("Kind", "Month", "Recorded", "A year before"), tuple(rows))
