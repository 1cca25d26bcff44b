"""What may be put to a thing, how much of it, and when it may be taken away."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.ground.documents.words import printable
from frankpledge.refusal import Refusal

MOST_FILES = 20
LONGEST_NAME, LONGEST_WORDS = 120, 300


class NoSuchThing(Refusal):
    """There is no such thing or file here, or the reader may not see it: the two look the same."""


class NotAttached(Refusal):
    """A file that is not put there, or not taken away."""


@dataclass(frozen=True)
class File:
    """A file on its way in: the name that it came under, and its bytes."""

    name: str
    content: bytes


def check_how_many(standing: int) -> None:
    """Refuse one file more than a thing may have."""
    if standing >= MOST_FILES:
        raise NotAttached(
            f"there are {standing} files here already, and a thing has at most {MOST_FILES}.",
            cure="Take one away that is no longer needed.",
        )


def check_standing(*, taken_away: bool) -> None:
    """Refuse a file that was taken away."""
    if taken_away:
        raise NotAttached("this file was taken away already.")


def check_reason(reason: str) -> str:
    """Return why a file is taken away, refused where nobody says."""
    said = printable(reason).strip()
    if not said:
        raise NotAttached("it is not said why.", cure="Say in a sentence why the file is taken away.")
    if len(said) > LONGEST_WORDS:
        raise NotAttached(
            f"the reason may have {LONGEST_WORDS} letters, and this has {len(said)}.", cure="Say it in fewer."
        )
    return said
