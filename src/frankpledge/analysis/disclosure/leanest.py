"""As few numbers hidden as leave every small count of a table its room, for tables that are not large.

For each small count, low and high, the cheapest shift hides what has to move; then each number so hidden, the dearest
first, is shown again where the others do without it. Source: Fischetti and Salazar (2001), Management Science 47, for
what is asked; orders are drawn, and of several the one that loses least is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.disclosure.shifts import cheapest, lines_of
from frankpledge.analysis.disclosure.witnesses import Flags, Goals, Ints


@dataclass(frozen=True, slots=True)
class Hiding:
    """What is hidden (small counts and others), what the others lose, and the tables that prove it enough."""

    hidden: Flags
    lost: float
    tables: tuple[Ints, ...]


class Leanest:
    """A table with its totals (a total over a missing count is none) of which small counts are to be protected."""

    def __init__(self, values: Floats, cost: Floats, small: Flags, *, most: int, seconds: float) -> None:
        self._shape, self._most, self._seconds = values.shape, most, seconds
        self._values = np.nan_to_num(values).astype(np.int64).ravel()
        self._cost, self._small = cost.ravel(), small.ravel()
        self._lines = lines_of(values)
        self._places = np.flatnonzero(self._small)

    def hide(self, *, seed: int) -> Hiding | None:
        """Return what to hide, each count asked in an order drawn from the seed; None where no hiding would do."""
        rng = np.random.default_rng(seed)
        hidden, tables, goals = self._small.copy(), list[Ints](), self._goals()
        asked, up = goals.open_questions()
        for which in rng.permutation(asked.size):
            if goals.is_answered(int(asked[which]), up=bool(up[which])):
                continue
            table = self._shifted(int(asked[which]), np.where(hidden, 0.0, self._cost), up=bool(up[which]))
            if table is None:
                return None
            hidden |= table != self._values
            goals.see(table)
            tables.append(table)
        return self._leaner(hidden, tables)

    def _leaner(self, hidden: Flags, tables: list[Ints]) -> Hiding:
        """Show again what the others do without, the dearest first."""
        beside = np.flatnonzero(hidden & ~self._small)
        for cell in beside[np.argsort(-self._cost[beside], kind="stable")]:
            kept = [table for table in tables if table[cell] == self._values[cell]]
            hidden[cell] = False
            if self._refilled(kept, hidden):
                tables = kept
            else:
                hidden[cell] = True
        lost = float(self._cost[hidden & ~self._small].sum())
        shaped = tuple(table.reshape(self._shape) for table in tables)
        return Hiding(hidden=hidden.reshape(self._shape), lost=lost, tables=shaped)

    def _refilled(self, kept: list[Ints], hidden: Flags) -> bool:
        """Find tables for the questions that those kept leave open, without hiding more; return whether all are."""
        goals = self._goals()
        for table in kept:
            goals.see(table)
        while (asked := goals.open_questions())[0].size:
            other = self._shifted(int(asked[0][0]), np.where(hidden, 0.0, np.inf), up=bool(asked[1][0]))
            if other is None:
                return False
            goals.see(other)
            kept.append(other)
        return True

    def _goals(self) -> Goals:
        return Goals(self._places[:, None], self._values, least=1, most=self._most)

    def _shifted(self, place: int, cost: Floats, *, up: bool) -> Ints | None:
        """Return the table in which one count is as far out as is asked, by the cheapest shift; None without."""
        cell = int(self._places[place])
        by = int((self._most if up else 1) - self._values[cell])
        moved = cheapest(self._lines, self._values, cost, cell=cell, by=by, seconds=self._seconds)
        return None if moved is None else self._values + moved
