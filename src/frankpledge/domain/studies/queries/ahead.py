"""What may come? A forecast with the intervals that its own past bears out, or the answer that none is to be had."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from frankpledge.analysis.forecast import Forecast, forecast, seasonal_naive
from frankpledge.analysis.periods import Month, Window
from frankpledge.analysis.refusals import NotEnoughData, NotForecastable
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.queries.series import Subject, subject
from frankpledge.statute.events import Event, lockdown_months

HORIZONS = (6, 3, 12)
LEAST = 48


@dataclass(frozen=True)
class Outlook:
    """The months held and those to come. `found` is None where nothing may be forecast, and `why` says so.

    `naive` repeats last year's months; empty where there is not even a year and its year before. `since` is the change
    of recording after which the series begins, None where it begins with the first month loaded.
    """

    subject: Subject
    months: tuple[Month, ...]
    values: tuple[float, ...]
    ahead: tuple[Month, ...]
    found: Forecast | None
    naive: tuple[float, ...]
    why: str
    since: Event | None
    lockdowns: int


@lru_cache(maxsize=256)
def outlook(asked: Asked, horizon: int) -> Outlook:
    """Return what may be expected of the next months, from those before them without a gap or a change of recording."""
    of = subject(asked)
    changes = of.recorded_otherwise(Window(of.months[0], of.months[0]), Window(of.months[0], of.months[-1]))
    since = max(changes, key=lambda event: event.last, default=None)
    months, values = of.unbroken(since=_after(since) if since else None)
    last = of.months[-1]
    ahead = tuple(last + step for step in range(1, horizon + 1))
    found: Forecast | None = None
    why = ""
    try:
        found = forecast(values=values, horizon=horizon)
    except (NotForecastable, NotEnoughData) as refusal:
        why = _too_short(since, len(values)) if since and len(values) < LEAST else refusal.reason
    naive = _naive(values, horizon)
    lockdowns = set(lockdown_months(nation=of.comparing["nation"]))
    return Outlook(of, months, values, ahead, found, naive, why, since, sum(month in lockdowns for month in months))


def _too_short(since: Event, months: int) -> str:
    held = (
        f"Only {months} months are recorded alike" if months else "No month is known to be recorded as the next will be"
    )
    return (
        f"{held}: {since.words.rstrip('.')} ({since.first.label}). A change of recording makes a series two, and a "
        f"forecast needs {LEAST} months of one."
    )


def _after(event: Event) -> Month:
    """Return the first month that is recorded as the newest are."""
    return event.first if event.first == event.last else event.last + 1


def _naive(values: tuple[float, ...], horizon: int) -> tuple[float, ...]:
    try:
        return tuple(float(value) for value in seasonal_naive(values=values, horizon=horizon)) if values else ()
    except NotEnoughData:
        return ()
