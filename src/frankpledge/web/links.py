"""The links that a workspace gave out, in the parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import purposes, state_of
from frankpledge.ground.links.rules import State


@dataclass(frozen=True)
class LinkLine:
    """One link: what it is for, for whom, where it stands, and whether it can still be withdrawn."""

    id: UUID
    title: str
    state: str
    words: str
    open: bool


def link_lines(links: Iterable[Link]) -> tuple[LinkLine, ...]:
    """Return each link as a line, in the order given."""
    known = purposes()
    return tuple(_line(link, known[link.purpose].label if link.purpose in known else link.purpose) for link in links)


def _line(link: Link, label: str) -> LinkLine:
    state = state_of(link)
    made = f"Made by {link.created_by} on {day(link.created_at)}."
    return LinkLine(
        link.pk, f"{link.to_whom}: {label}", state.label, f"{made} {_what_became(link, state)}", state is State.OPEN
    )


def _what_became(link: Link, state: State) -> str:
    if link.used_at and state is State.USED:
        return f"Answered on {day(link.used_at)}, receipt {link.receipt}."
    if link.revoked_at and state is State.REVOKED:
        return f"Withdrawn on {day(link.revoked_at)}."
    begun = " Something was saved and not yet sent." if link.kept_at and state is State.OPEN else ""
    return f"{'Ended' if state is State.EXPIRED else 'Ends'} on {day(link.expires_at)}.{begun}"


def day(at: object) -> str:
    """Return a moment as its day."""
    return f"{at:%-d %B %Y}"
