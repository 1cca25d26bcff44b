"""The seasonal baseline: what each month would be expected to bring if nothing had changed.

A Poisson log-linear model with offset log(days of the month) and two harmonics of the year, or a level for each
calendar month from 60 months; no trend. Overdispersion is Pearson's χ² ÷ degrees of freedom, no smaller than 1.
Source: McCullagh and Nelder, Generalized Linear Models (1989), §6.2 and §9.2.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from frankpledge.analysis.counts import Floats, count_series
from frankpledge.analysis.periods import Month
from frankpledge.analysis.refusals import NotEnoughData

MINIMUM_MONTHS = 24
MONTH_EFFECTS_FROM = 60
_YEAR = 12
_STEPS = 100
_TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class Baseline:
    """A fitted baseline: `dispersion` is φ, `n` the months it rests on, `by_month` whether months have own levels."""

    coefficients: Floats
    covariance: Floats
    dispersion: float
    n: int
    mean: float
    by_month: bool

    def expected(self, months: Sequence[Month]) -> tuple[Floats, Floats]:
        """Return the expected count of each month and the variance of its logarithm (already times φ)."""
        design = _design(months, by_month=self.by_month)
        mean = np.exp(design @ self.coefficients + log_days(months))
        return mean, self.dispersion * np.einsum("ij,jk,ik->i", design, self.covariance, design)


def as_months(months: Sequence[Month | str]) -> tuple[Month, ...]:
    """Return the months, parsed where written as "2025-01" (numpy's months are); they must ascend without repeats."""
    parsed = tuple(_month(month) for month in months)
    if any(later <= earlier for earlier, later in pairwise(parsed)):
        raise ValueError("months must ascend, each once")
    return parsed


def month_set(months: Collection[Month | str]) -> frozenset[Month]:
    """Return the months as a set, parsed where written as "2025-01"; order and repeats make no difference."""
    return frozenset(_month(month) for month in months)


def _month(month: Month | str) -> Month:
    if isinstance(month, Month):
        return month
    return Month.parse(month if type(month) is str else str(month)[: len("2025-01")])


def aligned(values: Sequence[float | None] | Floats, months: Sequence[Month | str]) -> tuple[Floats, tuple[Month, ...]]:
    """Return counts and months, checked to be equally many."""
    counts, parsed = count_series(values), as_months(months)
    if counts.size != len(parsed):
        raise ValueError(f"{counts.size} values for {len(parsed)} months")
    return counts, parsed


def fit_baseline(
    *, values: Sequence[float | None] | Floats, months: Sequence[Month | str], excluded: Collection[Month | str] = ()
) -> Baseline:
    """Return the baseline fitted to the months that are present and not excluded.

    `NotEnoughData` under 24 such months, when all are zero, or when they do not cover the year well enough to tell
    season from level.
    """
    counts, parsed = aligned(values, months)
    left_out = month_set(excluded)
    used = [i for i, month in enumerate(parsed) if month not in left_out and not np.isnan(counts[i])]
    if len(used) < MINIMUM_MONTHS:
        raise NotEnoughData(
            f"A seasonal baseline needs {MINIMUM_MONTHS} months; there are {len(used)}.",
            cure="Load earlier months, or use a method that needs no baseline.",
        )
    kept, of = counts[used], [parsed[i] for i in used]
    if not kept.any():
        raise NotEnoughData("Every month of the baseline is zero.")
    by_month = _has_every_month(of, kept)
    design, offset = _design(of, by_month=by_month), log_days(of)
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise NotEnoughData("The months do not cover the year, so season cannot be told from level.")
    coefficients, mean = fitted(design, offset, kept)
    covariance = np.asarray(np.linalg.inv(design.T @ (mean[:, None] * design)), dtype=np.float64)
    freedom = len(used) - design.shape[1]
    pearson = float(np.sum((kept - mean) ** 2 / mean))
    return Baseline(
        coefficients=coefficients,
        covariance=covariance,
        dispersion=max(1.0, pearson / freedom),
        n=len(used),
        mean=float(kept.mean()),
        by_month=by_month,
    )


def _has_every_month(months: Sequence[Month], counts: Floats) -> bool:
    if len(months) < MONTH_EFFECTS_FROM:
        return False
    totals = np.bincount([month.month - 1 for month in months], weights=counts, minlength=_YEAR)
    return bool(np.all(totals > 0))


def _design(months: Sequence[Month], *, by_month: bool) -> Floats:
    place = np.array([month.month - 1 for month in months])
    if by_month:
        levels: Floats = np.eye(_YEAR, dtype=np.float64)[place]
        return levels
    return harmonics(months)


def harmonics(months: Sequence[Month]) -> Floats:
    """Return the columns of a level and two harmonics of the year, one row a month."""
    angle = 2 * np.pi * np.array([month.month - 1 for month in months]) / _YEAR
    return np.column_stack([np.ones(angle.size), np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle)])


def log_days(months: Sequence[Month]) -> Floats:
    """Return the logarithm of how many days each month has."""
    return np.log(np.array([month.days for month in months], dtype=np.float64))


def fitted(design: Floats, offset: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Return the coefficients of a Poisson log-linear model and the fitted means, by iterated weighting."""
    mean = counts + 0.5
    coefficients: Floats = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        working = np.log(mean) - offset + (counts - mean) / mean
        normal = design.T @ (mean[:, None] * design)
        step = np.asarray(np.linalg.solve(normal, design.T @ (mean * working)), dtype=np.float64)
        moved = float(np.max(np.abs(step - coefficients)))
        coefficients = step
        mean = np.exp(np.clip(design @ coefficients + offset, -30, 30))
        if moved < _TOLERANCE:
            return coefficients, mean
    raise NotEnoughData("The baseline cannot be fitted: too few months of it have any events.")
