"""Control charts of many series at once, by the same definitions as one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.refusals import NotACount, NotEnoughData
from frankpledge.analysis.rules import ALL_RULES, SHIFT_LENGTH, TREND_LENGTH, Flags, Rule, check_rules
from frankpledge.analysis.signals.control import INDIVIDUALS, MINIMUM, SCREEN

_OUTER = 2 / 3
_ABOVE, _BELOW = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlCharts:
    """Arrays of series × points. `signals` says for each rule, by name, which points it marks.

    `refused` are series that cannot be charted (under five points, or not enough variation): their centre and limits
    are NaN and nothing of them is marked. `n` is how many points of each are present.
    """

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    signals: Mapping[Rule, Flags]
    refused: Flags
    n: NDArray[np.int64]
    method: str

    @property
    def signalled(self) -> Flags:
        """Return which points any rule marks (series × points)."""
        return np.asarray(np.logical_or.reduce(list(self.signals.values())), dtype=np.bool_)


def xmr_many(
    *,
    values: Sequence[Sequence[float]] | Floats,
    baseline: int | None = None,
    rules: Sequence[Rule] = ALL_RULES,
    screen: float = SCREEN,
) -> ControlCharts:
    """Return the charts of individual values of many series (series × points), each as `xmr` would draw it.

    For a screen of thousands of series, where a person has rebased none. A series that `xmr` refuses is `refused`
    here, and the others are charted all the same. Missing points are NaN. No series at all is `NotEnoughData`. Source:
    as `xmr`.
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2 or table.size == 0:
        raise NotEnoughData(f"values are series × points, not of shape {table.shape}.", where="values")
    if np.isinf(table.min()) or np.isinf(table.max()):
        raise NotACount("values hold a value without end.", where="values")
    if baseline is not None and baseline < 0:
        raise NotEnoughData("A baseline of fewer than no points has no limits.", where="baseline")
    check_rules(rules)
    gone = np.isnan(table) if np.isnan(table.min()) else None
    steps = np.diff(table, axis=1)
    centre, width, refused = _limits(table, steps, gone, baseline, screen)
    lower, upper = centre - width, centre + width
    return ControlCharts(
        values=table,
        centre=np.broadcast_to(centre[:, None], table.shape),
        lower=np.broadcast_to(lower[:, None], table.shape),
        upper=np.broadcast_to(upper[:, None], table.shape),
        signals=_marked(table, steps, centre, lower, upper, refused, rules),
        refused=refused,
        n=np.full(len(table), table.shape[1]) if gone is None else np.count_nonzero(~gone, axis=1),
        method="XmR",
    )


def _marked(
    table: Floats, steps: Floats, centre: Floats, lower: Floats, upper: Floats, refused: Flags, rules: Sequence[Rule]
) -> dict[Rule, Flags]:
    """Return the points that each rule marks, as `rules.signals` would of each series."""
    middle, low, high = centre[:, None], lower[:, None], upper[:, None]
    outside = (table < low) | (table > high)
    found: dict[Rule, Flags] = {}
    if "outside" in rules:
        found["outside"] = outside
    if "shift" in rules:
        found["shift"] = _runs(_sides(table > middle, table < middle), SHIFT_LENGTH)
    if "trend" in rules:
        turned = _sides(steps > 0, steps < 0)
        turned[refused] = 0
        found["trend"] = _points_of(_runs(turned, TREND_LENGTH - 1))
    if "two_of_three" in rules:
        above = (table > middle + _OUTER * (high - middle)) & ~outside
        below = (table < middle - _OUTER * (middle - low)) & ~outside
        found["two_of_three"] = _pairs(_sides(above, below))
    return found


def _limits(
    table: Floats, steps: Floats, gone: Flags | None, baseline: int | None, screen: float
) -> tuple[Floats, Floats, Flags]:
    """Return the mean of each baseline, how far its limits lie from it, and which series cannot be charted."""
    first = table[:, :baseline]
    ranges = np.abs(steps[:, : first.shape[1] - 1])
    ones, each = np.ones(first.shape[1]), np.ones(ranges.shape[1])
    known, held = np.full(len(first), float(ones.size)), np.full(len(first), float(each.size))
    still = (ranges == 0) @ each
    if gone is not None:
        there = ~gone[:, :baseline]
        known, held = there @ ones, (there[:, 1:] & there[:, :-1]) @ each
        first, ranges = np.where(there, first, 0.0), np.nan_to_num(ranges)
    refused = (known < MINIMUM) | (held == 0) | (2 * still > held)
    centre, mean = first @ ones / np.maximum(known, 1), ranges @ each / np.maximum(held, 1)
    wide = ranges >= (screen * mean)[:, None]
    odd = np.flatnonzero(wide.any(axis=1) & ~refused)
    if odd.size:
        mean[odd] = np.where(wide[odd], 0.0, ranges[odd]) @ each / (held[odd] - wide[odd] @ each)
    centre[refused], mean[refused] = np.nan, np.nan
    return centre, INDIVIDUALS * mean, refused


def _sides(above: Flags, below: Flags) -> NDArray[np.uint8]:
    """Return the side of each point in two bits, with an empty column after each series, so that no run crosses."""
    sides = np.zeros((above.shape[0], above.shape[1] + 1), dtype=np.uint8)
    np.bitwise_or(above.view(np.uint8) * _ABOVE, below.view(np.uint8) * _BELOW, out=sides[:, :-1])
    return sides


def _runs(sides: NDArray[np.uint8], length: int) -> Flags:
    """Return which points belong to a run of at least `length` on one side: all of it at once, series after series."""
    flat = sides.reshape(-1)
    starts, reach = flat, 1
    for step in _steps(length):
        starts, reach = starts[:-step] & starts[step:], reach + step
    marked = np.zeros(flat.size, dtype=np.uint8)
    marked[: starts.size] = starts
    for step in _steps(length):
        marked[step:] |= marked[:-step].copy()
    return np.asarray(marked.reshape(sides.shape)[:, :-1] != 0)


def _steps(length: int) -> list[int]:
    """Return steps by which a stretch of one grows to `length`, doubling while it can: 1, 2, 3 for 7."""
    steps, reach = [], 1
    while reach < length:
        steps.append(min(reach, length - reach))
        reach += steps[-1]
    return steps


def _points_of(steps: Flags) -> Flags:
    """Return the points that marked steps lead from or to."""
    points = np.zeros((steps.shape[0], steps.shape[1] + 1), dtype=np.bool_)
    points[:, :-1] |= steps
    points[:, 1:] |= steps
    return points


def _pairs(sides: NDArray[np.uint8]) -> Flags:
    """Return which points have another of their side among the two before or the two after."""
    padded = np.zeros((sides.shape[0], sides.shape[1] + 1), dtype=np.uint8)
    padded[:, :-1] = sides
    flat = padded.reshape(-1)
    near = np.zeros(flat.size, dtype=np.uint8)
    for step in (1, 2):
        near[step:] |= flat[:-step]
        near[:-step] |= flat[step:]
    return np.asarray((near & flat).reshape(padded.shape)[:, :-2] != 0)
