"""Forecasts of a monthly series, with intervals that were tried on its own past, or the answer that none is to be had.

The theta method: the season taken out, what is left carried on by exponential smoothing with half the long slope, the
season put back. Beside it stands the seasonal naive, last year's same month, which it has to beat on months that it
had not seen. Counts are forecast on their square roots, whose spread does not grow with them. Sources: Assimakopoulos
and Nikolopoulos (2000), International Journal of Forecasting 16; Hyndman and Billah (2003), the same 19; Hyndman and
Koehler (2006), the same 22, for MASE.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from frankpledge.analysis.counts import Floats, series
from frankpledge.analysis.refusals import NotEnoughData, NotForecastable

LEVELS = (0.80, 0.95)
_SEASONS = 3
_ORIGINS = 24
_LEAST_ORIGINS = 12
_ALPHAS = np.linspace(0.02, 0.98, 33)
_NOTHING = 1e-12
_SEASONAL = 1.645  # a season is taken out when the autocorrelation a year apart is beyond chance at 90%


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """How the method did on the series' own past: `origins` from which it looked ahead, at every step of the horizon.

    `coverage_80` and `coverage_95` are the shares of what then happened that lay within the intervals. `mase` and
    `naive_mase` are mean absolute errors over that of the seasonal naive within the series: below 1 is better than it.
    """

    origins: int
    coverage_80: float
    coverage_95: float
    mase: float
    naive_mase: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One entry a step ahead: the middle, both intervals, the seasonal naive. `n` is how many points it rests on."""

    value: Floats
    low_80: Floats
    high_80: Floats
    low_95: Floats
    high_95: Floats
    naive: Floats
    backtest: Backtest
    smoothing: float
    drift: float
    seasonal: bool
    n: int
    period: int
    method: str

    @property
    def low(self) -> Floats:
        """The lower ends of the 95% intervals, as estimates name them."""
        return self.low_95

    @property
    def high(self) -> Floats:
        """The upper ends of the 95% intervals."""
        return self.high_95


@dataclass(frozen=True, slots=True)
class _Fits:
    """Fits of the first points of a series, one for each origin: last level, smoothing, drift, spread and season."""

    level: Floats
    alpha: Floats
    drift: Floats
    sigma: Floats
    season: Floats
    seasonal: NDArray[np.bool_]
    sizes: NDArray[np.int64]

    def ahead(self, horizon: int, period: int) -> tuple[Floats, Floats]:
        """Return middle and spread for each origin and step, on the scale of the fit."""
        steps = np.arange(1, horizon + 1)
        of = (self.sizes[:, None] + steps - 1) % period
        middle = self.level[:, None] + self.drift[:, None] * steps + np.take_along_axis(self.season, of, axis=1)
        # What is not known of the season and of the level adds to what chance brings.
        unknown = np.where(self.seasonal, period, 1)[:, None] / self.sizes[:, None]
        return middle, self.sigma[:, None] * np.sqrt(1 + (steps - 1) * self.alpha[:, None] ** 2 + unknown)


def seasonal_naive(*, values: Sequence[float] | Floats, horizon: int, period: int = 12) -> Floats:
    """Return last year's same months, repeated as far ahead as is asked."""
    known = _known(values, period)
    return np.asarray(known[-period:][np.arange(horizon) % period])


def forecast(
    *,
    values: Sequence[float] | Floats,
    horizon: int,
    period: int = 12,
    origins: int = _ORIGINS,
    least_gain: float = 0.0,
) -> Forecast:
    """Return the next `horizon` points with 80% and 95% intervals, and how such forecasts fared on the series' past.

    The back-test stands at each of the last `origins` points that leave three seasons before, fits only what came
    before it and looks `horizon` ahead; intervals there are widened only by what still earlier origins taught, so that
    their coverage is honest. `NotForecastable` when the method's MASE is not below the seasonal naive's by more than
    `least_gain` of it, or when nothing varies; its `naive` then holds the naive forecast. Fewer than three seasons and
    twelve origins, and missing points, are `NotEnoughData`: a gap is to be named, not bridged. A registered change of
    recording within the series makes it two series.
    """
    if horizon < 1:
        raise ValueError("a forecast looks at least one step ahead")
    known = _known(values, period)
    least = _SEASONS * period
    if known.size < least + _LEAST_ORIGINS:
        raise NotEnoughData(
            f"A forecast needs {least + _LEAST_ORIGINS} points; there are {known.size}.", where="values"
        )
    naive = seasonal_naive(values=known, horizon=horizon, period=period)
    scale = float(np.mean(np.abs(known[period:] - known[:-period])))
    if scale == 0:
        raise NotForecastable("Every year is the same: there is nothing to forecast but that.", naive=naive)
    counts = bool(np.all(known >= 0))
    shaped = np.sqrt(known + 0.375) if counts else known
    past = _fitted(shaped, np.arange(max(least, known.size - origins), known.size), period)
    tried, widths = _backtested(known, shaped, past, horizon, period, scale, counts=counts)
    if not tried.mase < tried.naive_mase * (1 - least_gain):
        raise NotForecastable(
            f"It does not beat repeating last year's months: MASE {tried.mase:.2f} against {tried.naive_mase:.2f}.",
            naive=naive,
        )
    last = _fitted(shaped, np.array([known.size]), period)
    return _ahead(last, widths, tried, naive, period, counts=counts)


def _ahead(
    last: _Fits, widths: tuple[float, float], tried: Backtest, naive: Floats, period: int, *, counts: bool
) -> Forecast:
    """Return the forecast from the fit of the whole series, its intervals as wide as the past taught."""
    middle, spread = last.ahead(naive.size, period)
    low, high = _bounds(middle[0], spread[0], widths, counts=counts)
    return Forecast(
        value=_back(middle[0], counts=counts),
        low_80=low[0],
        high_80=high[0],
        low_95=low[1],
        high_95=high[1],
        naive=naive,
        backtest=tried,
        smoothing=float(last.alpha[0]),
        drift=float(last.drift[0]),
        seasonal=bool(last.seasonal[0]),
        n=int(last.sizes[0]),
        period=period,
        method="theta on square roots" if counts else "theta",
    )


def _known(values: Sequence[float] | Floats, period: int) -> Floats:
    array = series(values)
    gone = int(np.sum(np.isnan(array)))
    if gone:
        raise NotEnoughData(f"{gone} points are missing, which a forecast may not bridge.", where="values")
    if array.size < 2 * period:
        raise NotEnoughData(f"Two seasons are needed, {2 * period} points; there are {array.size}.", where="values")
    return array


# ---- the fits of all origins at once ---------------------------------------------------------------------------------


def _fitted(shaped: Floats, sizes: NDArray[np.int64], period: int) -> _Fits:
    seasons = [_season(shaped[:size], period) for size in sizes]
    season = np.array([found for found, _ in seasons])
    left = np.array([shaped - found[np.arange(shaped.size) % period] for found, _ in seasons])
    drift = np.array([_slope(row[:size]) / 2 for row, size in zip(left, sizes, strict=True)])
    seasonal = np.array([there for _, there in seasons])
    level, alpha, squares = _smoothed(left, sizes, drift)
    sigma = np.sqrt(squares / np.maximum(1, sizes - 3 - np.where(seasonal, period - 1, 0)))
    return _Fits(level, alpha, drift, sigma, season, seasonal, sizes)


def _season(points: Floats, period: int) -> tuple[Floats, bool]:
    """Return what each place of the year adds, zeros where a year apart points are no more alike than by chance."""
    kernel = np.ones(period + 1) if period % 2 == 0 else np.ones(period)
    if period % 2 == 0:
        kernel[[0, -1]] = 0.5
    middle = np.convolve(points, kernel / period, mode="valid")
    start = (points.size - middle.size) // 2
    away = points[start : start + middle.size] - middle
    if not _returns(points, period):
        return np.zeros(period), False
    place = (np.arange(away.size) + start) % period
    means = np.bincount(place, weights=away, minlength=period) / np.bincount(place, minlength=period)
    return means - means.mean(), True


def _returns(points: Floats, period: int) -> bool:
    """Return whether points a year apart are alike beyond chance, by the test of the M-competitions."""
    centred = points - points.mean() - _slope(points) * (np.arange(points.size) - (points.size - 1) / 2)
    total = float(centred @ centred)
    if total < _NOTHING:
        return False
    lags = np.array([float(centred[lag:] @ centred[:-lag]) / total for lag in range(1, period + 1)])
    limit = _SEASONAL * sqrt((1 + 2 * float(np.sum(lags[:-1] ** 2))) / points.size)
    return bool(lags[-1] > limit)


def _slope(points: Floats) -> float:
    place = np.arange(points.size) - (points.size - 1) / 2
    return float(place @ points / (place @ place))


def _smoothed(left: Floats, sizes: NDArray[np.int64], drift: Floats) -> tuple[Floats, Floats, Floats]:
    """Return last level, smoothing and squared errors of each row up to its size, of the smoothing that fits best."""
    level = np.repeat(left[:, :1], _ALPHAS.size, axis=1)
    ends, squares = level.copy(), np.zeros(level.shape)
    longest = int(sizes.max())
    for place in range(1, longest):
        held = place < sizes
        error = left[:, place, None] - (level + drift[:, None])
        squares += np.where(held[:, None], error**2, 0.0)
        level = level + drift[:, None] + _ALPHAS * error
        ends = np.where(held[:, None], level, ends)
    best = np.argmin(squares, axis=1)
    rows = np.arange(sizes.size)
    return ends[rows, best], _ALPHAS[best], squares[rows, best]


# ---- the back-test ---------------------------------------------------------------------------------------------------


def _backtested(
    known: Floats, shaped: Floats, past: _Fits, horizon: int, period: int, scale: float, *, counts: bool
) -> tuple[Backtest, tuple[float, float]]:
    middle, spread = past.ahead(horizon, period)
    at = past.sizes[:, None] + np.arange(horizon)
    there = at < known.size
    seen = known[np.minimum(at, known.size - 1)]
    away = np.abs(shaped[np.minimum(at, known.size - 1)] - middle) / spread
    naive = known[past.sizes[:, None] - period + np.arange(horizon) % period]
    inside = np.zeros((2, *at.shape), dtype=np.bool_)
    for origin in range(len(at)):
        # Known by then: what earlier origins foresaw for points before this one.
        before = away[:origin][at[:origin] < past.sizes[origin]]
        for place, width in enumerate(_widths(before, past.sizes[origin])):
            inside[place, origin] = away[origin] <= width
    errors = np.abs(_back(middle, counts=counts) - seen)[there]
    told = Backtest(
        origins=len(at),
        coverage_80=float(np.mean(inside[0][there])),
        coverage_95=float(np.mean(inside[1][there])),
        mase=float(np.mean(errors)) / scale,
        naive_mase=float(np.mean(np.abs(naive - seen)[there])) / scale,
    )
    return told, _widths(away[there], known.size)


def _widths(away: Floats, size: int) -> tuple[float, float]:
    """Return how many spreads each interval reaches: Student's, widened where the past was further out than that."""
    plain = [float(stdtrit(max(5, size - 3), (1 + level) / 2)) for level in LEVELS]
    if away.size == 0:
        return plain[0], plain[1]
    # Steps ahead of one origin err together, so that they weigh as one origin's worth or little more.
    trust = away.size / (away.size + 60)
    seen = [float(np.quantile(away, level)) for level in LEVELS]
    widened = [plain_ + trust * (seen_ - plain_) for plain_, seen_ in zip(plain, seen, strict=True)]
    return widened[0], max(widened)


def _bounds(middle: Floats, spread: Floats, widths: tuple[float, float], *, counts: bool) -> tuple[Floats, Floats]:
    reach = np.array(widths)[:, None] * spread
    low = middle - reach
    return _back(np.maximum(low, 0.0) if counts else low, counts=counts), _back(middle + reach, counts=counts)


def _back(shaped: Floats, *, counts: bool) -> Floats:
    return np.maximum(np.maximum(shaped, 0.0) ** 2 - 0.375, 0.0) if counts else shaped
