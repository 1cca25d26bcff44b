"""All that was published as one system: bounds on sums of cells, parted into components that are attacked apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_array
from scipy.sparse.csgraph import connected_components

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.disclosure.told import Cell, Published, Range, Unsolved

SLACK = 1e-6
_DIRECTIONS = 8
_INFEASIBLE = 2  # how HiGHS says so
_ROOM = 1_000.0


class Memory(Protocol):
    """What was found of components before, by their digest: the least and the most of each protected count."""

    def get(self, digest: str) -> list[tuple[float, float]] | None: ...

    def put(self, digest: str, found: list[tuple[float, float]]) -> None: ...


def adding(cells: Sequence[tuple[Cell, ...]], place: Mapping[Cell, int]) -> csr_array:
    """Return the matrix that adds up the cells of each row."""
    edges = np.concatenate(([0], np.cumsum([len(each) for each in cells], dtype=np.int64)))
    columns = np.array([place[cell] for each in cells for cell in each], dtype=np.int64)
    return csr_array((np.ones(columns.size), columns, edges), shape=(len(cells), len(place)))


class System:
    """All that was published as bounds on sums of cells, parted into components that share no number."""

    def __init__(
        self, releases: Sequence[Published], protected: Mapping[Cell, tuple[Cell, ...]], *, least: float
    ) -> None:
        told = [(one.cells, one.weights, bounds) for one in releases if (bounds := one.bounds) is not None]
        self._wanted = tuple(protected)
        # A protected count is a row of its own: nothing is known of it but that it is not below the least.
        told += [(cells, None, (least, np.inf)) for cells in protected.values()]
        self._place: dict[Cell, int] = {}
        for cells, _, _ in told:
            for cell in cells:
                self._place.setdefault(cell, len(self._place))
        rows = np.repeat(np.arange(len(told)), [len(cells) for cells, _, _ in told])
        columns = np.array([self._place[cell] for cells, _, _ in told for cell in cells], dtype=np.int64)
        weights = np.array([one for cells, given, _ in told for one in given or (1.0,) * len(cells)], dtype=np.float64)
        self._sums = csr_array((weights, (rows, columns)), shape=(len(told), len(self._place)))
        self._low, self._high = (np.array([bounds[side] for _, _, bounds in told]) for side in (0, 1))
        self.count = 0

    def components(self) -> Iterator[_Component]:
        """Yield each component that holds a protected count, with the cells that single numbers give away taken out."""
        least, most = self._singles()
        if np.any(least > most):
            raise ValueError("the releases contradict each other: a cell has two values")
        fixed = least == most
        free = np.flatnonzero(~fixed)
        given = self._sums @ np.where(fixed, least, 0.0)
        sums = csr_array(self._sums[:, free])
        first = self._sums.shape[0] - len(self._wanted)
        # Rows and cells of one component are joined through each other: a graph of both, so that long rows stay cheap.
        rows, names = sums.shape[0], tuple(self._place)
        both = csr_array(block_array([[None, sums], [sums.T, None]]))
        self.count, label = connected_components(both, directed=False)
        for part in np.unique(label[first:rows]):
            own = np.flatnonzero(label[:rows] == part)
            cells = np.flatnonzero(label[rows:] == part)
            wanted = own[own >= first]
            yield _Component(
                names=tuple(self._wanted[row - first] for row in wanted),
                atoms=tuple(names[free[cell]] for cell in cells),
                aims=csr_array(sums[wanted][:, cells]),
                given=given[wanted],
                sums=csr_array(sums[own][:, cells]),
                low=self._low[own] - given[own],
                high=self._high[own] - given[own],
                least=least[free[cells]],
                most=most[free[cells]],
            )

    def _singles(self) -> tuple[Floats, Floats]:
        """Return the bounds that numbers about one cell alone set."""
        least, most = np.zeros(len(self._place)), np.full(len(self._place), np.inf)
        alone = np.flatnonzero(np.diff(self._sums.indptr) == 1)
        alone = alone[self._sums.data[self._sums.indptr[alone]] == 1.0]
        cell = self._sums.indices[self._sums.indptr[alone]]
        np.maximum.at(least, cell, np.ceil(self._low[alone] - SLACK))
        np.minimum.at(most, cell, np.floor(self._high[alone] + SLACK))
        return least, most


@dataclass(frozen=True, slots=True)
class _Component:
    """Cells that numbers join: the protected counts among them (`aims`, and what is `given` of each), sums, bounds."""

    names: tuple[Cell, ...]
    atoms: tuple[Cell, ...]
    aims: csr_array
    given: Floats
    sums: csr_array
    low: Floats
    high: Floats
    least: Floats
    most: Floats

    def ranges(
        self,
        *,
        exact: bool,
        wanted: tuple[int, int],
        seconds: float,
        memory: Memory | None = None,
        hurry: bool = False,
    ) -> dict[Cell, Range]:
        """Return the range of each protected count; every solution found on the way widens those of all.

        In a `hurry` the attack ends with the first count that it narrows, and the others are not known.
        """
        if not self.least.size:
            return {name: Range(value, value) for name, value in zip(self.names, self.given.tolist(), strict=True)}
        digest = self.digest(exact=exact, wanted=wanted) if memory is not None else ""
        known = memory.get(digest) if memory is not None else None
        order = sorted(range(len(self.names)), key=lambda at: (self._row(self.aims, at), float(self.given[at])))
        if known is not None and len(known) == len(order):
            return {self.names[at]: Range(*ends) for at, ends in zip(order, known, strict=True)}
        low, high, done = self._attacked(exact=exact, wanted=wanted, seconds=seconds, hurry=hurry)
        if memory is not None and done:
            memory.put(digest, [(float(low[at]), float(high[at])) for at in order])
        return {name: Range(float(low[place]), float(high[place])) for place, name in enumerate(self.names)}

    def digest(self, *, exact: bool, wanted: tuple[int, int]) -> str:
        """Return a digest of all that the answer depends on, whatever the order in which it was published."""
        # What is told twice tells nothing new.
        rows = sorted(
            {
                (self._row(self.sums, at), float(low), float(high))
                for at, (low, high) in enumerate(zip(self.low, self.high, strict=True))
            }
        )
        aims = sorted((self._row(self.aims, at), float(given)) for at, given in enumerate(self.given))
        ends = sorted(zip(map(str, self.atoms), self.least.tolist(), self.most.tolist(), strict=True))
        return sha256(repr((rows, aims, ends, exact, wanted)).encode()).hexdigest()

    def _row(self, rows: csr_array, at: int) -> tuple[tuple[str, float], ...]:
        part = slice(rows.indptr[at], rows.indptr[at + 1])
        return tuple(
            sorted(
                (str(self.atoms[cell]), float(by)) for cell, by in zip(rows.indices[part], rows.data[part], strict=True)
            )
        )

    def _attacked(
        self, *, exact: bool, wanted: tuple[int, int], seconds: float, hurry: bool
    ) -> tuple[Floats, Floats, bool]:
        low, high = np.full(len(self.names), np.inf), np.full(len(self.names), -np.inf)
        for mixed in () if exact else self._mixed():
            self._widen(mixed, low, high, seconds)
        for place in range(len(self.names)):
            aim = self.aims[[place]].toarray().ravel()
            if exact or low[place] > wanted[0]:
                self._widen(aim, low, high, seconds)
            if exact or high[place] < wanted[1]:
                self._widen(-aim, low, high, seconds)
            if hurry and not (low[place] <= wanted[0] and high[place] >= wanted[1]):
                return low, high, False
        return low, high, True

    def _mixed(self) -> Iterator[Floats]:
        """Yield aims that pull some counts up and others down at once: few solutions then widen many ranges."""
        rng = np.random.default_rng(len(self.names))
        for _ in range(min(_DIRECTIONS, len(self.names))):
            pull = rng.choice([-1.0, 1.0], size=len(self.names)) @ self.aims
            yield from (pull, -pull)

    def _widen(self, aim: Floats, low: Floats, high: Floats, seconds: float) -> None:
        """Solve for one aim, and let the counts that it finds widen the range of every protected one.

        What no number bounds is bounded well above all numbers, and reaching that says that it has no end.
        """
        told = np.concatenate([self.low, self.high, self.most])
        endless = float(np.max(told[np.isfinite(told)], initial=0.0)) + _ROOM
        found = milp(
            aim,
            constraints=[LinearConstraint(self.sums, self.low, self.high)],
            bounds=Bounds(self.least, np.minimum(self.most, endless)),
            integrality=np.ones(aim.size),
            options={"time_limit": seconds},
        )
        if found.status == _INFEASIBLE:
            raise ValueError("the releases contradict each other: no counts fit all of them")
        if found.status != 0 or found.x is None:
            raise Unsolved(
                f"An attack on {aim.size} cells came to no end.",
                cure="Publish coarser places, longer periods or fewer types.",
            )
        counts = self.aims @ np.round(found.x) + self.given
        counts[counts >= endless] = np.inf
        np.minimum(low, counts, out=low)
        np.maximum(high, counts, out=high)
