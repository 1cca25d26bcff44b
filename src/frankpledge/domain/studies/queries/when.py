"""When does it happen? Months judged and looked at: trend, season, breaks; and hours where records have times."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from frankpledge.analysis.breaks import Breaks, structural_breaks
from frankpledge.analysis.clock import Aoristic, aoristic
from frankpledge.analysis.periods import Month
from frankpledge.analysis.refusals import NotACount, NotEnoughData
from frankpledge.analysis.trend import MannKendall, SeasonalParts, decompose_seasonal, mann_kendall
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.queries.own import Own, own_of
from frankpledge.domain.studies.queries.series import Subject, subject
from frankpledge.ground.accounts.models import Workspace


@dataclass(frozen=True)
class BreakAt:
    """Where the level may have moved: the first month of the new level, its interval, and both levels."""

    month: Month
    first: Month
    last: Month
    before: float
    after: float


@dataclass(frozen=True)
class TimeReading:
    """The months without a gap, and what was found in them; each None where there are too few, `whys` by its name."""

    subject: Subject
    months: tuple[Month, ...]
    values: tuple[float, ...]
    season: SeasonalParts | None
    trend: MannKendall | None
    corrected: MannKendall | None
    breaks: tuple[BreakAt, ...] | None
    whys: dict[str, str]

    @property
    def recorded_otherwise(self) -> str:
        """Return in a sentence that recording changed within the months, so that a trend may be one of recording."""
        if not self.months:
            return ""
        span = [one for one in self.subject.events if one.kind == "recording" and one.last > self.months[0]]
        if not span:
            return ""
        named = "; ".join(f"{one.words.rstrip('.')} ({one.first.label})" for one in span)
        return f"Recording changed in these months, and the trend may be that: {named}."

    def by_calendar_month(self) -> tuple[tuple[str, float], ...]:
        """Return how far each calendar month lies from the trend by its season, January first; empty without one."""
        if self.season is None:
            return ()
        held: dict[int, list[float]] = {}
        for month, value in zip(self.months, self.season.season, strict=True):
            held.setdefault(month.month, []).append(float(value))
        named = {month.month: month.name for month in self.months}
        return tuple((named[number], float(np.mean(held[number]))) for number in sorted(held))


@lru_cache(maxsize=32)
def time_reading(asked: Asked) -> TimeReading:
    """Return what the months of a question show beyond the expected range of the explorer."""
    of = subject(asked)
    months, values = of.unbroken()
    whys: dict[str, str] = {}
    season = trend = corrected = None
    found: tuple[BreakAt, ...] | None = None
    try:
        season = decompose_seasonal(values=values, robust=True)
    except (NotEnoughData, NotACount) as refusal:
        whys["season"] = refusal.reason
    try:
        trend = mann_kendall(values=values, method="seasonal")
        corrected = mann_kendall(values=values, method="hamed_rao")
    except NotEnoughData as refusal:
        whys["trend"] = refusal.reason
    if season is not None:
        try:
            found = _placed(structural_breaks(values=np.asarray(values) - season.season), months)
        except NotEnoughData as refusal:
            whys["breaks"] = refusal.reason
    else:
        whys["breaks"] = "A season looks like breaks, and there are too few months to take it out."
    return TimeReading(of, months, values, season, trend, corrected, found, whys)


def _placed(found: Breaks, months: tuple[Month, ...]) -> tuple[BreakAt, ...]:
    last = len(months) - 1
    rows = zip(found.starts, found.low, found.high, found.levels, found.levels[1:], strict=False)
    return tuple(
        BreakAt(months[at], months[max(0, low)], months[min(last, high)], before, after)
        for at, low, high, before, after in rows
    )


@dataclass(frozen=True)
class Hours:
    """Hour by weekday from a force's own records, or None and why: open files have months only."""

    own: Own | None
    week: Aoristic | None
    why: str


def hours_of(asked: Asked, workspace: Workspace | None) -> Hours:
    """Return the hours of the week in which what is counted happens, where the partnership's own records have times."""
    own = own_of(asked, workspace)
    if own.events is None:
        return Hours(None, None, own.why)
    try:
        week = aoristic(start=[first for first, _ in own.events.times], end=[last for _, last in own.events.times])
    except (NotEnoughData, NotACount) as refusal:
        return Hours(own, None, refusal.reason)
    return Hours(own, week, "")
