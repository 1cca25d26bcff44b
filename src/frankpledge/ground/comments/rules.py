"""What may be said, until when it may be put right, and when it may be taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from frankpledge.ground.documents.words import printable
from frankpledge.refusal import Refusal

MOST_SAID, MOST_REASON = 4_000, 500  # signs


class NothingSaid(Refusal):
    """A comment without a word, or with far too many."""


class NotYours(Refusal):
    """Somebody else's comment."""


class TooLate(Refusal):
    """The minutes in which a comment may be put right are over, or it was taken off."""


class NoSuchComment(Refusal):
    """There is no such comment or thing here, or the reader may not see it: the two look the same."""


class CannotMention(Refusal):
    """A person who would be led to a page that they may not see."""


@dataclass(frozen=True)
class File:
    """A file that comes with a comment: the name that it came under, and its bytes."""

    name: str
    content: bytes


def check_said(words: str, *, what: str = "a comment", most: int = MOST_SAID) -> str:
    """Return the words, stripped of what cannot be printed; refused where there are none, or more than `most` signs."""
    said = printable(words).strip()
    if not said:
        raise NothingSaid(f"{what} needs its words.", cure="Say in a sentence what you mean.")
    if len(said) > most:
        raise NothingSaid(f"{what} may have {most:,} letters, and this has {len(said):,}.", cure="Say it in fewer.")
    return said


def may_still_edit(*, at: datetime, now: datetime, minutes: int, taken_off: bool) -> bool:
    """Return whether a comment may still be put right."""
    return not taken_off and now < at + timedelta(minutes=minutes)


def check_may_edit(*, own: bool, at: datetime, now: datetime, minutes: int, taken_off: bool) -> None:
    """Refuse to put right somebody else's comment, and one that was made too long ago or was taken off."""
    if not own:
        raise NotYours("only whoever made a comment puts it right.", cure="Answer it with one of your own.")
    if not may_still_edit(at=at, now=now, minutes=minutes, taken_off=taken_off):
        cure = "Make another comment, or take this one off with the reason."
        raise TooLate(f"a comment can be put right for {minutes} minutes, and these are over.", cure=cure)


def check_standing(*, taken_off: bool) -> None:
    """Refuse to take off what was taken off."""
    if taken_off:
        raise TooLate("this comment was taken off already.")


def named_in(words: str, people: Iterable[tuple[UUID, str]]) -> frozenset[UUID]:
    """Return the people whose whole names follow an @ in the words, whatever the capitals, the longest first."""
    rest, found = words.casefold(), set()
    for person, name in sorted(people, key=lambda one: -len(one[1])):
        pattern = rf"@{re.escape(name.casefold())}(?!\w)"
        if re.search(pattern, rest):
            found.add(person)
            rest = re.sub(pattern, "", rest)
    return frozenset(found)
