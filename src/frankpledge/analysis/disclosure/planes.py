"""Large tables of two axes: other tables that fit all that is shown, found by moving counts along circuits.

In two axes every change that no total notices is made of circuits: a count up, another of its row down, another of that
column up, and so on back again. Many tables are moved side by side, each by one count after another.
"""

from __future__ import annotations

import numpy as np

from frankpledge.analysis.disclosure.circuits import circuits
from frankpledge.analysis.disclosure.witnesses import ENDLESS, Flags, Goals, Ints

_TABLES, _PUSHES, _AGAIN = 16, 4, 2  # tables side by side; pushes of one count; rounds that may answer nothing


class Plane:
    """A table with its totals in the last row and column, what of it is hidden, and how far its small counts may go."""

    def __init__(self, values: Ints, hidden: Flags, goals: Goals, *, seed: int = 1) -> None:
        self._values, self._hidden, self._goals = values, hidden, goals
        self._rng = np.random.default_rng(seed)
        rows, columns = (np.arange(size) == size - 1 for size in values.shape)
        # A total moves with its parts and not against them, the total of totals against them again.
        self._even = rows[:, None] == columns[None, :]
        self.tables: list[Ints] = []

    def hunt(self) -> None:
        """Push every small count as low and as high as is asked, as far as what is hidden lets it."""
        idle = 0
        while idle < _AGAIN and (left := self._goals.open_questions()[0].size):
            self._look(self._pushed())
            idle = 0 if self._goals.open_questions()[0].size < left else idle + 1

    def take(self, table: Ints) -> None:
        """Keep a table that fits as a witness."""
        self._goals.see(table)
        self.tables.append(table.astype(np.int32))

    def _pushed(self) -> Ints:
        """Return tables in each of which the open counts were pushed in an order of its own, those there kept still."""
        tables = np.repeat(self._values[None], _TABLES, axis=0)
        locked = np.zeros(tables.shape, dtype=np.bool_)
        asked, up = self._goals.open_questions()
        orders = np.array([self._rng.permutation(asked.size) for _ in range(_TABLES)])
        every = np.arange(_TABLES)
        for which in orders.T[: 1 + asked.size // _TABLES]:
            cells, ways = self._goals.cells[asked[which]], up[which]
            for _ in range(_PUSHES):
                if self._need(tables, cells, ways).any():
                    self._push(tables, locked, cells, ways)
            there = self._need(tables, cells, ways) == 0
            locked[every[there], cells[there, 0], cells[there, 1]] = True
        return tables

    def _push(self, tables: Ints, locked: Flags, cells: Ints, up: Flags) -> None:
        """Move one count of each table towards what is asked of it, along a shortest circuit."""
        every, row, column = np.arange(_TABLES), cells[:, 0], cells[:, 1]
        free = self._hidden & ~locked
        forward = up == self._even[row, column]
        up_to, down_to = np.where(free, ENDLESS, 0), np.where(free, tables, 0)
        rise, fall = np.where(self._even, up_to, down_to), np.where(self._even, down_to, up_to)
        rise, fall = (np.where(forward[:, None, None], one, other) for one, other in ((rise, fall), (fall, rise)))
        rise[every, row, column] = np.minimum(self._need(tables, cells, up), rise[every, row, column])
        moved = circuits(rise, fall, row, column, self._rng) * np.where(forward, 1, -1)[:, None, None]
        tables += np.where(self._even, moved, -moved)

    def _need(self, tables: Ints, cells: Ints, up: Flags) -> Ints:
        """Return how far the count of each table still is from what is asked of it."""
        now = tables[np.arange(_TABLES), cells[:, 0], cells[:, 1]]
        return np.asarray(np.maximum(np.where(up, self._goals.most - now, now - self._goals.least), 0))

    def _look(self, tables: Ints) -> None:
        for table in tables:
            if self._goals.answers(table):
                self.take(table)
