"""The last periods of one figure as bars, to stand beside the box in which the next is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.charts.drawing import Box, Sheet
from frankpledge.charts.lettering import SEMIBOLD
from frankpledge.charts.numerals import number
from frankpledge.charts.words import NO_DATA, joined

WIDTH, HEIGHT = 350, 116
FLOOR, TALLEST = 74.0, 50.0
SIZE = 15.0
GAP = 8.0


@dataclass(frozen=True)
class Bar:
    """One period: its name in two parts ("Q3", "2023/24"), and its figure. `hidden`: it may be there, and is not shown.

    `value` is None where there is none, and never drawn as 0.
    """

    head: str
    group: str
    value: float | None = None
    hidden: bool = False


def bars(name: str, *, title: str, periods: Sequence[Bar], decimals: int | None = None) -> str:
    """Return the bars of some periods, oldest first, with each figure above and its period beneath."""
    if not periods:
        raise ValueError("bars need at least one period")
    sheet = Sheet(name, WIDTH)
    top = max((one.value for one in periods if one.value is not None), default=0.0)
    step = WIDTH / len(periods)
    group = ""
    for place, one in enumerate(periods):
        left, right = place * step + GAP / 2, (place + 1) * step - GAP / 2
        middle = (left + right) / 2
        if one.value is None:
            said = "?" if one.hidden else "none"
            sheet.text((middle, FLOOR - 11), said, size=SIZE, colour="soft", anchor="middle")
        else:
            height = TALLEST * one.value / top if top > 0 else 0.0
            sheet.rect(Box(left, FLOOR - height, right, FLOOR), fill="seq2")
            said = number(one.value, decimals)
            sheet.text((middle, FLOOR - height - 10), said, size=SIZE, weight=SEMIBOLD, anchor="middle")
        sheet.text((middle, FLOOR + 17), one.head, size=SIZE, colour="soft", anchor="middle")
        if one.group != group:
            sheet.text((left, FLOOR + 36), one.group, size=SIZE, weight=SEMIBOLD)
            group = one.group
    sheet.line((0, FLOOR), (WIDTH, FLOOR), stroke="ink", width=1.25)
    return sheet.finish(HEIGHT, title=title, description=_described(periods, decimals))


def _described(periods: Sequence[Bar], decimals: int | None) -> str:
    said = [
        f"{one.head} {one.group}: "
        + ("not shown" if one.hidden else NO_DATA if one.value is None else number(one.value, decimals))
        for one in periods
    ]
    return f"Last {len(periods)} periods: {joined(said)}."
