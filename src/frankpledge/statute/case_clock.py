"""The clock of a case review: by when each step is wanted, in working days, and what is likely to be late.

A target begins with its own stage (`case_targets`). The day on which that stage was reached does not count.
Saturdays, Sundays and bank holidays do not count, nor do the days of a pause, its first and last day included. The
Act sets no days of its own; these are a service that a partnership promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from frankpledge.refusal import Refusal
from frankpledge.statute.case_targets import Target
from frankpledge.statute.deadlines import in_words, is_working_day
from frankpledge.statute.reckoning import days_off

_DAY = timedelta(days=1)


class BadPause(Refusal, ValueError):
    """A pause that has no reason, or ends before it begins."""


class Timing(StrEnum):
    """How one step stands."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    RUNNING = "running"
    LIKELY_LATE = "likely_late"
    LATE = "late"
    PAUSED = "paused"
    NOT_BEGUN = "not_begun"

    @property
    def label(self) -> str:
        """Return how it stands, in words."""
        return _LABELS[self]


_LABELS = {
    Timing.DONE_IN_TIME: "Done in time",
    Timing.DONE_LATE: "Done late",
    Timing.RUNNING: "Running",
    Timing.LIKELY_LATE: "Likely to be late",
    Timing.LATE: "Late",
    Timing.PAUSED: "Paused",
    Timing.NOT_BEGUN: "Not begun",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days on which the clock stands still, with the reason: both ends do not count, and without a last it goes on."""

    first: date
    last: date | None = None
    reason: str

    def holds(self, day: date) -> bool:
        """Return whether the clock stands still on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One target of a case: when its time began, by when it is wanted, when it was done or is likely to be.

    `due` and `likely` are reckoned from the day on which an earlier step is likely, where its stage is not reached yet:
    `began` is then None. A pause that goes on is reckoned as if it ended today. `left`: the working days that are left
    until `due`, less than nothing once it has passed.
    """

    target: Target
    began: date | None
    due: date
    done: date | None
    likely: date
    left: int
    timing: Timing
    words: str


def check_pause(pause: Pause) -> Pause:
    """Return a pause, refused where nobody says why, or it ends before it begins."""
    if not pause.reason.strip():
        raise BadPause("it is not said why the clock stands still.", cure="Write the reason: the applicant may ask.")
    if pause.last is not None and pause.last < pause.first:
        raise BadPause(
            f"a pause from {in_words(pause.first)} cannot end on {in_words(pause.last)}.",
            cure="Choose a later last day.",
        )
    return pause


def due_on(began: date, number: int, pauses: Iterable[Pause] = ()) -> date:
    """Return the working day that is so many after a day, which does not count itself, without the days of pauses.

    Refused where a pause goes on: no day would ever come. Close it with the day of today to reckon so far.
    """
    held = tuple(pauses)
    if any(one.last is None for one in held):
        raise BadPause("a pause that goes on has no end to reckon with.", cure="Reckon it until today.")
    day, left = began, number
    while left > 0:
        day += _DAY
        left -= _counts(day, held)
    return day


def _counts(day: date, pauses: Sequence[Pause]) -> bool:
    return is_working_day(day) and not any(one.holds(day) for one in pauses)


def clock_of(
    targets: Iterable[Target], *, reached: Mapping[str, date], pauses: Sequence[Pause] = (), today: date
) -> tuple[Step, ...]:
    """Return each target of a case as it stands today, in their order.

    `reached` holds the day of each stage that the case has reached, the latest where it was reached twice. Targets
    whose stage can follow only another that is not reached yet are forecast from the day on which that one is likely.
    """
    given = tuple(targets)
    so_far = [Pause(first=one.first, last=one.last or max(one.first, today), reason=one.reason) for one in pauses]
    still = any(one.last is None and one.holds(today) for one in pauses)
    found: dict[str, Step] = {}
    for target in given:
        before = next((found[one.id] for one in given if one.id in found and target.begins in one.ends), None)
        began = reached.get(target.begins)
        if began is None and (before is None or before.done is not None):
            continue  # its stage was not reached and none that would lead to it is under way
        found[target.id] = _step(target, began, before, reached, so_far, still=still, today=today)
    return tuple(found.values())


def _step(
    target: Target,
    began: date | None,
    before: Step | None,
    reached: Mapping[str, date],
    pauses: Sequence[Pause],
    *,
    still: bool,
    today: date,
) -> Step:
    planned = began or (before.due if before else today)
    due = due_on(planned, target.working_days, pauses)
    ended = [reached[stage] for stage in target.ends if stage in reached]
    done = min((day for day in ended if began and day >= began), default=None)
    begins = began or (before.likely if before else today)
    likely = done or max(due_on(begins, target.working_days, pauses), today)
    timing = _timing(began, due, done, likely, still=still, today=today)
    return Step(
        target=target,
        began=began,
        due=due,
        done=done,
        likely=likely,
        left=_left(today, due, pauses),
        timing=timing,
        words=_words(target, began, due, done, likely, pauses, still=still, today=today),
    )


def _timing(began: date | None, due: date, done: date | None, likely: date, *, still: bool, today: date) -> Timing:
    if done is not None:
        return Timing.DONE_IN_TIME if done <= due else Timing.DONE_LATE
    if began is not None and today > due:
        return Timing.LATE
    if still:
        return Timing.PAUSED
    if likely > due:
        return Timing.LIKELY_LATE
    return Timing.RUNNING if began is not None else Timing.NOT_BEGUN


def _left(today: date, due: date, pauses: Sequence[Pause]) -> int:
    """Return the days that count after today until a day; below nothing, those after that day until today."""
    first, last = min(today, due), max(today, due)
    number = sum(_counts(first + timedelta(days=ahead), pauses) for ahead in range(1, (last - first).days + 1))
    return number if today <= due else -number


def _words(
    target: Target,
    began: date | None,
    due: date,
    done: date | None,
    likely: date,
    pauses: Sequence[Pause],
    *,
    still: bool,
    today: date,
) -> str:
    """Return how the day was reckoned and how it stands, in sentences that a reader can check with a calendar."""
    days = f"{target.working_days} working {'day' if target.working_days == 1 else 'days'}"
    if began is None:
        return f"{days} once that begins; as things stand by {in_words(due)}, likely on {in_words(likely)}."
    said = f"{days} after {in_words(began)}, which does not count itself: {in_words(due)}.{days_off(began, due)}"
    said += "".join(_paused(one) for one in pauses if one.first <= due and (one.last or today) > began)
    if done is not None:
        return f"{said} Done on {in_words(done)}."
    return f"{said} The clock stands still, so this day moves on." if still and today <= due else said


def _paused(one: Pause) -> str:
    """Return a sentence on a pause, without its reason, which somebody wrote."""
    return f" It stood still from {in_words(one.first)} to {in_words(one.last or one.first)}."
