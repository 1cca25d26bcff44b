"""Control charts: a centre, limits and the rules that fired, one entry a point.

Baselines are fixed: limits come from the first `baseline` points of a segment (all of it unless told, or where there
are no more) and stand for the rest of it. A person rebases by naming the points at which a new segment begins:
positions from 0 that ascend, inside the series and not its first, or a ValueError. A baseline or a segment with fewer
than five points is `NotEnoughData`, and so is one without variation: all of it alike, or most of its counts zero. A
month of crime has a season, for which `seasonal_signals` is right and these charts are not. XmR, u and p charts leave
`excluded` points (lockdowns, known events) out of the baseline and judge them all the same; with `seasons`, a name for
each point's, every season has its own centre, made as `baselines` says.

Rules are judged where the points spread evenly: a limit that would lie under zero is drawn at zero, but the outer third
is that of the limit as reckoned, and a t chart is judged on its transformed times. (With the third below a limit cut
off at zero, `two_of_three` marked nine quiet years in ten of a g chart.) Sources: Wheeler, Understanding Variation
(1993); Montgomery, Introduction to Statistical Quality Control (2013), ch. 7; Laney (2002), Quality Engineering 14;
Nelson (1994), Journal of Quality Technology 26.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import index

import numpy as np

from frankpledge.analysis.counts import Floats, count_series, series
from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.rules import ALL_RULES, Rule
from frankpledge.analysis.rules import signals as marked
from frankpledge.analysis.signals.baselines import check_seasons, season_levels, usual

MINIMUM = 5
INDIVIDUALS = 2.66
SCREEN = 3.267
_LANEY = 1.128
_NELSON = 3.6


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChart:
    """One entry a point. `n` is the number of points that are present; missing ones are NaN and never signalled.

    `sigma_z` is Laney's ratio for each segment of u, p and c charts: well above 1 means more variation than counts
    have, and asks for `laney=True`; NaN where no two points of its baseline follow each other. Empty for the others.
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
    """Centre and limits as the rules judge by them."""

    centre: Floats
    lower: Floats
    upper: Floats
    sigma_z: float | None = None

    @classmethod
    def level(cls, centre: float, width: float, size: int) -> _Limits:
        return cls(np.full(size, centre), np.full(size, centre - width), np.full(size, centre + width))


def _as_they_are(bounds: Floats) -> Floats:
    return bounds


def _from_zero(bounds: Floats) -> Floats:
    return np.maximum(bounds, 0.0)


def xmr(
    *,
    values: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    excluded: Sequence[bool] | None = None,
    seasons: Sequence[int] | None = None,
    rules: Sequence[Rule] = ALL_RULES,
    screen: float = SCREEN,
    width: float = INDIVIDUALS,
) -> ControlChart:
    """Return the chart of individual values: mean ± 2.66 × the mean moving range.

    Moving ranges of 3.267 × their mean or more are screened out once before their mean is taken again, as NHS England
    does; Wheeler and Montgomery do not (`screen=math.inf`), and some reckon with 3/1.128, which is 2.6596
    (`width=3 / 1.128`) or with the median moving range (not offered). A constant series, or one whose moving ranges are
    mostly zero, has "not enough variation" (`NotEnoughData`). A range to or from a missing point is missing. Values
    below zero are values like others.
    """
    array = series(values)
    known = usual(array, excluded)
    check_seasons(seasons, array.size)

    def limits(part: slice, first: slice) -> _Limits:
        if seasons is not None:
            return _seasonal_xmr(array[part], known[first], seasons[part], width, screen)
        level = float(np.nanmean(known[first]))
        return _Limits.level(level, width * _mean_moving_range(known[first], screen), array[part].size)

    return _chart(array, limits, baseline, rebase_at, rules, method="XmR", usual_points=known)


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
    return _attribute(array, np.ones(array.size), _Asked(baseline, rebase_at, rules), laney, method="c")


def u_chart(
    *,
    events: Sequence[float | None] | Floats,
    bases: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    excluded: Sequence[bool] | None = None,
    seasons: Sequence[int] | None = None,
    rules: Sequence[Rule] = ALL_RULES,
    laney: bool = False,
) -> ControlChart:
    """Return the chart of events per base, with limits for each point's own base: ū ± 3√(ū/n)."""
    counts = count_series(events, name="events")
    asked = _Asked(baseline, rebase_at, rules, excluded, seasons)
    return _attribute(counts, _bases(bases, counts, "bases"), asked, laney, method="u")


def p_chart(
    *,
    count: Sequence[float | None] | Floats,
    total: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    excluded: Sequence[bool] | None = None,
    seasons: Sequence[int] | None = None,
    rules: Sequence[Rule] = ALL_RULES,
    laney: bool = False,
) -> ControlChart:
    """Return the chart of shares, with limits for each point's own total: p̄ ± 3√(p̄(1 - p̄)/n), within 0 and 1."""
    counts = count_series(count, name="count")
    totals = _bases(total, counts, "total")
    if np.any(counts > totals):
        raise NotACount("A count is more than its total.", where="count")
    return _attribute(counts, totals, _Asked(baseline, rebase_at, rules, excluded, seasons), laney, method="p")


def g_chart(
    *,
    values: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    rules: Sequence[Rule] = ALL_RULES,
) -> ControlChart:
    """Return the chart of opportunities between rare events: mean ± 3√(mean × (mean + 1)), the lower limit not under 0.

    Opportunities are whole (days, cases); for times use `t_chart`. The distribution is skewed, so more than half the
    points lie below the mean, and `shift` is somewhat more frequent than on other charts. Source: Benneyan (2001),
    Health Care Management Science 4. Provost and Murray draw the centre at the median, 0.693 × this mean: multiply.
    """
    array = count_series(values)

    def limits(part: slice, first: slice) -> _Limits:
        _check_varies(array[first])
        mean = float(np.nanmean(array[first]))
        return _Limits.level(mean, 3 * float(np.sqrt(mean * (mean + 1))), array[part].size)

    return _chart(array, limits, baseline, rebase_at, rules, method="g", shown=_from_zero)


def t_chart(
    *,
    values: Sequence[float | None] | Floats,
    baseline: int | None = None,
    rebase_at: Sequence[int] = (),
    rules: Sequence[Rule] = ALL_RULES,
    screen: float = SCREEN,
) -> ControlChart:
    """Return the chart of times between rare events: XmR of time^(1/3.6), turned back (Nelson 1994).

    Times of zero (two events at once) are allowed; negative ones are `NotACount`. Some write the power as 0.2777.
    """
    array = series(values)
    if np.any(array < 0):
        raise NotACount("A time between events is negative.", where="values")
    turned = array ** (1 / _NELSON)

    def limits(part: slice, first: slice) -> _Limits:
        known = turned[first]
        width = INDIVIDUALS * _mean_moving_range(known, screen)
        return _Limits.level(float(np.nanmean(known)), width, array[part].size)

    def shown(bounds: Floats) -> Floats:
        return _from_zero(bounds) ** _NELSON

    return _chart(array, limits, baseline, rebase_at, rules, method="t", judged=turned, shown=shown)


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a chart was asked for."""

    baseline: int | None
    rebase_at: Sequence[int]
    rules: Sequence[Rule]
    excluded: Sequence[bool] | None = None
    seasons: Sequence[int] | None = None


def _attribute(counts: Floats, bases: Floats, asked: _Asked, laney: bool, *, method: str) -> ControlChart:
    values, known = counts / bases, usual(counts, asked.excluded)
    check_seasons(asked.seasons, counts.size)

    def limits(part: slice, first: slice) -> _Limits:
        tops, under = known[first], bases[first]
        _check_varies(tops / under, events=tops)
        one = [0] * counts[part].size if asked.seasons is None else asked.seasons[part]
        found = season_levels(tops, under, one[: tops.size], judged=counts[part], of=one)
        spread = found.level * (1 - found.level) if method == "p" else found.level
        if asked.seasons is not None and np.any(spread <= 0):
            raise NotEnoughData("A season of the baseline does not vary: nothing, or all of it.")
        here = slice(0, tops.size)
        made_of = np.full(found.level.size, np.inf) if asked.seasons is None else found.made_of
        own = np.where(np.isnan(tops), np.nan, 1 / under - 1 / made_of[here])
        z = (tops / under - found.level[here]) / np.sqrt(spread[here] * own)
        ratio = _laney_ratio(z)
        if laney and not ratio > 0:
            raise NotEnoughData("Laney's ratio needs points that follow each other and differ.")
        width = 3 * np.sqrt(spread * (1 / bases[part] + 1 / made_of)) * (ratio if laney else 1.0)
        return _Limits(found.level, found.level - width, found.level + width, ratio)

    def shown(bounds: Floats) -> Floats:
        return np.clip(bounds, 0.0, 1.0 if method == "p" else np.inf)

    name = f"{method} with Laney's ratio" if laney else method
    return _chart(
        values, limits, asked.baseline, asked.rebase_at, asked.rules, method=name, shown=shown,
        usual_points=usual(values, asked.excluded),
    )  # fmt: skip


def _seasonal_xmr(part: Floats, first: Floats, seasons: Sequence[int], width: float, screen: float) -> _Limits:
    found = season_levels(first, np.ones(first.size), seasons[: first.size], judged=part, of=seasons)
    own = 1 - 1 / found.made_of[: first.size]
    left = (first - found.level[: first.size]) / np.sqrt(own)
    wide = width * _mean_moving_range(left, screen) * np.sqrt(1 + 1 / found.made_of)
    return _Limits(found.level, found.level - wide, found.level + wide)


def _laney_ratio(z: Floats) -> float:
    """Return how far z-scores move from one point to the next, over how far chance moves them; NaN without two."""
    moved = np.abs(np.diff(z))
    moved = moved[~np.isnan(moved)]
    return float(moved.mean()) / _LANEY if moved.size else float("nan")


def _check_varies(values: Floats, *, events: Floats | None = None) -> None:
    if np.nanmin(values) == np.nanmax(values):
        raise NotEnoughData("There is not enough variation: every point of the baseline is the same.")
    if events is not None and np.nanmedian(events) == 0:
        raise NotEnoughData(
            "There is not enough variation: most points of the baseline are zero.",
            cure="Chart the days or events between occurrences (t or g chart).",
        )


def _chart(
    values: Floats,
    limits: Callable[[slice, slice], _Limits],
    baseline: int | None,
    rebase_at: Sequence[int],
    rules: Sequence[Rule],
    *,
    method: str,
    judged: Floats | None = None,
    shown: Callable[[Floats], Floats] = _as_they_are,
    usual_points: Floats | None = None,
) -> ControlChart:
    """Return the chart: `judged` are the points as the rules see them, `shown` turns limits into what is drawn."""
    points = values if judged is None else judged
    base = values if usual_points is None else usual_points
    parts = [(part, limits(part, _baseline(base, part, baseline))) for part in _segments(values.size, rebase_at)]
    fired: list[tuple[Rule, ...]] = []
    for part, found in parts:
        fired.extend(marked(points[part], centre=found.centre, lower=found.lower, upper=found.upper, rules=rules))
    return ControlChart(
        values=values,
        centre=shown(np.concatenate([found.centre for _, found in parts])),
        lower=shown(np.concatenate([found.lower for _, found in parts])),
        upper=shown(np.concatenate([found.upper for _, found in parts])),
        signals=tuple(fired),
        n=int(np.sum(~np.isnan(values))),
        method=method,
        sigma_z=tuple(found.sigma_z for _, found in parts if found.sigma_z is not None),
    )


def _segments(size: int, rebase_at: Sequence[int]) -> list[slice]:
    edges = [0, *(index(start) for start in rebase_at), size]
    if edges != sorted(set(edges)):
        raise ValueError(f"rebase_at must ascend and lie inside the {size} points")
    return [slice(start, stop) for start, stop in pairwise(edges)]


def _baseline(values: Floats, part: slice, baseline: int | None) -> slice:
    stop = part.stop if baseline is None else min(part.stop, part.start + max(0, index(baseline)))
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
    array = count_series(bases, name=name) if name == "total" else series(bases, name=name)
    if array.size != counts.size:
        raise ValueError(f"{counts.size} counts but {array.size} of {name}")
    if not np.all(array[~np.isnan(counts)] > 0):
        raise NoDenominator("A point has no base, so it has no rate.", where=name)
    return np.where(array > 0, array, np.nan)
