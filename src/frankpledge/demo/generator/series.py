"""Monthly counts with known properties, the ground truth of every test of a method.

A count is negative binomial with variance mean + alpha x mean². Its mean carries the days of the month, a season, and
the factors planted in it; the logarithm of its gamma multiplier is autocorrelated from month to month. (A Gaussian
copula: the multiplier is gamma whatever the memory, so the counts are exactly negative binomial.)
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv, ndtr

from frankpledge.demo.generator.partition import Floats, Ints
from frankpledge.demo.generator.truths import Counting

_DAYS_OF_MEAN_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Nature:
    """What a series is like when nothing happens: dispersion, seasonal amplitude, the month of its peak, and memory."""

    alpha: float
    amplitude: float
    peak_month: int
    autocorrelation: float


def months_from(first: str, months: int) -> tuple[str, ...]:
    """Return so many months as "2023-01" from the first on; a ValueError when the first is not a month."""
    year, month = (int(part) for part in first.split("-"))
    if not 1 <= month <= 12:
        raise ValueError(f"{first} is not a month.")
    count = [year * 12 + month - 1 + offset for offset in range(months)]
    return tuple(f"{one // 12}-{one % 12 + 1:02d}" for one in count)


def days_in(months: tuple[str, ...]) -> Ints:
    """Return the days of each month."""
    return np.array([calendar.monthrange(int(one[:4]), int(one[5:]))[1] for one in months], dtype=np.int64)


def drawn_nature(bounds: Counting, *, peak_month: int, rng: np.random.Generator) -> Nature:
    """Return a nature within the bounds: dispersion evenly on a log scale, amplitude and memory evenly."""
    low, high = np.log(bounds.alpha)
    return Nature(
        alpha=float(np.exp(rng.uniform(low, high))),
        amplitude=float(rng.uniform(*bounds.seasonal_amplitude)),
        peak_month=peak_month,
        autocorrelation=float(rng.uniform(*bounds.autocorrelation)),
    )


def expected(*, mean: float, months: tuple[str, ...], nature: Nature, factors: Floats | None = None) -> Floats:
    """Return the mean of each month: days and season, times the planted factors."""
    of_year = np.array([int(month[5:]) for month in months])
    season = 1.0 + nature.amplitude * np.cos(2 * np.pi * (of_year - nature.peak_month) / 12)
    level = mean * season * days_in(months) / _DAYS_OF_MEAN_MONTH
    return np.asarray(level if factors is None else level * factors)


def simulate(*, means: Floats, nature: Nature, rng: np.random.Generator, copies: int = 1) -> Ints:
    """Return simulated counts, a row for each copy and a column for each month."""
    shocks = rng.standard_normal((copies, len(means)))
    memory = nature.autocorrelation
    for month in range(1, len(means)):
        shocks[:, month] = memory * shocks[:, month - 1] + np.sqrt(1 - memory**2) * shocks[:, month]
    shape = 1.0 / nature.alpha
    multiplier = gammaincinv(shape, ndtr(shocks)) / shape
    return np.asarray(rng.poisson(multiplier * means), dtype=np.int64)


def null_twins(
    *, bounds: Counting, months: tuple[str, ...], mean: float, rng: np.random.Generator
) -> tuple[Ints, tuple[Nature, ...]]:
    """Return the counts of many series in which nothing is planted, one row each, and what each is like."""
    natures = tuple(
        drawn_nature(bounds, peak_month=int(rng.integers(1, 13)), rng=rng) for _ in range(bounds.null_twins)
    )
    rows = [simulate(means=expected(mean=mean, months=months, nature=one), nature=one, rng=rng)[0] for one in natures]
    return np.array(rows), natures
