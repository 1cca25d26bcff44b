"""What a date and an answer must say, who approves them, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from frankpledge.domain.elections.rules import care_words
from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.elections import Period, free_from

LONGEST_TITLE, LONGEST_WORDS, LONGEST_REASON = 150, 600, 300
# Said of a date whose meeting was called off in the workspace; its own reason is not the public's.
CALLED_OFF = "This meeting does not take place."


class Kind(StrEnum):
    """What a date is for."""

    MEETING = "meeting"
    CONSULTATION = "consultation"
    EVENT = "event"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"meeting": "Public meeting", "consultation": "Consultation", "event": "Other event"}[self]


class Done(StrEnum):
    """What came of what people said."""

    DONE = "done"
    UNDER_WAY = "under_way"
    NOT_DONE = "not_done"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"done": "Done", "under_way": "Under way", "not_done": "Not done, and why"}[self]


class NotForTheBoard(Refusal):
    """What was asked of the noticeboard may not be done as it stands."""


@dataclass(frozen=True)
class DateFacts:
    """A date, as a person gives it. `ends` is the last day of a consultation, or of what takes several days."""

    kind: str
    title: str
    on: date
    starts: time | None = None
    ends: date | None = None
    place: str = ""
    words: str = ""
    meeting: UUID | None = None


@dataclass(frozen=True)
class AnswerFacts:
    """What people were asked and said, and what was done about it, in words that the public reads."""

    exercise: UUID
    asked: str
    said: str
    did: str
    done: str


def check_date(given: DateFacts) -> None:
    """Refuse a date that ends before it begins, and a consultation of which nobody knows until when it is open."""
    if given.ends is not None and given.ends < given.on:
        raise NotForTheBoard(f"it ends on {in_words(given.ends)}, before it begins.", cure="Check both days.")
    if given.kind == Kind.CONSULTATION and given.ends is None:
        raise NotForTheBoard("a consultation needs its last day.", cure="Say until when people may answer.")
    if given.kind == Kind.MEETING and not (given.place.strip() and given.starts):
        raise NotForTheBoard("nobody can come without hour and place.", cure="Say both.")


def check_draft(*, approved: bool) -> None:
    """Refuse to change what was approved."""
    if approved:
        raise NotForTheBoard("this was approved.", cure="Begin the next draft of it.")


def check_no_draft(*, known: bool) -> None:
    """Refuse a second draft of the same."""
    if known:
        raise NotForTheBoard("a draft of it is open.", cure="Go on with that one.")


def check_second(*, by: UUID, drafted_by: UUID) -> None:
    """Refuse that whoever drafted it approves it."""
    if by == drafted_by:
        raise NotForTheBoard("you drafted it.", cure="A second person approves it.")


def check_to_come(last: date, *, today: date) -> None:
    """Refuse to tell of what is over."""
    if last < today:
        raise NotForTheBoard(f"{in_words(last)} has passed.", cure="Give a day that is still to come.")


def check_care(periods: Iterable[Period], day: date, *, kind: str) -> None:
    """Refuse to put something new before the public in a pre-election period, but for meetings, which go on."""
    told = tuple(periods)
    words = care_words(told, day)
    if words and kind != Kind.MEETING:
        raise NotForTheBoard(f"{words}.", cure=f"Approve it from {in_words(free_from(told, day))}.")


def check_shown(*, approved: bool, off: bool) -> None:
    """Refuse to call off what is not on the site, or was called off."""
    if not approved or off:
        raise NotForTheBoard("it is not on the site.")


def check_reason(reason: str) -> str:
    """Return why it is called off, refused where nothing is said."""
    if not reason.strip():
        raise NotForTheBoard("a reason is needed.", cure="Say why, in words that the public may read.")
    return " ".join(reason.split())[:LONGEST_REASON]


def check_stands(*, withdrawn: bool, same: bool) -> None:
    """Refuse to tell the public of a record of engagement that was withdrawn, or put right since the draft."""
    if withdrawn:
        raise NotForTheBoard("the record of what people said was withdrawn.", cure="Draft it from another.")
    if not same:
        raise NotForTheBoard("the record of what people said was put right since.", cure="Save the draft again.")
