"""When a link still opens its door, how long it may last, and what is written of whoever holds it."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frankpledge.refusal import Refusal

TOKEN_BYTES = 32
LONGEST_TOKEN = 100
MOST_DAYS = 180
MOST_CHARACTERS = 200_000
ADDRESS = re.compile(r"/l/[^/\s]+")
# Read aloud or written down without mistakes: no I, O, 0 or 1.
RECEIPT_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
RECEIPT_LENGTH = 8


class State(StrEnum):
    """Where a link stands."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return LABELS[self]


LABELS = {
    State.OPEN: "Open",
    State.USED: "Answered",
    State.EXPIRED: "Ended",
    State.REVOKED: "Withdrawn",
}


class LinkClosed(Refusal):
    """The address opens nothing: unknown, ended, withdrawn and used look the same."""

    def __init__(self) -> None:
        super().__init__(
            "this link cannot be used.",
            cure="It may have been used already, have ended, have been withdrawn, or not have been copied whole. "
            "Ask whoever sent it for another.",
        )


class CannotOpen(Refusal):
    """A link that may not be made."""


class TooLong(Refusal):
    """More was written than can be kept."""


class TokensUnwritten(logging.Filter):
    """Takes tokens out of what is logged: a log is read by more people than a link is meant for."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through, without any token."""
        if ADDRESS.search(record.getMessage()):
            record.msg, record.args = ADDRESS.sub("/l/…", record.getMessage()), ()
        return True


@dataclass(frozen=True)
class Holder:
    """Whoever acts by a link, as the ledger names them: the link's identifier, and the organisation it was made for."""

    pk: object
    organisation: str

    def __str__(self) -> str:
        return f"{self.organisation}, by link"


def state_of(*, used: bool, revoked: bool, expires: datetime, now: datetime) -> State:
    """Return where a link stands at a moment. One that was used stays used, whatever came after."""
    if used:
        return State.USED
    if revoked:
        return State.REVOKED
    return State.EXPIRED if expires <= now else State.OPEN


def check_made_for(to_whom: str) -> str:
    """Return the name of the organisation, refused where there is none."""
    if not to_whom.strip():
        raise CannotOpen("a link is made for somebody.", cure="Name the organisation that it is for.")
    return to_whom.strip()


def check_days(days: int) -> int:
    """Return how many days a link lasts, refused where it would end at once or hardly ever."""
    if not 1 <= days <= MOST_DAYS:
        raise CannotOpen(f"a link cannot last {days} days.", cure=f"Choose from 1 to {MOST_DAYS}.")
    return days


def check_revocable(state: State) -> None:
    """Refuse to withdraw a link that is over."""
    if state is not State.OPEN:
        raise CannotOpen(f"this link is over: {state.label.lower()}.", cure="There is nothing to withdraw.")


def check_length(answers: Mapping[str, list[str]]) -> None:
    """Refuse to keep more than a long chapter."""
    length = sum(len(text) for texts in answers.values() for text in texts)
    if length > MOST_CHARACTERS:
        raise TooLong(
            f"{length:,} characters are more than the {MOST_CHARACTERS:,} that can be kept.", cure="Shorten it."
        )
