"""Trend: whether a series rises or falls all along, and by how much, without supposing a straight line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal, Self

import numpy as np
from scipy.stats import norm, rankdata

from frankpledge.analysis.counts import Floats, check_confidence, series
from frankpledge.analysis.intervals import normal_quantile
from frankpledge.analysis.refusals import NotEnoughData

_SEASONS = 2
_NOTHING = 1e-18
_ROUNDING = 1e-12
Method = Literal["plain", "hamed_rao", "seasonal"]
MINIMUM = 8
_METHODS = ("plain", "hamed_rao", "seasonal")


@dataclass(frozen=True, eq=False)
class Slope(float):
    """Sen's slope, a number like others, with its interval: `value`, `low`, `high`, `n` points, `per` so many of them.

    `low` and `high` are None where there are too few pairs of points to leave any out at that confidence. The line with
    this slope that halves the points passes `intercept` at the first of them.
    """

    value: float
    low: float | None
    high: float | None
    intercept: float
    n: int
    per: int
    confidence: float

    def __new__(cls, value: float, *_: object, **__: object) -> Self:
        return super().__new__(cls, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class MannKendall:
    """`trend` is increasing, decreasing or none at `alpha`; `slope` is Sen's, per point (`seasonal`: per year).

    The interval of the slope is of confidence 1 − `alpha` and rests on the variance of S that the method supposes.
    """

    trend: Literal["increasing", "decreasing", "none"]
    z: float
    p_value: float
    tau: float
    s: float
    variance: float
    slope: Slope
    n: int
    method: Method
    alpha: float


def mann_kendall(
    *,
    values: Sequence[float | None] | Floats,
    method: Method = "plain",
    period: int = 12,
    alpha: float = 0.05,
) -> MannKendall:
    """Return Mann and Kendall's test for a trend, with Sen's slope.

    `plain` supposes independent points; `hamed_rao` corrects the variance for autocorrelation of the ranks that is
    significant at `alpha` (Hamed and Rao 1998); `seasonal` compares each calendar month with itself only (Hirsch, Slack
    and Smith 1982) and needs two full seasons. Ties are corrected for. Missing points are left out (`seasonal` keeps
    their places). Fewer than eight points, a constant series, seasons that repeat themselves exactly, and a Hamed-Rao
    variance that is not positive (other programs print NaN there) are `NotEnoughData`; after a straight line nothing is
    left to correct, so `hamed_rao` is `plain`. The normal approximation with continuity correction is used at every
    length; exact probabilities for short series without ties are `scipy.stats.kendalltau(method="exact")`'s. Sources:
    Mann (1945); Gilbert, Statistical Methods for Environmental Pollution Monitoring (1987), §16.4 and §17.
    """
    if method not in _METHODS:
        raise ValueError(f"{method!r} is not one of the methods {', '.join(_METHODS)}")
    if period < 1:
        raise ValueError(f"a season of {period} points is none")
    check_confidence(1 - alpha)
    array = series(values)
    known = array[~np.isnan(array)]
    _check_enough(array, known, method, period)
    parts = [array[start::period] for start in range(period)] if method == "seasonal" else [known]
    parts = [part[~np.isnan(part)] for part in parts]
    s = sum(_s(part) for part in parts)
    variance = sum(_variance(part) for part in parts)
    pairs = sum(part.size * (part.size - 1) / 2 for part in parts)
    if variance == 0:
        raise NotEnoughData("No season differs from one year to the next: not enough variation.", where="values")
    if method == "hamed_rao":
        variance *= _correction(known, float(np.median(_slopes(array, step=1))), alpha)
    slope = _slope(array, step=period if method == "seasonal" else 1, variance=variance, confidence=1 - alpha)
    z = (s - np.sign(s)) / sqrt(variance)
    p_value = float(2 * norm.sf(abs(z)))
    moved = "increasing" if z > 0 else "decreasing"
    return MannKendall(
        trend=moved if p_value < alpha else "none",  # type: ignore[arg-type]  # a choice of two literals
        z=float(z),
        p_value=p_value,
        tau=float(s / pairs),
        s=float(s),
        variance=float(variance),
        slope=slope,
        n=known.size,
        method=method,
        alpha=alpha,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonalParts:
    """A series as trend + season + rest, one entry a point. `strength` (0 to 1): how much of the varying is season."""

    trend: Floats
    season: Floats
    rest: Floats
    strength: float
    n: int
    period: int
    robust: bool


def decompose_seasonal(
    *, values: Sequence[float | None] | Floats, period: int = 12, robust: bool = False
) -> SeasonalParts:
    """Return trend, season and rest by STL (Cleveland et al. 1990), which add up to the values.

    The season's window is 13 points, so that it may change slowly; `robust` keeps single odd points out of trend and
    season. For looking at, never for judging: the decomposition has seen every point that it would judge. Two full
    seasons are needed, and a missing point is `NotEnoughData`, since a gap would have to be invented first. The
    strength of the season is Wang, Smith and Hyndman's (2006): 1 − var(rest) ÷ var(season + rest), no smaller than 0.
    """
    if period < 2:
        raise ValueError(f"a season of {period} points is none")
    from statsmodels.tsa.seasonal import STL  # noqa: PLC0415 (takes a second to load, and is needed here alone)

    array = series(values)
    gone = int(np.sum(np.isnan(array)))
    if gone:
        raise NotEnoughData(f"{gone} points are missing.", where="values", cure="Take a stretch without gaps.")
    if array.size < _SEASONS * period:
        raise NotEnoughData(f"A season needs {2 * period} points; there are {array.size}.", where="values")
    found = STL(array, period=period, seasonal=13, robust=robust).fit()
    season, rest = np.asarray(found.seasonal), np.asarray(found.resid)
    spread = float(np.var(season + rest))
    return SeasonalParts(
        trend=np.asarray(found.trend),
        season=season,
        rest=rest,
        strength=max(0.0, 1 - float(np.var(rest)) / spread) if spread > _NOTHING else 0.0,
        n=int(array.size),
        period=period,
        robust=robust,
    )


def sen_slope(*, values: Sequence[float | None] | Floats, confidence: float = 0.95) -> Slope:
    """Return Sen's slope: the median of the slopes between all pairs of points that are present, per point.

    The bounds are the slopes so many places from the middle as z times the standard deviation of S says, between
    neighbours where that is no whole number (Gilbert 1987, §16.5; scipy's `theilslopes` rounds). They suppose
    independent points. Two points are needed, and have no bounds; a constant series has slope 0.
    """
    array = series(values)
    known = array[~np.isnan(array)]
    if known.size < 2:
        raise NotEnoughData("A slope needs two points.", where="values")
    return _slope(array, step=1, variance=_variance(known), confidence=check_confidence(confidence))


def _check_enough(array: Floats, known: Floats, method: Method, period: int) -> None:
    if known.size < MINIMUM:
        raise NotEnoughData(f"A trend needs {MINIMUM} points; there are {known.size}.", where="values")
    if method == "seasonal" and array.size < 2 * period:
        raise NotEnoughData(f"A seasonal trend needs {2 * period} points; there are {array.size}.", where="values")
    if np.ptp(known) == 0:
        raise NotEnoughData("Every point is the same: not enough variation.", where="values")


def _s(values: Floats) -> float:
    return float(np.sum(np.triu(np.sign(values[None, :] - values[:, None]), 1)))


def _variance(values: Floats) -> float:
    n = values.size
    _, ties = np.unique(values, return_counts=True)
    return float(n * (n - 1) * (2 * n + 5) - np.sum(ties * (ties - 1) * (2 * ties + 5))) / 18


def _slope(values: Floats, *, step: int, variance: float, confidence: float) -> Slope:
    slopes = np.sort(_slopes(values, step=step))
    reach = normal_quantile(confidence) * sqrt(variance)
    # Places from 1, as Gilbert counts them: (N − C) ÷ 2 and (N + C) ÷ 2 + 1.
    below, above = (slopes.size - reach) / 2, (slopes.size + reach) / 2 + 1
    place = np.arange(1, slopes.size + 1)
    value, there = float(np.median(slopes)), ~np.isnan(values)
    return Slope(
        value=value,
        low=float(np.interp(below, place, slopes)) if below >= 1 else None,
        high=float(np.interp(above, place, slopes)) if above <= slopes.size else None,
        intercept=float(np.median(values[there]) - value / step * np.median(np.flatnonzero(there))),
        n=int(there.sum()),
        per=step,
        confidence=confidence,
    )


def _slopes(values: Floats, *, step: int) -> Floats:
    """Return the slopes between points of the same season (`step` apart), per season's step."""
    rows, columns = np.triu_indices(values.size, 1)
    apart = columns - rows
    same = apart % step == 0
    slopes = (values[columns] - values[rows])[same] / (apart[same] / step)
    return np.asarray(slopes[~np.isnan(slopes)])


def _correction(values: Floats, slope: float, alpha: float) -> float:
    n = values.size
    left = values - slope * np.arange(1, n + 1)
    if np.ptp(left) <= _ROUNDING * np.max(np.abs(values)):
        return 1.0
    ranks = rankdata(left)
    centred = ranks - ranks.mean()
    correlation = np.correlate(centred, centred, mode="full")[n:] / np.sum(centred**2)
    lags = np.arange(1, n)
    counted = np.abs(correlation) > norm.ppf(1 - alpha / 2) / sqrt(n)
    weights = (n - lags) * (n - lags - 1) * (n - lags - 2)
    factor = 1 + 2 / (n * (n - 1) * (n - 2)) * float(np.sum(weights[counted] * correlation[counted]))
    if factor <= 0:
        raise NotEnoughData(
            "The autocorrelation of the series leaves its trend no variance.", cure="Use the plain or seasonal test."
        )
    return factor
