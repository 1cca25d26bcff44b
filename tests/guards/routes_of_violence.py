"""The routes of serious violence strategies."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_people import Route, only

KEEPERS = only(Role.OFFICER, Role.LEAD)
SEERS = only(Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER, Role.ADMINISTRATOR)
VIOLENCE: dict[str, Route] = {
    "serious_violence:list": Route(SEERS),
    "serious_violence:gaps_file": Route(SEERS, shared=True),
    "serious_violence:begin": Route(KEEPERS, takes_a_form=True),
    "serious_violence:theirs": Route(SEERS),
    "serious_violence:sign_here": Route(KEEPERS, takes_a_form=True),
    "serious_violence:one": Route(SEERS),
    "serious_violence:file": Route(SEERS),
    "serious_violence:part": Route(KEEPERS, takes_a_form=True),
    "serious_violence:consult": Route(KEEPERS, takes_a_form=True),
    "serious_violence:answer": Route(KEEPERS, takes_a_form=True),
    "serious_violence:none": Route(KEEPERS, takes_a_form=True),
    "serious_violence:serve": Route(KEEPERS, takes_a_form=True),
    "serious_violence:sign": Route(KEEPERS, takes_a_form=True),
    "serious_violence:line": Route(KEEPERS, takes_a_form=True),
    "serious_violence:tell": Route(KEEPERS, takes_a_form=True),
    "serious_violence:review": Route(KEEPERS, takes_a_form=True),
    "serious_violence:publish": Route(KEEPERS, takes_a_form=True),
    "serious_violence:send": Route(KEEPERS, takes_a_form=True),
    "serious_violence:approve": Route(SEERS, "POST"),
}
