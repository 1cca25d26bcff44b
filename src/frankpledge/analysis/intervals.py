"""Two-sided intervals that several methods share: Poisson (exact and Byar) and Wilson."""

from __future__ import annotations

from math import sqrt

from scipy.special import ndtri
from scipy.stats import chi2

EXACT = "exact Poisson"
BYAR = "Byar"
BYAR_FROM = 10


def normal_quantile(confidence: float) -> float:
    """Return z for a two-sided interval: 1.96 for 95%."""
    return float(ndtri((1 + confidence) / 2))


def poisson_interval(*, events: float, confidence: float, exact_below: float = BYAR_FROM) -> tuple[float, float, str]:
    """Return lower bound, upper bound and method name of the mean of a Poisson count of `events`.

    Exact (Garwood 1936, by chi-squared) below 10 events and Byar's approximation (Breslow and Day 1987, vol. II, p. 69)
    from 10; zero events give a lower bound of 0 and a two-sided upper bound (3.69 at 95%, not 3.00), by either method.
    """
    if events < exact_below:
        tail = (1 - confidence) / 2
        low = float(chi2.ppf(tail, 2 * events)) / 2 if events > 0 else 0.0
        return low, float(chi2.ppf(1 - tail, 2 * events + 2)) / 2, EXACT
    z = normal_quantile(confidence)
    above = events + 1
    low = 0.0 if events == 0 else events * (1 - 1 / (9 * events) - z / (3 * sqrt(events))) ** 3
    return low, above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3, BYAR


def wilson_interval(*, count: float, total: float, confidence: float) -> tuple[float, float]:
    """Return the bounds of a share by Wilson's score method (1927), never outside 0 to 1."""
    z = normal_quantile(confidence)
    share = count / total
    centre = share + z * z / (2 * total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    low = 0.0 if count == 0 else (centre - half) / scale
    high = 1.0 if count == total else (centre + half) / scale
    return low, high
