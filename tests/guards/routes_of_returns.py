"""The routes of returns from partners: those of the partnership, and those of a link without an account."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_people import Door, Route, only

OFFICER = only(Role.OFFICER)
LOADERS = only(Role.OFFICER, Role.ANALYST)
WRITERS = LOADERS | only(Role.LEAD)
INSIDERS = WRITERS | only(Role.MEMBER)
RETURNS: dict[str, Route] = {
    "returns:list": Route(INSIDERS),
    "returns:open": Route(OFFICER, takes_a_form=True),
    "returns:remind": Route(OFFICER, "POST"),
    "returns:late": Route(INSIDERS),
    "returns:late_file": Route(INSIDERS, shared=True),
    "returns:scorecard": Route(INSIDERS),
    "returns:scorecard_file": Route(INSIDERS, shared=True),
    "returns:pairs": Route(OFFICER, takes_a_form=True),
    "returns:pair_end": Route(OFFICER, takes_a_form=True),
    "returns:round": Route(INSIDERS),
    "returns:round_file": Route(INSIDERS),
    "returns:one": Route(INSIDERS),
    "returns:link": Route(OFFICER, "POST"),
    "returns:enter": Route(OFFICER, takes_a_form=True),
    "returns:check": Route(LOADERS, takes_a_form=True),
    "returns:agree": Route(OFFICER, takes_a_form=True),
    "returns:publish": Route(WRITERS, "POST"),
    "returns:unlock": Route(LOADERS, takes_a_form=True),
    "returns:figures": Route(Door.STRANGERS, takes_a_form=True),
    "returns:review": Route(Door.STRANGERS, takes_a_form=True),
    "returns:sheet": Route(Door.STRANGERS, takes_a_form=True),
    "returns:template": Route(Door.STRANGERS),
    "returns:remarks": Route(Door.STRANGERS),
    "returns:code": Route(Door.STRANGERS, takes_a_form=True),
    "returns:wish": Route(Door.STRANGERS, "POST"),
}
