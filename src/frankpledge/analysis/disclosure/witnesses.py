"""Witnesses: other tables that everything shown fits just as well, with hidden counts as low or as high as is asked.

A programme over a hundred thousand cells takes hours for each question. Here a table is moved instead, by swaps that no
total notices: a count here up and there down, by types, months and areas at once, so that every line adds up as before.
Each table so reached is whole, not negative and agrees with every number shown; it is checked as such, and then proves
for every hidden count in it that this count cannot be told from that. What swaps do not reach is not proved safe.
Source: Diaconis and Sturmfels (1998), Annals of Statistics 26, for the moves; the rest is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.disclosure.circuits import circuits
from frankpledge.analysis.disclosure.shifts import cheapest, lines_of

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
ENDLESS = 1 << 40
_ROUNDS, _TURNS = 12, 4  # pushes of a count, counts of an area before a table is looked at
_MOST_TRIES, _TRIED, _AGAIN = 60, 1_200_000, 3  # tries of a count before it is left, the fewer the larger the table
_SWAP_AREAS = 20
_MENDED_TOGETHER, _SHAKEN = 20, 6
_BESIDE, _SECONDS = 6, 20.0  # areas among which a shift is worked out, and how long that may take


class Goals:
    """How low and how high each protected count (rows of indices) has been seen, and how far that has to be."""

    def __init__(self, cells: Ints, values: Ints, *, least: int, most: int) -> None:
        self.cells, self.least, self.most = cells, least, most
        self._at = tuple(cells.T)
        self.low, self.high = values[self._at].copy(), values[self._at].copy()

    def see(self, table: Ints) -> None:
        """Let a table that has been checked widen the ranges."""
        np.minimum(self.low, table[self._at], out=self.low)
        np.maximum(self.high, table[self._at], out=self.high)

    def accept(self, place: int, low: float, high: float) -> None:
        """Let what was proved otherwise of one count widen its range."""
        self.low[place] = min(self.low[place], low)
        self.high[place] = max(self.high[place], min(high, ENDLESS))

    def answers(self, table: Ints) -> bool:
        """Return whether a table shows a count further out than any before that did not go far enough."""
        found = table[self._at]
        up, down = (self.high < self.most) & (found > self.high), (self.low > self.least) & (found < self.low)
        return bool(np.any(up & (found >= self.most)) or np.any(down & (found <= self.least)))

    def is_answered(self, place: int, *, up: bool) -> bool:
        """Return whether a count has been seen as high, or as low, as is asked."""
        return bool(self.high[place] >= self.most if up else self.low[place] <= self.least)

    def open_questions(self) -> tuple[Ints, Flags]:
        """Return the places (in `cells`) of counts not yet seen so far out, and whether it is upwards."""
        up, down = np.flatnonzero(self.high < self.most), np.flatnonzero(self.low > self.least)
        return np.concatenate([up, down]), np.arange(up.size + down.size) < up.size


class Swaps:
    """Tables of areas × types × months with their totals in the last places, and the moves between them."""

    def __init__(self, values: Ints, hidden: Flags, goals: Goals, *, exactly: bool = False, seed: int = 1) -> None:
        self._values, self._hidden, self._goals = values, hidden, goals
        self._rng = np.random.default_rng(seed)
        self._whole = values.shape[0] - 1
        rows, columns = (np.arange(size) == size - 1 for size in values.shape[1:])
        # A total moves with its parts and not against them, a total of totals against them again.
        self._even = rows[:, None] == columns[None, :]
        self._exactly = exactly
        self.tables: list[Ints] = []

    def hunt(self) -> Ints:
        """Push every count as low and as high as is asked, many areas at a time; return those that get not so far."""
        tries = np.zeros((len(self._goals.cells), 2), dtype=np.int64)
        # The first time it pays to look long: what is found then need not be paid for by hiding more.
        most = _AGAIN if self.tables else min(_MOST_TRIES, _TRIED // self._values.size + 1)
        table = self._values.copy()
        while True:
            asked, up = self._goals.open_questions()
            left = tries[asked, up.astype(np.int64)] < most
            if not left.any():
                return np.unique(asked)
            locked = np.zeros(table.shape, dtype=np.bool_)
            for _ in range(_TURNS):
                picked = self._one_an_area(asked[left], up[left])
                tries[picked[0], picked[1].astype(np.int64)] += 1
                self._push_all(table, locked, *picked)
            self._look(table)

    def mend(self, asked: Ints, cost: Floats) -> Ints:
        """Hide what keeps counts (places in the goals) from moving as far as is asked; return those it cannot free.

        `cost` is what hiding each number loses, endless where it may not be. Each count is pushed by the swaps that
        free most for what they lose, in one table after another, and what these swaps move is hidden from then on. Or,
        `exactly`, the cheapest shift among several areas is worked out, which takes longer and hides less.
        """
        if self._exactly:
            return np.array(
                [place for place in asked.tolist() if not self._mended_exactly(place, cost)], dtype=np.int64
            )
        failed = []
        for batch in np.array_split(asked, ceil(asked.size / _MENDED_TOGETHER)):
            table, locked = self._values.copy(), np.zeros(self._values.shape, dtype=np.bool_)
            for place in batch.tolist():
                if not self._mended(table, locked, place, cost) and not self._mended_alone(place, cost):
                    failed.append(place)
            self._look(table)
        return np.array(failed, dtype=np.int64)

    def _mended(self, table: Ints, locked: Flags, place: int, cost: Floats) -> bool:
        """Push a count up and, in another table, down; return whether it got as far as is asked both times."""
        cell = tuple(self._goals.cells[place].tolist())
        if self._goals.low[place] > self._goals.least:
            lower = self._values.copy()
            free = np.zeros(lower.shape, dtype=np.bool_)
            if not self._freed(lower, free, cell, cost, up=False):
                return False
            self._look(lower)
        if self._goals.high[place] >= self._goals.most:
            return True
        there = self._freed(table, locked, cell, cost, up=True)
        locked[cell] = there
        return there

    def _mended_exactly(self, place: int, cost: Floats) -> bool:
        """Shift a count up and, in another table, down, among the areas whose swaps with it lose least."""
        cell = tuple(self._goals.cells[place].tolist())
        for up in (False, True):
            if self._goals.is_answered(place, up=up):
                continue
            by = int((self._goals.most if up else self._goals.least) - self._values[cell])
            areas = self._cheapest_beside(cell, cost, abs(by), up=up)
            block, price = self._values[areas], np.where(self._hidden, 0.0, cost)[areas]
            at = int(np.ravel_multi_index((int(np.searchsorted(areas, cell[0])), *cell[1:]), block.shape))
            lines = lines_of(np.zeros(block.shape))
            moved = cheapest(lines, block.ravel(), price.ravel(), cell=at, by=by, seconds=_SECONDS)
            if moved is None:
                return self._mended_alone(place, cost)
            table = self._values.copy()
            table[areas] += moved.reshape(block.shape)
            self._hidden[table != self._values] = True
            self._look(table)
        return True

    def _cheapest_beside(self, cell: tuple[int, ...], cost: Floats, need: int, *, up: bool) -> Ints:
        """Return the area of a count, those whose swaps with it lose least, and the whole, in order."""
        nothing = np.zeros(self._values.shape, dtype=np.bool_)
        lost, reach, others = self._swaps_of(self._values, nothing, cell, cost, need, up=up)
        by_area = (lost / np.maximum(reach, 1)).min(axis=(1, 2))
        return np.union1d(others[np.argsort(by_area, kind="stable")[:_BESIDE]], [cell[0], self._whole])

    def _mended_alone(self, place: int, cost: Floats) -> bool:
        """Try again from the true table, with costs shaken so that another way is taken each time."""
        for _ in range(_SHAKEN):
            table = self._values.copy()
            shaken = cost * self._rng.uniform(0.3, 1.0, cost.shape)
            if self._mended(table, np.zeros(table.shape, dtype=np.bool_), place, shaken):
                self._look(table)
                return True
        return False

    def _freed(self, table: Ints, locked: Flags, cell: tuple[int, ...], cost: Floats, *, up: bool) -> bool:
        """Push one count as far as is asked, hiding the numbers that have to move; return whether it got there."""
        while (need := int(self._goals.most - table[cell] if up else table[cell] - self._goals.least)) > 0:
            lost, reach, others = self._swaps_of(table, locked, cell, cost, need, up=up)
            best = np.unravel_index(int(np.argmin(lost / np.maximum(reach, 1))), lost.shape)
            if not np.isfinite(lost[best]):
                return False
            far = (int(others[best[0]]), int(best[1]), int(best[2]))
            self._hidden[np.ix_(*zip(cell, far, strict=True))] = True
            self._move(table, cell, far, int(reach[best]) if up == self._even[cell[1:]] else -int(reach[best]))
        return True

    def _swaps_of(
        self, table: Ints, locked: Flags, cell: tuple[int, ...], cost: Floats, need: int, *, up: bool
    ) -> tuple[Floats, Ints, Ints]:
        """Return for every swap of a count what it loses and how far it reaches, and the areas it was tried with."""
        area, row, column = cell
        others = self._beside(table, cell)
        forward = np.full(others.size, up) == self._even[row, column]
        rise, fall = self._room(table, np.full(others.size, area), others, forward)
        reach = np.minimum(_least(rise, fall, row, column), np.minimum(need, rise[:, row, column])[:, None, None])
        price = np.where(self._hidden, 0.0, cost)
        price = np.where(locked[area] | locked[others], np.inf, price[area] + price[others])
        lost = price + price[:, row, None, :] + price[:, :, column, None] + price[:, row, column, None, None]
        lost[reach <= 0] = np.inf
        lost[:, row, :] = np.inf
        lost[:, :, column] = np.inf
        return lost, reach, others

    def _beside(self, table: Ints, cell: tuple[int, ...]) -> Ints:
        """Return areas to swap with: some that have events in the same place, some others, and the whole."""
        area, row, column = cell
        every = np.delete(np.arange(self._whole + 1), area)
        if every.size <= 2 * _SWAP_AREAS:
            return every
        some = np.flatnonzero(table[: self._whole, row, column] > 0)
        mixed = [self._rng.permutation(part)[:_SWAP_AREAS] for part in (some, every)]
        return np.setdiff1d(np.append(np.concatenate(mixed), self._whole), area)

    def _one_an_area(self, asked: Ints, up: Flags) -> tuple[Ints, Flags]:
        order = self._rng.permutation(asked.size)
        _, first = np.unique(self._goals.cells[asked[order], 0], return_index=True)
        return asked[order[first]], up[order[first]]

    def _push_all(self, table: Ints, locked: Flags, asked: Ints, up: Flags) -> None:
        """Push one count of each area, beside another area each time, and keep those that got there where they are."""
        of_area = np.full(self._whole + 1, -1)
        of_area[self._goals.cells[asked, 0]] = np.arange(asked.size)
        for _ in range(_ROUNDS):
            mixed = self._rng.permutation(self._whole + 1)
            half = mixed.size // 2
            one, other = mixed[:half], mixed[half : 2 * half]
            turned = of_area[one] < 0
            one, other = np.where(turned, other, one), np.where(turned, one, other)
            held = of_area[one] >= 0
            one, other = one[held], other[held]
            if not one.size:
                return
            which = of_area[one]
            cells = self._goals.cells[asked[which]]
            self._push(table, locked, cells, other, up[which])
            now = table[tuple(cells.T)]
            there = np.where(up[which], now >= self._goals.most, now <= self._goals.least)
            locked[tuple(cells[there].T)] = True
            of_area[one[there]] = -1

    def _room(self, table: Ints, one: Ints, other: Ints, forward: Flags) -> tuple[Ints, Ints]:
        """Return how far the move of each place may rise and fall for pairs of areas (pairs × types × months)."""
        first, second = table[one], table[other]
        whole = ((one == self._whole) | (other == self._whole))[:, None, None]
        both, endless = np.minimum(first, second), np.full(first.shape, ENDLESS)
        rise = np.where(self._even, np.where(whole, endless, second), np.where(whole, both, first))
        fall = np.where(self._even, np.where(whole, both, first), np.where(whole, endless, second))
        ahead = forward[:, None, None]
        return np.where(ahead, rise, fall), np.where(ahead, fall, rise)

    def _push(self, table: Ints, locked: Flags, cells: Ints, other: Ints, up: Flags) -> None:
        """Move the count of each row of `cells` the way it is asked, by the best rectangle beside another area."""
        one, row, column = cells.T
        pair = np.arange(one.size)
        forward = up == self._even[row, column]
        rise, fall = self._room(table, one, other, forward)
        free = self._hidden[one] & self._hidden[other] & ~locked[one] & ~locked[other]
        rise, fall = np.where(free, rise, 0), np.where(free, fall, 0)
        now = table[one, row, column]
        need = np.where(up, self._goals.most - now, now - self._goals.least)
        most = np.maximum(np.minimum(need, rise[pair, row, column]), 0)
        rise[pair, row, column] = most
        moved = circuits(rise, fall, row, column, self._rng) * np.where(forward, 1, -1)[:, None, None]
        against = np.where((one == self._whole) | (other == self._whole), 1, -1)[:, None, None]
        moved = np.where(self._even, moved, -moved)
        table[one] += moved
        table[other] += moved * against

    def _move(self, table: Ints, cell: tuple[int, ...], far: tuple[int, ...], by: int) -> None:
        """Move the corners of a swap, so that every line adds up as before."""
        against = 1 if self._whole in (cell[0], far[0]) else -1
        for row, rows_way in ((cell[1], 1), (far[1], -1)):
            for column, way in ((cell[2], rows_way), (far[2], -rows_way)):
                moved = by * way * (1 if self._even[row, column] else -1)
                table[cell[0], row, column] += moved
                table[far[0], row, column] += moved * against

    def _look(self, table: Ints) -> None:
        """Let a table count as a witness when it answers anything, and fits all that is shown."""
        if self._goals.answers(table) and fits(table, self._values, self._hidden):
            self._goals.see(table)
            self.tables.append(table.astype(np.int32))


def fits(table: Ints, values: Ints, hidden: Flags) -> bool:
    """Return whether a table is one of counts that agrees with every number shown and adds up along every line."""
    adds_up = all(np.array_equal(parts.sum(axis=axis), total) for axis, parts, total in _lines(table))
    return bool(np.all(table >= 0)) and adds_up and np.array_equal(table[~hidden], values[~hidden])


def _lines(table: Ints) -> Iterator[tuple[int, Ints, Ints]]:
    for axis in range(table.ndim):
        whole = table.shape[axis] - 1
        yield axis, np.take(table, range(whole), axis=axis), np.take(table, whole, axis=axis)


def _least(rise: Ints, fall: Ints, row: int, column: int) -> Ints:
    return np.asarray(np.minimum(np.minimum(rise, fall[:, row, None, :]), fall[:, :, column, None]))
