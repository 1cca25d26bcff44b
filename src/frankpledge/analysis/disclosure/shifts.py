"""Shifts: the cheapest way in which one count of a table could be another, so that every line adds up as before.

What moves must be hidden. The cheapest shift is a programme over the table: linear first, which in two axes is a flow
and comes out whole by itself, and in whole numbers where it does not. Source: Castro (2007), Computers & Operations
Research 39, for cheap flows one count after another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csc_array, csr_array, hstack

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.disclosure.attack import Unsolved

Ints = NDArray[np.int64]
_HIDDEN = 0.01  # what it costs to move a number that is hidden anyway: little, so that shifts stay short
_FAR = 10  # times what is asked, as far as any other number may rise
_NEAR_ENOUGH = 0.02
_INFEASIBLE = 2  # how HiGHS says so
_SLACK = 1e-6


def lines_of(values: Floats) -> csc_array:
    """Return the matrix whose rows add up each line's parts less its total (in its last place), none where that is NaN.

    Columns are the numbers of the table in order.
    """
    places = np.arange(values.size).reshape(values.shape)
    told = [
        np.moveaxis(places, axis, -1).reshape(-1, size)[~np.isnan(np.moveaxis(values, axis, -1)[..., -1].ravel())]
        for axis, size in enumerate(values.shape)
    ]
    firsts = np.cumsum([0, *(len(one) for one in told)])
    rows = np.concatenate(
        [np.repeat(np.arange(len(one)) + first, one.shape[1]) for one, first in zip(told, firsts, strict=False)]
    )
    signs = np.concatenate([np.tile(np.append(np.ones(one.shape[1] - 1), -1), len(one)) for one in told])
    columns = np.concatenate([one.ravel() for one in told])
    return csc_array((signs, (rows, columns)), shape=(firsts[-1], values.size))


def cheapest(lines: csc_array, values: Ints, cost: Floats, *, cell: int, by: int, seconds: float) -> Ints | None:
    """Return by how much each number moves when one moves `by`, at the least cost of all; None where it cannot.

    `values` and `cost` are flat: a cost of nothing is a number hidden anyway, an endless one may not move. `Unsolved`
    where no answer comes in time.
    """
    free = np.flatnonzero(np.isfinite(cost))
    at = int(np.searchsorted(free, cell))
    rise, fall = np.full(free.size, float(_FAR * abs(by))), values[free].astype(np.float64)
    least = np.zeros(2 * free.size)
    least[at if by > 0 else at + free.size] = abs(by)
    (fall if by > 0 else rise)[at] = 0
    moving = csr_array(lines[:, free])
    asked = {
        "c": np.tile(cost[free] + _HIDDEN, 2),
        "constraints": [LinearConstraint(hstack([moving, -moving], format="csr"), 0, 0)],
        "bounds": Bounds(least, np.concatenate([rise, fall])),
        "options": {"time_limit": seconds, "mip_rel_gap": _NEAR_ENOUGH},
    }
    found = milp(**asked)
    if found.x is not None and np.any(np.abs(found.x - np.round(found.x)) > _SLACK):
        found = milp(**asked, integrality=np.ones(2 * free.size))
    return _moved(found, free, values.size)


def _moved(found: OptimizeResult, free: Ints, size: int) -> Ints | None:
    if found.status == _INFEASIBLE:
        return None
    if found.x is None:
        raise Unsolved(
            f"What protects a count among {free.size} numbers was not found in its time.",
            cure="Publish coarser places, longer periods or fewer types.",
        )
    moved = np.zeros(size, dtype=np.int64)
    both = np.round(found.x).astype(np.int64)
    moved[free] = both[: free.size] - both[free.size :]
    return moved
