"""When does it happen? Hours by day of the week as a field of amounts, each night kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from frankpledge.charts.chart import Chart, ChartTable, type_of_cell
from frankpledge.charts.drawing import Box, Point, Sheet
from frankpledge.charts.keys import KeyEntry, Mark, draw_key
from frankpledge.charts.lettering import SEMIBOLD, text_width
from frankpledge.charts.numerals import number
from frankpledge.charts.theme import is_narrow, sizes
from frankpledge.charts.words import Words

DAYS: Final[tuple[str, ...]] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BEGINS: Final[int] = 6  # a row runs from six in the morning to six, so that a night stays whole
_HOURS, _CLASSES = 24, 5


def hour_by_weekday(words: Words, *, weights: Sequence[Sequence[float]], unit: str, width: int = 600) -> Chart:
    """Return the week: a row a day (Monday first) that runs from 06:00 to 05:59, in five classes of equal steps.

    `weights` are 7 × 24, hours from midnight of that very day; the small hours of a day are drawn at the end of the row
    of the day before. The sum of a row stands at its end on a wide page. The table has the days as they are.
    """
    if len(weights) != len(DAYS) or any(len(row) != _HOURS for row in weights):
        raise ValueError("a week is seven days of 24 hours")
    nights = [_night(weights, day) for day in range(len(DAYS))]
    sheet = Sheet(words.name, width)
    height = _draw(sheet, nights)
    rows: list[tuple[type_of_cell, ...]] = [
        (day, *(round(float(value), 1) for value in row)) for day, row in zip(DAYS, weights, strict=True)
    ]
    table = ChartTable(("Day", *(f"{hour:02d}:00" for hour in range(_HOURS))), tuple(rows))
    return words.chart(sheet, height=height, description=_describe(weights, unit), table=table)


def busiest(weights: Sequence[Sequence[float]], hours: int = 12) -> tuple[tuple[int, int], float]:
    """Return the day and hour at which the busiest run of so many hours of the week begins, and its sum."""
    line = [value for row in weights for value in row]
    sums = [sum(line[(at + step) % len(line)] for step in range(hours)) for at in range(len(line))]
    best = max(range(len(line)), key=lambda at: sums[at])
    return divmod(best, _HOURS), sums[best]


def _night(weights: Sequence[Sequence[float]], day: int) -> list[float]:
    """Return a day from six in the morning and the small hours of the next."""
    return [*weights[day][BEGINS:], *weights[(day + 1) % len(DAYS)][:BEGINS]]


def _most(nights: Sequence[Sequence[float]]) -> float:
    return max(max(row) for row in nights) or 1.0


def _class(value: float, most: float) -> int:
    return min(_CLASSES - 1, int(_CLASSES * value / most))


def _draw(sheet: Sheet, nights: Sequence[Sequence[float]]) -> float:
    size = sizes(sheet.width).label
    narrow = is_narrow(sheet.width)
    names = [day[:3] for day in DAYS]
    left = max(text_width(name, size) for name in names) + 8
    room = 0.0 if narrow else text_width("10,000", size, SEMIBOLD) + 10
    step = (sheet.width - left - room) / _HOURS
    tall = min(34.0, max(22.0, step))
    top = size * 1.5
    _draw_hours(sheet, left, step, top, narrow=narrow)
    most = _most(nights)
    for at, (name, row) in enumerate(zip(names, nights, strict=True)):
        y = top + at * tall
        sheet.text((left - 8, y + tall / 2), name, size=size, anchor="end")
        for hour, value in enumerate(row):
            box = Box(left + hour * step + 0.75, y + 0.75, left + (hour + 1) * step - 0.75, y + tall - 0.75)
            sheet.rect(box, fill=f"seq{_class(value, most)}")
        if room:
            sheet.text((sheet.width, y + tall / 2), number(sum(row), 0), size=size, weight=SEMIBOLD, anchor="end")
    bottom = top + len(nights) * tall + 10
    return bottom + draw_key(sheet, _key(most), left=0, top=bottom, right=sheet.width, size=size) + 4


def _draw_hours(sheet: Sheet, left: float, step: float, top: float, *, narrow: bool) -> None:
    size = sizes(sheet.width).small
    for at in range(0, _HOURS, 6 if narrow else 3):
        sheet.text((left + at * step, top - size * 0.8), f"{(BEGINS + at) % _HOURS:02d}:00", size=size, colour="soft")
    if not narrow:
        sheet.text((sheet.width, top - size * 0.8), "All", size=size, colour="soft", anchor="end")


def _key(most: float) -> list[KeyEntry]:
    ends = [most * at / _CLASSES for at in range(_CLASSES + 1)]
    decimals = 0 if most >= 10 else 1
    return [
        KeyEntry(_swatch(at), f"{number(ends[at], decimals)} to {number(ends[at + 1], decimals)}", 22)
        for at in range(_CLASSES)
    ]


def _swatch(at: int) -> Mark:
    def mark(sheet: Sheet, point: Point) -> None:
        x, y = point
        sheet.rect(Box(x - 9, y - 7, x + 9, y + 7), fill=f"seq{at}", stroke="edge", width=0.75)

    return mark


def _describe(weights: Sequence[Sequence[float]], unit: str) -> str:
    (day, hour), held = busiest(weights)
    whole = sum(sum(row) for row in weights) or 1.0
    return (
        f"A field of {unit} by hour and day of the week. The busiest twelve hours begin on {DAYS[day]} at "
        f"{hour:02d}:00 and hold {number(held, 0)} of {number(whole, 0)}. By day: "
        + "; ".join(f"{name} {number(sum(row), 0)}" for name, row in zip(DAYS, weights, strict=True))
        + "."
    )
