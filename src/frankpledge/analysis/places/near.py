"""Who is next to whom: sparse binary matrices without the diagonal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.spatial import cKDTree

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.refusals import NotEnoughData

_STEPS = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]


def neighbours(
    *,
    points: Sequence[tuple[float, float]] | Floats | None = None,
    within: float | None = None,
    grid: tuple[int, int] | None = None,
    corners: bool = True,
    pairs: Iterable[tuple[int, int]] | None = None,
    n: int | None = None,
) -> csr_array:
    """Return a symmetric binary sparse matrix of neighbours, without the diagonal.

    Exactly one kind: `points` (n × 2, metres) with `within` (inclusive; points at one place are neighbours of each
    other, and with 0 nobody else is); `grid` of rows × columns in row order, by edges and, unless turned off,
    `corners`; `pairs` of indices of `n` places that touch (given once or twice, in either order). A place without
    neighbours (an island, a stray point) has an empty row. No points, and one without a place, are `NotEnoughData`.
    """
    if [points is None, grid is None, pairs is None].count(False) != 1:
        raise ValueError("give points with within, or grid, or pairs with n")
    if points is not None:
        return _near(as_points(points), within)
    if grid is not None:
        return _grid(*grid, corners=corners)
    assert pairs is not None
    return _matrix(np.array(list(pairs), dtype=np.int64).reshape(-1, 2), _size(n))


def as_neighbours(matrix: Any, *, n: int) -> csr_array:
    """Return the matrix as sparse and binary, after checking that it is n × n with an empty diagonal.

    Anything that scipy makes a sparse matrix of will do, and whatever carries one as `sparse` (libpysal's weights).
    The caller's matrix is never changed.
    """
    found = csr_array(getattr(matrix, "sparse", matrix), dtype=np.float64)
    if found.shape != (n, n):
        raise ValueError(f"{n} values but neighbours of shape {found.shape}")
    if not np.all(found.data == 1):
        if np.any((found.data != 0) & (found.data != 1)):
            raise ValueError("neighbours are binary: each entry is 1")
        found = csr_array(found, copy=True)
        found.eliminate_zeros()
    if np.any(found.diagonal() != 0):
        raise ValueError("a place is not its own neighbour: the diagonal must be empty")
    return found


def as_points(points: Sequence[tuple[float, float]] | Floats) -> Floats:
    """Return the points as an array of n × 2, once there are any and none is missing."""
    found = np.asarray(points, dtype=np.float64)
    if found.size == 0:
        raise NotEnoughData("There are no points.", where="points")
    if found.ndim != 2 or found.shape[1] != 2:
        raise ValueError(f"points are n × 2, not of shape {found.shape}")
    if not np.all(np.isfinite(found)):
        raise NotEnoughData("An event has no point; leave it out, and say how many were.", where="points")
    return found


def _near(points: Floats, within: float | None) -> csr_array:
    if within is None or not 0 <= within < np.inf:
        raise ValueError(f"points are neighbours within a stated distance, not within {within}")
    found = cKDTree(points).query_pairs(within, output_type="ndarray")
    return _matrix(found, len(points))


def _grid(rows: int, columns: int, *, corners: bool) -> csr_array:
    """Return the neighbours on a grid, written down row after row as they lie, without sorting any pairs."""
    if rows < 1 or columns < 1:
        raise ValueError(f"a grid of {rows} × {columns} has no places")
    steps = _STEPS if corners else [step for step in _STEPS if 0 in step]
    place = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns, 1)
    near = place + np.array([up * columns + across for up, across in steps], dtype=np.int32)
    there = np.ones((rows, columns, len(steps)), dtype=np.bool_)
    for at, (up, across) in enumerate(steps):
        there[_beyond(up), :, at] = False
        there[:, _beyond(across), at] = False
    edges = np.zeros(rows * columns + 1, dtype=np.int32)
    high, wide = _reached(rows)[:, None], _reached(columns)[None, :]
    np.cumsum(high * wide - 1 if corners else high + wide - 2, out=edges[1:])
    inside = near[there]
    return csr_array((np.ones(inside.size), inside, edges), shape=(rows * columns, rows * columns))


def _reached(many: int) -> np.ndarray[Any, np.dtype[np.int32]]:
    """Return how many of three rows (or columns) in a row, one's own in the middle, lie on the grid."""
    place = np.arange(many, dtype=np.int32)
    return np.asarray(1 + (place > 0) + (place < many - 1), dtype=np.int32)


def _beyond(step: int) -> slice:
    """Return the rows (or columns) from which a step leads off the grid."""
    return {-1: slice(0, 1), 0: slice(0, 0), 1: slice(-1, None)}[step]


def _size(n: int | None) -> int:
    if n is None:
        raise ValueError("pairs do not say how many places there are: give n")
    return n


def _matrix(pairs: np.ndarray[Any, np.dtype[np.int64]], n: int) -> csr_array:
    if pairs.size and (pairs.min() < 0 or pairs.max() >= n or np.any(pairs[:, 0] == pairs[:, 1])):
        raise ValueError(f"pairs must join two of the {n} places")
    both = np.concatenate([pairs, pairs[:, ::-1]])
    matrix = coo_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(n, n)).tocsr()
    matrix.data[:] = 1.0
    return matrix
