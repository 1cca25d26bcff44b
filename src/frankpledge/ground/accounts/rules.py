"""The roles that a person may hold in a workspace, and what a name, an address and a workspace must look like."""

from __future__ import annotations

import re
from datetime import datetime
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


class NotGiven(Refusal):
    """A role that may not be given, changed or ended so."""


LONGEST_ORGANISATION = 200
# What whoever looks after an organisation's own people may give: not the office of the partnership itself.
GIVEN_BY_ORGANISATIONS = frozenset({Role.MEMBER, Role.LEAD, Role.DATA_CONTACT})
RESET_REASONS = {
    "lost": "lost or stolen",
    "new": "a new phone or computer",
    "broken": "broken",
    "other": "another reason, told to the administrator",
}


def check_may_give(role: Role, *, by_roles: frozenset[Role]) -> None:
    """Refuse the administrator's role to whoever does not hold it."""
    if role is Role.ADMINISTRATOR and Role.ADMINISTRATOR not in by_roles:
        raise NotGiven("only an administrator gives or ends the administrator’s role.", cure="Ask one of them.")


def check_not_the_last(*, role: Role, others: int) -> None:
    """Refuse to leave a workspace without an administrator."""
    if role is Role.ADMINISTRATOR and not others:
        raise NotGiven("nobody else administers this workspace.", cure="Make somebody else its administrator first.")


def check_ends_later(until: datetime | None, *, now: datetime) -> datetime | None:
    """Return the end of a role, refused where it lies behind us."""
    if until is not None and until <= now:
        raise NotGiven("this day lies behind us.", cure="Choose a later one, or end the role now.")
    return until


def check_reset_reason(reason: str) -> str:
    """Return the reason for taking somebody's second factor away, refused where it is none of those known."""
    if reason not in RESET_REASONS:
        raise NotGiven("a reason is needed.", cure=f"Choose from: {', '.join(RESET_REASONS)}.")
    return reason


BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
MACHINES = (
    ("Android", "Android"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
)


def browser_of(user_agent: str) -> str:
    """Return a browser and its machine in words: "Firefox on Windows". What nobody knows is said to be so."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    machine = next((name for mark, name in MACHINES if mark in user_agent), "")
    return " on ".join(part for part in (browser, machine) if part) or "A browser that did not say what it is"


def check_somebody_else(*, same: bool, of_here: bool) -> None:
    """Refuse to take one's own second factor away, or that of somebody who does not belong here."""
    if same:
        raise NotGiven("nobody does this for themselves: it takes two people.", cure="Ask another administrator.")
    if not of_here:
        raise NotGiven("this person does not belong here.", cure="Ask an administrator of their own partnership.")


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
