"""The attack: what can be worked out of hidden counts from every number ever published about them, taken together.

The attacker knows all releases, public sources, the rules, and that counts are whole and not negative. Numbers are
sums of base cells; a rate, a share or an average is a sum known within its rounding. Source: Willenborg and de Waal,
Elements of Statistical Disclosure Control (2001), ch. 6: the feasibility interval of a cell by linear programme.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.disclosure.systems import SLACK, Memory, System, adding
from frankpledge.analysis.disclosure.told import Cell, Published, Range, Unsolved

__all__ = ["Audit", "Published", "Range", "Unsolved", "View", "Witnesses", "audit"]

_SECONDS = 20.0


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
    memory: Memory | None = None,
    hurry: bool = False,
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
    none need be trusted, and what it proves need not be solved. `memory` holds what was found of components before:
    one that no later release touches is not solved again. In a `hurry` the attack ends with the first count that it
    narrows: it then tells that something is unsafe, and not what else.
    """
    given = tuple(releases)
    told = tuple(number for one in given for number in ((one,) if isinstance(one, Published) else one.published))
    named = _named(given, protected)
    wanted, least = (1, threshold + 1), 1.0 if zeros_shown else 0.0
    ranges: dict[Cell, Range] = {}
    if witnesses is not None and not exact:
        ranges = _witnessed(told, named, witnesses, least)
    open_ = {name: cells for name, cells in named.items() if name not in ranges or not ranges[name].holds(*wanted)}
    system = System(told, open_, least=least) if open_ else None
    for component in system.components() if system else ():
        found = component.ranges(exact=exact, wanted=wanted, seconds=seconds, memory=memory, hurry=hurry)
        ranges.update(found)
        if hurry and not all(reach.holds(*wanted) for reach in found.values()):
            break
    return Audit(
        ranges=ranges,
        unsafe=tuple(name for name in named if name not in ranges or not ranges[name].holds(*wanted)),
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
    weighed = any(one.weights is not None for one in told)
    if weighed or not all(cell in place for cells, _ in known for cell in cells) or not counts.size:
        return {}
    low, high = (np.array([bounds[side] for _, bounds in known])[:, None] for side in (0, 1))
    sums = adding([cells for cells, _ in known], place) @ counts
    held = {name: cells for name, cells in named.items() if all(cell in place for cell in cells)}
    found = adding(list(held.values()), place) @ counts
    fit = np.all((sums >= low - SLACK) & (sums <= high + SLACK), axis=0) & np.all(counts >= 0, axis=0)
    fit &= np.all(found >= least, axis=0)
    if not fit.any():
        return {}
    ends = zip(found[:, fit].min(axis=1).tolist(), found[:, fit].max(axis=1).tolist(), strict=True)
    return {name: Range(*each) for name, each in zip(held, ends, strict=True)}
