"""What a case is made of, where it stands, and what is refused."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words

LONGEST_LINE = 200
LONGEST_WORDS = 5_000
# Read aloud or written down without mistakes, and like the number of any order: no I, O, 0 or 1.
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH, CODE_GROUP = 12, 4


class NotInOrder(Refusal):
    """What was asked cannot be done to this case now."""


class Labelled(StrEnum):
    """A choice that is shown by its own words."""

    @property
    def label(self) -> str:
        """Return the choice as it is shown."""
        return self.value.replace("_", " ").capitalize()


class Channel(Labelled):
    """How an application came."""

    WEB = "web"
    PAPER = "paper"
    PHONE = "phone"


class Whose(Labelled):
    """For whom an application is made."""

    SELF = "self"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the choice as it is shown."""
        return "Me" if self is Whose.SELF else "Someone who has agreed that I ask"


class Sure(Labelled):
    """How well a day is known."""

    EXACT = "exact"
    ABOUT = "about"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """Return the choice as it is shown."""
        return {"exact": "On this day", "about": "About this day", "unknown": "I don’t know"}[self.value]


class Told(Labelled):
    """Who was told of what happened."""

    COUNCIL = "council"
    POLICE = "police"
    LANDLORD = "landlord"
    HEALTH = "health"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the choice as it is shown."""
        return TOLD[self.value]


TOLD = {
    "council": "The council",
    "police": "The police",
    "landlord": "A landlord or housing association",
    "health": "A health service",
    "other": "Somebody else",
}


class Contact(Labelled):
    """How an applicant agrees to be reached, and in no other way."""

    CODE = "code"
    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    POST = "post"
    SOMEONE = "someone"

    @property
    def label(self) -> str:
        """Return the choice as it is shown."""
        return CONTACT[self.value]


CONTACT = {
    "code": "Do not contact me: I look here with my code",
    "phone": "Ring me",
    "text": "Send me a text message",
    "email": "Write me an e-mail",
    "post": "Write me a letter",
    "someone": "Through somebody I trust",
}


class Invited(Labelled):
    """How the victim takes part in the panel."""

    ATTENDS = "attends"
    REPRESENTED = "represented"
    WRITES = "writes"
    DECLINED = "declined"
    NOT_INVITED = "not_invited"


class Conflict(Labelled):
    """What a member of a panel said of a conflict of interests."""

    NONE = "none"
    STANDS_ASIDE = "stands_aside"
    STAYS = "stays"

    @property
    def label(self) -> str:
        """Return the choice as it is shown."""
        return {
            "none": "None declared",
            "stands_aside": "Declared: stands aside",
            "stays": "Declared: stays, with reason",
        }[self.value]


class Level(Labelled):
    """How great the risk to a victim is held to be."""

    STANDARD = "standard"
    MEDIUM = "medium"
    HIGH = "high"


class Regard(Labelled):
    """How whoever had a recommendation answered it. Nothing: no answer yet."""

    ACCEPTED = "accepted"
    IN_PART = "in_part"
    NOT_ACCEPTED = "not_accepted"


class PauseReason(Labelled):
    """Why the clock of a case stands still."""

    APPLICANT_ASKED = "applicant_asked"
    APPLICANT_UNWELL = "applicant_unwell"
    COURT = "court"
    AGENCY = "agency"

    @property
    def label(self) -> str:
        """Return the choice as it is shown."""
        return {
            "applicant_asked": "The applicant asked for time",
            "applicant_unwell": "The applicant cannot be reached safely, or is unwell",
            "court": "Proceedings in court stand in the way",
            "agency": "A body cannot answer yet",
        }[self.value]


class Closing(Labelled):
    """Why a case is closed."""

    DONE = "done"
    NOT_MET = "not_met"
    WITHDRAWN = "withdrawn"
    ELSEWHERE = "elsewhere"
    UNREACHABLE = "unreachable"
    SPAM = "spam"

    @property
    def label(self) -> str:
        """Return the choice as it is shown."""
        return {
            "done": "Reviewed, and the actions are done",
            "not_met": "The threshold was not met",
            "withdrawn": "The applicant withdrew it",
            "elsewhere": "Handed to the partnership of another area",
            "unreachable": "The applicant cannot be reached",
            "spam": "No application: sent by a machine, or a trial",
        }[self.value]


class Stage(Labelled):
    """Where a case stands."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ASKING = "asking"
    NOT_MET = "not_met"
    MET = "met"
    PANEL = "panel"
    REVIEWED = "reviewed"
    FOLLOWED = "followed"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """Return the stage as it is shown."""
        return STAGES[self.value][0]

    @property
    def told(self) -> str:
        """Return the stage as an applicant is told of it."""
        return STAGES[self.value][1]


STAGES = {
    "received": ("Received", "We have it. Somebody will read it and say so here."),
    "acknowledged": ("Acknowledged", "Somebody has read it and is looking after it."),
    "asking": ("Bodies asked", "We have asked the agencies what they know and did."),
    "not_met": ("Threshold not met", "We decided that the conditions of a review are not met. The letter says why."),
    "met": ("Threshold met", "The conditions are met. A panel will look at your case."),
    "panel": ("Panel", "A panel of the agencies looks at your case."),
    "reviewed": ("Outcome told", "The review is done. The letter says what was found and what will be done."),
    "followed": ("Followed up", "We follow up what the agencies were asked to do."),
    "closed": ("Closed", "This is closed. The last letter says why."),
}


@dataclass(frozen=True)
class Standing:
    """What is known of how far a case has come."""

    acknowledged: bool = False
    asked: bool = False
    met: bool | None = None
    panel: bool = False
    outcome: bool = False
    recommended: bool = False
    closed: bool = False


def stage_of(standing: Standing) -> Stage:
    """Return the stage that a case has reached: the furthest that its record shows."""
    reached = (
        (standing.closed, Stage.CLOSED),
        (standing.outcome and standing.recommended, Stage.FOLLOWED),
        (standing.outcome, Stage.REVIEWED),
        (standing.panel and bool(standing.met), Stage.PANEL),
        (standing.met is True, Stage.MET),
        (standing.met is False, Stage.NOT_MET),
        (standing.asked, Stage.ASKING),
        (standing.acknowledged, Stage.ACKNOWLEDGED),
    )
    return next((stage for there, stage in reached if there), Stage.RECEIVED)


def new_code() -> str:
    """Return a code that looks like the number of any order: sixty bits, which nobody guesses."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    return "-".join(letters[at : at + CODE_GROUP] for at in range(0, CODE_LENGTH, CODE_GROUP))


def plain_code(typed: str) -> str:
    """Return a code as it is known, however it was typed: spaces, dashes and small letters do not matter."""
    return "".join(letter for letter in typed.upper() if letter in CODE_LETTERS)[: CODE_LENGTH + 1]


# ---- what is refused -------------------------------------------------------------------------------------------------


def check_words(words: str, *, what: str, longest: int = LONGEST_WORDS) -> str:
    """Return words, refused where nothing or too much is written."""
    said = words.strip()
    if not said:
        raise NotInOrder(f"{what} is not said.", cure="Write it in a sentence or two.")
    if len(said) > longest:
        raise NotInOrder(f"{what} has {len(said):,} characters.", cure=f"Say it in {longest:,}.")
    return said


def check_past(day: date, *, what: str, today: date) -> date:
    """Return a day, refused where it is still to come."""
    if day > today:
        raise NotInOrder(f"{what} would lie in the future, on {in_words(day)}.", cure="Check the day.")
    return day


def check_consent(*, whose: str, consent: bool) -> None:
    """Refuse an application for somebody who has not agreed."""
    if whose == Whose.OTHER and not consent:
        raise NotInOrder(
            "the person it is for has not agreed.",
            cure="Ask them first. You can ask for yourself, if it touches you too.",
        )


def check_open(*, closed: bool) -> None:
    """Refuse to change a closed case."""
    if closed:
        raise NotInOrder("this case is closed.", cure="What is new is a new application.")


def check_before(there: bool, *, lacks: str, cure: str) -> None:
    """Refuse what comes too early in a case."""
    if not there:
        raise NotInOrder(lacks, cure=cure)


def check_same(one: Any, other: Any, *, already: bool) -> None:
    """Refuse to count a report with itself, or with one that is counted with another already."""
    if one == other or already:
        raise NotInOrder(
            "a report cannot be counted with itself, or with one that is itself counted with another.",
            cure="Name the first report of the incident.",
        )


def check_independent(*, independent: bool, because: str) -> None:
    """Refuse a chair whose independence nobody vouches for."""
    if not independent or not because.strip():
        raise NotInOrder(
            "the chair is not independent, or nobody says why they are.",
            cure="Choose somebody whose agency did not deal with the case, and say so.",
        )
