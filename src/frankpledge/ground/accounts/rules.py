"""The roles that a person may hold in a workspace, and what a name, an address and a workspace must look like."""

from __future__ import annotations

import re
from enum import StrEnum

from frankpledge.refusal import Refusal

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+|[^@\s]+@localhost")


class Role(StrEnum):
    """The seat from which a person acts. One person may hold several."""

    OFFICER = "officer"
    ANALYST = "analyst"
    LEAD = "lead"
    MEMBER = "member"
    DATA_CONTACT = "data_contact"
    COMMISSIONER = "commissioner"
    SCRUTINY = "scrutiny"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """Return the role as it is shown."""
        return LABELS[self]


LABELS = {
    Role.OFFICER: "Partnership officer",
    Role.ANALYST: "Analyst",
    Role.LEAD: "Priority lead",
    Role.MEMBER: "Board member",
    Role.DATA_CONTACT: "Data contact",
    Role.COMMISSIONER: "Commissioner’s office",
    Role.SCRUTINY: "Scrutiny",
    Role.ADMINISTRATOR: "Administrator",
}


class NotAnAccount(Refusal):
    """A name or an address that cannot make an account."""


class NotAWorkspace(Refusal):
    """A name or a short name that cannot make a workspace."""


class AlreadyThere(Refusal):
    """Something of that name exists."""


def tidy_email(email: str) -> str:
    """Return an e-mail address as it is kept: trimmed, in small letters. Refused when it is not one."""
    tidy = email.strip().lower()
    if not EMAIL.fullmatch(tidy):
        raise NotAnAccount(f"{email!r} is not an e-mail address.", cure="Write it as name@example.org.")
    return tidy


def check_slug(slug: str) -> None:
    """Refuse a short name that would not stand in an address."""
    if not SLUG.fullmatch(slug) or len(slug) > 60:
        raise NotAWorkspace(
            f"{slug!r} cannot stand in an address.",
            cure="Use small letters, digits and single hyphens, 60 at most: north-vale.",
        )


def check_named(name: str) -> None:
    """Refuse an empty name."""
    if not name.strip():
        raise NotAnAccount("a name is needed.", cure="Give the name that others will see.")
