"""Has it changed? Judged on the parts that are written down, since overlapping windows do not vary of themselves.

Months of a count with 24 before them: against their season. Quarters of a count: against the same quarters of the years
before, by how much quarters vary. Shares and rates: control charts with limits for each point's own base; figures that
stand alone: XmR. A part is only held against parts of the same definition. Where there is too little: cannot tell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from frankpledge.analysis.change.two_counts import Change, compare_counts
from frankpledge.analysis.periods import Month, Quarter
from frankpledge.analysis.quarterly import quarterly_dispersion
from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.rules import PAGE_RULES
from frankpledge.analysis.signals import (
    SeasonalSignals,
    dispersion,
    seasonal_signals,
)
from frankpledge.domain.indicators.rules import Every, Measure, Polarity
from frankpledge.domain.indicators.rules.charted import charted
from frankpledge.domain.indicators.rules.judged import Signal, Verdict, side_of
from frankpledge.domain.indicators.rules.limits import Limit, Limits, value_of
from frankpledge.domain.indicators.rules.windows import Part, Shown, Way, label_of, months_of

# The chance of `outside` in either tail, so that every method alarms as often where nothing changed.
CONFIDENCE = 1 - 2 * 0.00135
SEASONS_COMPARED = 3
A_QUARTER = 3
TOO_LITTLE = "Not enough data"


def signal(parts: Sequence[Part], way: Way, shown: Shown, polarity: Polarity) -> Signal:
    """Return whether a shown window has changed from what came before."""
    side = side_of(polarity)
    if shown.figure is None:
        return Signal("cannot_tell", side, note=f"No figure: {shown.missing}.", words="No data")
    found = limits(parts, way, shown)
    if not found.method:
        return Signal("cannot_tell", side, note=found.why, words="Cannot tell")
    if found.change is not None:
        return _from_change(found, side)
    fired = [one for one in _in_view(found.points, shown) if one.rules]
    if fired:
        last = fired[-1]
        return Signal(last.verdict, side, note=_why(last, way), method=found.method)
    judged = sum(one.lower is not None for one in found.points)
    units = way.every.label.lower()
    note = f"{judged} {units}{'s' if judged != 1 else ''} inside the expected range; no run of seven."
    return Signal("none", side, note=note, method=found.method)


def _from_change(found: Limits, side: str) -> Signal:
    change = found.change
    assert change is not None
    if change.low is None or change.ratio is None:
        return Signal("cannot_tell", side, note=change.reason, method=found.method)  # type: ignore[arg-type]
    verdict: Verdict = change.verdict if change.verdict in {"higher", "lower"} else "none"
    last = found.points[-1]
    centre = f"{last.centre:,.0f}" if last.centre is not None else "?"
    note = (
        f"{last.value:,.0f} against {centre} in the same quarter of earlier years; ratio {change.ratio:.2f}, "
        f"interval {change.low:.2f} to {change.high:.2f}."
    )
    return Signal(verdict, side, note=note, method=found.method)  # type: ignore[arg-type]


def _in_view(points: Sequence[Limit], shown: Shown) -> list[Limit]:
    """Return the points that a window speaks of: its own, at most those of its last quarter."""
    last = [one for one in points if shown.starts <= one.part.starts and one.part.ends <= shown.ends]
    quarter = shown.ends - timedelta(days=95)
    return [one for one in last if one.part.starts > quarter] or last[-1:]


def _why(point: Limit, way: Way) -> str:
    label = label_of(point.part.starts, point.part.ends, start_month=way.start_month)
    side = "above" if point.verdict == "higher" else "below"
    if "outside" in point.rules:
        return f"{label} lies {side} the expected {_printed(point.lower)} to {_printed(point.upper)}."
    return f"{label} is one of seven or more in a row {side} what was expected ({_printed(point.centre)})."


def _printed(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.1f}"


def spread_of(parts: Sequence[Part], way: Way, until: date) -> float | None:
    """Return how many times more than Poisson counts the parts before a day vary (φ); None where it cannot be known."""
    before = [one for one in parts if one.ends < until]
    counts = [None if one.numbers.missing else _float(one.numbers.numerator) for one in before]
    try:
        if way.every is Every.MONTH:
            months = [Month.of(one.starts) for one in before]
            return dispersion(values=counts, months=months, excluded=way.unusual)
        if way.every is Every.QUARTER:
            quarters = [Quarter.of(Month.of(one.starts)) for one in before]
            return quarterly_dispersion(values=counts, quarters=quarters, excluded=way.unusual)
    except (NotEnoughData, NotACount):
        return None
    return None


# ---- limits ---------------------------------------------------------------------------------------------------------


def limits(parts: Sequence[Part], way: Way, shown: Shown) -> Limits:
    """Return the parts up to a window with what was expected of them; without a method where there is too little."""
    before = [one for one in parts if one.ends <= shown.ends]
    last = next((one for one in reversed(before) if one.times), None)
    if last is None:
        return Limits((), why=f"{TOO_LITTLE}: nothing is written down.")
    alike = [one for one in before if one.definition == last.definition or not one.times]
    try:
        return _limits(alike, way)
    except (NotEnoughData, NoDenominator, NotACount) as refusal:
        told = str(refusal).rstrip(".")
        return Limits(
            tuple(Limit(one, value_of(one, way)) for one in alike), why=f"{TOO_LITTLE}: {told[:1].lower()}{told[1:]}."
        )


def _limits(parts: Sequence[Part], way: Way) -> Limits:
    if way.measure is Measure.COUNT:
        if way.every is Every.MONTH:
            return _monthly(parts, way)
        if way.every is Every.QUARTER:
            return _quarterly(parts, way)
    return charted(parts, way)


def _monthly(parts: Sequence[Part], way: Way) -> Limits:
    months = [Month.of(one.starts) for one in parts]
    try:
        found: SeasonalSignals = seasonal_signals(
            values=[value_of(one, way) for one in parts], months=months, rules=PAGE_RULES, excluded=way.unusual
        )
    except NotEnoughData as refusal:
        return _by_quarters(parts, way, refusal)
    points = tuple(
        Limit(one, value_of(one, way), _number(centre), _number(low), _number(high), rules)
        for one, centre, low, high, rules in zip(
            parts, found.centre, found.lower, found.upper, found.signals, strict=True
        )
    )
    return Limits(points, method="month against its own season, before the judged months (negative binomial)")


def _by_quarters(parts: Sequence[Part], way: Way, refusal: NotEnoughData) -> Limits:
    """Judge sparse or short months by whole quarters; refused as before where that cannot be either."""
    quarters = _whole_quarters(parts)
    if not quarters or quarters[-1][1][-1].ends != parts[-1].ends:
        raise refusal
    counts = _usual([quarter for quarter, _ in quarters], [_added(members, way) for _, members in quarters], way)
    change = _against_season([quarter for quarter, _ in quarters], counts)
    points = [Limit(one, value_of(one, way)) for one in parts]
    now, centre = counts[-1], _mean_before([quarter for quarter, _ in quarters], counts)
    last = Limit(parts[-1], now, centre)
    return Limits((*points[:-1], last), method="quarter against the same quarters of earlier years", change=change)


def _whole_quarters(parts: Sequence[Part]) -> list[tuple[Quarter, list[Part]]]:
    grouped: dict[Quarter, list[Part]] = {}
    for one in parts:
        grouped.setdefault(Quarter.of(Month.of(one.starts)), []).append(one)
    return [(quarter, members) for quarter, members in sorted(grouped.items()) if len(members) == A_QUARTER]


def _added(members: Sequence[Part], way: Way) -> float | None:
    values = [value_of(one, way) for one in members]
    return None if None in values else sum(value for value in values if value is not None)


def _quarterly(parts: Sequence[Part], way: Way) -> Limits:
    quarters = []
    for one in parts:
        whole = months_of(one.starts, one.ends)
        if whole is None or whole.length != A_QUARTER:
            raise NotEnoughData("the periods are not quarters")
        quarters.append(Quarter.of(whole.first))
    counts = _usual(quarters, [value_of(one, way) for one in parts], way)
    change = _against_season(quarters, counts)
    points = tuple(
        Limit(one, value_of(one, way), _mean_before(quarters[: at + 1], counts[: at + 1]))
        for at, one in enumerate(parts)
    )
    return Limits(points, method="quarter against the same quarters of earlier years", change=change)


def _usual(quarters: Sequence[Quarter], counts: Sequence[float | None], way: Way) -> list[float | None]:
    """Return counts without those of quarters that touch an unusual month; the last is judged all the same."""
    kept = [
        None if way.unusual & set(quarter.window.months()) else count
        for quarter, count in zip(quarters[:-1], counts[:-1], strict=True)
    ]
    return [*kept, *counts[-1:]]


def _seasons(quarters: Sequence[Quarter], counts: Sequence[float | None]) -> list[tuple[Quarter, float]]:
    """Return the same quarters of the years before the last, at most three."""
    last = quarters[-1]
    found = [
        (quarter, count)
        for quarter, count in zip(quarters[:-1], counts[:-1], strict=True)
        if count is not None and quarter.number == last.number and last.start - quarter.start <= SEASONS_COMPARED
    ]
    if not found:
        raise NotEnoughData("there is no same quarter of an earlier year to hold it against")
    return found


def _mean_before(quarters: Sequence[Quarter], counts: Sequence[float | None]) -> float | None:
    try:
        same = _seasons(quarters, counts)
    except NotEnoughData:
        return None
    return sum(count for _, count in same) / len(same)


def _against_season(quarters: Sequence[Quarter], counts: Sequence[float | None]) -> Change:
    now = counts[-1]
    if now is None:
        raise NotEnoughData("the quarter has no count")
    same = _seasons(quarters, counts)
    try:
        spread = quarterly_dispersion(values=counts[:-1], quarters=quarters[:-1])
    except NotEnoughData:
        spread = None
    return compare_counts(
        before=sum(count for _, count in same),
        after=now,
        exposure_before=sum(quarter.window.days for quarter, _ in same),
        exposure_after=quarters[-1].window.days,
        dispersion=spread,
        confidence=CONFIDENCE,
    )


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _float(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]
