"""The states of a run, and which may follow which."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from frankpledge.ground.clock import at_london, in_london
from frankpledge.ground.telling import Timetable
from frankpledge.refusal import Refusal

DAY = timedelta(days=1)


class State(StrEnum):
    """Where a run is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def over(self) -> bool:
        """Return whether nothing more will happen."""
        return self in OVER

    @property
    def label(self) -> str:
        """Return the state in a word for the page."""
        return self.value.capitalize()


OVER = frozenset({State.DONE, State.REFUSED, State.FAILED})


class UnknownJob(Refusal):
    """No app registered a job of this name."""


def due_days(timetable: Timetable, *, last: date | None, now: datetime, most: int) -> tuple[date, ...]:
    """Return the days for which a job is due and has not run since the last, oldest first, at most so many days back.

    A job that never ran is due for the latest of its days alone; so is one for which the latest stands for all.
    """
    found = []
    day = in_london(now).date()
    for _ in range(most):
        if last is not None and day <= last:
            break
        if _is_due(timetable, day, now):
            found.append(day)
            if last is None or not timetable.each_day:
                break
        day -= DAY
    return tuple(reversed(found))


def _is_due(timetable: Timetable, day: date, now: datetime) -> bool:
    its_day = timetable.weekday is None or day.weekday() == timetable.weekday
    return its_day and at_london(day, timetable.at) <= now.astimezone(UTC)


def next_due(timetable: Timetable, *, now: datetime) -> datetime:
    """Return when a job begins next by its timetable."""
    day = in_london(now).date()
    while True:
        at = at_london(day, timetable.at)
        if at > now and (timetable.weekday is None or day.weekday() == timetable.weekday):
            return at
        day += DAY
