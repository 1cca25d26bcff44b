"""How forecasts fared on a series' own past, and how wide that past teaches their intervals to be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.forecast.fits import Fits, back
from frankpledge.analysis.forecast.levels import AFTER

LEVELS = (0.80, 0.95)
# How far a width narrows where the past lay closer: less than it widens, for what is offered was picked for doing well.
_LESS = (0.75, 0.5)
_NEAR = 3  # months by which the place of a step may be mistaken
_FURTHEST = 10.0  # spreads away; an origin that had seen nothing vary knows only that it was wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """How the method did on the series' own past: `origins` from which it looked ahead, at every step of the horizon.

    `coverage_80` and `coverage_95` are the shares of what then happened that lay within the intervals. Where the level
    stepped, they leave out what nobody could foresee: `unforeseen` months on the new level, looked at from before it or
    from within its first three months. `overall_80` and `overall_95` count those as well. `mase` and `naive_mase` are
    mean absolute errors of all months over that of the seasonal naive within the series: below 1 is better than it.
    """

    origins: int
    coverage_80: float
    coverage_95: float
    overall_80: float
    overall_95: float
    unforeseen: int
    mase: float
    naive_mase: float


def backtested(
    known: Floats, shaped: Floats, past: Fits, since: int, horizon: int, period: int, scale: float, *, counts: bool
) -> tuple[Backtest, tuple[float, float]]:
    """Return how the method did from each origin, and the widths that this teaches for the months to come."""
    middle, spread = past.ahead(horizon, period)
    at = past.sizes[:, None] + np.arange(horizon)
    there = at < known.size
    seen = known[np.minimum(at, known.size - 1)]
    away = np.minimum(np.abs(shaped[np.minimum(at, known.size - 1)] - middle) / spread, _FURTHEST)
    naive = known[past.sizes[:, None] - period + np.arange(horizon) % period]
    inside = np.zeros((2, *at.shape), dtype=np.bool_)
    for origin in range(len(at)):
        # Known by then: what earlier origins foresaw for points before this one.
        known_then = at[:origin] < past.sizes[origin]
        before = away[:origin][known_then & ~_unnoticed(past.since[:origin], at[:origin], int(past.since[origin]))]
        for place, width in enumerate(_widths(before, past.sizes[origin])):
            inside[place, origin] = away[origin] <= width
    fair = there & ~_beyond(past.sizes, at, since)
    fair = fair if fair.any() else there
    errors = np.abs(back(middle, counts=counts) - seen)[there]
    told = Backtest(
        origins=len(at),
        coverage_80=float(np.mean(inside[0][fair])),
        coverage_95=float(np.mean(inside[1][fair])),
        overall_80=float(np.mean(inside[0][there])),
        overall_95=float(np.mean(inside[1][there])),
        unforeseen=int(there.sum() - fair.sum()),
        mase=float(np.mean(errors)) / scale,
        naive_mase=float(np.mean(np.abs(naive - seen)[there])) / scale,
    )
    return told, _widths(away[there & ~_unnoticed(past.since, at, since)], known.size)


def _beyond(sizes: NDArray[np.int64], at: NDArray[np.int64], since: int) -> NDArray[np.bool_]:
    """Return which months lie on a level that the origin had not yet seen four months of, and could not foresee."""
    return (sizes < since + AFTER)[:, None] & (at >= since) & (since > 0)


def _unnoticed(own: NDArray[np.int64], at: NDArray[np.int64], since: int) -> NDArray[np.bool_]:
    """Return which months lie on a level that the origin took no account of: now noticed, they teach nothing of now."""
    return (own + _NEAR < since)[:, None] & (at >= since)


def _widths(away: Floats, size: int) -> tuple[float, float]:
    """Return how many spreads each interval reaches: Student's, widened where the past was further out than that."""
    plain = [float(stdtrit(max(5, size - 3), (1 + level) / 2)) for level in LEVELS]
    if away.size == 0:
        return plain[0], plain[1]
    # Steps ahead of one origin err together, so that they weigh as one origin's worth or little more.
    trust = away.size / (away.size + 60)
    seen = [float(np.quantile(away, level)) for level in LEVELS]
    widened = [
        near + trust * (far - near) * (1 if far > near else less)
        for near, far, less in zip(plain, seen, _LESS, strict=True)
    ]
    return widened[0], max(widened)
