"""What a strategy lacks of what the duty asks for, and what may be written, answered, signed and reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from frankpledge.ground.documents.words import printable
from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.serious_violence import REVIEW_MONTHS, Item, item_called, items

LONGEST_LINE, LONGEST_WORDS = 300, 4_000
A_YEAR = timedelta(days=366)


class NotAStrategy(Refusal):
    """What was given makes no strategy, or no part of one."""


class Sort(StrEnum):
    """Whom the Act wants consulted, and whoever else was."""

    EDUCATION = "education"
    PRISON = "prison"
    YOUTH_CUSTODY = "youth_custody"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the sort as it is shown."""
        return {
            "education": "Educational authority", "prison": "Prison authority",
            "youth_custody": "Youth custody authority", "other": "Somebody else",
        }[self.value]  # fmt: skip


class Done(StrEnum):
    """How far a line of the work plan came."""

    OPEN = "open"
    DONE = "done"
    PART = "part"
    NOT = "not"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return {"open": "Open", "done": "Done", "part": "Done in part", "not": "Not done"}[self.value]


@dataclass(frozen=True)
class Held:
    """What there is of a strategy as on a day, for holding it against what is asked for.

    `asked` and `answered`: how many of a sort were consulted, and how many answered. `none`: of which sorts it was said
    that the area has none. `served` and `signed`: how many partnerships it serves, and how many signed up.
    """

    words: Mapping[str, str]
    asked: Mapping[Sort, int]
    answered: Mapping[Sort, int]
    none: frozenset[Sort]
    served: int
    signed: int
    edition: str
    published: date | None
    lines: int
    reviewed: date | None
    first_edition: date | None
    year: str


@dataclass(frozen=True)
class Stands:
    """How an item stands. state: present | incomplete | missing."""

    item: Item
    state: str
    words: str


def check_signable(*, approved: bool, there: bool) -> None:
    """Refuse to sign up to a draft, or twice."""
    if not approved:
        raise NotAStrategy("it is not approved yet.", cure="Sign up once it is an edition.")
    if there:
        raise NotAStrategy("this partnership has signed up already.", cure="Look at its own record.")


def stands(held: Held, *, on: date) -> tuple[Stands, ...]:
    """Return how each thing that the duty asks for stands on a day."""
    return tuple(_one(one, held, on) for one in items())


def _one(item: Item, held: Held, on: date) -> Stands:
    if item.form == "words":
        said = held.words.get(item.id, "")
        return Stands(item, "present", "Written") if said else Stands(item, "missing", "Nobody has written it")
    if item.form == "consulted":
        return _consulted(item, Sort(item.id), held)
    return {"signed": _signed, "edition": _edition, "published": _published, "lines": _lines, "review": _review}[
        item.form
    ](item, held, on)


def _consulted(item: Item, sort: Sort, held: Held) -> Stands:
    asked, answered = held.asked.get(sort, 0), held.answered.get(sort, 0)
    if sort in held.none and not asked:
        return Stands(item, "present", "It was said that the area has none")
    if not asked:
        return Stands(item, "missing", "None was consulted")
    words = f"{asked} consulted, {answered} answered"
    return Stands(item, "present" if asked == answered else "incomplete", words)


def _signed(item: Item, held: Held, _: date) -> Stands:
    if not held.served:
        return Stands(item, "missing", "No partnership is named that it serves")
    words = f"{held.signed} of {held.served} have signed up"
    return Stands(item, "present" if held.signed == held.served else "incomplete", words)


def _edition(item: Item, held: Held, _: date) -> Stands:
    return Stands(item, "present", held.edition) if held.edition else Stands(item, "missing", "It is a draft")


def _published(item: Item, held: Held, on: date) -> Stands:
    if held.published is None or held.published > on:
        return Stands(item, "missing", "No address is recorded")
    return Stands(item, "present", f"Since {in_words(held.published)}")


def _lines(item: Item, held: Held, _: date) -> Stands:
    if not held.lines:
        return Stands(item, "missing", f"{held.year} has no line")
    return Stands(item, "present", f"{held.lines} lines for {held.year}")


def _review(item: Item, held: Held, on: date) -> Stands:
    last = held.reviewed or held.first_edition
    if last is None:
        return Stands(item, "missing", "There is nothing to review yet")
    what = "Reviewed" if held.reviewed else "Approved, and not reviewed since"
    late = on - last > A_YEAR
    words = f"{what} on {in_words(last)}"
    return Stands(item, "incomplete" if late else "present",
                  f"{words}: more than {REVIEW_MONTHS} months ago" if late else words)  # fmt: skip


def check_line(words: str, *, where: str, longest: int = LONGEST_LINE) -> str:
    """Return words, cleaned; refused where there are none, or too many."""
    said = printable(words).strip()
    if not said or len(said) > longest:
        raise NotAStrategy("it is empty or too long.", where=where, cure=f"Write between one and {longest} signs.")
    return said


def check_item(name: str) -> Item:
    """Return an item that is written in words, refused for any other."""
    found = item_called(name)
    if found is None or found.form != "words":
        raise NotAStrategy(f"“{name}” is no part that is written.", where="Part", cure="Choose one from the list.")
    return found


def check_days(first: date, then: date | None, *, what: str) -> None:
    """Refuse what would come before what it follows from."""
    if then is not None and then < first:
        raise NotAStrategy(f"{what} lies before {in_words(first)}.", where="Day", cure="Put the day right.")


def check_past(on: date, *, today: date) -> None:
    """Refuse a day that has not come."""
    if on > today:
        raise NotAStrategy("this day has not come yet.", where="Day", cure="Record it when it was done.")


def check_new(*, there: bool, what: str) -> None:
    """Refuse the same thing twice."""
    if there:
        raise NotAStrategy(f"{what} is there already.", cure="Change the one that is there.")


def check_whole(found: tuple[Stands, ...]) -> None:
    """Refuse to put a strategy before its approver while a part that the Act asks to be written is not."""
    lacking = [one.item.label for one in found if one.item.form == "words" and one.state == "missing"]
    if lacking:
        raise NotAStrategy(f"{len(lacking)} parts are not written, first “{lacking[0]}”.", cure="Write them.")
