"""When an edition may be published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from uuid import UUID

from frankpledge.domain.elections.rules import care_words
from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.elections import Period, free_from, holding

EXPECTED = ("strategic_assessment", "partnership plan")
OPEN_MARKING = "OFFICIAL"
LONGEST_REASON = 500


class Waiting(StrEnum):
    """How an edition that is to be published on a day stands."""

    WAITS = "waits"
    OUT = "out"
    TAKEN_BACK = "taken_back"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return {"waits": "Waits", "out": "Published", "taken_back": "Taken back", "refused": "Not published"}[self]


class CannotPublish(Refusal):
    """The edition may not go to the public as it is."""


class HeldBeforeElection(Refusal):
    """It would be published in a pre-election period, and nobody else has said why it must be."""


def check_marking(marking: str) -> None:
    """Refuse an edition that is marked as not for the public."""
    if marking != OPEN_MARKING:
        raise CannotPublish(f"It is marked {marking}: it is not for the public.", cure="Publish its open part.")


def check_care(periods: Iterable[Period], *, today: date, by: UUID, stated_by: UUID | None) -> None:
    """Refuse to publish in a pre-election period, unless somebody else has stated why it is essential."""
    told = tuple(periods)
    if not holding(told, today) or (stated_by is not None and stated_by != by):
        return
    words = f"{care_words(told, today)}."
    if stated_by == by:
        words = f"{words} You stated yourself why it is essential: it takes two people."
    free = in_words(free_from(told, today))
    cure = f"Publish it from {free} on, or have a second person state why it is essential."
    raise HeldBeforeElection(words, cure=cure)


def check_ahead(on: date, *, today: date) -> None:
    """Refuse a day for publication that has come already."""
    if on <= today:
        raise CannotPublish(f"{in_words(on)} is not ahead.", cure="Publish it now, or choose a later day.")


def check_none_waits(*, waits: bool) -> None:
    """Refuse a second day for an edition that waits for one."""
    if waits:
        raise CannotPublish("It waits for a day already.", cure="Take that back first.")


def check_waits(state: str) -> None:
    """Refuse to take back what does not wait."""
    if state != Waiting.WAITS:
        raise CannotPublish("It does not wait any more.")


def check_essential(reason: str) -> str:
    """Return why an edition is essential, refused where nothing is said."""
    said = reason.strip()
    if not said:
        raise CannotPublish(
            "It is not said why it is essential.",
            cure="Say which law sets its day, or what people must be told now, and why it cannot wait.",
        )
    return said[:LONGEST_REASON]


def check_unpublished(*, known: bool) -> None:
    """Refuse an edition that was published before: it is public, or it was withdrawn and stays so."""
    if known:
        raise CannotPublish(
            "This edition was published before.", cure="What was withdrawn comes back as a correction: a new edition."
        )


def check_latest(*, number: int, latest: int) -> None:
    """Refuse an edition that a later one has replaced: the public is not told what we know to be wrong."""
    if number < latest:
        raise CannotPublish(f"Edition {latest} has replaced this one.", cure=f"Publish edition {latest}.")


def check_public(*, withdrawn: bool) -> None:
    """Refuse to withdraw what is withdrawn: its page goes on giving the reason that it gave."""
    if withdrawn:
        raise CannotPublish("This was withdrawn before.")


def check_reason(reason: str) -> str:
    """Return the reason for a withdrawal, refused when there is none."""
    if not reason.strip():
        raise CannotPublish("A withdrawal needs a reason.", cure="Say why, in words that the public may read.")
    return reason.strip()
