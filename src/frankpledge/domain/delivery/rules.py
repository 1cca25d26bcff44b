"""When a step is late, when its status is belied by its date, and what may be done with it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frankpledge.domain.plans.rules import Status, by_words
from frankpledge.refusal import Refusal

LONGEST_WORDS = 500
_MONTHS_A_YEAR = 12
_LONG_AGO = 45


class Deed(StrEnum):
    """What was done with a step."""

    SAID = "said"
    MOVED = "moved"
    DROPPED = "dropped"
    REOPENED = "reopened"


class NotADelivery(Refusal):
    """What was written says nothing of a step, or may not be said of it."""


@dataclass(frozen=True)
class Stands:
    """How a step stands on a day. kind: done | dropped | late | contradicts | due | none. `words` say it whole."""

    kind: str
    words: str

    @property
    def late(self) -> bool:
        """Return whether it is open and its day has gone by."""
        return self.kind in {"late", "contradicts"}


def ago_words(due: date, on: date) -> str:
    """Return how long ago a day was: in days at first, then in months and years."""
    days = (on - due).days
    if days < _LONG_AGO:
        return "1 day ago" if days == 1 else f"{days} days ago"
    short = on.day < due.day and not _ends(on)
    months = (on.year - due.year) * _MONTHS_A_YEAR + on.month - due.month - short
    if months < 2 * _MONTHS_A_YEAR:
        return f"{months} months ago"
    return f"{months // _MONTHS_A_YEAR} years ago"


def _ends(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def stands(*, status: Status, due: date | None, said_on: date | None, on: date) -> Stands:
    """Return how a step stands on a day. One that is said to run well though its day has gone by contradicts itself.

    A status is held against the day on which it was said; what was said before the date came is late and no more.
    """
    if status is Status.DROPPED:
        return Stands("dropped", "dropped")
    if status.over:
        return Stands("done", status.label.lower())
    if due is None:
        return Stands("none", "no date")
    if due >= on:
        return Stands("due", f"due {by_words(due)}")
    if status in {Status.ON_TRACK, Status.REVISED} and (said_on is None or said_on > due):
        when = said_on or on
        return Stands(
            "contradicts",
            f"said to be “{status.label.lower()}” on {when.day} {when:%b %Y}, and due {ago_words(due, when)} then",
        )
    return Stands("late", f"late, due {ago_words(due, on)}")


def check_reason(words: str, *, what: str) -> str:
    """Return words in one line, refused where there are none or too many."""
    said = " ".join(words.split())
    if not said:
        raise NotADelivery(f"it is not said {what}.", where="reason", cure="Say it in a sentence.")
    if len(said) > LONGEST_WORDS:
        raise NotADelivery(
            f"the reason has {len(said)} characters.", where="reason", cure=f"Say it in {LONGEST_WORDS}."
        )
    return said


def check_moved(*, was: date | None, now: date) -> None:
    """Refuse a change of date that changes nothing."""
    if was == now:
        raise NotADelivery("it is due on that day already.", where="due", cure="Choose another.")


def check_said(status: Status, words: str, *, on: date, today: date) -> str:
    """Return what is said of a step, refused where it is done, at risk or slipped and nothing says how."""
    if on > today:
        raise NotADelivery("the day on which it was said has not come.", where="on", cure="Give the day it was said.")
    if status is Status.DROPPED:
        raise NotADelivery("a step is dropped with a reason.", where="status", cure="Drop it instead.")
    said = " ".join(words.split())
    if status in {Status.COMPLETED, Status.CONTINUING, Status.AT_RISK, Status.SLIPPED, Status.REVISED} and not said:
        what = "what shows it" if status.over else "why"
        raise NotADelivery(f"it is {status.label.lower()}, and it is not said {what}.", where="words", cure="Say it.")
    return said[:LONGEST_WORDS]


def check_open(status: Status) -> None:
    """Refuse to change what is over."""
    if status.over:
        raise NotADelivery(f"the step is {status.label.lower()}.", cure="Open it again first, with a reason.")


def check_going_on(*, was: Status, now: Status) -> None:
    """Refuse to say of a step that is over that it goes on; that it is done may be said anew."""
    if was is Status.DROPPED or (was.over and not now.over):
        check_open(was)


def check_over(status: Status) -> None:
    """Refuse to open again what is open."""
    if not status.over:
        raise NotADelivery("the step is open.", cure="Say how it stands instead.")


def check_under_way(*, approved: bool) -> None:
    """Refuse to report on a step of a plan that its board has not approved."""
    if not approved:
        raise NotADelivery("the plan is not approved yet.", cure="Change its steps in the plan itself.")


def check_tie(*, same: bool, there: bool) -> None:
    """Refuse an action of another partnership, and one that is tied already."""
    if not same:
        raise NotADelivery("the action is not of this partnership.", where="action", cure="Choose one of its own.")
    if there:
        raise NotADelivery("the action is tied to the step already.", where="action")
