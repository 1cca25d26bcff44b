"""Trend: whether a series rises or falls all along, and by how much, without supposing a straight line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from scipy.stats import norm, rankdata

from frankpledge.analysis.counts import Floats, series
from frankpledge.analysis.refusals import NotEnoughData

_SEASONS = 2
_NOTHING = 1e-18
Method = Literal["plain", "hamed_rao", "seasonal"]
_MINIMUM = 8
_METHODS = ("plain", "hamed_rao", "seasonal")


@dataclass(frozen=True, slots=True, kw_only=True)
class MannKendall:
    """`trend` is increasing, decreasing or none at `alpha`; `slope` is Sen's, per point (`seasonal`: per year)."""

    trend: Literal["increasing", "decreasing", "none"]
    z: float
    p_value: float
    tau: float
    s: float
    variance: float
    slope: float
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
    significant at `alpha` (Hamed and Rao 1998); `seasonal` compares each calendar month with itself only (Hirsch,
    Slack and Smith 1982) and needs two full seasons. Ties are corrected for. Missing points are left out (`seasonal`
    keeps their places). Fewer than eight points, a constant series, and a Hamed-Rao variance that is not positive
    (other programs print NaN there) are `NotEnoughData`.
    """
    if method not in _METHODS:
        raise ValueError(f"{method!r} is not one of the methods {', '.join(_METHODS)}")
    array = series(values)
    known = array[~np.isnan(array)]
    _check_enough(array, known, method, period)
    parts = [array[start::period] for start in range(period)] if method == "seasonal" else [known]
    parts = [part[~np.isnan(part)] for part in parts]
    s = sum(_s(part) for part in parts)
    variance = sum(_variance(part) for part in parts)
    pairs = sum(part.size * (part.size - 1) / 2 for part in parts)
    slope = _median_slope(array, step=period if method == "seasonal" else 1)
    if method == "hamed_rao":
        variance *= _correction(known, _median_slope(known, step=1), alpha)
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


def sen_slope(*, values: Sequence[float | None] | Floats) -> float:
    """Return Sen's slope: the median of the slopes between all pairs of points that are present, per point."""
    array = series(values)
    if int(np.sum(~np.isnan(array))) < 2:
        raise NotEnoughData("A slope needs two points.", where="values")
    return _median_slope(array, step=1)


def _check_enough(array: Floats, known: Floats, method: Method, period: int) -> None:
    if known.size < _MINIMUM:
        raise NotEnoughData(f"A trend needs {_MINIMUM} points; there are {known.size}.", where="values")
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


def _median_slope(values: Floats, *, step: int) -> float:
    """Return the median slope between points of the same season (`step` apart), per season's step."""
    rows, columns = np.triu_indices(values.size, 1)
    apart = columns - rows
    same = apart % step == 0
    slopes = (values[columns] - values[rows])[same] / (apart[same] / step)
    return float(np.median(slopes[~np.isnan(slopes)]))


def _correction(values: Floats, slope: float, alpha: float) -> float:
    n = values.size
    ranks = rankdata(values - slope * np.arange(1, n + 1))
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
