"""Telling somebody what is held about them: what of it is left out, and on what ground."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from frankpledge.refusal import Refusal

LEFT_OUT = "[left out]"


class Fate(StrEnum):
    """What becomes of one passage of the answer."""

    WAITING = "waiting"
    WHOLE = "whole"
    REDACTED = "redacted"
    WITHHELD = "withheld"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {
            "waiting": "To be decided",
            "whole": "Given whole",
            "redacted": "Given in part",
            "withheld": "Withheld",
        }[self.value]


class NotAnswered(Refusal):
    """An answer that may not be given so, or not yet."""


def redacted(text: str, parts: Iterable[str]) -> str:
    """Return a text with each of some parts left out, wherever it stands. Refused for a part that is not in it.

    The longest parts go first, so that a name goes whole though its first half was named as well.
    """
    given = [part.strip() for part in parts if part.strip()]
    missing = [part for part in given if part not in text]
    if missing or not given:
        raise NotAnswered(
            "the words to leave out do not stand in the passage." if missing else "no words to leave out were named.",
            where="words",
            cure="Copy them from the passage, as they stand there.",
        )
    for part in sorted(given, key=len, reverse=True):
        text = text.replace(part, LEFT_OUT)
    return text
