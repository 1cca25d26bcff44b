"""When an edition may be published."""

from __future__ import annotations

from collections.abc import Mapping

from frankpledge.domain.disclosure.rules import Cell, State
from frankpledge.refusal import Refusal


class CannotPublish(Refusal):
    """The edition may not go to the public as it is."""


def check_unaltered(shown: Mapping[str, Cell], held: Mapping[str, Cell]) -> None:
    """Refuse an edition in which a number would have to be hidden: its frozen files show it."""
    hidden = sorted(
        key for key, cell in shown.items() if cell.state == State.SUPPRESSED and held[key].state != cell.state
    )
    if hidden:
        raise CannotPublish(
            f"{len(hidden)} of its numbers are too small to be shown: {', '.join(hidden[:5])}.",
            cure="Approve an edition without them, and publish that.",
        )


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
