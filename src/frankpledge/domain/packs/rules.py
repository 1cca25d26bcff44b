"""What a paper must say of itself, where its pages come in the whole, and what changed between two packs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from frankpledge.refusal import Refusal

LONGEST_LINE = 300
RECORD_KEY = "record-"
RECORD_BECAUSE = "It is drawn from the partnership's own logs, which are read by those who may see them."
LONGEST_NOTE = 2_000
MOST_PAPERS = 60


class Kind(StrEnum):
    """What a part of a pack is."""

    FRONT = "front"
    MINUTES = "minutes"
    EDITION = "edition"
    PAPER = "paper"
    RECORD = "record"


def is_secret(*, restricted: bool, because: str) -> bool:
    """Return whether a part is restricted for what it says, and not only because it is of the partnership's logs."""
    return restricted and because != RECORD_BECAUSE


class NotAPaper(Refusal):
    """What was sent, or said of it, does not make a paper."""


class NoPack(Refusal):
    """There is no pack yet, or not this part of it, or it is being built again."""


class NotANote(Refusal):
    """A note without words, or with too many."""


# ---- what is said of a paper -----------------------------------------------------------------------------------------


def check_line(words: str, *, what: str, longest: int = LONGEST_LINE) -> str:
    """Return words in one line, refused where there are none or too many."""
    said = " ".join(words.split())
    if not said:
        raise NotAPaper(f"{what} is empty.", cure="Write it.")
    if len(said) > longest:
        raise NotAPaper(f"{what} has {len(said):,} letters.", cure=f"Say it in {longest:,}.")
    return said


def check_because(because: str, *, restricted: bool) -> str:
    """Return why a paper is restricted; refused where a restricted one gives no reason. An open one has none."""
    if not restricted:
        return ""
    if not because.strip():
        raise NotAPaper("it is restricted, and does not say why.", cure="Give the reason: it is printed in its place.")
    return check_line(because, what="The reason")


def check_note(words: str) -> str:
    """Return the words of a note, refused where there are none or too many."""
    said = words.strip()
    if not said:
        raise NotANote("the note is empty.", cure="Write it, or leave it.")
    if len(said) > LONGEST_NOTE:
        raise NotANote(f"the note has {len(said):,} letters.", cure=f"Say it in {LONGEST_NOTE:,}.")
    return said


def check_how_many(papers: int) -> None:
    """Refuse a paper more than a pack can have."""
    if papers >= MOST_PAPERS:
        raise NotAPaper(f"the meeting has {papers} papers already.", cure="Take one out, or join two in one file.")


def check_stands(*, withdrawn: bool) -> None:
    """Refuse to change a paper that was taken out."""
    if withdrawn:
        raise NotAPaper("it was taken out of the pack.", cure="Send it anew.")


# ---- the numbers of pages --------------------------------------------------------------------------------------------


def firsts(takes: Sequence[int]) -> tuple[int, ...]:
    """Return the number of the first page of each part, from how many numbers each takes up. One follows another."""
    found, next_ = [], 1
    for count in takes:
        if count < 1:
            raise ValueError("a part without a page")
        found.append(next_)
        next_ += count
    return tuple(found)


# ---- what changed ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """A part as a pack held it: its lasting key, the item it is of (None for what is of none), and which state of it.

    `title` is not shown to whom the part is withheld from; `said` is what its sender said had changed.
    """

    key: str
    title: str
    digest: str
    item: int | None = None
    version: str = ""
    said: str = ""
    restricted: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the part as plain values."""
        return asdict(self)


def held(kept: Iterable[Mapping[str, Any]]) -> tuple[Held, ...]:
    """Return the parts that a pack held, from what was kept of them."""
    return tuple(Held(**one) for one in kept)


def changes(before: Sequence[Held], now: Sequence[Held], *, hidden: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return in sentences what changed from one pack to another, in the order of the later one.

    `hidden` are the keys of parts whose titles the reader may not see.
    """
    old, new = {one.key: one for one in before}, {one.key: one for one in now}
    came = (words for one in now for words in _came(old.get(one.key), one, one.key in hidden))
    gone = (_gone(one, hidden=_names_nothing(one) or one.key in hidden) for one in before if one.key not in new)
    return (*came, *gone)


def _names_nothing(one: Held) -> bool:
    """Return whether the title of a part that is gone is not said: what is of the record is called after its item."""
    return one.restricted and not one.key.startswith(RECORD_KEY)


def changed_keys(before: Sequence[Held], now: Sequence[Held]) -> frozenset[str]:
    """Return the keys of the parts that are new, or another state of themselves."""
    old = {one.key: one.digest for one in before}
    return frozenset(one.key for one in now if old.get(one.key) != one.digest)


def _came(was: Held | None, one: Held, hidden: bool) -> Iterator[str]:
    name = _name(one, hidden=hidden)
    if was is None:
        yield f"{name} is new."
        return
    if was.item != one.item and one.item is not None and was.item is not None:
        yield f"{name} was item {was.item}."
    if was.digest != one.digest:
        told = f"{name} has {one.version}." if one.version else f"{name} changed."
        yield f"{told[:-1]}: {one.said}" if one.said and one.version and not hidden else told
    if was.restricted != one.restricted:
        yield f"{name} is {'restricted' if one.restricted else 'open'} now."


def _gone(one: Held, *, hidden: bool) -> str:
    return f"{_name(one, hidden=hidden)} was taken out."


def _name(one: Held, *, hidden: bool) -> str:
    title = "a restricted paper" if hidden else f"“{one.title}”"
    if one.item is None:
        return "A restricted paper" if hidden else one.title
    return f"Item {one.item}, {title},"
