"""The attack: what can be worked out of hidden counts from every number ever published about them, taken together.

The attacker knows all releases, public sources, the rules, and that counts are whole and not negative. Numbers are
sums of base cells; a rate, a share or an average is a sum known within its rounding. Source: Willenborg and de Waal,
Elements of Statistical Disclosure Control (2001), ch. 6: the feasibility interval of a cell by linear programme.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_array
from scipy.sparse.csgraph import connected_components

from frankpledge.analysis.counts import Floats
from frankpledge.refusal import Refusal

Cell = Hashable
_SLACK = 1e-6
_SECONDS = 20.0
_DIRECTIONS = 8
_INFEASIBLE = 2  # how HiGHS says so
_ROOM = 1_000.0


class Unsolved(Refusal, ValueError):
    """The attack came to no end in its time: what cannot be proved safe is refused."""


@dataclass(frozen=True, slots=True)
class Published:
    """A number that was published: the base cells that it adds up, and its value, None where it was hidden.

    `low` and `high` bound a number that is known only within its rounding: a rate of 6.4 per 1,000 on 10,000 people is
    a count from 63.5 to 64.5. Then `value` is left out.
    """

    cells: tuple[Cell, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Return between what the sum lies, None where nothing was told of it."""
        if self.value is not None:
            return float(self.value), float(self.value)
        if self.low is None and self.high is None:
            return None
        return (0.0 if self.low is None else self.low, np.inf if self.high is None else self.high)


@dataclass(frozen=True, slots=True)
class Range:
    """What a hidden count may be, as far as anybody can work out: every whole number from low to high."""

    low: float
    high: float

    def holds(self, least: int, most: int) -> bool:
        """Return whether every count from least to most is possible."""
        return self.low <= least and self.high >= most


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The range of each protected cell, and which of them are narrower than the rule asks.

    Unless `exact`, a range was followed only until it was known to be wide enough: it may be wider still. `cells` are
    the base cells that each protected count adds up.
    """

    ranges: Mapping[Cell, Range]
    unsafe: tuple[Cell, ...]
    least: int
    most: int
    exact: bool
    components: int
    cells: Mapping[Cell, tuple[Cell, ...]]

    @property
    def low(self) -> dict[Cell, float]:
        """The least that each protected count can be."""
        return {name: reach.low for name, reach in self.ranges.items()}

    @property
    def high(self) -> dict[Cell, float]:
        """The most that each protected count can be."""
        return {name: reach.high for name, reach in self.ranges.items()}

    @property
    def safe(self) -> bool:
        """Return whether nothing can be worked out more narrowly than the rule asks."""
        return not self.unsafe


class View(Protocol):
    """A protected table (of `protect`): the numbers that it shows, and the small counts with the cells they add up."""

    @property
    def published(self) -> tuple[Published, ...]: ...

    @property
    def protected(self) -> Mapping[Any, tuple[Cell, ...]]: ...


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Other counts (tables × cells) that are said to fit all releases: each that does widens the ranges for nothing."""

    cells: tuple[Cell, ...]
    counts: NDArray[np.int32]


def audit(
    *,
    releases: Iterable[Published | View],
    protected: Collection[Cell] | Mapping[Cell, tuple[Cell, ...]] | None = None,
    threshold: int = 4,
    zeros_shown: bool = False,
    exact: bool = True,
    seconds: float = _SECONDS,
    witnesses: Witnesses | None = None,
) -> Audit:
    """Return what the union of all releases gives away about the protected counts.

    Releases are single numbers or whole tables of `protect`, whose cells are named by their place: two such tables are
    about the same counts. `protected` are base cells, or by name the base cells that a protected count adds up; without
    it, the small counts of those tables and every number that was released as hidden (`value` None). Safe: the range of
    a hidden count holds every number from 1 to `threshold` + 1. Where zeros are never hidden (`zeros_shown`) an
    attacker knows that a hidden count is at least 1. Values that a revision left unchanged are the same cell; a revised
    one is another. Components of cells that no number joins are solved apart, each question an integer programme within
    `seconds`; `Unsolved` past that. Releases that no counts fit are a ValueError: they cannot be about the same counts.

    `witnesses` (of `protect`) are tried first unless `exact`: a table is checked against every release here, so that
    none need be trusted, and what it proves need not be solved.
    """
    given = tuple(releases)
    told = tuple(number for one in given for number in ((one,) if isinstance(one, Published) else one.published))
    named = _named(given, protected)
    wanted, least = (1, threshold + 1), 1.0 if zeros_shown else 0.0
    ranges: dict[Cell, Range] = {}
    if witnesses is not None and not exact:
        ranges = _witnessed(told, named, witnesses, least)
    open_ = {name: cells for name, cells in named.items() if name not in ranges or not ranges[name].holds(*wanted)}
    system = _System(told, open_, least=least) if open_ else None
    for component in system.components() if system else ():
        ranges.update(component.ranges(exact=exact, wanted=wanted, seconds=seconds))
    return Audit(
        ranges=ranges,
        unsafe=tuple(name for name in named if not ranges[name].holds(*wanted)),
        least=wanted[0],
        most=wanted[1],
        exact=exact,
        components=system.count if system else 0,
        cells=named,
    )


def _named(
    given: Sequence[Published | View], protected: Collection[Cell] | Mapping[Cell, tuple[Cell, ...]] | None
) -> Mapping[Cell, tuple[Cell, ...]]:
    if protected is None:
        named: dict[Cell, tuple[Cell, ...]] = {}
        for one in given:
            if not isinstance(one, Published):
                named.update(one.protected)
            elif one.bounds is None:
                named[one.cells[0] if len(one.cells) == 1 else one.cells] = one.cells
        return named
    return protected if isinstance(protected, Mapping) else {cell: (cell,) for cell in protected}


def _witnessed(
    told: Sequence[Published], named: Mapping[Cell, tuple[Cell, ...]], witnesses: Witnesses, least: float
) -> dict[Cell, Range]:
    """Return the range of each protected count over the witnesses that fit every release."""
    place = {cell: at for at, cell in enumerate(witnesses.cells)}
    counts = np.asarray(witnesses.counts, dtype=np.float64).T
    known = [(one.cells, bounds) for one in told if (bounds := one.bounds) is not None]
    if not all(cell in place for cells, _ in known for cell in cells) or not counts.size:
        return {}
    low, high = (np.array([bounds[side] for _, bounds in known])[:, None] for side in (0, 1))
    sums = _adding([cells for cells, _ in known], place) @ counts
    held = {name: cells for name, cells in named.items() if all(cell in place for cell in cells)}
    found = _adding(list(held.values()), place) @ counts
    fit = np.all((sums >= low - _SLACK) & (sums <= high + _SLACK), axis=0) & np.all(counts >= 0, axis=0)
    fit &= np.all(found >= least, axis=0)
    if not fit.any():
        return {}
    ends = zip(found[:, fit].min(axis=1).tolist(), found[:, fit].max(axis=1).tolist(), strict=True)
    return {name: Range(*each) for name, each in zip(held, ends, strict=True)}


def _adding(cells: Sequence[tuple[Cell, ...]], place: Mapping[Cell, int]) -> csr_array:
    """Return the matrix that adds up the cells of each row."""
    edges = np.concatenate(([0], np.cumsum([len(each) for each in cells], dtype=np.int64)))
    columns = np.array([place[cell] for each in cells for cell in each], dtype=np.int64)
    return csr_array((np.ones(columns.size), columns, edges), shape=(len(cells), len(place)))


class _System:
    """All that was published as bounds on sums of cells, parted into components that share no number."""

    def __init__(
        self, releases: Sequence[Published], protected: Mapping[Cell, tuple[Cell, ...]], *, least: float
    ) -> None:
        told = [(one.cells, bounds) for one in releases if (bounds := one.bounds) is not None]
        self._wanted = tuple(protected)
        # A protected count is a row of its own: nothing is known of it but that it is not below the least.
        told += [(cells, (least, np.inf)) for cells in protected.values()]
        self._place: dict[Cell, int] = {}
        for cells, _ in told:
            for cell in cells:
                self._place.setdefault(cell, len(self._place))
        rows = np.repeat(np.arange(len(told)), [len(cells) for cells, _ in told])
        columns = np.array([self._place[cell] for cells, _ in told for cell in cells], dtype=np.int64)
        self._sums = csr_array((np.ones(len(columns)), (rows, columns)), shape=(len(told), len(self._place)))
        self._low, self._high = (np.array([bounds[side] for _, bounds in told]) for side in (0, 1))
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
        rows = sums.shape[0]
        both = csr_array(block_array([[None, sums], [sums.T, None]]))
        self.count, label = connected_components(both, directed=False)
        for part in np.unique(label[first:rows]):
            own = np.flatnonzero(label[:rows] == part)
            cells = np.flatnonzero(label[rows:] == part)
            wanted = own[own >= first]
            yield _Component(
                names=tuple(self._wanted[row - first] for row in wanted),
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
        cell = self._sums.indices[self._sums.indptr[alone]]
        np.maximum.at(least, cell, np.ceil(self._low[alone] - _SLACK))
        np.minimum.at(most, cell, np.floor(self._high[alone] + _SLACK))
        return least, most


@dataclass(frozen=True, slots=True)
class _Component:
    """Cells that numbers join: the protected counts among them (`aims`, and what is `given` of each), sums, bounds."""

    names: tuple[Cell, ...]
    aims: csr_array
    given: Floats
    sums: csr_array
    low: Floats
    high: Floats
    least: Floats
    most: Floats

    def ranges(self, *, exact: bool, wanted: tuple[int, int], seconds: float) -> dict[Cell, Range]:
        """Return the range of each protected count; every solution found on the way widens those of all."""
        low, high = np.full(len(self.names), np.inf), np.full(len(self.names), -np.inf)
        if not self.least.size:
            return {name: Range(value, value) for name, value in zip(self.names, self.given.tolist(), strict=True)}
        for mixed in () if exact else self._mixed():
            self._widen(mixed, low, high, seconds)
        for place in range(len(self.names)):
            aim = self.aims[[place]].toarray().ravel()
            if exact or low[place] > wanted[0]:
                self._widen(aim, low, high, seconds)
            if exact or high[place] < wanted[1]:
                self._widen(-aim, low, high, seconds)
        return {name: Range(float(low[place]), float(high[place])) for place, name in enumerate(self.names)}

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
