"""What a highlight report tells, in which order, what changed since it was drafted, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words

LONGEST_WORDS = 600
LONGEST_LEAD = 2_000
LONGEST_ASKS = 500
MOST_DAYS = 366
USUAL_DAYS = 91


class Part(StrEnum):
    """A part of the report, in its order."""

    DONE = "done"
    LATE = "late"
    SLIPPED = "slipped"
    STOPPED = "stopped"
    NEXT = "next"
    RISKS = "risks"
    DECISIONS = "decisions"
    SOUGHT = "sought"
    ANSWERED = "answered"
    MEETINGS = "meetings"
    ATTENDANCE = "attendance"

    @property
    def heading(self) -> str:
        """Return the part as its heading says it."""
        return TITLES[self]


TITLES = {
    Part.DONE: "Done",
    Part.LATE: "Late",
    Part.SLIPPED: "Moved to another date",
    Part.STOPPED: "Stopped or dropped",
    Part.NEXT: "Next",
    Part.RISKS: "Risks",
    Part.DECISIONS: "Decisions taken",
    Part.SOUGHT: "Decisions sought",
    Part.ANSWERED: "Answers to what was sent up",
    Part.MEETINGS: "Meetings",
    Part.ATTENDANCE: "Attendance by seat",
}
# What is told of a period: without any of it there is nothing to report. Who came belongs to a meeting.
TELLING = tuple(part for part in Part if part is not Part.ATTENDANCE)
COUNTED = (
    (Part.DONE, "done"),
    (Part.LATE, "late"),
    (Part.SLIPPED, "moved to another date"),
    (Part.NEXT, "due next"),
)


class NotAReport(Refusal):
    """What was asked does not make a highlight report, or a change of one."""


@dataclass(frozen=True)
class Period:
    """The days that a report tells of, both included."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """Return the period as it is printed."""
        return f"{in_words(self.first)} to {in_words(self.last)}"

    @property
    def ahead(self) -> date:
        """Return the last day of what comes next: as long again as the period, at least a quarter."""
        return self.last + timedelta(days=max((self.last - self.first).days, USUAL_DAYS))

    def holds(self, day: date | None) -> bool:
        """Return whether a day lies in the period."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True)
class Drawn:
    """One line as the record gives it: its part, the row that it tells of, that row's name, its words and its page."""

    part: Part
    kind: str
    about: str
    label: str
    words: str
    href: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return which row in which part it is."""
        return (self.part.value, self.kind, self.about)


@dataclass(frozen=True)
class Difference:
    """What the record says otherwise than when a report was drafted. how: new | changed | gone."""

    how: str
    label: str
    part: Part
    was: str
    now: str


def usual_period(*, last_report: date | None, today: date) -> Period:
    """Return the period that is offered: from the day after the last report, or a quarter back, until today.

    After a report of long ago it is as long as a report may be.
    """
    first = last_report + timedelta(days=1) if last_report else today - timedelta(days=USUAL_DAYS)
    longest = today - timedelta(days=MOST_DAYS - 1)
    return Period(min(max(first, longest), today), today)


def differences(kept: Iterable[Drawn], now: Iterable[Drawn]) -> tuple[Difference, ...]:
    """Return what changed in the record since a report was drafted: what is new, says something else, or is gone."""
    before, after = {one.key: one for one in kept}, {one.key: one for one in now}
    told = []
    for key, one in after.items():
        was = before.get(key)
        if was is None:
            told.append(Difference("new", one.label, one.part, "", one.words))
        elif was.words != one.words:
            told.append(Difference("changed", one.label, one.part, was.words, one.words))
    gone = [Difference("gone", one.label, one.part, one.words, "") for key, one in before.items() if key not in after]
    return (*told, *gone)


def counts(lines: Iterable[Drawn]) -> dict[Part, int]:
    """Return how many lines each part has."""
    told = dict.fromkeys(Part, 0)
    for one in lines:
        told[one.part] += 1
    return told


def is_empty(found: Mapping[Part, int]) -> bool:
    """Return whether there is nothing to report."""
    return not any(found[part] for part in TELLING)


def opening(body: str, period: Period, found: Mapping[Part, int]) -> str:
    """Return the sentence with which a report begins; with nothing to report, that there is nothing."""
    if is_empty(found):
        return (
            f"{body} has nothing to report for {period.words}: nothing was done, fell late, moved or was stopped, "
            "nothing falls due next, no risk, decision or question is open, and no meeting was held."
        )
    told = ", ".join(f"{found[part]} {words}" for part, words in COUNTED)
    asked = found[Part.SOUGHT]
    sought = {0: "No decision is sought", 1: "One decision is sought"}.get(asked, f"{asked} decisions are sought")
    return f"{body}, {period.words}: {told}. {sought}."


# ---- what is refused -------------------------------------------------------------------------------------------------


def check_period(period: Period, *, today: date) -> None:
    """Refuse a period that runs backwards, into the future, or over more than a year."""
    if period.first > period.last:
        raise NotAReport("the period ends before it begins.", cure="Check both days.")
    if period.last > today:
        raise NotAReport(f"{in_words(period.last)} has not yet come.", cure="A report tells of what was: end it today.")
    if (period.last - period.first).days >= MOST_DAYS:
        raise NotAReport("the period is longer than a year.", cure="Report on a year at most.")


def check_new(*, there: bool, body: str, period: Period) -> None:
    """Refuse a second report of a group on the same days."""
    if there:
        raise NotAReport(f"{body} has a report for {period.words}.", cure="Open that one, or choose other days.")


def check_words(words: str, *, what: str, longest: int = LONGEST_WORDS) -> str:
    """Return words without needless spaces, refused where they are too many. None is no fault: the record's stand."""
    said = "\n\n".join(" ".join(part.split()) for part in words.split("\n\n") if part.strip())
    if len(said) > longest:
        raise NotAReport(f"{what} has {len(said):,} characters.", cure=f"Say it in {longest:,}.")
    return said


def check_approved(approved: bool) -> None:
    """Refuse to put before a meeting what nobody approved."""
    if not approved:
        raise NotAReport("it is not approved yet.", cure="Send it, and let a second person approve it.")


def check_meeting(*, planned: bool) -> None:
    """Refuse to put a report on the agenda of a meeting that was held or cancelled."""
    if not planned:
        raise NotAReport("the meeting is not planned any more.", cure="Choose one that is still to come.")


def check_unsent(draft: bool) -> None:
    """Refuse to write in a report that was sent or approved."""
    if not draft:
        raise NotAReport("it was sent for approval, or approved.", cure="Return it to draft, or open a correction.")
