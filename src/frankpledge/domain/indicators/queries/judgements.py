"""The three judgements of indicators, per period, as known at a moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from frankpledge.analysis.periods import Month
from frankpledge.domain.indicators.models import Definition, Target
from frankpledge.domain.indicators.queries.values import Known
from frankpledge.domain.indicators.rules import Every, Measure, Polarity, TargetKind, WindowKind
from frankpledge.domain.indicators.rules.judged import Judged, Position, Quality, Signal
from frankpledge.domain.indicators.rules.positions import Aim, position
from frankpledge.domain.indicators.rules.quality import quality
from frankpledge.domain.indicators.rules.signals import signal, spread_of
from frankpledge.domain.indicators.rules.windows import Part, Shown, Way
from frankpledge.statute.settings import settings

__all__ = ["Judged", "Position", "Quality", "Signal", "aim_of", "judge", "part_of", "way_of", "year_earlier"]


def way_of(definition: Definition, unusual: frozenset[Month] = frozenset()) -> Way:
    """Return how a definition counts and shows; of `unusual` months no baseline is made."""
    return Way(
        measure=Measure(definition.measure),
        per=definition.per,
        every=Every(definition.every),
        window=WindowKind(definition.window),
        start_month=definition.start_month,
        lag_days=definition.lag_days or 0,
        base_adds_up=definition.base_adds_up,
        unusual=unusual,
    )


def part_of(known: Known) -> Part:
    """Return a value as known at a moment as a part of windows."""
    return Part(
        starts=known.starts,
        ends=known.ends,
        numbers=known.numbers,
        status=known.status,
        times=known.times,
        definition=known.definition,
        known_at=known.known_at,
        first_known=known.first_known,
    )


def aim_of(target: Target | None) -> Aim | None:
    """Return a target as it is judged by."""
    if target is None:
        return None
    points = tuple((date.fromisoformat(day), Decimal(str(value))) for day, value in target.points)
    return Aim(TargetKind(target.kind), target.low, target.high, tuple(sorted(points)), reason_of(target))


def reason_of(target: Target) -> str:
    """Return why there is none yet, and when one is expected."""
    day = target.expected_on
    when = f" Expected by {day.day} {day:%B %Y}." if day else ""
    return f"{target.reason}{when}"


def judge(
    shown: Shown,
    *,
    parts: Sequence[Part],
    series: Sequence[Shown],
    definition: Definition,
    target: Target | None,
    on: date,
    unusual: frozenset[Month] = frozenset(),
) -> Judged:
    """Return the three judgements of a window. `parts` and `series` are as known at one moment, `on` is its day."""
    way, polarity = way_of(definition, unusual), Polarity(definition.polarity)
    before = year_earlier(shown, series)
    return Judged(
        signal=signal(parts, way, shown, polarity),
        position=position(
            shown, way, aim_of(target), polarity, before=before, spread=spread_of(parts, way, shown.starts)
        ),
        quality=quality(shown, way, small_base=settings().indicator_small_base, on=on),
    )


def year_earlier(shown: Shown, series: Sequence[Shown]) -> Shown | None:
    """Return the window of the same months one year earlier; None where it is not there."""
    year, month = shown.ends.year - 1, shown.ends.month
    return next(
        (one for one in series if (one.ends.year, one.ends.month) == (year, month) and abs(one.days - shown.days) <= 1),
        None,
    )
