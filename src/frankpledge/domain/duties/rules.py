"""What makes an event, a piece of evidence and a responsibility; refusals fit for a page."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from frankpledge.analysis.periods import FinancialYear, Quarter, financial_year_of
from frankpledge.refusal import Refusal
from frankpledge.statute.duties import Duty, EventKind
from frankpledge.statute.obligations import Obligation, State

LONGEST_NAME = 120


class Kind(StrEnum):
    """What a piece of evidence is."""

    EDITION = "edition"
    ADDRESS = "address"
    FILE = "file"
    WORDS = "words"

    @property
    def label(self) -> str:
        """Return the kind as it is shown."""
        return {"edition": "Edition", "address": "Address", "file": "File", "words": "In words"}[self.value]


KINDS = [(kind.value, kind.label) for kind in Kind]


class NotEvidence(Refusal):
    """What was given does not make a piece of evidence."""


class NotAnEvent(Refusal):
    """What was given does not make an event that starts a clock."""


class NotAResponsibility(Refusal):
    """What was given does not say who answers for a duty."""


class NoSuchDuty(Refusal):
    """There is no duty of that name for this partnership."""


class AlreadyWithdrawn(Refusal):
    """What was withdrawn stays as it was."""


class NotAYear(Refusal):
    """What was asked is no year."""


@dataclass(frozen=True)
class Upload:
    """A file on its way in: the name that it came under, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Given:
    """A piece of evidence as a person gives it. At most one of edition, address and file; words always."""

    words: str
    on: date
    edition: str = ""
    address: str = ""
    file: Upload | None = None

    @property
    def kind(self) -> Kind:
        """Return what it is."""
        if self.edition:
            return Kind.EDITION
        return Kind.ADDRESS if self.address.strip() else Kind.FILE if self.file else Kind.WORDS


def check_evidence(given: Given, *, slug: str, today: date) -> None:
    """Refuse evidence that says nothing, that is of a day to come, or that is two things at once."""
    if not given.words.strip():
        raise NotEvidence("it is not said what this is.", where="words", cure="Say it in a few words.")
    if given.on > today:
        raise NotEvidence(
            f"{given.on:%d %B %Y} has not come yet: what has not happened proves nothing.",
            where="on",
            cure="Give the day on which it was done.",
        )
    if sum((bool(given.edition), bool(given.address.strip()), given.file is not None)) > 1:
        raise NotEvidence("one piece of evidence is one thing.", cure="Record an edition, an address or a file each.")
    if given.address.strip():
        check_address(given.address.strip(), slug=slug)


def check_address(address: str, *, slug: str) -> None:
    """Refuse an address that is neither a page of this workspace nor one of the web."""
    if address.startswith(f"/w/{slug}/") or re.fullmatch(r"https?://[^\s/]+\.[^\s]+", address):
        return
    raise NotEvidence(
        f"“{address}” is no address that can be followed from here.",
        where="address",
        cure=f"Write one that begins with https://, or the address of a page here, which begins with /w/{slug}/.",
    )


def check_event(kind: EventKind | None, *, on: date, given: date | None, words: str, today: date, ahead: bool) -> None:
    """Refuse an event of no kind, without words, of a day to come (but for what is called beforehand), or undated."""
    if kind is None:
        raise NotAnEvent("nothing that starts a clock is called so.", where="kind", cure="Choose one of the list.")
    if not words.strip():
        raise NotAnEvent("it is not said what happened.", where="words", cure="Say it in a few words, without names.")
    if on > today and not ahead:
        raise NotAnEvent(f"{on:%d %B %Y} has not come yet.", where="on", cure="Record it when it has happened.")
    if kind.asks is None and given is not None:
        raise NotAnEvent("such an event names no day of its own.", where="given", cure="Leave that day out.")
    if kind.asks is not None and given is not None and given < on:
        raise NotAnEvent(
            f"the day that it names, {given:%d %B %Y}, is before the event.", where="given", cure="Check both days."
        )


def check_owner(*, owner: object | None, role_words: str, deputy: object | None) -> None:
    """Refuse a responsibility of nobody, and one whose deputy is its owner."""
    if owner is None and not role_words.strip():
        raise NotAResponsibility(
            "it is not said who answers for it.", where="owner", cure="Choose a person, or name a post and a body."
        )
    if owner is not None and owner == deputy:
        raise NotAResponsibility("nobody is their own deputy.", where="deputy", cure="Choose somebody else.")


def check_reason(reason: str) -> str:
    """Return why something is withdrawn, refused where nothing is said."""
    if not reason.strip():
        raise NotEvidence("a withdrawal needs a reason.", where="reason", cure="Say why.")
    return reason.strip()


def check_standing(*, withdrawn: bool) -> None:
    """Refuse to change what was withdrawn."""
    if withdrawn:
        raise AlreadyWithdrawn("it was withdrawn before.", cure="Record it anew if it holds.")


def check_key(duty: Duty, key: str, *, events: Collection[str]) -> str:
    """Return the key of evidence as it is kept, refused where the duty owes nothing of that key.

    Standing duties, and those that come again so long after the last time, keep their evidence under no key: its day
    says for what it stands. `events` are the keys of what was recorded and starts this duty's clock.
    """
    if duty.trigger in ("standing", "rolling"):
        return ""
    if duty.trigger in ("power", "rule"):
        raise NotEvidence(f"{duty.title} asks nothing of anybody.", cure="Record evidence of a duty.")
    if (duty.trigger == "event" and key in events) or (duty.trigger != "event" and _is_period(duty, key)):
        return key
    raise NotEvidence(
        f"{duty.title} owes nothing for “{key}”.", where="key", cure="Choose what it is for on the duty’s page."
    )


def _is_period(duty: Duty, key: str) -> bool:
    try:
        return str(FinancialYear.parse(key) if duty.trigger == "yearly" else Quarter.parse(key)) == key
    except ValueError:
        return False


def year_of(text: str, *, today: date) -> FinancialYear:
    """Return the year that an address names, the running one where it names none; refused where it is no year."""
    if not text:
        return financial_year_of(today)
    try:
        return FinancialYear.parse(text)
    except ValueError:
        raise NotAYear(f"“{text}” is not a year.", where="year", cure="Write it as 2025/26.") from None


def urgency(one: Obligation) -> tuple[int, date, str, str]:
    """Return what puts obligations in order: by how pressing their state is, then by their day."""
    return (list(State).index(one.state), one.due or date.max, one.duty.id, one.key)
