"""The theta method fitted to a series as it stood at each of many origins, all at once.

The season taken out, an earlier level brought to the newest, what is left carried on by exponential smoothing with half
the long slope, the season put back. Counts are fitted on their square roots, whose spread does not grow with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.forecast.levels import latest_step

_ALPHAS = np.linspace(0.02, 0.98, 33)
NOTHING = 1e-12
_CHANCE = 0.25
_SEASONAL = 1.645  # a season is taken out when the autocorrelation a year apart is beyond chance at 90%


@dataclass(frozen=True, slots=True)
class Fits:
    """Fits of the first points of a series, one for each origin: last level, smoothing, drift, spread and season."""

    level: Floats
    alpha: Floats
    drift: Floats
    sigma: Floats
    season: Floats
    seasonal: NDArray[np.bool_]
    sizes: NDArray[np.int64]
    since: NDArray[np.int64]  # where the level that each stands on begins, 0 where it never moved

    def ahead(self, horizon: int, period: int) -> tuple[Floats, Floats]:
        """Return middle and spread for each origin and step, on the scale of the fit."""
        steps = np.arange(1, horizon + 1)
        of = (self.sizes[:, None] + steps - 1) % period
        middle = self.level[:, None] + self.drift[:, None] * steps + np.take_along_axis(self.season, of, axis=1)
        # What is not known of the season and of the level adds to what chance brings.
        unknown = np.where(self.seasonal, period, 1)[:, None] / self.sizes[:, None]
        unknown = unknown + np.where(self.since > 0, 1 / (self.sizes - self.since), 0.0)[:, None]
        return middle, self.sigma[:, None] * np.sqrt(1 + (steps - 1) * self.alpha[:, None] ** 2 + unknown)


def fitted(shaped: Floats, sizes: NDArray[np.int64], period: int, *, counts: bool) -> Fits:
    """Return the fits to the first so many points, for each of `sizes`."""
    parts = [_levelled(shaped, int(size), period, counts=counts) for size in sizes]
    left, season = np.array([part[0] for part in parts]), np.array([part[1] for part in parts])
    seasonal, since, grown = (np.array([part[place] for part in parts]) for place in (2, 3, 4))
    drift = np.array([_slope(row[:size]) / 2 for row, size in zip(left, sizes, strict=True)])
    level, alpha, squares = _smoothed(left, sizes, drift)
    variance = squares / np.maximum(1, sizes - 3 - np.where(seasonal, period - 1, 0) - (since > 0))
    # On square roots chance has a variance of a quarter whatever the level; what is beyond it grows with the level.
    beyond = np.maximum(variance - _CHANCE, 0.0) if counts else variance
    sigma = np.sqrt(np.maximum(variance + beyond * (grown - 1), NOTHING))
    return Fits(level, alpha, drift, sigma, season, seasonal, sizes, since)


def _levelled(shaped: Floats, size: int, period: int, *, counts: bool) -> tuple[Floats, Floats, bool, int, float]:
    """Return the series on its newest level without its season, the season, whether there is one, and of the level two.

    Where it began, and how many times the mean of all it is. Only the first `size` points are looked at.
    """
    of = np.arange(shaped.size) % period
    moved, step, grown = shaped, 0, 1.0
    # Twice, since a step bends the season that is taken out before it is looked for.
    for _ in range(2):
        left = (shaped - _of_the_year(moved[:size], period)[of])[:size]
        found = latest_step(left)
        if found is None:
            break
        moved, step = shaped.copy(), found
        moved[:step] += left[step:].mean() - left[:step].mean()
    if step and counts:
        grown = float(np.mean(shaped[step:size] ** 2) / np.mean(shaped[:size] ** 2))
    seasonal = _returns(moved[:size], period)
    season = _of_the_year(moved[:size], period) if seasonal else np.zeros(period)
    return moved - season[of], season, seasonal, step, grown


def _of_the_year(points: Floats, period: int) -> Floats:
    """Return what each place of the year adds."""
    kernel = np.ones(period + 1) if period % 2 == 0 else np.ones(period)
    if period % 2 == 0:
        kernel[[0, -1]] = 0.5
    middle = np.convolve(points, kernel / period, mode="valid")
    start = (points.size - middle.size) // 2
    away = points[start : start + middle.size] - middle
    place = (np.arange(away.size) + start) % period
    means = np.bincount(place, weights=away, minlength=period) / np.bincount(place, minlength=period)
    return np.asarray(means - means.mean())


def _returns(points: Floats, period: int) -> bool:
    """Return whether points a year apart are alike beyond chance, by the test of the M-competitions."""
    centred = points - points.mean() - _slope(points) * (np.arange(points.size) - (points.size - 1) / 2)
    total = float(centred @ centred)
    if total < NOTHING:
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


def back(shaped: Floats, *, counts: bool) -> Floats:
    """Return the values on their own scale, no count below zero."""
    return np.maximum(np.maximum(shaped, 0.0) ** 2 - 0.375, 0.0) if counts else shaped
