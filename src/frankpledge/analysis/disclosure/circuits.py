"""Circuits through a table of rows × columns along which a count can move and every line add up as before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_LONGEST = 6


def circuits(rise: Ints, fall: Ints, row: Ints, column: Ints, rng: np.random.Generator) -> Ints:
    """Return for each of many tables by how much each place moves along a shortest circuit that raises one place.

    `rise` and `fall` (tables × rows × columns) are how far a place may move; the circuit begins at `row`, `column` of
    each table and moves as far as its narrowest place lets it. Zeros where there is no circuit of up to a dozen turns.
    Found breadth first: along its row to a place that may fall, down that column to one that may rise, and so on; of
    several that would do one is drawn.
    """
    many, rows, columns = rise.shape
    draw = rng.random(rise.shape, dtype=np.float32)
    table = np.arange(many)
    by_row, by_column = np.full((many, rows), -1), np.full((many, columns), -1)
    lets_fall, lets_rise = fall > 0, rise > 0
    lets_fall[table, row, column] = False
    lets_rise[table, row, :] = False
    reached = lets_fall[table, row]
    by_column[reached] = np.broadcast_to(row[:, None], reached.shape)[reached]
    for _ in range(_LONGEST):
        steps = lets_rise & reached[:, None, :]
        fresh = steps.any(axis=2) & (by_row < 0)
        by_row[fresh] = (steps * draw).argmax(axis=2)[fresh]
        steps = lets_fall & fresh[:, :, None]
        reached = steps.any(axis=1) & (by_column < 0)
        by_column[reached] = (steps * draw).argmax(axis=1)[reached]
    return _moved(rise, fall, row, column, by_row, by_column)


def _moved(rise: Ints, fall: Ints, row: Ints, column: Ints, by_row: Ints, by_column: Ints) -> Ints:
    """Walk each circuit back from its column to its row, marking places that rise and fall, then move them alike."""
    signs = np.zeros(rise.shape, dtype=np.int64)
    open_ = np.flatnonzero((by_column[np.arange(len(row)), column] >= 0) & (rise[np.arange(len(row)), row, column] > 0))
    signs[open_, row[open_], column[open_]] = 1
    at = column[open_]
    while open_.size:
        turn = by_column[open_, at]
        signs[open_, turn, at] = -1
        going = turn != row[open_]
        open_, turn = open_[going], turn[going]
        at = by_row[open_, turn]
        signs[open_, turn, at] = 1
    room = np.where(signs > 0, rise, np.where(signs < 0, fall, np.iinfo(np.int64).max))
    return np.asarray(signs * np.where(signs.any(axis=(1, 2)), room.min(axis=(1, 2)), 0)[:, None, None])
