"""What makes an action, when it is late, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from frankpledge.refusal import Refusal
from frankpledge.statute import deadlines

LONGEST_WORDS = 500
LONGEST_LINE = 300
LONGEST_REPORT = 2_000
LONGEST_REFERENCE = 60
SOON_DAYS = 14
# Words that a plan puts into a cell of colour. They are kept as they were said, and say nothing of how it stands.
COLOURS = frozenset({"red", "amber", "green", "blue", "yellow", "grey", "black", "r", "a", "g", "b", "y", "rag"})
Registered = TypeVar("Registered")


class Status(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    COMPLETED = "completed"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        """Return the status as it is shown."""
        return {Status.OPEN: "Open", Status.COMPLETED: "Completed", Status.STOPPED: "Stopped"}[self]


class Progress(StrEnum):
    """What whoever does it says of it. Whoever keeps the log says the last three: the first two with a reason.

    `NOTED`: words came with a list, and do not say how it stands.
    """

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    AT_RISK = "at_risk"
    DONE = "done"
    STOPPED = "stopped"
    REOPENED = "reopened"
    NOTED = "noted"

    @property
    def label(self) -> str:
        """Return the progress as it is shown."""
        return PROGRESS[self]


PROGRESS = {
    Progress.NOT_STARTED: "Not started",
    Progress.UNDER_WAY: "Under way",
    Progress.AT_RISK: "At risk",
    Progress.DONE: "Done",
    Progress.STOPPED: "Stopped",
    Progress.REOPENED: "Opened again",
    Progress.NOTED: "Noted",
}
OFFERED = (Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.AT_RISK, Progress.DONE)


class NotAnAction(Refusal):
    """What was written does not make an action, or a change of one."""


@dataclass(frozen=True)
class Standing:
    """How an action stands on a day. kind: done | stopped | late | soon | later | ongoing. `days` to its date, or past.

    `contradicts`: the words of whoever does it and the date cannot both be true.
    """

    kind: str
    words: str
    days: int | None = None
    contradicts: str = ""

    @property
    def late(self) -> bool:
        """Return whether its day has gone by and it is open."""
        return self.kind == "late"


def standing(*, status: Status, due: date | None, closed_on: date | None, said: Progress | None, on: date) -> Standing:
    """Return how an action stands on a day. Its own day is not yet late."""
    if status is Status.STOPPED:
        return Standing("stopped", f"stopped on {in_words(closed_on)}")
    if status is Status.COMPLETED:
        over = (closed_on - due).days if closed_on and due else 0
        told = f", {days_in_words(over)} after its date" if over > 0 else ""
        return Standing("done", f"completed on {in_words(closed_on)}{told}", over if due else None)
    if due is None:
        return Standing("ongoing", "ongoing, no date set")
    left = (due - on).days
    if left < 0:
        return Standing("late", f"{days_in_words(-left)} late", left, _contradiction(said))
    words = "due today" if left == 0 else f"due in {days_in_words(left)}"
    return Standing("soon" if left <= SOON_DAYS else "later", words, left)


def _contradiction(said: Progress | None) -> str:
    """Return why the words of whoever does a late action and its date cannot both be true; nothing where they can."""
    if said is Progress.AT_RISK:
        return ""
    if said is Progress.NOTED:
        return "the last word of it does not say how it stands"
    return f"“{said.label.lower()}” was the last word of it" if said else "nothing was said of it"


def days_in_words(days: int) -> str:
    """Return a number of days."""
    return "1 day" if days == 1 else f"{days:,} days"


def in_words(day: date | None) -> str:
    """Return a day as one would say it."""
    return deadlines.in_words(day) if day else "a day that was not recorded"


# ---- what is refused -------------------------------------------------------------------------------------------------


def check_wording(wording: str) -> str:
    """Return what is to be done, refused where nothing or too much is written."""
    said = " ".join(wording.split())
    if not said:
        raise NotAnAction("it is not said what is to be done.", cure="Write it in a sentence that begins with a verb.")
    if len(said) > LONGEST_WORDS:
        raise NotAnAction(
            f"it has {len(said)} characters.", cure=f"Say it in {LONGEST_WORDS}; the rest belongs in a paper."
        )
    return said


def check_dates(*, agreed_on: date, due: date | None) -> None:
    """Refuse an action that is due before it was agreed."""
    if due is not None and due < agreed_on:
        raise NotAnAction(
            f"it would be due on {in_words(due)}, before it was agreed on {in_words(agreed_on)}.",
            cure="Check both days.",
        )


def check_agreed(agreed_on: date, *, today: date) -> None:
    """Refuse an action agreed on a day that is still to come."""
    if agreed_on > today:
        raise NotAnAction(f"{in_words(agreed_on)} has not yet come.", cure="Give the day on which it was agreed.")


def check_open(status: Status) -> None:
    """Refuse to change what is over."""
    if status is not Status.OPEN:
        raise NotAnAction(f"it is {status.label.lower()}.", cure="Open it again first, with a reason.")


def check_over(status: Status) -> None:
    """Refuse to open again what is open."""
    if status is Status.OPEN:
        raise NotAnAction("it is open.", cure="Report progress instead.")


def check_reason(reason: str) -> str:
    """Return a reason, refused where none is given."""
    if not reason.strip():
        raise NotAnAction("no reason is given.", cure="Say why: it is kept beside the change.")
    return reason.strip()[:LONGEST_WORDS]


def check_new_date(*, was: date | None, now: date | None, agreed_on: date) -> None:
    """Refuse a change of date that changes nothing, or goes back before the action was agreed."""
    if was == now:
        raise NotAnAction("that is its date already.", cure="Give another.")
    check_dates(agreed_on=agreed_on, due=now)


def check_evidence(evidence: str, *, wanted: str) -> str:
    """Return what shows that an action was done, refused where nothing does."""
    if not evidence.strip():
        asked = f" Asked for was: {wanted}." if wanted else ""
        raise NotAnAction(
            "it is not said what shows that it was done.", cure=f"Name a paper, a date, a count or an address.{asked}"
        )
    return evidence.strip()[:LONGEST_WORDS]


def check_done_on(done_on: date, *, agreed_on: date, today: date) -> None:
    """Refuse a day of completion before the action was agreed, or still to come."""
    if not agreed_on <= done_on <= today:
        raise NotAnAction(
            f"{in_words(done_on)} does not lie between {in_words(agreed_on)}, when it was agreed, and today.",
            cure="Check the day.",
        )


def check_said(words: str, said: Progress) -> str:
    """Return a report's words, refused where a risk is reported without them, or where they are a paper's length."""
    told = words.strip()
    if said is Progress.AT_RISK and not told:
        raise NotAnAction("it is at risk, and nothing says why.", cure="Say in a sentence what stands in its way.")
    return check_fits(told, what="what is said of it", most=LONGEST_REPORT)


def check_fits(words: str, *, what: str, most: int) -> str:
    """Return words, refused where they are longer than is kept: nothing is cut off unsaid."""
    if len(words) > most:
        raise NotAnAction(f"{what} has {len(words):,} characters.", cure=f"Say it in {most:,}.")
    return words


def check_own(*, own: bool, keeper: bool) -> None:
    """Refuse a report by whoever neither keeps the log nor does the action."""
    if not (own or keeper):
        raise NotAnAction("it is not yours to report on.", cure="Ask the person named, or the partnership officer.")


def check_registered(person: Registered | None) -> Registered:
    """Return a person of the register, refused where an account is tied to none."""
    if person is None:
        raise NotAnAction(
            "whoever takes over is not among the partnership's people.",
            cure="Tie their account to a person first, under Board.",
        )
    return person


def check_two(person: object | None, deputy: object | None) -> None:
    """Refuse a deputy who is the person."""
    if person is not None and person == deputy:
        raise NotAnAction("the deputy is the same person.", cure="Name another, or none.")
