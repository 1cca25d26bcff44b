"""From values to pixels, and round numbers for axes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Scale:
    """A straight (or, with `log`, a ratio) scale from a domain of values to a range of pixels."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        low, high, value = (math.log(v) if self.log else v for v in (self.low, self.high, value))
        return self.start + (value - low) / (high - low) * (self.end - self.start)


def round_step(span: float, parts: int, *, whole: bool = False) -> float:
    """Return the smallest step of 1, 2, 2.5 or 5 times a power of ten that cuts the span in at most so many parts."""
    rough = span / parts
    power = 10.0 ** math.floor(math.log10(rough))
    steps = [power * m for m in (1, 2, 2.5, 5, 10) if not whole or (power * m).is_integer()]
    return next((s for s in steps if s >= rough * (1 - 1e-9)), 1.0)


def inner_ticks(low: float, high: float, parts: int = 5) -> tuple[float, ...]:
    """Return round values from `low` to `high` and none past them, for an axis that ends where its marks end."""
    return tuple(t for t in ticks(low, high, parts) if low <= t <= high)


def ticks(low: float, high: float, parts: int = 5, *, whole: bool = False) -> tuple[float, ...]:
    """Return round values from at or below `low` to at or above `high`; `whole` keeps counts free of fractions.

    Ends that are equal for all that an axis can show make one unit, so that zeros still have a floor and a ceiling.
    """
    if high - low <= max(1e-12, abs(low) * 1e-9):
        high = low + (1.0 if whole or abs(low) < 1e-12 else abs(low))
    step = round_step(high - low, parts, whole=whole)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(float(f"{i * step:.12g}") for i in range(first, last + 1))


RATIO_LADDERS: Final[tuple[tuple[float, ...], ...]] = (
    (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 5.0),
    (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 4.0),
    (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0),
    (0.25, 0.5, 1.0, 2.0, 4.0),
    (0.2, 0.5, 1.0, 2.0, 5.0),
    (0.5, 1.0, 2.0),
    (0.75, 1.0, 1.25),
    (0.25, 1.0, 4.0),
)


def ratio_ticks(low: float, high: float, fits: Callable[[tuple[float, ...]], bool]) -> tuple[float, ...]:
    """Return the fullest set of round ratios inside the domain that `fits`, 1 always among them."""
    inside = [tuple(r for r in ladder if low <= r <= high) for ladder in RATIO_LADDERS]
    return next((levels for levels in inside if fits(levels)), (1.0,))
