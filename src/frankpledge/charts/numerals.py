"""Numbers as a reader sees them: thousands commas, a true minus, and no more decimals than tell them apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

MINUS: Final[str] = "−"


def number(value: float, decimals: int | None = None) -> str:
    """Return a number with thousands commas and a true minus; a whole number without a point unless decimals are asked.

    Without `decimals`: none from 100, one from 10, as many as show two figures below.
    """
    if value == 0:
        return "0"
    places = decimals if decimals is not None else natural_decimals(value)
    text = f"{abs(value):,.{places}f}"
    return f"{MINUS}{text}" if value < 0 and text.strip("0.,") else text


def natural_decimals(value: float) -> int:
    """Return how many decimals a number of this size needs to be told from its neighbours (at most six)."""
    size = abs(value)
    if float(value).is_integer() or size >= 100:
        return 0
    if size >= 1:
        return 1
    return min(6, 1 - math.floor(math.log10(size)))


def column_decimals(values: Sequence[float]) -> int:
    """Return one number of decimals for a whole column: that of its smallest value, at most one past the largest's."""
    needed = [natural_decimals(v) for v in values]
    largest = max((abs(v) for v in values), default=0.0)
    cap = 0 if largest >= 1000 else 1 if largest >= 1 else 6
    return min(max(needed, default=0), cap)


def percentage(ratio: float) -> str:
    """Return a ratio as a signed whole percentage: 1.26 is +26%, 1 is 0%."""
    change = round((ratio - 1) * 100)
    return f"{'+' if change > 0 else MINUS if change < 0 else ''}{abs(change):,}%"


def printed_decimals(values: Sequence[float]) -> int:
    """Return the decimals of a column of a table, where a ratio or a rate is read closer than on a picture."""
    if all(float(v).is_integer() for v in values):
        return 0
    largest = max(abs(v) for v in values)
    if largest >= 10:
        return 0 if largest >= 1000 else 1
    return 2 if largest >= 0.1 else max(natural_decimals(v) for v in values)
