"""Gi*: whether a place and its neighbours together are higher, or lower, than the rest of the map would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import norm

from frankpledge.analysis.counts import Floats, series
from frankpledge.analysis.places.near import as_neighbours
from frankpledge.analysis.refusals import NotEnoughData

Adjust = Literal["none", "bonferroni", "fdr"]
Alternative = Literal["two-sided", "greater"]
_ADJUSTMENTS = ("none", "bonferroni", "fdr")


@dataclass(frozen=True, slots=True, kw_only=True)
class GiStar:
    """One entry a place. `p_value` is unadjusted; `significant` is after `adjust` at `alpha`.

    A place whose neighbours are the whole map has no z: NaN, and not significant. With `permutations`, `p_value` is the
    permutation's and cannot be below 1/(permutations + 1).
    """

    z: Floats
    p_value: Floats
    significant: NDArray[np.bool_]
    n: int
    adjust: Adjust
    alpha: float
    alternative: Alternative
    permutations: int


def gi_star(
    *,
    values: Sequence[float] | Floats,
    neighbours: csr_array,
    permutations: int = 0,
    adjust: Adjust = "none",
    alpha: float = 0.05,
    alternative: Alternative = "two-sided",
    seed: int | None = None,
) -> GiStar:
    """Return Getis and Ord's Gi* of each place over itself and its neighbours, with its p-value.

    `neighbours` is a sparse binary matrix without the diagonal; the method adds self. z is Ord and Getis (1995),
    equation 14, against the normal; `alternative="greater"` gives the one-sided p (esda's p_norm for hot places).
    With `permutations` the focal value stays and the others are drawn without replacement: p = (1 + #≥)/(R + 1). A
    threshold that so few permutations cannot reach is refused. Missing values and a map without variation are
    `NotEnoughData`.
    """
    array = series(values)
    if np.any(np.isnan(array)):
        raise NotEnoughData("A place has no value; leave it out or give its count.", where="values")
    if np.ptp(array) == 0:
        raise NotEnoughData("Every place has the same value: not enough variation.", where="values")
    matrix = as_neighbours(neighbours, n=array.size)
    z = _z(array, matrix)
    if permutations:
        _check_reach(permutations, array.size, adjust, alpha)
        p_value = _permuted(array, matrix, permutations, alternative, seed)
    else:
        p_value = norm.sf(z) if alternative == "greater" else 2 * norm.sf(np.abs(z))
    return GiStar(
        z=z,
        p_value=p_value,
        significant=adjusted(p_value, adjust=adjust, alpha=alpha),
        n=array.size,
        adjust=adjust,
        alpha=alpha,
        alternative=alternative,
        permutations=permutations,
    )


def adjusted(p_values: Floats, *, adjust: Adjust, alpha: float) -> NDArray[np.bool_]:
    """Return which p-values are significant after the adjustment; NaN is not, and does not count as a test.

    `fdr` is Benjamini and Hochberg (1995).
    """
    if adjust not in _ADJUSTMENTS:
        raise ValueError(f"{adjust!r} is not one of the adjustments {', '.join(_ADJUSTMENTS)}")
    known = ~np.isnan(p_values)
    tests = int(known.sum())
    if adjust == "none" or tests == 0:
        return known & (p_values <= alpha)
    if adjust == "bonferroni":
        return known & (p_values <= alpha / tests)
    ranked = np.sort(p_values[known])
    passed = np.flatnonzero(ranked <= alpha * np.arange(1, tests + 1) / tests)
    return known & (p_values <= ranked[passed[-1]]) if passed.size else np.zeros(p_values.size, dtype=np.bool_)


def _z(values: Floats, matrix: csr_array) -> Floats:
    n = values.size
    degree = np.asarray(matrix.sum(axis=1)).ravel() + 1
    total = matrix @ values + values
    spread = np.std(values) * np.sqrt((n * degree - degree**2) / (n - 1))
    z: Floats = np.divide(total - values.mean() * degree, spread, out=np.full(n, np.nan), where=spread > 0)
    return z


def _check_reach(permutations: int, n: int, adjust: Adjust, alpha: float) -> None:
    least, needed = 1 / (permutations + 1), alpha if adjust == "none" else alpha / n
    if least > needed:
        raise NotEnoughData(
            f"{permutations} permutations cannot give a p below {least:.3g}, and {needed:.3g} is needed.",
            cure="Use more permutations, or the analytic p.",
        )


def _permuted(
    values: Floats, matrix: csr_array, permutations: int, alternative: Alternative, seed: int | None
) -> Floats:
    """Return permutation p-values.

    One draw of places serves every focal place: the first k of the draw that are not the place itself are a sample of k
    without replacement from the others, so each p-value is exact although they share their draws.
    """
    if seed is None:
        raise ValueError("permutations need a seed, so that the same figures come out again")
    rng = np.random.default_rng(seed)
    n = values.size
    degree = np.diff(matrix.indptr)
    longest = int(degree.max())
    expected = degree * (values.sum() - values) / (n - 1)
    observed = matrix @ values - expected
    reached = np.zeros(n)
    for _ in range(permutations):
        drawn = rng.choice(n, size=min(longest + 1, n), replace=False)
        running = np.concatenate(([0.0], np.cumsum(values[drawn])))
        sums = running[degree]
        place = np.arange(drawn.size)
        own = drawn[place < degree[drawn]]
        sums[own] = running[degree[own] + 1] - values[own]
        reached += _as_far(sums - expected, observed, alternative)
    return (1 + reached) / (permutations + 1)


def _as_far(drawn: Floats, observed: Floats, alternative: Alternative) -> NDArray[np.bool_]:
    slack = 1e-9 * (1 + np.abs(observed))
    if alternative == "greater":
        return drawn >= observed - slack
    return np.abs(drawn) >= np.abs(observed) - slack
