"""How does it stand against the target? Judged with the uncertainty of the figure: inside, outside, or cannot tell.

Counts and rates: exact Poisson below ten events, Byar from ten. Shares: Wilson. A figure without its numbers has no
interval, so nothing is said of it but where it lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frankpledge.analysis.change.shares import compare_proportions
from frankpledge.analysis.change.two_counts import compare_counts
from frankpledge.analysis.intervals import poisson_interval
from frankpledge.analysis.rates import proportion, rate
from frankpledge.domain.indicators.rules import Measure, Polarity, TargetKind
from frankpledge.domain.indicators.rules.judged import Position, Standing
from frankpledge.domain.indicators.rules.windows import Shown, Way

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Aim:
    """A target as it is judged by. `points` of a trajectory are days with their values, in order."""

    kind: TargetKind
    low: Decimal | None = None
    high: Decimal | None = None
    points: tuple[tuple[date, Decimal], ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Bounds:
    """What a figure has to lie within; None is open."""

    low: float | None
    high: float | None
    words: str


def interval(shown: Shown, way: Way) -> tuple[float, float] | None:
    """Return the 95% interval of a window's figure; None for means, and where its numbers are not stated."""
    top, base = shown.numbers.numerator, shown.numbers.denominator
    if shown.figure is None or (top is None and way.measure is not Measure.COUNT):
        return None
    if way.measure is Measure.COUNT:
        low, high, _ = poisson_interval(events=float(shown.figure), confidence=CONFIDENCE)
        return low, high
    assert top is not None
    if way.measure is Measure.SHARE and base:
        share = proportion(count=float(top), total=float(base), per=100)
        return share.low, share.high
    if way.measure is Measure.RATE and base:
        found = rate(events=float(top), population=float(base), per=way.per)
        return found.low, found.high
    return None


def position(
    shown: Shown,
    way: Way,
    aim: Aim | None,
    polarity: Polarity,
    *,
    before: Shown | None = None,
    spread: float | None = None,
) -> Position:
    """Return how a window stands against what is aimed at.

    `before` is the same window one year earlier, `spread` how many times more than Poisson counts the values vary (φ);
    without it nothing is said of the direction of counts of 50 and more.
    """
    if aim is None:
        return Position("no_target", note="No target has been set.")
    if aim.kind is TargetKind.NONE_YET:
        return Position("no_target", words="No target yet", note=aim.reason)
    if shown.figure is None:
        return Position("no_target", words="Cannot tell: no data", note=f"No figure: {shown.missing}.")
    if aim.kind is TargetKind.DIRECTION:
        return _moved(shown, way, polarity, before, spread)
    bounds = bounds_of(aim, polarity, shown.ends)
    if bounds is None:
        aimed = _printed(float(_value(aim) or 0))
        return Position(
            "no_target", words="Cannot tell", note=f"The target is {aimed}, and which way is better is not stated."
        )
    return _within(shown, way, bounds)


def bounds_of(aim: Aim, polarity: Polarity, day: date) -> Bounds | None:
    """Return what a figure has to lie within on a day; None where it is not stated which way is better."""
    if aim.kind is TargetKind.RANGE:
        low, high = float(aim.low or 0), float(aim.high or 0)  # a range has both
        return Bounds(low, high, f"{_printed(low)} to {_printed(high)}")
    value = along(aim.points, day) if aim.kind is TargetKind.TRAJECTORY else _value(aim)
    if value is None:
        return None
    if polarity is Polarity.SMALLER:
        return Bounds(None, float(value), f"at most {_printed(float(value))}")
    if polarity is Polarity.BIGGER:
        return Bounds(float(value), None, f"at least {_printed(float(value))}")
    return None


def _value(aim: Aim) -> Decimal | None:
    return aim.low if aim.low is not None else aim.high


def along(points: Sequence[tuple[date, Decimal]], day: date) -> Decimal | None:
    """Return where a trajectory is on a day: on the straight line between its points; level before and after them."""
    if not points:
        return None
    before = [one for one in points if one[0] <= day]
    after = [one for one in points if one[0] > day]
    if not before or not after:
        return (after[0] if after else before[-1])[1]
    (start, low), (end, high) = before[-1], after[0]
    return low + (high - low) * (day - start).days / (end - start).days


def _within(shown: Shown, way: Way, bounds: Bounds) -> Position:
    assert shown.figure is not None
    value, found = float(shown.figure), interval(shown, way)
    if found is None:
        inside = _inside(value, value, bounds)
        where = "lies within" if inside else "lies outside"
        note = f"{_printed(value)} {where} {bounds.words}, but without its numbers it has no interval."
        return Position("close", words="Cannot tell", note=note)
    low, high = found
    if way.measure is Measure.SHARE:
        low, high = max(0.0, low), min(100.0, high)
    standing = _standing(low, high, bounds)
    told = f"{_printed(value)}, interval {_printed(low)} to {_printed(high)}; the target is {bounds.words}."
    return Position(standing, note=told, low=low, high=high)


def _standing(low: float, high: float, bounds: Bounds) -> Standing:
    if _inside(low, high, bounds):
        return "meets"
    below = bounds.low is not None and high < bounds.low
    above = bounds.high is not None and low > bounds.high
    return "misses" if below or above else "close"


def _inside(low: float, high: float, bounds: Bounds) -> bool:
    return (bounds.low is None or low >= bounds.low) and (bounds.high is None or high <= bounds.high)


def _moved(shown: Shown, way: Way, polarity: Polarity, before: Shown | None, spread: float | None) -> Position:
    """Return whether a figure moved the way it should since the same window one year earlier."""
    if polarity not in {Polarity.SMALLER, Polarity.BIGGER}:
        return Position("no_target", words="Cannot tell", note="Which way is better is not stated.")
    if before is None or before.figure is None:
        return Position("close", words="Cannot tell", note="There is no figure of the same time a year earlier.")
    if way.measure is Measure.MEAN or _top(shown) is None or _top(before) is None:
        return Position("close", words="Cannot tell", note="The numbers that make the figure are not stated.")
    wanted = "lower" if polarity is Polarity.SMALLER else "higher"
    now, then = _printed(float(shown.figure or 0)), _printed(float(before.figure))
    note = f"{now}, against {then} a year earlier; wanted: {wanted}."
    verdict = _change(shown, before, way, spread)
    if verdict not in {"higher", "lower"}:
        return Position("close", words="Cannot tell" if verdict == "cannot_tell" else "", note=note)
    met = verdict == wanted
    return Position("meets" if met else "misses", words="Moves as aimed" if met else "Moves the other way", note=note)


def _change(shown: Shown, before: Shown, way: Way, spread: float | None) -> str:
    """Return whether a figure is higher or lower than the one before: shares by Newcombe, the rest as counts."""
    then, now = float(_top(before) or 0), float(_top(shown) or 0)
    if way.measure is Measure.SHARE:
        return compare_proportions(
            before_count=then, before_total=_base(before, way), after_count=now, after_total=_base(shown, way)
        ).verdict
    return compare_counts(
        before=then, after=now, exposure_before=_base(before, way), exposure_after=_base(shown, way), dispersion=spread
    ).verdict


def _top(shown: Shown) -> Decimal | None:
    return (
        shown.numbers.numerator
        if shown.numbers.numerator is not None
        else (shown.figure if shown.numbers.denominator is None and not shown.alone else None)
    )


def _base(shown: Shown, way: Way) -> float:
    if way.measure is Measure.COUNT:
        return float(shown.days)
    return float(shown.numbers.denominator or 1)


def _printed(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) or abs(value) >= 1000 else f"{value:,.1f}"
