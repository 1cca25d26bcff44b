"""Of what residents may be told, what becomes of a letter, and what a machine might have sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from frankpledge.refusal import Refusal
from frankpledge.statute.settings import settings

HALF_WAY = timedelta(hours=1)
# How long a letter is known to have gone; it holds no address and no words.
KEPT = timedelta(days=30)
# A person reads the page before they send it, and does not keep it open for longer than a day.
QUICK, OLD = 2, 24 * 60 * 60


class Topic(StrEnum):
    """Of what somebody is told."""

    NEWS = "news"
    DATES = "dates"
    SAY = "say"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"news": "News and documents", "dates": "Dates of public meetings", "say": "Consultations"}[self]

    @property
    def words(self) -> str:
        """Return what it holds, in a sentence."""
        return {
            "news": "Plans, reports, minutes and decisions that were published.",
            "dates": "New dates, and dates that were cancelled.",
            "say": "When we ask what you think, and what came of it.",
        }[self]


class Purpose(StrEnum):
    """What a letter is for."""

    CONFIRM = "confirm"
    DIGEST = "digest"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"confirm": "Asked to confirm", "digest": "Told what is new"}[self]


class State(StrEnum):
    """What became of a letter. `kept`: it lies in the folder of the installation and went to nobody."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    KEPT = "kept"
    NOTHING = "nothing"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {
            "waiting": "Waiting", "sending": "Being sent", "sent": "Sent", "kept": "Kept here, not sent",
            "nothing": "Nothing was left to tell", "failed": "Did not go, or nobody knows whether it went",
        }[self]  # fmt: skip


ENDED = (State.SENT, State.KEPT, State.NOTHING, State.FAILED)


class TooMany(Refusal):
    """More was sent from one connection in a day than people send."""


@dataclass(frozen=True)
class Thing:
    """One thing that is public: of which topic, since when, its title and the page of the site that shows it."""

    topic: Topic
    at: datetime
    title: str
    path: str


def topics_of(chosen: object) -> tuple[Topic, ...]:
    """Return the topics among what was chosen, each once, in the order of the list."""
    known = set(chosen) if isinstance(chosen, list | tuple | set) else set()
    return tuple(one for one in Topic if one.value in known)


def check_sender(asked_today: int) -> None:
    """Refuse a connection from which too much came today: said openly, since it tells nothing of any address."""
    if asked_today >= settings().subscription_asks_a_sender:
        raise TooMany(
            "Too much was sent from your connection today.", cure="Try again tomorrow, or from another connection."
        )


def confirm_until(asked: datetime) -> datetime:
    """Return until when something that was asked for can be confirmed; then it vanishes."""
    return asked + timedelta(days=settings().subscription_confirm_days)
