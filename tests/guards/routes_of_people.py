"""How a route says who may reach it; and the routes of who comes, sits, leaves, is written to and told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from frankpledge.ground.accounts.rules import Role


class Door(Enum):
    """Who a route is open to, where not to roles."""

    STRANGERS = "anyone, signed in or not"
    SIGNED_IN = "anyone signed in"
    MEMBERS = "whoever holds a role in the workspace of the address"


@dataclass(frozen=True)
class Route:
    """One route: to whom it is open, how it is called, whether it takes a form too.

    `shared` says that what the address names besides the workspace belongs to the installation, or to a year.
    """

    open_to: Door | frozenset[Role]
    method: str = "GET"
    takes_a_form: bool = False
    shared: bool = False


def only(*roles: Role) -> frozenset[Role]:
    """Return the roles that a route is open to."""
    return frozenset(roles)


OFFICE = only(Role.OFFICER, Role.ADMINISTRATOR)
KNOW_ADDRESSES = only(Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER, Role.ADMINISTRATOR)
PEOPLE: dict[str, Route] = {
    "access:people": Route(OFFICE),
    "access:invite": Route(OFFICE, takes_a_form=True),
    "access:offer": Route(OFFICE, "POST"),
    "seat_roles:list": Route(OFFICE),
    "seat_roles:one": Route(only(Role.OFFICER), takes_a_form=True),
    "contacts:list": Route(KNOW_ADDRESSES),
    "contacts:file": Route(KNOW_ADDRESSES, shared=True),
    "contacts:one": Route(only(Role.OFFICER), takes_a_form=True),
    "contacts:end": Route(only(Role.OFFICER), "POST"),
    "access:withdraw": Route(OFFICE, "POST"),
    "access:review": Route(OFFICE),
    "access:matrix": Route(Door.MEMBERS),
    "access:member": Route(OFFICE, takes_a_form=True),
    "access:confirm": Route(OFFICE, "POST"),
    "access:end": Route(OFFICE, "POST"),
    "access:leave": Route(OFFICE, takes_a_form=True),
    "access:reset_factor": Route(only(Role.ADMINISTRATOR), takes_a_form=True),
    "notices:mine": Route(Door.SIGNED_IN, takes_a_form=True),
    "notices:stop": Route(Door.STRANGERS, takes_a_form=True),
    "notices:outbox": Route(OFFICE),
    "notices:try_again": Route(OFFICE, "POST"),
    "notices:chasers": Route(only(Role.OFFICER), takes_a_form=True),
    "notices:hold": Route(only(Role.OFFICER), "POST"),
}
