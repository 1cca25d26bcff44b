"""Control charts: a centre, limits and the rules that fired, one entry a point.

Baselines are fixed: limits come from the first `baseline` points of a segment (all of it unless told) and stand for
the rest of it. A person rebases by naming the points at which a new segment begins. A month of crime has a season,
for which `seasonal_signals` is right and these charts are not. Sources: Wheeler, Understanding Variation (1993);
Montgomery, Introduction to Statistical Quality Control (2013), ch. 7; Laney (2002), Quality Engineering 14; Nelson
(1994), Journal of Quality Technology 26.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from frankpledge.analysis.counts import Floats, count_series, series
from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.rules import ALL_RULES, Rule
from frankpledge.analysis.rules import signals as marked

MINIMUM = 5
INDIVIDUALS = 2.66
SCREEN = 3.267
_LANEY = 1.128
_NELSON = 3.6


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChart:
    """One entry a point. `n` is the number of points that are present; missing ones are NaN and never signalled.

    `sigma_z` is Laney's ratio for each segment of u, p and c charts: well above 1 means more variation than counts
    have, and asks for `laney=True`. It is empty for the others.
    """

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    signals: tuple[tuple[Rule, ...], ...]
    n: int
    method: str
    sigma_z: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Limits:
    centre: Floats
    lower: Floats
    upper: Floats
    sigma_z: float | None = None


def xmr(
    *,
    values: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    rules: Sequence[Rule] = ALL_RULES,
    screen: float = SCREEN,
) -> ControlChart:
    """Return the chart of individual values: mean ± 2.66 × the mean moving range.

    Moving ranges of 3.267 × their mean or more are screened out once before their mean is taken again (others use
    3/1.128 for 2.66, and do not screen: `screen=inf`). A constant series, or one whose moving ranges are mostly zero,
    has "not enough variation" (`NotEnoughData`), as has a segment of fewer than five points.
    """
    array = series(values)

    def limits(part: slice, first: slice) -> _Limits:
        known = array[first]
        mean, width = float(np.nanmean(known)), INDIVIDUALS * _mean_moving_range(known, screen)
        size = array[part].size
        return _Limits(np.full(size, mean), np.full(size, mean - width), np.full(size, mean + width))

    return _chart(array, limits, baseline, rebase_at, rules, method="XmR")


def c_chart(
    *,
    values: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    rules: Sequence[Rule] = ALL_RULES,
    laney: bool = False,
) -> ControlChart:
    """Return the chart of counts over equal opportunities: mean ± 3√mean, widened by Laney's ratio when asked."""
    array = count_series(values)
    return _attribute(array, np.ones(array.size), baseline, rebase_at, rules, laney, method="c")


def u_chart(
    *,
    events: Sequence[float | None] | Floats,
    bases: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    rules: Sequence[Rule] = ALL_RULES,
    laney: bool = False,
) -> ControlChart:
    """Return the chart of events per base, with limits for each point's own base: ū ± 3√(ū/n)."""
    counts = count_series(events, name="events")
    return _attribute(counts, _bases(bases, counts, "bases"), baseline, rebase_at, rules, laney, method="u")


def p_chart(
    *,
    count: Sequence[float | None] | Floats,
    total: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    rules: Sequence[Rule] = ALL_RULES,
    laney: bool = False,
) -> ControlChart:
    """Return the chart of shares, with limits for each point's own total: p̄ ± 3√(p̄(1 - p̄)/n), within 0 and 1."""
    counts = count_series(count, name="count")
    totals = _bases(total, counts, "total")
    if np.any(counts > totals):
        raise NotACount("A count is more than its total.", where="count")
    return _attribute(counts, totals, baseline, rebase_at, rules, laney, method="p")


def g_chart(
    *,
    values: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    rules: Sequence[Rule] = ALL_RULES,
) -> ControlChart:
    """Return the chart of opportunities between rare events: mean ± 3√(mean × (mean + 1)), the lower limit not under 0.

    Opportunities are whole (days, cases); for times use `t_chart`. The distribution is skewed, so more than half the
    points lie below the mean. Source: Benneyan (2001), Health Care Management Science 4.
    """
    array = count_series(values)

    def limits(part: slice, first: slice) -> _Limits:
        mean = float(np.nanmean(array[first]))
        if mean == 0:
            raise NotEnoughData("There is not enough variation: every point of the baseline is zero.")
        width = 3 * float(np.sqrt(mean * (mean + 1)))
        size = array[part].size
        return _Limits(np.full(size, mean), np.full(size, max(0.0, mean - width)), np.full(size, mean + width))

    return _chart(array, limits, baseline, rebase_at, rules, method="g")


def t_chart(
    *,
    values: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    rules: Sequence[Rule] = ALL_RULES,
    screen: float = SCREEN,
) -> ControlChart:
    """Return the chart of times between rare events: XmR of time^(1/3.6), turned back (Nelson 1994).

    Times of zero (two events at once) are allowed; negative ones are `NotACount`.
    """
    array = series(values)
    if np.any(array < 0):
        raise NotACount("A time between events is negative.", where="values")
    power = 1 / _NELSON

    def limits(part: slice, first: slice) -> _Limits:
        known = array[first] ** power
        mean, width = float(np.nanmean(known)), INDIVIDUALS * _mean_moving_range(known, screen)
        size = array[part].size
        centre, low, high = (bound**_NELSON for bound in (mean, max(0.0, mean - width), mean + width))
        return _Limits(np.full(size, centre), np.full(size, low), np.full(size, high))

    return _chart(array, limits, baseline, rebase_at, rules, method="t")


def _attribute(
    counts: Floats,
    bases: Floats,
    baseline: int | None,
    rebase_at: Sequence[int],
    rules: Sequence[Rule],
    laney: bool,
    *,
    method: str,
) -> ControlChart:
    def limits(part: slice, first: slice) -> _Limits:
        known = ~np.isnan(counts[first])
        mean = float(counts[first][known].sum() / bases[first][known].sum())
        highest = 1.0 if method == "p" else np.inf
        spread = mean * (1 - mean) if method == "p" else mean
        if spread == 0:
            raise NotEnoughData("There is not enough variation: every point of the baseline is the same.")
        sigma = np.sqrt(spread / bases[part])
        ratio = float(np.nanmean(np.abs(np.diff((counts[first] / bases[first] - mean) / sigma[: known.size])))) / _LANEY
        width = 3 * sigma * (ratio if laney else 1.0)
        return _Limits(
            np.full(sigma.size, mean), np.maximum(mean - width, 0.0), np.minimum(mean + width, highest), ratio
        )

    name = f"{method} with Laney's ratio" if laney else method
    return _chart(counts / bases, limits, baseline, rebase_at, rules, method=name)


def _chart(
    values: Floats,
    limits: Callable[[slice, slice], _Limits],
    baseline: int | None,
    rebase_at: Sequence[int],
    rules: Sequence[Rule],
    *,
    method: str,
) -> ControlChart:
    parts = [
        (part, limits(part, first), values[part])
        for part, first in ((part, _baseline(values, part, baseline)) for part in _segments(values.size, rebase_at))
    ]
    fired: list[tuple[Rule, ...]] = []
    for _, found, points in parts:
        fired.extend(marked(points, centre=found.centre, lower=found.lower, upper=found.upper, rules=rules))
    return ControlChart(
        values=values,
        centre=np.concatenate([found.centre for _, found, _ in parts]),
        lower=np.concatenate([found.lower for _, found, _ in parts]),
        upper=np.concatenate([found.upper for _, found, _ in parts]),
        signals=tuple(fired),
        n=int(np.sum(~np.isnan(values))),
        method=method,
        sigma_z=tuple(found.sigma_z for _, found, _ in parts if found.sigma_z is not None),
    )


def _segments(size: int, rebase_at: Sequence[int]) -> list[slice]:
    edges = [0, *rebase_at, size]
    if edges != sorted(set(edges)):
        raise ValueError(f"rebase_at must ascend and lie inside the {size} points")
    return [slice(start, stop) for start, stop in pairwise(edges)]


def _baseline(values: Floats, part: slice, baseline: int | None) -> slice:
    stop = part.stop if baseline is None else min(part.stop, part.start + baseline)
    known = int(np.sum(~np.isnan(values[part.start : stop])))
    if known < MINIMUM:
        raise NotEnoughData(f"Limits need {MINIMUM} points; the baseline from point {part.start + 1} has {known}.")
    return slice(part.start, stop)


def _mean_moving_range(values: Floats, screen: float) -> float:
    ranges = np.abs(np.diff(values))
    ranges = ranges[~np.isnan(ranges)]
    if ranges.size == 0 or np.median(ranges) == 0:
        raise NotEnoughData("There is not enough variation: most points equal the one before.")
    return float(np.mean(ranges[ranges < screen * np.mean(ranges)]))


def _bases(bases: Sequence[float | None] | Floats, counts: Floats, name: str) -> Floats:
    array = series(bases, name=name)
    if array.size != counts.size:
        raise ValueError(f"{counts.size} counts but {array.size} of {name}")
    if not np.all(array[~np.isnan(counts)] > 0):
        raise NoDenominator("A point has no base, so it has no rate.", where=name)
    return np.where(array > 0, array, np.nan)
