"""Structural breaks: where the level of a series may have moved for good. A suggestion for a person, never a verdict.

Least-squares segments of constant level. How many there are is chosen by BIC over the number of breaks, or by a penalty
that the caller names; each break has an interval. Sources: Bai and Perron (2003), Journal of Applied Econometrics 18;
Bai (1997), Econometric Theory 13, for the intervals; Zeileis et al. (2003), Computational Statistics and Data Analysis
44, whose BIC this is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, floor, log, pi, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import norm

from frankpledge.analysis.counts import Floats, check_confidence, series
from frankpledge.analysis.refusals import NotEnoughData

Ints = NDArray[np.int64]
_LEAST = 6
_MOST = 5
_ROUNDING = 1e-12
_AT_ONCE = 128  # series whose sums stay close to the processor


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaks:
    """`starts` are the positions of the first observation of each later segment; `low` and `high` bound each.

    `levels` are the means of the segments, one more than there are breaks. `penalty` is what a break had to be worth:
    "bic", or the sum of squares that the caller named. `bic` is the criterion by number of breaks, lower is better
    (empty under a named penalty).
    """

    starts: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    levels: tuple[float, ...]
    n: int
    least: int
    penalty: float | Literal["bic"]
    bic: tuple[float, ...]
    confidence: float


def structural_breaks(
    *,
    values: Sequence[float | None] | Floats,
    penalty: float | Literal["bic"] = "bic",
    least: int = _LEAST,
    most: int = _MOST,
    confidence: float = 0.95,
) -> Breaks:
    """Return the breaks in level of a series, each segment at least `least` observations long.

    With "bic" up to `most` breaks are weighed by n·log(RSS/n) + 2(k + 1)·log n (a mean and a place each, and the
    variance), so that a break must earn its place twice over. With a number every break must save that much of the sum
    of squares (2σ²·log n is usual). Missing points are left out; positions count all of them. A constant series has no
    break. Fewer than twice `least` points are `NotEnoughData`. Seasons and trends look like breaks: take them out
    first. The interval is Bai's for a shift of level with equal variances; autocorrelation makes it too short.
    Measured on 60 independent points without any break, "bic" suggests one in 8% of series.
    """
    check_confidence(confidence)
    array = series(values)
    present = np.flatnonzero(~np.isnan(array))
    _check(present.size, least)
    known = array[present]
    if penalty == "bic":
        found, bic = _by_bic(known, least, most)
    else:
        found, bic = _by_penalty(known[None, :], penalty, least)[0], ()
    return _result(known, present, found, bic, penalty, least, confidence)


def structural_breaks_many(
    *, values: Sequence[Sequence[float]] | Floats, penalty: float | Sequence[float] | Floats, least: int = _LEAST
) -> tuple[tuple[int, ...], ...]:
    """Return the starts of many series at once (series × points, none missing), under a named penalty for each."""
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"values are series × points, not of shape {table.shape}")
    if np.any(np.isnan(table)):
        raise NotEnoughData("A point is missing; ask for that series alone.", where="values")
    _check(table.shape[1], least)
    return _by_penalty(table, penalty, least)


def _check(n: int, least: int) -> None:
    if least < 2:
        raise ValueError("a segment needs two points to have a level of its own")
    if n < 2 * least:
        raise NotEnoughData(f"A break needs {2 * least} points; there are {n}.", where="values")


def _by_bic(known: Floats, least: int, most: int) -> tuple[tuple[int, ...], tuple[float, ...]]:
    n = known.size
    costs = _costs(known)
    reach = np.full((1, n + 1), np.inf)
    reach[0, least:] = costs[0, least:]
    back: list[Ints] = []
    bic = [_bic(float(reach[0, n]), n, 0, known)]
    for breaks in range(1, min(most, n // least - 1) + 1):
        best, place = np.full(n + 1, np.inf), np.zeros(n + 1, dtype=np.int64)
        for end in range((breaks + 1) * least, n + 1):
            candidates = reach[-1, : end - least + 1] + costs[: end - least + 1, end]
            place[end] = int(np.argmin(candidates))
            best[end] = candidates[place[end]]
        reach = np.vstack([reach, best])
        back.append(place)
        bic.append(_bic(float(best[n]), n, breaks, known))
    chosen = int(np.argmin(np.round(bic, 9)))
    starts, end = [], n
    for breaks in range(chosen, 0, -1):
        end = int(back[breaks - 1][end])
        starts.append(end)
    return tuple(reversed(starts)), tuple(bic)


def _bic(rss: float, n: int, breaks: int, known: Floats) -> float:
    """Return the criterion. What is left when every segment fits exactly is kept from being endlessly good."""
    floor_ = _ROUNDING * max(1.0, float(np.sum((known - known.mean()) ** 2)))
    return n * log(max(rss, floor_) / n) + 2 * (breaks + 1) * log(n)


def _costs(known: Floats) -> Floats:
    """Return the sum of squares around its mean of every stretch [start, end)."""
    centred = known - known.mean()
    total = np.concatenate(([0.0], np.cumsum(centred)))
    squares = np.concatenate(([0.0], np.cumsum(centred**2)))
    place = np.arange(known.size + 1)
    length = place[None, :] - place[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = squares[None, :] - squares[:, None] - (total[None, :] - total[:, None]) ** 2 / length
    return np.where(length > 0, np.maximum(cost, 0.0), np.inf)


def _by_penalty(table: Floats, penalty: float | Sequence[float] | Floats, least: int) -> tuple[tuple[int, ...], ...]:
    """Return the starts of each series that make the sum of squares and a penalty for each break least."""
    given = np.asarray(penalty)
    if given.dtype.kind not in "fiu":
        raise ValueError(f"a penalty is 'bic' or a sum of squares, not {penalty!r}")
    asked = np.broadcast_to(given.astype(np.float64), (len(table),))
    if not np.all(asked > 0):
        raise ValueError("a penalty is above zero, or every point would be a segment")
    parts = range(0, len(table), _AT_ONCE)
    backs = [_backs(table[at : at + _AT_ONCE].T, asked[at : at + _AT_ONCE], least) for at in parts]
    return tuple(_traced(back, table.shape[1]) for part in backs for back in part.T.tolist())


def _backs(points: Floats, asked: Floats, least: int) -> Ints:
    """Return for each end (rows) and series (columns) where the last segment of the best division up to it begins."""
    n, many = points.shape
    centred = points - points.mean(axis=0)
    nothing = np.zeros((1, many))
    total = np.concatenate([nothing, np.cumsum(centred, axis=0)])
    best = np.full((n + 1, many), np.inf)  # less the squares so far, which are the same for every division
    best[0] = -asked
    place = np.zeros((n + 1, many), dtype=np.int64)
    columns, lengths = np.arange(many), 1.0 / np.arange(n, 0, -1)[:, None]
    cost = np.empty((n + 1, many))
    for end in range(least, n + 1):
        held = cost[: end - least + 1]
        np.subtract(total[: end - least + 1], total[end], out=held)
        np.multiply(held, held, out=held)
        np.multiply(held, lengths[n - end : n - least + 1], out=held)
        np.subtract(best[: end - least + 1], held, out=held)
        np.argmin(held, axis=0, out=place[end])
        best[end] = held[place[end], columns] + asked
    return place


def _traced(back: Sequence[int], n: int) -> tuple[int, ...]:
    starts, end = [], n
    while (end := back[end]) > 0:
        starts.append(end)
    return tuple(reversed(starts))


def _result(
    known: Floats,
    present: Ints,
    starts: tuple[int, ...],
    bic: tuple[float, ...],
    penalty: float | Literal["bic"],
    least: int,
    confidence: float,
) -> Breaks:
    parts = np.split(known, list(starts))
    levels = tuple(float(part.mean()) for part in parts)
    rss = sum(float(np.sum((part - part.mean()) ** 2)) for part in parts)
    variance = rss / max(1, known.size - len(parts))
    reach = _argmax_quantile(confidence)
    halves = [floor(reach * variance / (later - level) ** 2) + 1 for level, later in pairwise(levels)]
    last = known.size - 1
    return Breaks(
        starts=tuple(int(present[start]) for start in starts),
        low=tuple(int(present[max(0, start - half)]) for start, half in zip(starts, halves, strict=True)),
        high=tuple(int(present[min(last, start + half)]) for start, half in zip(starts, halves, strict=True)),
        levels=levels,
        n=int(known.size),
        least=least,
        penalty=penalty,
        bic=bic,
        confidence=confidence,
    )


def _argmax_quantile(confidence: float) -> float:
    """Return the quantile of where a two-sided Wiener process with drift is highest: 11.03 for 95%."""

    def below(x: float) -> float:
        root = sqrt(x)
        return float(
            1
            + root * exp(-x / 8) / sqrt(2 * pi)
            - (x + 5) * norm.cdf(-root / 2) / 2
            + 1.5 * np.exp(x + norm.logcdf(-1.5 * root))
        )

    return float(brentq(lambda x: below(x) - (1 + confidence) / 2, 1e-6, 400))
