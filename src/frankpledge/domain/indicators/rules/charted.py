"""Shares, rates and figures that stand alone, judged by control charts as counts are: unusual periods apart, by season.

Limits come from the first usual parts. Where there are enough of them each quarter of the year has its own centre, so
that a figure which is high every winter is held against winters; where there are too few, the method says so. Measured
on series where nothing changed (a season of ±20%): without seasons 1.9% of months of a share and 7.5% of months of a
figure that stands alone fell outside, with seasons 0.1% and 0.8%.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.analysis.rules import PAGE_RULES
from frankpledge.analysis.signals import ControlChart, p_chart, u_chart, xmr
from frankpledge.domain.indicators.rules import Every, Measure
from frankpledge.domain.indicators.rules.limits import Limit, Limits, is_unusual, value_of
from frankpledge.domain.indicators.rules.windows import Part, Way

BASELINES = {Every.MONTH: 12, Every.QUARTER: 8, Every.WAVE: 8, Every.YEAR: 5}
# How many usual parts know the season: eight quarters tell how shares and rates vary of themselves, a figure that
# stands alone must show it, and eight are too few for that (5% of quiet quarters fell outside, of twelve 2%).
KNOW_THE_SEASON = {Every.MONTH: (24, 24), Every.QUARTER: (8, 12)}
A_QUARTER = 3


def charted(parts: Sequence[Part], way: Way) -> Limits:
    """Return the parts with the limits of a p, u or XmR chart; refused where too few of them are known."""
    of_bases = _has_bases(parts, way)
    values = [value_of(one, way) for one in parts]
    left_out = [is_unusual(one, way) for one in parts]
    usual = [None if out else value for out, value in zip(left_out, values, strict=True)]
    wanted = KNOW_THE_SEASON.get(way.every, (0, 0))[0 if of_bases else 1]
    by_season = wanted > 0 and _leaves_some(values, usual, wanted)
    baseline = wanted if by_season else BASELINES[way.every]
    if not _leaves_some(values, usual, baseline):
        known = sum(value is not None for value in usual)
        units = f"{way.every.label.lower()}s"
        raise NotEnoughData(f"{known} usual {units} are known, and more than {baseline} are needed")
    start = _position(usual, baseline)
    more: dict[str, Any] = {"baseline": start, "rules": PAGE_RULES, "excluded": left_out}
    more["seasons"] = [(one.ends.month - 1) // A_QUARTER for one in parts] if by_season else None
    try:
        chart, scale, method = _chart(parts, values, way, more, of_bases=of_bases)
    except NotEnoughData:
        if not by_season:
            raise
        by_season = False
        chart, scale, method = _chart(parts, values, way, more | {"seasons": None}, of_bases=of_bases)
    points = tuple(_limit(one, at, values[at], chart, scale, judged=at >= start) for at, one in enumerate(parts))
    return Limits(points, method=_words(method, baseline, way, left_out[:start], by_season=by_season))


def _limit(part: Part, at: int, value: float | None, chart: ControlChart, scale: float, *, judged: bool) -> Limit:
    centre, lower, upper = (_scaled(line[at], scale) for line in (chart.centre, chart.lower, chart.upper))
    return Limit(part, value, centre, lower, upper, chart.signals[at] if judged else ())


def _words(method: str, baseline: int, way: Way, left_out: Sequence[bool], *, by_season: bool) -> str:
    told = f"{method}, limits from the first {baseline} usual {way.every.label.lower()}s"
    if not any(left_out):
        told = f"{method}, limits from the first {baseline}"
    if by_season:
        return f"{told}, each quarter of the year at its own level"
    return f"{told}, too few to know the season" if way.every in KNOW_THE_SEASON else told


def _has_bases(parts: Sequence[Part], way: Way) -> bool:
    known = [one for one in parts if value_of(one, way) is not None]
    return way.measure in {Measure.SHARE, Measure.RATE} and all(one.numbers.denominator for one in known)


def _leaves_some(values: Sequence[float | None], usual: Sequence[float | None], baseline: int) -> bool:
    """Return whether there are so many usual points, and one after them to be judged."""
    enough = sum(value is not None for value in usual) >= baseline
    return enough and any(value is not None for value in values[_position(usual, baseline) :])


def _position(values: Sequence[float | None], baseline: int) -> int:
    """Return how many points, missing ones counted, hold so many known ones."""
    seen = 0
    for at, value in enumerate(values):
        seen += value is not None
        if seen == baseline:
            return at + 1
    return len(values)


def _chart(
    parts: Sequence[Part], values: Sequence[float | None], way: Way, more: dict[str, Any], *, of_bases: bool
) -> tuple[ControlChart, float, str]:
    if not of_bases:
        return xmr(values=values, **more), 1.0, "XmR chart"
    tops = [None if one.numbers.missing else _float(one.numbers.numerator) for one in parts]
    bases = [None if one.numbers.missing else _float(one.numbers.denominator) for one in parts]
    share = way.measure is Measure.SHARE

    def drawn(*, laney: bool) -> ControlChart:
        if share:
            return p_chart(count=tops, total=bases, laney=laney, **more)
        return u_chart(events=tops, bases=bases, laney=laney, **more)

    chart, scale = drawn(laney=False), 100.0 if share else float(way.per)
    spread = _spread(chart)
    return drawn(laney=True) if spread else chart, scale, f"{'p' if share else 'u'} chart" + " (Laney)" * spread


def _spread(chart: ControlChart) -> bool:
    """Return whether points vary more than counts do of themselves."""
    return any(one > 1 for one in chart.sigma_z if not math.isnan(one))


def _scaled(value: float, scale: float) -> float | None:
    return None if math.isnan(value) else float(value) * scale


def _float(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]
