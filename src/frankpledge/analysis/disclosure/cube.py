"""A table with its totals: the lines that add up, what hiding each number loses, and what one line gives away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.disclosure.attack import Published

Flags = NDArray[np.bool_]
Place = tuple[int, ...]
_ZERO, _TOTAL = 3.0, 40.0  # what hiding a zero loses (a number loses log2 of it), and a total on top


class Cube:
    """Counts with their totals in the last place of every axis (unless there are to be none)."""

    def __init__(self, counts: Floats, *, totals: bool) -> None:
        self.inner, self.values, self.totals = counts.shape, counts, totals
        for axis in range(counts.ndim) if totals else ():
            self.values = np.concatenate([self.values, self.values.sum(axis=axis, keepdims=True)], axis=axis)
        self.missing: Flags = np.isnan(self.values)
        self.cost = self._costs()

    def _costs(self) -> Floats:
        """Return what hiding each number loses: little for small ones, much for totals, and all for the grand total.

        A zero hides well, but a few events hide a few events better.
        """
        with np.errstate(invalid="ignore"):
            worth = np.where(self.values == 0, _ZERO, np.log2(1 + self.values))
        worth[self.missing] = np.inf
        if self.totals:
            for axis in range(worth.ndim):
                np.moveaxis(worth, axis, -1)[..., -1] += _TOTAL
            worth[(-1,) * worth.ndim] = np.inf
        return np.asarray(worth)

    def close(self, hidden: Flags, small: Flags, most: int) -> None:
        """Hide more until no single line gives a number away, and each leaves its small counts room up to `most`.

        In a line whose total is shown a count can be no more than the hidden ones of it together.
        """
        turned = self.totals
        while turned:
            turned = False
            for axis in range(self.values.ndim):
                values, cost = np.moveaxis(self.values, axis, -1), np.moveaxis(self.cost, axis, -1)
                hides, smalls = np.moveaxis(hidden, axis, -1), np.moveaxis(small, axis, -1)
                for line in map(tuple, np.argwhere(self._open(values, hides, smalls, most))):
                    turned |= self._close_line(values[line], hides[line], smalls[line], cost[line], most)

    def _open(self, values: Floats, hidden: Flags, small: Flags, most: int) -> Flags:
        """Return which lines (along the last axis) give something away."""
        inner = np.where(hidden[..., :-1], values[..., :-1], 0.0).sum(axis=-1)
        narrow = ~hidden[..., -1] & small[..., :-1].any(axis=-1) & (inner < most)
        return np.asarray((narrow | (hidden.sum(axis=-1) == 1)) & ~np.isnan(values[..., -1]))

    def _close_line(self, values: Floats, hidden: Flags, small: Flags, cost: Floats, most: int) -> bool:
        """Hide the cheapest number of a line that closes it; if none of the parts does, the largest of them."""
        left = np.flatnonzero(~hidden & np.isfinite(cost))
        if not left.size:
            return False
        short = most - values[:-1][hidden[:-1]].sum() if small[:-1].any() and not hidden[-1] else 0
        enough = left[(values[left] >= short) | (left == values.size - 1)]
        hidden[enough[np.argmin(cost[enough])] if enough.size else left[np.argmax(values[left])]] = True
        return True

    def hide_more(self, hidden: Flags, unsafe: Sequence[object]) -> None:
        """Hide one more number in a line of each small count that is not yet safe: the line that hides least so far."""
        for cell in unsafe:
            lines = [line for line in self._through(cell) if self._can_hide(hidden, line)]
            if lines:
                left = np.where(hidden, np.inf, self.cost)
                line = min(lines, key=lambda one: (hidden[one].sum(), left[one].min()))
                hidden[line][np.argmin(left[line])] = True

    def _through(self, cell: object) -> Iterator[tuple[int | slice, ...]]:
        """Yield the lines that a number lies in."""
        place: Place = tuple(cell)  # type: ignore[arg-type]
        for axis in range(self.values.ndim):
            yield (*place[:axis], slice(None), *place[axis + 1 :])

    def _can_hide(self, hidden: Flags, line: tuple[int | slice, ...]) -> bool:
        return not bool(np.isnan(self.values[line][-1])) and bool(np.any(~hidden[line] & np.isfinite(self.cost[line])))

    def shown(self, hidden: Flags) -> NDArray[np.object_]:
        """Return the numbers as whole numbers, None where hidden or missing."""
        told = ~hidden & ~self.missing
        found = np.full(self.values.shape, None, dtype=object)
        found[told] = self.values[told].astype(np.int64).tolist()
        return found

    def under(self, cell: Sequence[int]) -> tuple[Place, ...]:
        """Return the base cells that a number adds up."""
        axes = (range(size) if i == size else (i,) for i, size in zip(cell, self.inner, strict=True))
        return tuple(product(*axes))

    def published(self, hidden: Flags) -> list[Published]:
        """Return every number that is shown as a release, for an auditor who knows nothing else of the table."""
        told = np.argwhere(~hidden & ~self.missing)
        numbers = self.values[~hidden & ~self.missing].tolist()
        return [Published(self.under(cell), number) for cell, number in zip(told.tolist(), numbers, strict=True)]
