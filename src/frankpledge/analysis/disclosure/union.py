"""Hiding so that nothing can be worked out of all that was ever told: earlier releases, and what they have in common.

For each small count that the union of releases would narrow, and each end that it must reach, the cheapest way is
worked out in which other counts fit everything told before and as much as can be of what is told now; the new numbers
that would then be others are hidden. What was told before cannot be hidden any more. Source: Castro (2007), Computers
& Operations Research 39, for the cheapest shift; over a union of tables it is ours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import block_array, csr_array, eye_array, hstack, vstack
from scipy.sparse.csgraph import connected_components

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.disclosure.attack import Audit, audit
from frankpledge.analysis.disclosure.systems import SLACK, Memory
from frankpledge.analysis.disclosure.told import Cell, Published, Unsolved
from frankpledge.refusal import Refusal

Ints = NDArray[np.int64]
_SECONDS, _ROUNDS, _SHOWN_AGAIN = 20.0, 4, 6
_ZERO = 3.0  # what hiding a zero loses; a number loses log2 of it
_INFEASIBLE = 2  # how HiGHS says so
_HALF, _NEAR_ENOUGH = 0.5, 0.02
_HIDDEN = 0.01  # so that shifts stay short among what is hidden anyway


class GivenAway(Refusal, ValueError):
    """Small counts could be worked out whatever else of the release were hidden. `cells` are their names."""

    def __init__(self, cells: tuple[Cell, ...]) -> None:
        self.cells = cells
        super().__init__(
            f"{len(cells)} small counts could be worked out of this and of what was released before.",
            cure="Publish coarser places, longer periods or merged types.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that is to be told: the cells that it adds up, its true value, and what hiding it loses on top."""

    name: str
    cells: tuple[Cell, ...]
    value: int
    dear: float = 0.0

    @property
    def cost(self) -> float:
        """Return what hiding it loses."""
        return self.dear + (_ZERO if self.value == 0 else float(np.log2(1 + self.value)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What is hidden of a release: small counts, what would give them away, and the attack that proves it enough."""

    primary: frozenset[str]
    secondary: frozenset[str]
    audit: Audit

    @property
    def names(self) -> frozenset[str]:
        """Return all that is hidden."""
        return self.primary | self.secondary


def hide(
    *,
    numbers: Sequence[Number],
    told: Sequence[Published] = (),
    protected: Mapping[Cell, tuple[Cell, ...]] | None = None,
    kept: Collection[str] = (),
    threshold: int = 4,
    seconds: float = _SECONDS,
    memory: Memory | None = None,
) -> Hidden:
    """Return what must be hidden of some numbers so that no small count, of theirs or of `protected`, is given away.

    `told` is everything that was told before, with the sums that are known to be equal. `protected` are earlier small
    counts by name, with their cells. `kept` are numbers that were hidden before and stay so. `GivenAway` where nothing
    helps, `Unsolved` where an answer does not come in `seconds`.
    """
    out = {frozenset(one.cells) for one in told if one.value is not None and one.weights is None}
    primary = frozenset(one.name for one in numbers if 1 <= one.value <= threshold)
    small: dict[Cell, tuple[Cell, ...]] = {one.name: one.cells for one in numbers if one.name in primary}
    same = {frozenset(cells) for cells in small.values()}
    small.update({name: cells for name, cells in (protected or {}).items() if frozenset(cells) not in same})
    free = frozenset(one.name for one in numbers if frozenset(one.cells) not in out)
    hidden = set(primary) | (set(kept) & free)

    def attacked(without: Collection[str], *, hurry: bool = False) -> Audit:
        shown = [Published(one.cells, one.value) for one in numbers if one.name not in without]
        return audit(
            releases=[*told, *shown], protected=small, threshold=threshold, exact=False, seconds=seconds,
            memory=memory, hurry=hurry,
        )  # fmt: skip

    found = attacked(hidden)
    for _ in range(_ROUNDS):
        if found.safe:
            break
        hidden |= _freed(found, numbers, told, hidden, free, seconds)
        found = attacked(hidden)
    if not found.safe:
        raise GivenAway(found.unsafe)
    dearest = sorted((one for one in numbers if one.name in hidden - primary - set(kept)), key=lambda one: -one.cost)
    for one in dearest[:_SHOWN_AGAIN]:
        if (leaner := attacked(hidden - {one.name}, hurry=True)).safe:
            hidden, found = hidden - {one.name}, leaner
    return Hidden(primary=primary, secondary=frozenset(hidden) - primary, audit=found)


def _freed(
    found: Audit,
    numbers: Sequence[Number],
    told: Sequence[Published],
    hidden: Collection[str],
    free: Collection[str],
    seconds: float,
) -> set[str]:
    """Return what to hide so that every count that is not safe yet can be as low and as high as is asked."""
    firm = [*told, *(Published(one.cells, one.value) for one in numbers if one.name not in free)]
    near = {cell for name in found.unsafe for cell in found.cells[name]}
    ways = Ways(firm, [one for one in numbers if one.name in free], set(hidden), near, seconds=seconds)
    stuck: list[Cell] = []
    for name in found.unsafe:
        reach, cells = found.ranges[name], found.cells[name]
        ends = ((found.least, reach.low > found.least, False), (found.most, reach.high < found.most, True))
        if not all(ways.reach(cells, end, up=up) for end, asked, up in ends if asked):
            stuck.append(name)
    if stuck:
        raise GivenAway(tuple(stuck))
    return ways.hidden


class Ways:
    """Other counts that fit what was told before, found for one question after another, and what each makes hidden."""

    def __init__(
        self,
        firm: Sequence[Published],
        bent: Sequence[Number],
        hidden: set[str],
        near: Collection[Cell],
        *,
        seconds: float,
    ) -> None:
        self.hidden, self._seconds = hidden, seconds
        rows = [(one.cells, one.weights, ends) for one in firm if (ends := one.bounds) is not None]
        places: dict[Cell, int] = {}
        for cells in (*(row[0] for row in rows), *(one.cells for one in bent)):
            for cell in cells:
                places.setdefault(cell, len(places))
        held = _matrix([(cells, weights) for cells, weights, _ in rows], places)
        bend = _matrix([(one.cells, None) for one in bent], places)
        low, high = (np.array([row[2][side] for row in rows], dtype=np.float64) for side in (0, 1))
        value = np.array([one.value for one in bent], dtype=np.float64)
        fixed = _fixed(held, low, high, len(places))
        loose = np.flatnonzero(np.isnan(fixed))
        known = np.nan_to_num(fixed)
        self._places, self._known = places, known
        mine, ours, theirs = _touching(
            held[:, loose], bend[:, loose], {places[cell] for cell in near if cell in places}, loose
        )
        self._cells = loose[mine]
        self._held, self._low, self._high = (
            held[ours][:, self._cells],
            (low - held @ known)[ours],
            (high - held @ known)[ours],
        )
        self._bent = [bent[at] for at in theirs.tolist()]
        self._bend, self._value = bend[theirs][:, self._cells], (value - bend @ known)[theirs]
        self._ways: list[Floats] = []

    def reach(self, cells: tuple[Cell, ...], end: int, *, up: bool) -> bool:
        """Find counts in which some cells add up to an end or beyond, hiding what must be; return whether there are."""
        aim = _matrix([(cells, None)], self._places)
        given = float((aim @ self._known)[0])
        mine = np.asarray(aim[:, self._cells].toarray()).ravel()
        for way in self._ways:
            total = float(mine @ way) + given
            if total >= end - SLACK if up else total <= end + SLACK:
                return True
        low, high = (end - given, np.inf) if up else (-np.inf, end - given)
        found = self._cheapest(mine, low, high)
        if found is None:
            return False
        self._ways.append(found)
        off = np.abs(self._bend @ found - self._value) > _HALF
        self.hidden |= {self._bent[at].name for at in np.flatnonzero(off).tolist()}
        return True

    def _cheapest(self, aim: Floats, low: float, high: float) -> Floats | None:
        """Return the cells of the cheapest way, None where there is none."""
        cells, bent = self._cells.size, len(self._bent)
        cost = np.array([_HIDDEN if one.name in self.hidden else one.cost for one in self._bent])
        nothing = csr_array((self._held.shape[0], 2 * bent))
        by = eye_array(bent, format="csr")
        rows = [hstack([self._held, nothing]), hstack([self._bend, -by, by])]
        rows.append(hstack([csr_array(aim[None, :]), csr_array((1, 2 * bent))]))
        asked = {
            "c": np.concatenate([np.zeros(cells), cost, cost]),
            "constraints": [
                LinearConstraint(
                    csr_array(vstack(rows)),
                    np.concatenate([self._low, self._value, [low]]),
                    np.concatenate([self._high, self._value, [high]]),
                )
            ],
            "bounds": Bounds(0, np.inf),
            "options": {"time_limit": self._seconds, "mip_rel_gap": _NEAR_ENOUGH},
        }
        found = milp(**asked)
        if found.x is not None and np.any(np.abs(found.x - np.round(found.x)) > SLACK):
            found = milp(**asked, integrality=np.concatenate([np.ones(cells), np.zeros(2 * bent)]))
        return _cells_of(found, cells)


def _cells_of(found: OptimizeResult, cells: int) -> Floats | None:
    if found.status == _INFEASIBLE:
        return None
    if found.x is None:
        raise Unsolved(
            f"What protects a count among {cells} cells was not found in its time.",
            cure="Publish coarser places, longer periods or fewer types.",
        )
    return np.asarray(np.round(found.x[:cells]))


def _matrix(rows: Sequence[tuple[tuple[Cell, ...], tuple[float, ...] | None]], places: Mapping[Cell, int]) -> csr_array:
    edges = np.concatenate(([0], np.cumsum([len(cells) for cells, _ in rows], dtype=np.int64)))
    columns = np.array([places[cell] for cells, _ in rows for cell in cells], dtype=np.int64)
    data = np.array([by for cells, weights in rows for by in weights or (1.0,) * len(cells)], dtype=np.float64)
    return csr_array((data, columns, edges), shape=(len(rows), len(places)))


def _fixed(held: csr_array, low: Floats, high: Floats, cells: int) -> Floats:
    """Return the value of each cell that one number alone gives away, NaN for the others."""
    fixed = np.full(cells, np.nan)
    alone = np.flatnonzero((np.diff(held.indptr) == 1) & (low == high))
    alone = alone[held.data[held.indptr[alone]] == 1.0]
    fixed[held.indices[held.indptr[alone]]] = low[alone]
    return fixed


def _touching(held: csr_array, bend: csr_array, near: Collection[int], loose: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the cells, rows and new numbers that what is asked about hangs together with."""
    sums = csr_array(vstack([held, bend]))
    rows = sums.shape[0]
    _, label = connected_components(csr_array(block_array([[None, sums], [sums.T, None]])), directed=False)
    wanted = np.unique(label[rows:][np.isin(loose, list(near))])
    touched = np.isin(label, wanted)
    own = np.flatnonzero(touched[:rows])
    return np.flatnonzero(touched[rows:]), own[own < held.shape[0]], own[own >= held.shape[0]] - held.shape[0]
