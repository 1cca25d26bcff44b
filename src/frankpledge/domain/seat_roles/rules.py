"""What a seat may bring, and by what a role is known to follow from one."""

from __future__ import annotations

from uuid import UUID

from frankpledge.ground.accounts.rules import Role
from frankpledge.refusal import Refusal

SEAT = "seat"
NONE = "none"
# The office of the partnership itself, and its data, are given by a person and never by a seat.
OFFERED = (Role.MEMBER, Role.LEAD, Role.SCRUTINY, Role.COMMISSIONER)


class NotFromASeat(Refusal):
    """A role that no seat brings."""


def source_of(representation: UUID) -> str:
    """Return the source of a role that follows from somebody's part in a seat."""
    return f"{SEAT}:{representation}"


def check_brought(role: str) -> str:
    """Return what a seat is to bring, refused for a role that no seat brings."""
    if role not in {"", NONE, *OFFERED}:
        raise NotFromASeat("no seat brings this role.", cure="Give it to the person under “Who has access”.")
    return role
