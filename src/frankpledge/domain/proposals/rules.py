"""What becomes of words that somebody else proposes."""

from __future__ import annotations

from enum import StrEnum

from frankpledge.refusal import Refusal

MOST_WORDS = 20_000
MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\{}*[]"})


class State(StrEnum):
    """Where a proposal stands."""

    ASKED = "asked"
    CAME = "came"
    ACCEPTED = "accepted"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return {"asked": "Asked for", "came": "Waits", "accepted": "Accepted", "declined": "Declined"}[self.value]


STATES = [(state.value, state.label) for state in State]
WAYS = [("link", "By a link"), ("word", "From Word")]


class Decided(Refusal):
    """The proposed words were accepted or declined already, or have not come."""


class NotAsked(Refusal):
    """Nothing of the kind is asked or proposed here."""


class WrongPerson(Refusal):
    """A chapter was brought back by somebody who does not write it."""


class WrongFile(Refusal):
    """A file that holds none of this chapter's words."""


def check_waits(state: str) -> None:
    """Refuse to decide on words that were decided on, or have not come."""
    if state != State.CAME:
        raise Decided(f"these words are {State(state).label.lower()}, so there is nothing to decide.")
