"""The routes of the partnership plan and of its delivery."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_delivery import APPROVERS, KEEPERS, lists
from tests.guards.routes_of_people import Route, only

READERS = frozenset(Role) - {Role.DATA_CONTACT}
WRITERS = only(Role.OFFICER, Role.ANALYST, Role.LEAD)
PLANS: dict[str, Route] = {
    "plans:list": Route(READERS),
    "plans:start": Route(KEEPERS, takes_a_form=True),
    "plans:steps": Route(READERS, takes_a_form=True),
    "plans:step": Route(WRITERS, takes_a_form=True),
    "plans:remove": Route(WRITERS, "POST"),
    "plans:one": Route(READERS),
    "plans:priority": Route(READERS),
    "plans:page": Route(READERS),
    "plans:file": Route(READERS),
    "plans:describe": Route(KEEPERS, takes_a_form=True),
    "plans:add": Route(KEEPERS, takes_a_form=True),
    "plans:edit": Route(KEEPERS, takes_a_form=True),
    "plans:drop": Route(KEEPERS, takes_a_form=True),
    "plans:order": Route(KEEPERS, "POST"),
    "plans:roll": Route(KEEPERS, "POST"),
    "plans:discard": Route(KEEPERS, "POST"),
    "plans:forward": Route(KEEPERS, "POST"),
    "plans:agenda": Route(KEEPERS, takes_a_form=True),
    "plans:back": Route(KEEPERS, takes_a_form=True),
    "plans:approve": Route(APPROVERS, takes_a_form=True),
    "plans:keep": Route(KEEPERS, takes_a_form=True),
    "plans:sent": Route(KEEPERS, takes_a_form=True),
    "delivery:plan": Route(READERS),
    "delivery:file": Route(READERS),
    "delivery:document": Route(READERS),
    "delivery:step": Route(READERS),
    "delivery:say": Route(WRITERS, takes_a_form=True),
    "delivery:move": Route(KEEPERS, takes_a_form=True),
    "delivery:end": Route(KEEPERS, takes_a_form=True),
    "delivery:tie": Route(KEEPERS, takes_a_form=True),
    "delivery:untie": Route(KEEPERS, "POST"),
    **lists("delivery", KEEPERS),
}
