"""Runs and crossings: whether a series wanders from its median more than chance would let it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from scipy.stats import binom

from frankpledge.analysis.counts import Floats, series
from frankpledge.analysis.refusals import NotEnoughData

_MINIMUM = 10
_TAIL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """`longest_run` over `longest_allowed`, or `crossings` under `fewest_allowed`, is a signal of a shift.

    `n` counts the useful points: values on the median are ignored by both.
    """

    median: float
    n: int
    longest_run: int
    longest_allowed: int
    crossings: int
    fewest_allowed: int

    @property
    def signal(self) -> bool:
        """Whether the series moves less freely about its median than chance would have it."""
        return self.longest_run > self.longest_allowed or self.crossings < self.fewest_allowed


def runs(*, values: Sequence[float | None] | Floats) -> Runs:
    """Return the longest run on one side of the median and the crossings of it, with the bounds chance sets.

    Longest allowed: log2(n) + 3, rounded; fewest crossings: the 5% quantile of a binomial of n - 1 with a half.
    Missing values and values on the median are ignored. Fewer than ten useful points are refused. Source: Anhøj and
    Olesen (2014), PLoS ONE 9(11): e113825.
    """
    array = series(values)
    present = array[~np.isnan(array)]
    median = float(np.median(present)) if present.size else 0.0
    sides = np.sign(present - median)
    sides = sides[sides != 0]
    n = int(sides.size)
    if n < _MINIMUM:
        raise NotEnoughData(f"Runs need {_MINIMUM} points off the median; there are {n}.", where="values")
    changes = np.flatnonzero(np.diff(sides)) + 1
    lengths = np.diff(np.concatenate(([0], changes, [n])))
    return Runs(
        median=median,
        n=n,
        longest_run=int(lengths.max()),
        longest_allowed=round(log2(n) + 3),
        crossings=int(changes.size),
        fewest_allowed=int(binom.ppf(_TAIL, n - 1, 0.5)),
    )
