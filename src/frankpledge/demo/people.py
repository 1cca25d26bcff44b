"""Whom to sign in as in the demonstration: one account a role, each by what they do and none by a name."""

from __future__ import annotations

import csv
import secrets
from dataclasses import dataclass
from pathlib import Path

from frankpledge.config.keys import ACCOUNTS_OF_A_DEMONSTRATION, OPERATOR, write_once
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.bodies.models import Person
from frankpledge.domain.bodies.queries.rows import rows_of
from frankpledge.ground.accounts.actions import add_member, create_user
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import user_of
from frankpledge.ground.accounts.rules import Role


@dataclass(frozen=True)
class Part:
    """Somebody of the demonstration: their role, whom they are from, and their post there."""

    key: str
    name: str
    role: Role
    organisation: str = ""
    post: str = ""


PARTS = (
    Part("analyst", "Demonstration analyst", Role.ANALYST),
    Part("officer", "Demonstration officer", Role.OFFICER, "", "Community safety manager"),
    Part(
        "member", "Demonstration board member", Role.MEMBER, "Nevershire Police",
        "Superintendent, local policing commander",
    ),
    Part(
        "lead", "Demonstration priority lead", Role.LEAD, "Nevershire Police", "Detective inspector, domestic abuse"
    ),
    Part("contact", "Demonstration data contact", Role.DATA_CONTACT, "Nevershire Fire and Rescue Authority"),
    Part(
        "commissioner", "Demonstration commissioner’s office", Role.COMMISSIONER,
        "Nevershire Police and Crime Commissioner", "Deputy commissioner",
    ),
    Part("councillor", "Demonstration scrutiny councillor", Role.SCRUTINY, "Nevermouth District Council"),
    # Whoever founds a workspace administers it, and an administrator opens no case.
    Part("caseworker", "Demonstration case review officer", Role.OFFICER, "Nevermouth District Council"),
)  # fmt: skip
# Of the partnership next door: what it sees of this one is nothing.
NEIGHBOUR = Part("neighbour", "Demonstration officer next door", Role.OFFICER)
SERVED_ALIKE = ("analyst", "officer", "member")


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as."""

    email: str
    password: str
    role: str


def accounts(data: Path) -> tuple[tuple[Account, ...], dict[str, User]]:
    """Return the accounts. Their passwords are made once and kept beside the data, for its owner alone to read."""
    kept = data / ACCOUNTS_OF_A_DEMONSTRATION
    parts = (*PARTS, NEIGHBOUR)
    drawn = "\n".join(f"{one.key}@demonstration.invalid,{secrets.token_hex(6)},{one.key}" for one in parts)
    write_once(kept, drawn)
    told = tuple(Account(*row) for row in csv.reader(kept.read_text(encoding="ascii").splitlines()))
    people = {}
    for account, one in zip(told, parts, strict=False):
        known = user_of(account.email)
        people[one.key] = known or create_user(email=account.email, name=one.name, password=account.password)
    write_once(data / OPERATOR, str(people["officer"].pk))
    return told, people


def let_in(workspace: Workspace, people: dict[str, User], *, keys: tuple[str, ...], by: User) -> None:
    """Give people their roles in a workspace."""
    for one in PARTS:
        if one.key in keys and one.key in people:
            add_member(workspace=workspace, user=people[one.key], role=one.role, organisation=one.organisation, by=by)


def tie_posts(workspace: Workspace, people: dict[str, User], *, by: User) -> None:
    """Tie each account to the person of the register whose post it has, unless they are tied."""
    posts = {one.name: one for one in rows_of(Person, workspace=workspace, viewer=by)}
    for one in PARTS:
        post = posts.get(one.post)
        if post is not None and post.user_id is None and one.key in people:
            tie_account(person=post, account=people[one.key], by=by)
