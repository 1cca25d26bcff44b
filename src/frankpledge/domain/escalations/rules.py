"""What may be sent up to whom, how it stands, and what may become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words

LONGEST_WORDS = 500
LONGEST_ANSWER = 2_000
SOON_DAYS = 14


class State(StrEnum):
    """Where an escalation stands."""

    SENT = "sent"
    ON_AGENDA = "on_agenda"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return {"sent": "Sent up", "on_agenda": "On an agenda"}.get(
            self.value, self.value.replace("_", " ").capitalize()
        )

    @property
    def is_open(self) -> bool:
        """Return whether it still waits for an answer."""
        return self in OPEN


OPEN = (State.SENT, State.ON_AGENDA)


class Deed(StrEnum):
    """One thing that was done with an escalation."""

    SENT = "sent"
    AGENDA = "agenda"
    OFF_AGENDA = "off_agenda"
    HANDED_ON = "handed_on"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"
    REOPENED = "reopened"
    READ = "read"

    @property
    def label(self) -> str:
        """Return what was done, as a sentence without its subject."""
        return DEEDS[self]


DEEDS = {
    Deed.SENT: "sent it up",
    Deed.AGENDA: "put it on an agenda",
    Deed.OFF_AGENDA: "changed the agenda that had it",
    Deed.HANDED_ON: "handed it on",
    Deed.ANSWERED: "recorded the answer",
    Deed.TAKEN_BACK: "took it back",
    Deed.REOPENED: "opened it again",
    Deed.READ: "read the answer",
}


class NotAnEscalation(Refusal):
    """What was written does not make an escalation, or a change of one."""


@dataclass(frozen=True)
class Standing:
    """How it stands on a day, in words and shortly. kind: late | soon | open | answered | read | taken_back."""

    kind: str
    words: str
    short: str

    @property
    def late(self) -> bool:
        """Return whether the day by which an answer was asked for has gone by without one."""
        return self.kind == "late"


@dataclass(frozen=True)
class Course:
    """What became of an escalation: its state and its days. `agenda`: the meeting that has it before it, in words."""

    state: State
    sent_on: date
    by_when: date | None
    closed_on: date | None
    read: bool = False
    agenda: str = ""


def standing(course: Course, *, on: date) -> Standing:
    """Return how an escalation stands on a day. The day by which an answer is asked for is not yet late."""
    if course.state is State.TAKEN_BACK:
        return Standing("taken_back", f"taken back on {_day(course.closed_on)}", "taken back")
    if course.state is State.ANSWERED:
        read = "" if course.read else ", and the sender has not noted it"
        kind = "read" if course.read else "answered"
        return Standing(kind, f"answered on {_day(course.closed_on)}{read}", "answered")
    where = f"on the agenda: {course.agenda}" if course.state is State.ON_AGENDA else "no item of its own yet"
    if course.by_when is None:
        since = f"open for {days_in_words((on - course.sent_on).days)}"
        return Standing("open", f"{since}, {where}", since)
    left = (course.by_when - on).days
    if left < 0:
        late = f"{days_in_words(-left)} late"
        return Standing("late", f"no answer, {late}, {where}", late)
    when = "today" if left == 0 else f"in {days_in_words(left)}"
    return Standing("soon" if left <= SOON_DAYS else "open", f"answer wanted {when}, {where}", f"wanted {when}")


def days_in_words(days: int) -> str:
    """Return a number of days."""
    return "1 day" if days == 1 else f"{days:,} days"


def _day(day: date | None) -> str:
    return in_words(day) if day else "a day that was not recorded"


def agenda_line(*, number: int, sender: str, matter: str, asks: str, by_when: date | None) -> str:
    """Return an escalation as one line of an agenda: who sends it up, what about, what is asked, by when."""
    when = f" (by {in_words(by_when)})" if by_when else ""
    return f"Escalation {number}, from {sender}: {matter.rstrip('.')}. Asked: {asks.rstrip('.')}{when}."


# ---- what is refused -------------------------------------------------------------------------------------------------


def check_words(words: str, *, what: str, longest: int = LONGEST_WORDS) -> str:
    """Return words, refused where there are none or too many."""
    said = " ".join(words.split())
    if not said:
        raise NotAnEscalation(f"{what} is not said.", cure="Write it in a sentence.")
    if len(said) > longest:
        raise NotAnEscalation(f"{what} has {len(said):,} characters.", cure=f"Say it in {longest:,}.")
    return said


def check_bodies(*, sender: object, receiver: object, receiver_stands: bool) -> None:
    """Refuse what is sent to the group that sends it, or to one that has ended."""
    if sender == receiver:
        raise NotAnEscalation("it would be sent to the group that sends it.", cure="Choose another group.")
    if not receiver_stands:
        raise NotAnEscalation("the group that it is sent to has ended.", cure="Choose one that stands.")


def check_by_when(by_when: date | None, *, today: date) -> None:
    """Refuse a day for the answer that has gone by already."""
    if by_when is not None and by_when < today:
        raise NotAnEscalation(f"{in_words(by_when)} has gone by.", cure="Give a day on which an answer still helps.")


def check_sent_on(sent_on: date, *, today: date) -> None:
    """Refuse what is to be sent on a day that is still to come."""
    if sent_on > today:
        raise NotAnEscalation(f"{in_words(sent_on)} has not yet come.", cure="Give the day on which it was sent up.")


def check_not_asked(number: int | None) -> None:
    """Refuse to send the same matter to the same group twice while the first is open."""
    if number is not None:
        raise NotAnEscalation(
            f"escalation {number} asks that group about it already.", cure="Wait for its answer, or take it back first."
        )


def check_open(state: State) -> None:
    """Refuse to change what was answered or taken back."""
    if not state.is_open:
        raise NotAnEscalation(f"it is {state.label.lower()}.", cure="Open it again first, with a reason.")


def check_over(state: State) -> None:
    """Refuse to open again what is open."""
    if state.is_open:
        raise NotAnEscalation("it is open.", cure="Answer it, or take it back.")


def check_answered(state: State) -> None:
    """Refuse to note an answer that was not given."""
    if state is not State.ANSWERED:
        raise NotAnEscalation("it has no answer.", cure="It stays open until its group answers.")


def check_answered_on(answered_on: date, *, sent_on: date, today: date) -> None:
    """Refuse a day of the answer before the escalation was sent, or still to come."""
    if not sent_on <= answered_on <= today:
        raise NotAnEscalation(
            f"{in_words(answered_on)} does not lie between {in_words(sent_on)}, when it was sent up, and today.",
            cure="Check the day.",
        )


def check_end(*, body: str, waiting: int, heir: str) -> None:
    """Refuse to end a group that owes answers and reports to nobody who could give them."""
    if waiting and not heir:
        many = "an escalation waits" if waiting == 1 else f"{waiting} escalations wait"
        raise NotAnEscalation(
            f"{many} for an answer of {body}, and no group stands above it.",
            cure="Answer them, or hand them on to another group, first.",
        )


def check_withdrawal(*, body: str, held: int) -> None:
    """Refuse to withdraw a group that open escalations name."""
    if held:
        many = "an open escalation names" if held == 1 else f"{held} open escalations name"
        raise NotAnEscalation(f"{many} {body}.", cure="Answer them, hand them on or take them back first.")
