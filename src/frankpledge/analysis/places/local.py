"""Gi*: whether a place and its neighbours together are higher, or lower, than the rest of the map would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import ndtr

from frankpledge.analysis.counts import Floats, series
from frankpledge.analysis.places.draws import times_reached
from frankpledge.analysis.places.near import as_neighbours
from frankpledge.analysis.refusals import NotEnoughData

Adjust = Literal["none", "bonferroni", "fdr"]
Alternative = Literal["two-sided", "greater", "less", "directed"]
_ADJUSTMENTS = ("none", "bonferroni", "fdr")
_ALTERNATIVES = ("two-sided", "greater", "less", "directed")
_EQUAL = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class GiStar:
    """One entry a place. `p_value` is unadjusted; `significant` is after `adjust` at `alpha`.

    A place whose neighbours are the whole map has no z: NaN, and not significant. With `permutations`, `p_value` is the
    permutation's, drawn from `seed`, and cannot be below 1/(permutations + 1); it is 1 where nothing can be shuffled:
    for a place without neighbours (an island, whose z is of its own value alone) and for one beside all the others.
    """

    z: Floats
    p_value: Floats
    significant: NDArray[np.bool_]
    n: int
    adjust: Adjust
    alpha: float
    alternative: Alternative
    permutations: int
    seed: int


def gi_star(
    *,
    values: Sequence[float] | Floats,
    neighbours: csr_array,
    permutations: int = 0,
    adjust: Adjust = "none",
    alpha: float = 0.05,
    alternative: Alternative = "two-sided",
    seed: int = 1,
) -> GiStar:
    """Return Getis and Ord's Gi* of each place over itself and its neighbours, with its p-value.

    `neighbours` is a sparse binary matrix without the diagonal (row i names the neighbours of place i; it need not be
    symmetric); the method adds self. z is Ord and Getis (1995), equation 14, against the normal. `two-sided` p is ours,
    since places may be high or low; `greater` and `less` ask for one side only, and `directed` for the side on which a
    place lies (what esda prints as p_norm and p_sim: half of the two-sided, so that twice as many places are called
    significant as `alpha` says).

    With `permutations` the focal value stays and the others are drawn without replacement: p = (1 + #≥)/(R + 1), equal
    sums among the ≥ (esda where numba compiles it misses some of them, so that on whole counts its p is lower). A
    threshold that so few permutations cannot reach is refused: `alpha`, or `alpha` ÷ places where adjusted, which for
    the false discovery rate is what a place alone on the map needs. Missing values, no places and a map without
    variation (one place, a map of zeros) are `NotEnoughData`.
    """
    if alternative not in _ALTERNATIVES:
        raise ValueError(f"{alternative!r} is not one of the alternatives {', '.join(_ALTERNATIVES)}")
    check_draws(permutations, least=0)
    array = varied(values)
    matrix = as_neighbours(neighbours, n=array.size)
    z = _z(array, matrix)
    if permutations:
        check_reach(permutations, needed=alpha if adjust == "none" else alpha / array.size)
        p_value = _permuted(array, matrix, permutations, alternative, seed)
    else:
        p_value = _normal(z, alternative)
    return GiStar(
        z=z,
        p_value=p_value,
        significant=adjusted(p_value, adjust=adjust, alpha=alpha),
        n=array.size,
        adjust=adjust,
        alpha=alpha,
        alternative=alternative,
        permutations=permutations,
        seed=seed,
    )


def varied(values: Sequence[float] | Floats) -> Floats:
    """Return one value a place, once none is missing and they differ by more than arithmetic makes of equal ones."""
    array = series(values)
    if np.any(np.isnan(array)):
        raise NotEnoughData("A place has no value; leave it out or give its count.", where="values")
    if np.ptp(array) <= _EQUAL * np.max(np.abs(array)):
        raise NotEnoughData("Every place has the same value: not enough variation.", where="values")
    return array


def check_draws(permutations: int, *, least: int) -> None:
    """Refuse fewer permutations than make sense, with a ValueError."""
    if permutations < least:
        raise ValueError(f"{permutations} permutations: {least} or more make sense")


def adjusted(p_values: Floats, *, adjust: Adjust, alpha: float) -> NDArray[np.bool_]:
    """Return which p-values are significant after the adjustment; NaN is not, and does not count as a test.

    `fdr` is Benjamini and Hochberg (1995).
    """
    if not 0 < alpha < 1:
        raise ValueError(f"an alpha of {alpha:g} does not lie between 0 and 1")
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
    n, degree = values.size, np.diff(matrix.indptr)
    # The expected sum and its spread depend on how many places are added up alone: worked out once for each number.
    many = np.arange(1.0, float(degree.max()) + 2)
    spread = np.std(values) * np.sqrt((n * many - many**2) / (n - 1))
    spread[spread == 0] = np.nan
    z: Floats = (matrix @ values + values - (values.mean() * many)[degree]) / spread[degree]
    return z


def check_reach(permutations: int, *, needed: float) -> None:
    """Refuse a threshold that the least p of so many permutations does not reach."""
    least = 1 / (permutations + 1)
    if least > needed:
        raise NotEnoughData(
            f"{permutations} permutations cannot give a p below {least:.3g}, and {needed:.3g} is needed.",
            cure="Use more permutations, or the analytic p.",
        )


def _normal(z: Floats, alternative: Alternative) -> Floats:
    if alternative == "two-sided":
        return np.asarray(2 * ndtr(-np.abs(z)))
    towards = {"greater": -z, "less": z, "directed": -np.abs(z)}[alternative]
    return np.asarray(ndtr(towards))


def _permuted(values: Floats, matrix: csr_array, permutations: int, alternative: Alternative, seed: int) -> Floats:
    """Return permutation p-values; what differs by less than arithmetic can tell counts as reached."""
    degree = np.diff(matrix.indptr).astype(np.int64)
    expected = degree * (values.sum() - values) / (values.size - 1)
    observed = matrix @ values
    away, slack = np.abs(observed - expected), 1e-9 * (1 + np.abs(observed))
    two_sided = alternative == "two-sided"
    above, below = times_reached(
        values=values,
        degree=degree,
        permutations=permutations,
        seed=seed,
        upper=(expected + away if two_sided else observed) - slack,
        lower=(expected - away if two_sided else observed) + slack,
    )
    reached = {
        "greater": above,
        "less": below,
        "directed": np.minimum(above, permutations - above),
        "two-sided": np.where(away <= slack, permutations, above + below),
    }[alternative]
    return np.asarray((1 + reached) / (permutations + 1))
