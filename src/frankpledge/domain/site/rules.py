"""When a public site is opened, what a page may hold, who approves it, and when it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from frankpledge.domain.elections.rules import care_words
from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.elections import Period, free_from

Block = dict[str, Any]


class Language(StrEnum):
    """In which language a page is written."""

    ENGLISH = "en"
    WELSH = "cy"

    @property
    def label(self) -> str:
        """Return the language as it is shown."""
        return {"en": "English", "cy": "Cymraeg"}[self]


class Kind(StrEnum):
    """What a block of a page is."""

    TEXT = "text"
    CONTACT = "contact"
    FIGURE = "figure"
    CHART = "chart"
    TABLE = "table"
    DOCUMENT = "document"
    MEMBERS = "members"
    MEETINGS = "meetings"

    @property
    def label(self) -> str:
        """Return the kind as it is shown."""
        return {
            "text": "Text", "contact": "Service or contact", "figure": "Figure", "chart": "Chart", "table": "Table",
            "document": "Published document", "members": "Who sits on a body", "meetings": "Meetings of a body",
        }[self]  # fmt: skip


HELP, SAY, PRIVACY, CONTACT, BOARD = "find-help", "have-your-say", "privacy", "contact", "board"
# Pages that people look for at an address of their own. They stand in the masthead or the foot once they are shown.
STANDING = {HELP: "Find help", SAY: "Have your say", PRIVACY: "Privacy", CONTACT: "Contact", BOARD: "The board"}
# What people need whatever is voted on is shown before an election too.
NEVER_HELD = frozenset({HELP, PRIVACY, CONTACT})
# A postcode, or the beginning of a street's line: either would lead to a door.
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
ROADS = "Street|Road|Lane|Avenue|Close|Way|Drive|Place|Terrace|Crescent|Court|Gardens|Square"
STREET = re.compile(rf"\b\d+[a-z]?,?\s+(?:[A-Z][\w']+\s+){{1,3}}(?:{ROADS})\b")
MAP = re.compile(r"maps?\.|/maps?|what3words|///\w+\.\w+\.\w+|goo\.gl", re.IGNORECASE)
POINT = re.compile(r"-?\d{1,2}\.\d{3,}\s*,\s*-?\d{1,3}\.\d{3,}")
GRID = re.compile(r"\b[HNOST][A-Z]\s?\d{2,5}\s?\d{2,5}\b")


class SiteRefused(Refusal):
    """What was asked of the public site may not be done as it stands."""


def check_closed(*, open_now: bool) -> None:
    """Refuse to open a site that is open."""
    if open_now:
        raise SiteRefused("The public site is open already.")


def check_open(*, open_now: bool) -> None:
    """Refuse to close a site that is not open."""
    if not open_now:
        raise SiteRefused("The public site is not open.")


def check_new(*, known: bool) -> None:
    """Refuse a second page at one address."""
    if known:
        raise SiteRefused("There is a page at this address.", cure="Begin a new version of it.")


def check_draft(*, approved: bool) -> None:
    """Refuse to change what was approved."""
    if approved:
        raise SiteRefused("This version was approved.", cure="Begin a new version.")


def check_no_draft(*, known: bool) -> None:
    """Refuse a second draft of one page."""
    if known:
        raise SiteRefused("A draft of this page is open.", cure="Go on with that one.")


def check_at(at: int, blocks: list[Block]) -> None:
    """Refuse a block that is not there."""
    if not 0 <= at < len(blocks):
        raise SiteRefused("There is no such block.")


def check_second(*, by: UUID, drafted_by: UUID) -> None:
    """Refuse that whoever drafted a page approves it."""
    if by == drafted_by:
        raise SiteRefused("You drafted this version.", cure="A second person approves it.")


def check_waits(*, waits: bool) -> None:
    """Refuse to ask twice for the approval of the same draft."""
    if waits:
        raise SiteRefused("It waits for a second person already.")


def check_seen(seen: str, *, now: str) -> None:
    """Refuse to approve another draft than the one that was read. Where nothing is said of that, nothing is asked."""
    if seen and seen != now:
        raise SiteRefused("The draft has changed since you opened it.", cure="Read it again, then approve it.")


def check_whole(blocks: Iterable[Block], *, named: Mapping[str, bool]) -> None:
    """Refuse to approve a page without blocks, or one that shows what is not published any more."""
    found = list(blocks)
    if not found:
        raise SiteRefused("The page is empty.", cure="Add a block first.")
    gone = [identity for identity, public in named.items() if not public]
    if gone:
        raise SiteRefused("A document that this page shows is not public.", cure="Publish it, or take its block out.")


def check_day(day: date, *, today: date) -> None:
    """Refuse a day that has passed."""
    if day < today:
        raise SiteRefused(f"{in_words(day)} has passed.", cure="Choose today or a later day.")


def check_care(periods: Iterable[Period], day: date, *, slug: str, quiet: bool) -> None:
    """Refuse to show a new page in a pre-election period, unless people need it whatever is voted on."""
    told = tuple(periods)
    words = care_words(told, day)
    if words and slug not in NEVER_HELD and not quiet:
        raise SiteRefused(f"{words}.", cure=f"Show it from {in_words(free_from(told, day))}.")


def check_shown(*, approved: bool, withdrawn: bool) -> None:
    """Refuse to withdraw what was never approved, or was withdrawn."""
    if not approved or withdrawn:
        raise SiteRefused("This version is not shown.")


def check_reason(reason: str) -> str:
    """Return why a page is withdrawn, refused where nothing is said."""
    if not reason.strip():
        raise SiteRefused("A withdrawal needs a reason.", cure="Say why, in words that the public may read.")
    return reason.strip()[:500]


def check_contact(block: Block) -> None:
    """Refuse a service that must not be found and can be: an address, a postcode, a point or a map, in any field.

    A refuge never says where it is. Any other service may choose so. What is refused here is stored nowhere.
    """
    hidden = block.get("refuge") or block.get("withholds")
    if not hidden:
        return
    if block.get("address"):
        raise SiteRefused("This service does not say where it is.", cure="Leave its address empty.")
    for name, value in block.items():
        if leads_to_a_door(str(value)):
            raise SiteRefused(
                f"This service does not say where it is, and its {name.replace('_', ' ')} does.",
                cure="Take the postcode, street, map or point out.",
            )


def leads_to_a_door(text: str) -> bool:
    """Return whether a text holds a postcode, a street with its number, a point or a map."""
    return any(pattern.search(text) for pattern in (POSTCODE, STREET, MAP, POINT, GRID))
