"""The clock of a case: targets in working days, pauses in which it stands still, and what is forecast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from frankpledge.statute.deadlines import in_words, is_working_day

STEPS = ("acknowledge", "decide", "meet", "tell")
# What begins the time of a step: the receipt, or the step before it.
BEGINS = {"acknowledge": "", "decide": "", "meet": "decide", "tell": "meet"}
STEP_WORDS = {
    "acknowledge": "Acknowledge it",
    "decide": "Decide on the threshold, and say so",
    "meet": "Hold the panel",
    "tell": "Tell the outcome",
}
_DAY = timedelta(days=1)


class Timing(StrEnum):
    """How one step stands against its target."""

    IN_TIME = "in_time"
    LATE = "late"
    DUE = "due"
    OVERDUE = "overdue"
    FORECAST = "forecast"
    PAUSED = "paused"

    @property
    def label(self) -> str:
        """Return how it stands, in words."""
        return {
            "in_time": "Done in time",
            "late": "Done late",
            "due": "Due",
            "overdue": "Overdue",
            "forecast": "Likely to be late",
            "paused": "Paused",
        }[self.value]


@dataclass(frozen=True)
class Pause:
    """From the first to the last day of a pause, both of which stand still. No last day: it goes on."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether the clock stands still on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Tick:
    """One step: its target, the last day of it with pauses so far, when it was done, and when it is likely to be."""

    step: str
    target: int
    due: date
    done: date | None
    likely: date
    timing: Timing

    @property
    def label(self) -> str:
        """Return what the step is."""
        return STEP_WORDS[self.step]

    @property
    def words(self) -> str:
        """Return how it stands, in a sentence."""
        if self.done:
            return f"done on {in_words(self.done)}; the last day was {in_words(self.due)}"
        if self.timing is Timing.PAUSED:
            return f"{self.target} working days; the clock stands still"
        if self.timing is Timing.FORECAST:
            return f"by {in_words(self.due)}; likely on {in_words(self.likely)}"
        return f"by {in_words(self.due)}"


def runs_on(event: date, number: int, pauses: Iterable[Pause] = ()) -> date:
    """Return the working day that is so many after an event, leaving out the days on which the clock stood still.

    A pause without a last day is refused: no day would ever come.
    """
    held, day, left = tuple(pauses), event, number
    if any(one.until is None for one in held):
        raise ValueError("a pause that goes on has no end to reckon with")
    while left > 0:
        day += _DAY
        left -= is_working_day(day) and not any(one.holds(day) for one in held)
    return day


def clock_of(
    *, received: date, targets: Mapping[str, int], done: Mapping[str, date | None], pauses: Sequence[Pause], today: date
) -> tuple[Tick, ...]:
    """Return each step of a case against its target on a day, of those that its targets name.

    A step that begins with another which is not done is reckoned from the day on which that one is likely: what is late
    makes what follows late, which is said before it happens. A pause that goes on is reckoned until today.
    """
    closed = [Pause(one.since, one.until or today) for one in pauses]
    stands = any(one.until is None for one in pauses)
    found: dict[str, Tick] = {}
    for step in (one for one in STEPS if one in targets):
        before = found.get(BEGINS[step])
        begins = before.likely if before else received
        planned = before.due if before and not before.done else begins
        at, target = done.get(step), targets[step]
        due = runs_on(planned, target, closed)
        likely = at or max(runs_on(begins, target, closed), today)
        found[step] = Tick(step, target, due, at, likely, _timing(due, at, likely, stands=stands, today=today))
    return tuple(found.values())


def _timing(due: date, done: date | None, likely: date, *, stands: bool, today: date) -> Timing:
    if done is not None:
        return Timing.IN_TIME if done <= due else Timing.LATE
    if stands:
        return Timing.PAUSED
    if today > due:
        return Timing.OVERDUE
    return Timing.FORECAST if likely > due else Timing.DUE
