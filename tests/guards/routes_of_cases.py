"""The routes of casework. A role reaches its first page; what is written opens for whoever was let in, for a reason."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_people import Route, only

READERS = frozenset(Role) - {Role.DATA_CONTACT}
CASEWORKERS = only(Role.OFFICER, Role.LEAD)
CASES: dict[str, Route] = {
    "asb_reviews:list": Route(CASEWORKERS),
    "asb_reviews:file": Route(CASEWORKERS, shared=True),
    "asb_reviews:enter": Route(only(Role.OFFICER), takes_a_form=True),
    "asb_reviews:counts": Route(READERS),
    "asb_reviews:counts_file": Route(READERS, shared=True),
    "asb_reviews:publish": Route(CASEWORKERS, takes_a_form=True),
    "asb_reviews:printed": Route(CASEWORKERS, takes_a_form=True),
    "asb_reviews:write": Route(CASEWORKERS, takes_a_form=True),
    "asb_reviews:version": Route(READERS),
    "asb_reviews:put_out": Route(CASEWORKERS, "POST"),
    "asb_reviews:one": Route(CASEWORKERS, takes_a_form=True),
    "asb_reviews:take": Route(only(Role.OFFICER), "POST"),
    "asb_reviews:fetch": Route(CASEWORKERS),
    "asb_reviews:deed": Route(CASEWORKERS, takes_a_form=True),
    "casework:list": Route(only(Role.OFFICER)),
    "casework:keys": Route(only(Role.OFFICER, Role.ADMINISTRATOR)),
    "casework:one": Route(CASEWORKERS),
    "casework:hold": Route(only(Role.OFFICER), takes_a_form=True),
    "casework:lift": Route(only(Role.OFFICER), "POST"),
    "casework:remove": Route(only(Role.OFFICER), takes_a_form=True),
    "casework:ask": Route(CASEWORKERS, takes_a_form=True),
    "casework:asked": Route(CASEWORKERS),
    "casework:longer": Route(CASEWORKERS, "POST"),
    "casework:passage": Route(CASEWORKERS, takes_a_form=True),
    "casework:let_out": Route(CASEWORKERS, "POST"),
    "casework:file": Route(CASEWORKERS),
}
