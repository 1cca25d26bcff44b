"""Conditional draws: what the neighbours of a place would add up to if the values of all other places were shuffled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats

Ints = NDArray[np.int64]
_AT_ONCE = 4_000_000  # numbers drawn before they are counted


def times_reached(
    *, values: Floats, degree: Ints, permutations: int, seed: int, upper: Floats, lower: Floats
) -> tuple[Ints, Ints]:
    """Return for each place in how many draws its neighbours add up to `upper` or more, and to `lower` or less.

    The focal place stays, and as many others as it has neighbours are drawn without replacement. One draw serves every
    place (as in esda): the first k that are not the place itself are such a sample, so each count is exact although
    places share their draws. All places of one degree share their sums too, but for those that were drawn themselves;
    so sums are sorted once a degree and looked up, and the few drawn ones are put right after.
    """
    rng = np.random.default_rng(seed)
    size = min(int(degree.max()) + 1, values.size)
    by_degree = [(int(degree[part[0]]), part) for part in _alike(degree)]
    above, below = np.zeros(values.size, dtype=np.int64), np.zeros(values.size, dtype=np.int64)
    step = max(1, _AT_ONCE // size)
    for first in range(0, permutations, step):
        rounds = min(step, permutations - first)
        drawn = np.array([rng.choice(values.size, size=size, replace=False) for _ in range(rounds)])
        running = np.concatenate([np.zeros((rounds, 1)), np.cumsum(values[drawn], axis=1)], axis=1)
        for k, places in by_degree:
            sums = np.sort(running[:, k])
            above[places] += rounds - np.searchsorted(sums, upper[places], side="left")
            below[places] += np.searchsorted(sums, lower[places], side="right")
        _put_right(above, below, values, degree, drawn, running, upper, lower)
    return above, below


def _alike(degree: Ints) -> list[Ints]:
    """Return the places of each degree."""
    order = np.argsort(degree, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(degree[order])) + 1)


def _put_right(
    above: Ints, below: Ints, values: Floats, degree: Ints, drawn: Ints, running: Floats, upper: Floats, lower: Floats
) -> None:
    """Replace, for places that were among their own draw, the sum with them by the sum without."""
    rounds, place = np.nonzero(np.arange(drawn.shape[1]) < degree[drawn])
    own = drawn[rounds, place]
    counted = running[rounds, degree[own]]
    without = running[rounds, degree[own] + 1] - values[own]
    np.add.at(above, own, (without >= upper[own]).astype(np.int64) - (counted >= upper[own]))
    np.add.at(below, own, (without <= lower[own]).astype(np.int64) - (counted <= lower[own]))
