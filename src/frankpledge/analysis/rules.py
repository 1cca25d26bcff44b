"""The rules of control charts, each a function from points to the points that it marks.

`outside` (beyond a limit), `shift` (7 in a row on one side of the centre), `trend` (7 in a row each above, or each
below, the one before; a tie breaks it) and `two_of_three` (two of three in a row in the outer third between centre and
limit, on the same side; a point beyond the limit is `outside` and not counted again). A run marks every point in it. A
missing point or one exactly on the centre ends a run. (Nelson's and the Western Electric rules take 9 or 8 for 7 and
count a point beyond the limit among the two of three; `shift` and `trend` take a `length`.) Source: NHS England, Making
Data Count, whose conventions these are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats

Rule = Literal["outside", "shift", "trend", "two_of_three"]
ALL_RULES: tuple[Rule, ...] = get_args(Rule)
PAGE_RULES: tuple[Rule, ...] = ("outside", "shift")
Flags = NDArray[np.bool_]

SHIFT_LENGTH = 7
TREND_LENGTH = 7
_OUTER_THIRD = 2 / 3
_TAIL = 0.00135


def outside(values: Floats, lower: Floats, upper: Floats) -> Flags:
    """Return which points lie strictly beyond their own limits."""
    return (values < lower) | (values > upper)


def shift(values: Floats, centre: Floats, *, length: int = SHIFT_LENGTH) -> Flags:
    """Return which points belong to a run of at least `length` on one side of the centre."""
    return _runs(np.sign(np.nan_to_num(values - centre)), length)


def trend(values: Floats, *, length: int = TREND_LENGTH) -> Flags:
    """Return which points belong to a run of at least `length` points that only rises or only falls."""
    steps = np.sign(np.nan_to_num(np.diff(values)))
    marked = _runs(steps, length - 1)
    flags = np.zeros(values.size, dtype=np.bool_)
    flags[:-1] |= marked
    flags[1:] |= marked
    return flags


def two_of_three(values: Floats, centre: Floats, lower: Floats, upper: Floats) -> Flags:
    """Return which points are in an outer third together with another of the same side among three in a row."""
    above = (values > centre + _OUTER_THIRD * (upper - centre)) & (values <= upper)
    below = (values < centre - _OUTER_THIRD * (centre - lower)) & (values >= lower)
    return _pairs(above) | _pairs(below)


def signals(
    values: Floats,
    *,
    centre: Floats,
    lower: Floats,
    upper: Floats,
    rules: Sequence[Rule] = ALL_RULES,
    beyond: Flags | None = None,
    shift_length: int = SHIFT_LENGTH,
    trend_length: int = TREND_LENGTH,
) -> tuple[tuple[Rule, ...], ...]:
    """Return for each point the names of the rules that marked it, in the order of `ALL_RULES`.

    `beyond` replaces the comparison with the limits where the method knows better which points lie outside.
    """
    check_rules(rules)
    found: dict[Rule, Flags] = {
        "outside": outside(values, lower, upper) if beyond is None else beyond,
        "shift": shift(values, centre, length=shift_length),
        "trend": trend(values, length=trend_length),
        "two_of_three": two_of_three(values, centre, lower, upper),
    }
    return tuple(
        tuple(name for name, flags in found.items() if name in rules and flags[point]) for point in range(values.size)
    )


def check_rules(rules: Sequence[str]) -> None:
    """Refuse names that are none of the rules."""
    unknown = set(rules) - set(ALL_RULES)
    if unknown:
        raise ValueError(f"no rule is called {', '.join(sorted(unknown))}")


def alarms_by_chance(
    *, points: int, indicators: int = 1, rules: Sequence[Rule] = PAGE_RULES, shift_length: int = SHIFT_LENGTH
) -> float:
    """Return how many alarms of `outside` and `shift` chance alone would give over so many points and indicators.

    Independent points, a known centre and exact tails are assumed: 0.0027 a point, and for `shift` the expected number
    of runs that reach their length. Real series alarm about twice as often on a two-year
    baseline, which is itself estimated.
    """
    if points < 0 or indicators < 0:
        raise ValueError("fewer than no points give no alarms")
    unknown = set(rules) - set(PAGE_RULES)
    if unknown:
        raise ValueError(f"no closed form is known for {', '.join(sorted(unknown))}")
    expected = 2 * _TAIL * points if "outside" in rules else 0.0
    if "shift" in rules and points >= shift_length:
        expected += 0.5 ** (shift_length - 1) + (points - shift_length) * 0.5**shift_length
    return indicators * expected


def _runs(sides: Floats, length: int) -> Flags:
    flags = np.zeros(sides.size, dtype=np.bool_)
    edges = np.flatnonzero(np.diff(sides)) + 1
    for run in np.split(np.arange(sides.size), edges):
        if run.size >= length and sides[run[0]] != 0:
            flags[run] = True
    return flags


def _pairs(flags: Flags) -> Flags:
    padded = np.concatenate(([False, False], flags, [False, False]))
    near = padded[:-4] | padded[1:-3] | padded[3:-1] | padded[4:]
    return flags & near
