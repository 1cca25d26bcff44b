"""Protecting a table with its totals: small counts hidden, then as few others as keep them from being worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.disclosure.attack import Audit, Published, Range, Witnesses, audit
from frankpledge.analysis.disclosure.cube import Cube, Flags, Place
from frankpledge.analysis.disclosure.leanest import Leanest
from frankpledge.analysis.disclosure.marks import Missing, Suppressed
from frankpledge.analysis.disclosure.planes import Plane
from frankpledge.analysis.disclosure.shifts import cheapest, lines_of
from frankpledge.analysis.disclosure.witnesses import ENDLESS, Goals, Ints, Swaps
from frankpledge.analysis.refusals import NotACount, NotEnoughData
from frankpledge.refusal import Refusal

_ROUNDS = 60
_LEANEST_UP_TO, _ORDERS = 600, ((250, 4), (400, 2), (600, 1))  # numbers, and in how many orders they are tried
_EXACTLY_UP_TO = 30_000  # numbers; beyond, swaps are taken as they are found
_MENDED_AT_ONCE = 200


class CannotProtect(Refusal, ValueError):
    """The table cannot be shown with these totals: what would protect its cells would hide too much or is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A table as it may be shown: `table` has None where hidden, with totals along every axis in the last place.

    `primary` marks small counts, `secondary` what is hidden to protect them; both are shown by the same mark. `missing`
    are cells that were never known: they are not hidden, and no total is given over them. `published` are the numbers
    shown as releases, and `witnesses` other tables that fit them, by which an auditor can prove the same again.
    """

    table: NDArray[np.object_]
    primary: NDArray[np.bool_]
    secondary: NDArray[np.bool_]
    missing: NDArray[np.bool_]
    audit: Audit
    published: tuple[Published, ...]
    witnesses: Witnesses | None
    threshold: int
    n: int

    @property
    def hidden(self) -> int:
        """How many numbers are hidden, totals among them."""
        return int(np.sum(self.primary | self.secondary))

    @property
    def protected(self) -> dict[Place, tuple[Place, ...]]:
        """Return the small counts, totals among them, by their place in the table, with the cells that each adds up."""
        return dict(self.audit.cells)  # type: ignore[arg-type]


def protect(
    *,
    table: Sequence[object] | Floats,
    threshold: int = 4,
    totals: bool = True,
    rounds: int = _ROUNDS,
    seconds: float = 20.0,
) -> Protected:
    """Return a table of counts (any number of axes) with its totals, and None for what must be hidden.

    Counts from 1 to `threshold` are hidden, totals as well. Where a sum would give a hidden count away another number
    of it is hidden too, the cheapest that helps, zeros among them: so a hidden number may be zero. Every count from 1
    to `threshold` + 1 is then possible for each small one, and the table is attacked to prove it. In tables of up to
    600 numbers the cheapest ways out are worked out one count after another, and what the others do without is shown
    again; larger ones of two or three axes are protected by other tables that fit all that is shown, and others (more
    axes, or three with missing cells) by hiding more until an integer programme (`seconds` a question, `rounds` of
    hiding) recovers nothing. `witnesses` are those other tables.

    Missing cells (None, NaN) stay missing, and so do cells that come suppressed (`Suppressed()`), whose counts are not
    known here; no total is given over either. Without `totals` nothing is added up and primary suppression is enough. A
    table of zeros is shown whole. Rounding instead, or coarser places and longer periods, lose less where much is
    hidden. `CannotProtect` where hiding all but the grand total does not do. Several tables that share cells are to be
    audited together afterwards (`audit`), or protected as the one cube of which they are views. Source: Willenborg and
    de Waal, Elements of Statistical Disclosure Control (2001), ch. 6.
    """
    counts = _counts(table)
    cube = Cube(counts, totals=totals)
    small = (cube.values >= 1) & (cube.values <= threshold)
    hidden = small.copy()
    witnesses = None
    if totals and cube.values.size <= _LEANEST_UP_TO:
        found, witnesses = _leanest(cube, hidden, small, threshold, seconds)
    elif totals and counts.ndim == 3 and not cube.missing.any():
        cube.close(hidden, small, threshold + 1)
        exactly = cube.values.size <= _EXACTLY_UP_TO
        found, witnesses = _by_swaps(cube, hidden, small, threshold, seconds, exactly=exactly)
    elif totals and counts.ndim == 2:
        cube.close(hidden, small, threshold + 1)
        found, witnesses = _by_circuits(cube, hidden, small, threshold, seconds)
    else:
        cube.close(hidden, small, threshold + 1)
        found = _by_programme(cube, hidden, small, threshold, rounds, seconds)
    return Protected(
        table=cube.shown(hidden),
        primary=small,
        secondary=hidden & ~small,
        missing=cube.missing,
        audit=found,
        published=tuple(cube.published(hidden)),
        witnesses=witnesses,
        threshold=threshold,
        n=int(np.sum(~np.isnan(counts))),
    )


def _counts(table: Sequence[object] | Floats) -> Floats:
    counts = np.array(_unmarked(table), dtype=np.float64)
    if counts.size == 0 or counts.ndim == 0:
        raise NotEnoughData("A table holds at least one count.", where="table")
    known = counts[~np.isnan(counts)]
    if np.any(known < 0) or np.any(known != np.floor(known)) or np.any(np.isinf(known)):
        raise NotACount("A table holds a value that is negative or not whole.", where="table")
    return counts


def _unmarked(table: Any) -> Any:
    """Return the table with nothing in place of marks, whose counts are not known."""
    if isinstance(table, Suppressed | Missing):
        return None
    if isinstance(table, list | tuple) or (isinstance(table, np.ndarray) and table.dtype == object and table.ndim):
        return [_unmarked(one) for one in table]
    return table


def _cannot(unsafe: int, hidden: Flags) -> CannotProtect:
    return CannotProtect(
        f"{unsafe} small counts can still be worked out after hiding {int(hidden.sum())} numbers.",
        cure="Publish coarser places, longer periods or merged types, or leave the totals out.",
    )


def _leanest(cube: Cube, hidden: Flags, small: Flags, threshold: int, seconds: float) -> tuple[Audit, Witnesses]:
    """Hide what the best of several orders hides, and let an audit prove it again from what is shown."""
    table = Leanest(cube.values, cube.cost, small, most=threshold + 1, seconds=seconds)
    orders = next(many for size, many in _ORDERS if cube.values.size <= size)
    tried = [one for one in (table.hide(seed=seed) for seed in range(orders)) if one is not None]
    if not tried:
        raise _cannot(int(small.sum()), np.isfinite(cube.cost))
    best = min(tried, key=lambda one: one.lost)
    hidden |= best.hidden
    witnesses = _witnesses(cube, best.tables)
    protected = {tuple(cell): cube.under(cell) for cell in np.argwhere(small).tolist()}
    released = cube.published(hidden)
    found = audit(
        releases=released,
        protected=protected,
        threshold=threshold,
        exact=False,
        seconds=seconds,
        witnesses=witnesses,
    )
    return found, witnesses


def _witnesses(cube: Cube, tables: Sequence[NDArray[np.integer[Any]]]) -> Witnesses:
    inner = tuple(slice(0, size) for size in cube.inner)
    cells = tuple(np.ndindex(cube.inner))
    counts = np.array([one[inner].ravel() for one in tables], dtype=np.int32).reshape(len(tables), len(cells))
    return Witnesses(cells=cells, counts=counts)


def _by_programme(cube: Cube, hidden: Flags, small: Flags, threshold: int, rounds: int, seconds: float) -> Audit:
    """Hide more until an attack by integer programme finds every small count safe."""
    protected = {tuple(cell): cube.under(cell) for cell in np.argwhere(small).tolist()}

    def attacked() -> Audit:
        released = cube.published(hidden)
        return audit(releases=released, protected=protected, threshold=threshold, exact=False, seconds=seconds)

    found = attacked()
    for _ in range(rounds):
        if found.safe:
            break
        cube.hide_more(hidden, found.unsafe)
        cube.close(hidden, small, threshold + 1)
        found = attacked()
    if not found.safe:
        raise _cannot(len(found.unsafe), hidden)
    return found


def _by_circuits(cube: Cube, hidden: Flags, small: Flags, threshold: int, seconds: float) -> tuple[Audit, Witnesses]:
    """Find other tables along circuits, and hide what the cheapest shift moves for each count that none lets go."""
    values, lines = np.nan_to_num(cube.values).astype(np.int64), lines_of(cube.values)
    goals = Goals(np.argwhere(small), values, least=1, most=threshold + 1)
    plane = Plane(values, hidden, goals)
    plane.hunt()
    asked, up = goals.open_questions()
    for place, way in zip(asked.tolist(), up.tolist(), strict=True):
        if goals.is_answered(place, up=way):
            continue
        cell = tuple(goals.cells[place].tolist())
        at, by = int(np.ravel_multi_index(cell, values.shape)), int((threshold + 1 if way else 1) - values[cell])
        price = np.where(hidden, 0.0, cube.cost).ravel()
        moved = cheapest(lines, values.ravel(), price, cell=at, by=by, seconds=seconds)
        if moved is None:
            raise _cannot(1, hidden)
        hidden |= (moved != 0).reshape(values.shape)
        plane.take(values + moved.reshape(values.shape))
    return _proved(cube, goals), _witnesses(cube, plane.tables)


def _by_swaps(
    cube: Cube, hidden: Flags, small: Flags, threshold: int, seconds: float, *, exactly: bool
) -> tuple[Audit, Witnesses]:
    """Hide more until another table that fits what is shown has been found for either end of every small count."""
    values = cube.values.astype(np.int64)
    goals = Goals(np.argwhere(small), values, least=1, most=threshold + 1)
    swaps = Swaps(values, hidden, goals, exactly=exactly)
    rng = np.random.default_rng(1)
    while (left := swaps.hunt()).size:
        failed = swaps.mend(rng.permutation(left)[:_MENDED_AT_ONCE], cube.cost)
        if failed.size:
            _prove_otherwise(cube, hidden, small, goals, failed, threshold, seconds)
    return _proved(cube, goals), _witnesses(cube, swaps.tables)


def _proved(cube: Cube, goals: Goals) -> Audit:
    """Return what the tables that were found prove of every small count."""
    places = [tuple(cell) for cell in goals.cells.tolist()]
    return Audit(
        ranges={cell: Range(*ends) for cell, ends in zip(places, _ends(goals.low, goals.high), strict=True)},
        unsafe=(),
        least=1,
        most=goals.most,
        exact=False,
        components=1,
        cells={cell: cube.under(cell) for cell in places},
    )


def _prove_otherwise(
    cube: Cube, hidden: Flags, small: Flags, goals: Goals, failed: Ints, threshold: int, seconds: float
) -> None:
    """Ask a programme about the few counts that no swap moves far enough, and hide more around those it can narrow."""
    names = {tuple(goals.cells[place].tolist()): int(place) for place in failed}
    protected = {name: cube.under(name) for name in names}
    told = audit(
        releases=cube.published(hidden), protected=protected, threshold=threshold, exact=False, seconds=seconds
    )
    for name, place in names.items():
        goals.accept(place, told.ranges[name].low, told.ranges[name].high)
    before = int(hidden.sum())
    cube.hide_more(hidden, told.unsafe)
    cube.close(hidden, small, threshold + 1)
    if told.unsafe and int(hidden.sum()) == before:
        raise _cannot(len(told.unsafe), hidden)


def _ends(low: Ints, high: Ints) -> list[tuple[float, float]]:
    endless = np.where(high >= ENDLESS, np.inf, high.astype(np.float64))
    return list(zip(low.astype(float).tolist(), endless.tolist(), strict=True))
