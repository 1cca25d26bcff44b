"""Which round values an axis names, so that none of them meets the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from frankpledge.charts.lettering import text_width
from frankpledge.charts.numerals import number
from frankpledge.charts.scales import Scale, inner_ticks


def axis_decimals(ticks: Sequence[float]) -> int:
    """Return the fewest decimals that print each round value of an axis as it is."""
    return next((n for n in range(12) if all(abs(round(t, n) - t) < abs(t) * 1e-6 + 1e-15 for t in ticks)), 12)


def roomy_ticks(scale: Scale, size: float, most: int = 5) -> tuple[float, ...]:
    """Return the most round values inside the scale whose numbers stand apart beneath a level axis."""
    for parts in range(most, 1, -1):
        found = inner_ticks(scale.low, scale.high, parts)
        if _apart(found, scale, size):
            return found
    return inner_ticks(scale.low, scale.high, 1)


def _apart(found: Sequence[float], scale: Scale, size: float) -> bool:
    decimals = axis_decimals(found)
    spans = [(scale.at(t), text_width(number(t, decimals), size) / 2 + 5) for t in found]
    return all(a + wide <= b - other for (a, wide), (b, other) in pairwise(spans))
