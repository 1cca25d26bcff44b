"""What was told: single numbers as sums of cells, what a hidden count may be, and an attack that came to no end."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from frankpledge.refusal import Refusal

Cell = Hashable


class Unsolved(Refusal, ValueError):
    """The attack came to no end in its time: what cannot be proved safe is refused."""


@dataclass(frozen=True, slots=True)
class Published:
    """A number that was published: the base cells that it adds up, and its value, None where it was hidden.

    `low` and `high` bound a number that is known only within its rounding: a rate of 6.4 per 1,000 on 10,000 people is
    a count from 63.5 to 64.5. Then `value` is left out. `weights` (of each cell, one where there are none) make a share
    of two sums, or two sums that are known to be equal, into numbers of their own; such a number may be below zero.
    """

    cells: tuple[Cell, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    weights: tuple[float, ...] | None = None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Return between what the sum lies, None where nothing was told of it."""
        if self.value is not None:
            return float(self.value), float(self.value)
        if self.low is None and self.high is None:
            return None
        return (0.0 if self.low is None else self.low, np.inf if self.high is None else self.high)


@dataclass(frozen=True, slots=True)
class Range:
    """What a hidden count may be, as far as anybody can work out: every whole number from low to high."""

    low: float
    high: float

    def holds(self, least: int, most: int) -> bool:
        """Return whether every count from least to most is possible."""
        return self.low <= least and self.high >= most
