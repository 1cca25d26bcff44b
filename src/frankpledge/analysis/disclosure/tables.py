"""Protecting a table with its totals: small counts hidden, then as few others as keep them from being worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.disclosure.attack import Audit, Published, audit
from frankpledge.analysis.refusals import NotACount, NotEnoughData
from frankpledge.refusal import Refusal

_ROUNDS = 60
Place = tuple[int, ...]


class CannotProtect(Refusal, ValueError):
    """The table cannot be shown with these totals: what would protect its cells would hide too much or is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A table as it may be shown: `table` has None where hidden, with totals along every axis in the last place.

    `primary` marks small counts, `secondary` what is hidden to protect them; both are shown by the same mark. `missing`
    are cells that were never known: they are not hidden, and no total is given over them.
    """

    table: NDArray[np.object_]
    primary: NDArray[np.bool_]
    secondary: NDArray[np.bool_]
    missing: NDArray[np.bool_]
    audit: Audit
    threshold: int
    n: int

    @property
    def hidden(self) -> int:
        """How many numbers are hidden, totals among them."""
        return int(np.sum(self.primary | self.secondary))


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
    of it is hidden too, the cheapest that helps, zeros among them: so a hidden number may be zero. The table is then
    attacked by linear programme, and more is hidden until every count from 1 to `threshold` + 1 is possible for each
    small one. Missing cells (None, NaN) stay missing. Without `totals` nothing is added up and primary suppression is
    enough. Rounding instead, or coarser places and longer periods, lose less where much is hidden. `CannotProtect`
    where hiding all but the grand total does not do.
    """
    counts = np.array(table, dtype=np.float64)
    if counts.size == 0 or counts.ndim == 0:
        raise NotEnoughData("A table holds at least one count.", where="table")
    known = counts[~np.isnan(counts)]
    if np.any(known < 0) or np.any(known != np.floor(known)) or np.any(np.isinf(known)):
        raise NotACount("A table holds a value that is negative or not whole.", where="table")
    cube = _Cube(counts, totals=totals)
    small = (cube.values >= 1) & (cube.values <= threshold)
    hidden = small.copy()
    cube.close(hidden)
    found = cube.attacked(hidden, small, threshold, seconds)
    for _ in range(rounds):
        if found.safe:
            break
        cube.hide_more(hidden, found.unsafe)
        cube.close(hidden)
        found = cube.attacked(hidden, small, threshold, seconds)
    if not found.safe:
        raise CannotProtect(
            f"{len(found.unsafe)} small counts can still be worked out after hiding {int(hidden.sum())} numbers.",
            cure="Publish coarser places, longer periods or merged types, or leave the totals out.",
        )
    return Protected(
        table=cube.shown(hidden),
        primary=small,
        secondary=hidden & ~small,
        missing=np.isnan(cube.values),
        audit=found,
        threshold=threshold,
        n=int(np.sum(~np.isnan(counts))),
    )


class _Cube:
    """Counts with their totals in the last place of every axis, and the sums that tie them together."""

    def __init__(self, counts: Floats, *, totals: bool) -> None:
        self.inner = counts.shape
        self.values = counts
        self._sums: list[tuple[int, NDArray[np.int64]]] = []
        if not totals:
            return
        for axis in range(counts.ndim):
            self.values = np.concatenate([self.values, self.values.sum(axis=axis, keepdims=True)], axis=axis)
        flat = np.arange(self.values.size).reshape(self.values.shape)
        for axis in range(counts.ndim):
            lines = np.moveaxis(flat, axis, -1).reshape(-1, flat.shape[axis])
            self._sums += [(int(line[-1]), line) for line in lines]

    def shown(self, hidden: NDArray[np.bool_]) -> NDArray[np.object_]:
        """Return the numbers as whole numbers, None where hidden or missing."""
        found = np.full(self.values.shape, None, dtype=object)
        for place in np.argwhere(~hidden & ~np.isnan(self.values)):
            found[tuple(place)] = int(self.values[tuple(place)])
        return found

    def close(self, hidden: NDArray[np.bool_]) -> None:
        """Hide another number of every sum that holds one hidden number alone, until none does."""
        flat = hidden.reshape(-1)
        values = self.values.reshape(-1)
        turned = True
        while turned:
            turned = False
            for _, line in self._sums:
                here = line[~np.isnan(values[line])]
                if len(here) == len(line) and flat[here].sum() == 1:
                    flat[self._cheapest(flat, values, here)] = True
                    turned = True

    def hide_more(self, hidden: NDArray[np.bool_], unsafe: Sequence[object]) -> None:
        """Hide one more number in a sum of each small count that is not yet safe."""
        flat, values = hidden.reshape(-1), self.values.reshape(-1)
        for cell in unsafe:
            place = np.ravel_multi_index(cell, self.values.shape)  # type: ignore[call-overload]
            lines = [line for _, line in self._sums if place in line and not np.any(np.isnan(values[line]))]
            open_ = [line for line in lines if not np.all(flat[line])]
            if open_:
                line = min(open_, key=lambda one: (flat[one].sum(), self._cost(values, one[~flat[one]]).min()))
                flat[self._cheapest(flat, values, line)] = True

    def _cheapest(self, flat: NDArray[np.bool_], values: Floats, line: NDArray[np.int64]) -> int:
        left = line[~flat[line]]
        return int(left[np.argmin(self._cost(values, left))])

    def _cost(self, values: Floats, places: NDArray[np.int64]) -> Floats:
        """Return what hiding each number loses: little for small ones, much for totals, the grand total most."""
        above = sum(
            (index == size).astype(np.float64)
            for index, size in zip(np.unravel_index(places, self.values.shape), self.inner, strict=True)
        )
        # A zero hides well, but a few events hide a few events better.
        worth = np.where(values[places] == 0, 3.0, np.log2(1 + values[places]))
        return np.asarray(worth + 40.0 * above)

    def attacked(self, hidden: NDArray[np.bool_], small: NDArray[np.bool_], threshold: int, seconds: float) -> Audit:
        """Return what can be worked out of the small counts, totals among them, from the numbers left to see."""
        shown = np.argwhere(~hidden & ~np.isnan(self.values))
        released = [Published(self._under(cell), float(self.values[tuple(cell)])) for cell in shown.tolist()]
        protected = {tuple(cell): self._under(cell) for cell in np.argwhere(small).tolist()}
        return audit(releases=released, protected=protected, threshold=threshold, exact=False, seconds=seconds)

    def _under(self, cell: Sequence[int]) -> tuple[Place, ...]:
        """Return the base cells that a number adds up."""
        axes = (range(size) if i == size else (i,) for i, size in zip(cell, self.inner, strict=True))
        return tuple(product(*axes))
