"""The states of a file that was sent, whose it is, and the name that it may bear here."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from frankpledge.refusal import Refusal

LONGEST_NAME = 120
LONGEST_ENDING = 12


class Whose(StrEnum):
    """Whom files belong to."""

    OWN = "own"
    OPEN = "open"


class FileState(StrEnum):
    """Where a file is on its way in. One that asks waits to be told what its columns mean."""

    WAITING = "waiting"
    ASKING = "asking"
    LOADED = "loaded"
    REFUSED = "refused"
    DROPPED = "dropped"


# In these the bytes are still here.
KEPT = (FileState.WAITING, FileState.ASKING)


class NothingSent(Refusal):
    """No file came, or it is not said for whom."""


class NotHere(Refusal):
    """A file that was sent is no longer here to be loaded."""


class NotTried(Refusal):
    """Columns that nobody has seen the effect of."""


class NoRoom(Refusal):
    """The files could not be kept."""


def safe_name(name: str) -> str:
    """Return a file's own name, fit to be shown: no folders, nothing invisible, at most 120 letters with its ending."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(" " if letter.isspace() else letter for letter in last if _shown(letter))
    plain = " ".join(seen.split()).strip(". ") or "file"
    if len(plain) <= LONGEST_NAME:
        return plain
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return plain[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 2]}….{ending}"


def _shown(letter: str) -> bool:
    return letter.isspace() or not unicodedata.category(letter).startswith("C")


def told_apart(names: list[str]) -> list[str]:
    """Return names of which no two are alike: the second "a.csv" becomes "a (2).csv"."""
    taken: set[str] = set()
    apart: list[str] = []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        number, new = 1, name
        while new in taken:
            number += 1
            new = f"{stem} ({number}).{ending}" if dot else f"{name} ({number})"
        taken.add(new)
        apart.append(new)
    return apart


def in_words(size: int) -> str:
    """Return a number of bytes as one says it."""
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1_000:,.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"
