"""What an agenda begins with, by kind of body and of meeting: our own arrangement, which officers change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from frankpledge.statute.load import record, toml


@dataclass(frozen=True)
class Standard:
    """An item with which agendas begin: of which bodies, at which kinds of meeting.

    `draws`: what it takes from the record, empty for nothing. `closes`: it stays last.
    """

    title: str
    kind: str
    asks: str | None
    bodies: tuple[str, ...]
    meetings: tuple[str, ...]
    draws: str = ""
    closes: bool = False


@cache
def standard_items() -> tuple[Standard, ...]:
    """Return every standard item in its order, read once from the definitions."""
    return tuple(record(Standard, one, where=f"agenda.toml, {one['title']}") for one in toml("agenda.toml")["item"])


def agenda(*, body: str, meeting: str) -> tuple[Standard, ...]:
    """Return the items with which the agenda of such a meeting of such a body begins; none for an unknown kind."""
    return tuple(one for one in standard_items() if body in one.bodies and meeting in one.meetings)
