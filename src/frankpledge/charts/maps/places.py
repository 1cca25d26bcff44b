"""The places of a map, and the classes that their amounts fall into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Final

import numpy as np

from frankpledge.charts.maps.geometry import Shape
from frankpledge.charts.numerals import column_decimals, number
from frankpledge.charts.words import NO_DATA

_SHADES: Final[dict[int, tuple[int, ...]]] = {1: (3,), 2: (2, 4), 3: (2, 3, 4), 4: (1, 2, 3, 4)}
AMOUNTS: Final[int] = 4  # classes above zero; with zero they are five, the most that an eye tells apart


@dataclass(frozen=True)
class MapPlace:
    """One area: its outline (degrees or metres), its amount or None and why ("no data", "not shown").

    `labelled` writes its name on the map where there is room; `marked` gives it the heavy edge.
    """

    code: str
    name: str
    shape: Shape
    value: float | None
    why: str = NO_DATA
    labelled: bool = False
    marked: bool = False


@dataclass(frozen=True)
class Town:
    """A name to find one's way by, in the coordinates of the outlines."""

    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Classes:
    """Amounts above zero cut in at most four classes, each from its bound to just under the next."""

    bounds: tuple[float, ...]
    highest: float
    whole: bool

    def of(self, value: float) -> int:
        """Return 0 for zero, and otherwise the number of the class from the lowest."""
        if value == 0:
            return 0
        return 1 + sum(value >= bound for bound in self.bounds[1:])

    def colour(self, number_of_class: int) -> str:
        """Return the colour token of a class; fewer classes are still told well apart."""
        return f"seq{number_of_class and _SHADES[len(self.bounds)][number_of_class - 1]}"

    def words(self, number_of_class: int) -> str:
        """Return what a class holds: "0", "25 to 99", "200 or more"."""
        if number_of_class == 0:
            return "0"
        place = number_of_class - 1
        low = self.bounds[place]
        decimals = 0 if self.whole else column_decimals(self.bounds)
        if place == len(self.bounds) - 1:
            return number(low, decimals) if self.highest == low else f"{number(low, decimals)} or more"
        high = self.bounds[place + 1]
        if not self.whole:
            return f"{number(low, decimals)} to under {number(high, decimals)}"
        return number(low) if high - low == 1 else f"{number(low)} to {number(high - 1)}"

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the classes above zero."""
        return tuple(range(1, len(self.bounds) + 1))


def classes_of(values: Sequence[float], bounds: Sequence[float] = ()) -> Classes:
    """Return the classes with the given lower bounds (rising, at most four), or classes for skewed amounts.

    The lower half of the areas above zero, then 30, 15 and 5 in a hundred: a few places hold most of crime, and the
    darkest shade is kept for them. Bounds are rounded to two figures; fewer different amounts make fewer classes. A
    negative amount and bounds out of order are a ValueError: this map is for amounts.
    """
    if any(v < 0 for v in values):
        raise ValueError("a map of amounts has no place for a negative amount")
    positive = sorted(v for v in values if v > 0)
    whole = all(float(v).is_integer() for v in (*values, *bounds))
    if bounds:
        _check(bounds, positive)
        return Classes(tuple(bounds), max([*positive, bounds[-1]]), whole)
    if not positive:
        return Classes((), 0.0, whole)
    cuts = [positive[0], *(_rounded(float(np.quantile(positive, q)), whole=whole) for q in (0.5, 0.8, 0.95))]
    ends = sorted({positive[0], *(cut for cut in cuts if positive[0] < cut <= positive[-1])})
    filled = [low for low, high in pairwise([*ends, inf]) if any(low <= v < high for v in positive)]
    return Classes(tuple(filled), positive[-1], whole)


def _check(bounds: Sequence[float], positive: Sequence[float]) -> None:
    if len(bounds) > AMOUNTS or list(bounds) != sorted(set(bounds)) or bounds[0] <= 0:
        raise ValueError(f"class bounds must rise, lie above zero and be at most {AMOUNTS}: {tuple(bounds)}")
    if positive and positive[0] < bounds[0]:
        raise ValueError(f"the lowest amount, {positive[0]:g}, lies under the lowest class, {bounds[0]:g}")


def _rounded(value: float, *, whole: bool) -> float:
    """Return a value to two figures, upwards where counts need a whole number."""
    rounded = float(f"{value:.2g}")
    return float(round(rounded)) if whole else rounded
