"""Moran's I: whether places of like values lie together on the whole map, and around which places they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array
from scipy.stats import norm

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.places.draws import Ints, times_reached
from frankpledge.analysis.places.local import Adjust, adjusted, check_draws, check_reach, varied
from frankpledge.analysis.places.near import as_neighbours
from frankpledge.analysis.refusals import NotEnoughData

Weights = Literal["row", "binary"]
_WEIGHTS = ("row", "binary")
_LEAST = 4
QUADRANTS = ("high among high", "low among high", "low among low", "high among low")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoransI:
    """`statistic` is I; without pattern it would be `expected`. `p_value` is two-sided, `simulated` from permutations.

    `z` and `p_value` suppose that the values could stand anywhere (randomisation). `islands` have no neighbour.
    """

    statistic: float
    expected: float
    variance: float
    z: float
    p_value: float
    simulated: float | None
    n: int
    islands: int
    weights: Weights
    permutations: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalMoran:
    """One entry a place: `statistic` is its I, `quadrant` what kind of place it is, `significant` after `adjust`.

    `p_value` is from conditional permutations, one-sided and folded as is usual: (1 + the fewer of ≥ and <) ÷ (R + 1).
    Places without neighbours have no statistic (NaN).
    """

    statistic: Floats
    p_value: Floats
    significant: NDArray[np.bool_]
    quadrant: tuple[str, ...]
    n: int
    adjust: Adjust
    alpha: float
    permutations: int
    seed: int


def morans_i(
    *,
    values: Sequence[float] | Floats,
    neighbours: csr_array,
    weights: Weights = "row",
    permutations: int = 0,
    seed: int = 1,
) -> MoransI:
    """Return Moran's I of the values over sparse binary neighbours without the diagonal.

    `row` weighs the neighbours of a place alike and together as 1 (as esda and GeoDa do), `binary` each as 1. z and p
    by randomisation (Cliff and Ord 1981); with `permutations` also p = (1 + the fewer of ≥ and <)/(R + 1). Under four
    places, missing values, nobody with a neighbour and a map without variation are `NotEnoughData`.
    """
    check_draws(permutations, least=0)
    array, matrix = _checked(values, neighbours)
    w = _weighted(matrix, weights)
    n, s0 = array.size, float(w.sum())
    centred = array - array.mean()
    square = float(centred @ centred)
    value = n / s0 * float(centred @ (w @ centred)) / square
    expected, variance = -1 / (n - 1), _variance(w, centred)
    z = (value - expected) / sqrt(variance)
    simulated = None
    if permutations:
        rng = np.random.default_rng(seed)
        drawn = np.empty(permutations)
        for draw in range(permutations):
            mixed = rng.permutation(centred)
            drawn[draw] = n / s0 * float(mixed @ (w @ mixed)) / square
        simulated = float(_folded(int(np.sum(drawn >= value - 1e-12)), permutations))
    return MoransI(
        statistic=value,
        expected=expected,
        variance=variance,
        z=z,
        p_value=float(2 * norm.sf(abs(z))),
        simulated=simulated,
        n=n,
        islands=int(np.sum(np.diff(matrix.indptr) == 0)),
        weights=weights,
        permutations=permutations,
        seed=seed,
    )


def local_moran(
    *,
    values: Sequence[float] | Floats,
    neighbours: csr_array,
    permutations: int = 999,
    seed: int = 1,
    adjust: Adjust = "fdr",
    alpha: float = 0.05,
) -> LocalMoran:
    """Return for each place whether it and its neighbours are alike, or unlike, beyond what shuffling the others gives.

    Anselin (1995), with row weights: I_i = z_i × the mean z of the neighbours, z by the standard deviation with n − 1.
    The focal value stays and the others are drawn without replacement. Rates of small places vary by chance: give
    (observed − expected) ÷ √expected instead. A threshold that so few permutations cannot reach is refused (for the
    false discovery rate only where no number of places could reach it: in a map of thousands, 999 permutations call a
    place alone never). What `morans_i` refuses is refused here too.
    """
    check_draws(permutations, least=1)
    array, matrix = _checked(values, neighbours)
    n = array.size
    check_reach(permutations, needed=alpha / n if adjust == "bonferroni" else alpha)
    z = (array - array.mean()) / array.std(ddof=1)
    degree = np.diff(matrix.indptr).astype(np.int64)
    there = degree > 0
    lag = np.divide(matrix @ z, degree, out=np.full(n, np.nan), where=there)
    above = _times_above(z, degree, np.nan_to_num(lag), permutations, seed)
    p_value = np.where(there, _folded(above, permutations), np.nan)
    places = np.where(z >= 0, np.where(lag >= 0, 0, 3), np.where(lag >= 0, 1, 2))
    return LocalMoran(
        statistic=z * lag,
        p_value=p_value,
        significant=adjusted(p_value, adjust=adjust, alpha=alpha),
        quadrant=tuple(
            QUADRANTS[place] if held else "no neighbours" for place, held in zip(places, there, strict=True)
        ),
        n=n,
        adjust=adjust,
        alpha=alpha,
        permutations=permutations,
        seed=seed,
    )


def _checked(values: Sequence[float] | Floats, neighbours: csr_array) -> tuple[Floats, csr_array]:
    array = varied(values)
    if array.size < _LEAST:
        raise NotEnoughData(f"A pattern needs {_LEAST} places; there are {array.size}.", where="values")
    matrix = as_neighbours(neighbours, n=array.size)
    if matrix.nnz == 0:
        raise NotEnoughData("No place has a neighbour.", where="neighbours")
    return array, matrix


def _weighted(matrix: csr_array, weights: Weights) -> csr_array:
    if weights not in _WEIGHTS:
        raise ValueError(f"{weights!r} is not one of the weights {', '.join(_WEIGHTS)}")
    if weights == "binary":
        return matrix
    degree = np.diff(matrix.indptr)
    return csr_array(diags_array(np.divide(1.0, degree, out=np.zeros(degree.size), where=degree > 0)) @ matrix)


def _variance(w: csr_array, centred: Floats) -> float:
    """Return the variance of I when the values could stand anywhere (Cliff and Ord 1981, equation 1.44)."""
    n, s0 = centred.size, float(w.sum())
    both = csr_array(w + w.T)
    s1 = float((both.multiply(both)).sum()) / 2
    s2 = float(np.sum((np.asarray(w.sum(axis=1)).ravel() + np.asarray(w.sum(axis=0)).ravel()) ** 2))
    k = float(np.mean(centred**4) / np.mean(centred**2) ** 2)
    first = n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    second = k * ((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    return (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0**2) - 1 / (n - 1) ** 2


def _folded(above: int | Ints, permutations: int) -> Floats:
    fewer = np.minimum(np.asarray(above), permutations - np.asarray(above))
    return np.asarray((fewer + 1) / (permutations + 1), dtype=np.float64)


def _times_above(z: Floats, degree: Ints, lag: Floats, permutations: int, seed: int) -> Ints:
    """Return how many draws of each place's neighbours give a statistic at least its own."""
    sums = lag * degree
    slack = 1e-12 * (1 + degree)
    above, below = times_reached(
        values=z, degree=degree, permutations=permutations, seed=seed, upper=sums - slack, lower=sums + slack
    )
    return np.where(z > 0, above, np.where(z < 0, below, permutations))
