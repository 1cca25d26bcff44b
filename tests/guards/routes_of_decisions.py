"""The routes of what a council decides, of elections, and of what is let out to the public."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_people import Door, Route, only

READERS = frozenset(Role) - {Role.DATA_CONTACT}
WRITERS = only(Role.OFFICER, Role.ANALYST, Role.LEAD)
APPROVERS = only(Role.OFFICER, Role.LEAD, Role.MEMBER)
INSIDERS = WRITERS | APPROVERS
KEEPERS = only(Role.OFFICER, Role.LEAD)
DECISIONS: dict[str, Route] = {
    "elections:list": Route(READERS),
    "elections:file": Route(READERS, shared=True),
    "elections:add": Route(only(Role.OFFICER), takes_a_form=True),
    "elections:withdraw": Route(only(Role.OFFICER), takes_a_form=True),
    "decision_reports:list": Route(READERS),
    "decision_reports:file": Route(READERS, shared=True),
    "decision_reports:plan": Route(READERS),
    "decision_reports:plan_file": Route(READERS, shared=True),
    "decision_reports:add": Route(WRITERS, takes_a_form=True),
    "decision_reports:practice": Route(only(Role.OFFICER), takes_a_form=True),
    "decision_reports:headings": Route(only(Role.OFFICER), takes_a_form=True),
    "decision_reports:aside": Route(only(Role.OFFICER), "POST"),
    "decision_reports:one": Route(READERS),
    "decision_reports:edit": Route(WRITERS, takes_a_form=True),
    "decision_reports:write": Route(WRITERS, takes_a_form=True),
    "decision_reports:mark": Route(WRITERS, "POST"),
    "decision_reports:grounds": Route(WRITERS, takes_a_form=True),
    "decision_reports:newest": Route(WRITERS, "POST"),
    "decision_reports:send": Route(WRITERS, "POST"),
    "decision_reports:agree": Route(APPROVERS, "POST"),
    "decision_reports:return": Route(APPROVERS, takes_a_form=True),
    "decision_reports:correct": Route(WRITERS, takes_a_form=True),
    "decision_reports:draft_file": Route(INSIDERS),
    "decision_reports:edition_file": Route(READERS),
    "decision_reports:exempt_file": Route(APPROVERS),
    "decision_reports:add_step": Route(KEEPERS, takes_a_form=True),
    "decision_reports:step": Route(READERS),
    "decision_reports:day": Route(KEEPERS, takes_a_form=True),
    "decision_reports:notice": Route(KEEPERS, takes_a_form=True),
    "decision_reports:notice_file": Route(READERS),
    "decision_reports:outcome": Route(KEEPERS, takes_a_form=True),
    "decision_reports:agenda": Route(KEEPERS, takes_a_form=True),
    "decision_reports:remove": Route(KEEPERS, "POST"),
    "open_data:list": Route(only(Role.OFFICER, Role.ANALYST)),
    "open_data:log_file": Route(only(Role.OFFICER, Role.ANALYST), shared=True),
    "open_data:propose": Route(only(Role.OFFICER, Role.ANALYST), takes_a_form=True),
    "open_data:one": Route(only(Role.OFFICER, Role.ANALYST)),
    "open_data:approve": Route(only(Role.OFFICER), "POST"),
    "open_data:turn_down": Route(only(Role.OFFICER), takes_a_form=True),
    "open_data:withdraw": Route(only(Role.OFFICER), takes_a_form=True),
    "publishing:beneath": Route(READERS),
    "publishing:beneath_file": Route(READERS, shared=True),
    "publishing:list": Route(only(Role.OFFICER)),
    "publishing:publish": Route(only(Role.OFFICER), "POST"),
    "publishing:withdraw": Route(only(Role.OFFICER), "POST"),
    "publishing:schedule": Route(only(Role.OFFICER), "POST"),
    "publishing:take_back": Route(only(Role.OFFICER), "POST"),
    "publishing:essential": Route(APPROVERS, takes_a_form=True),
    "publishing:public": Route(Door.STRANGERS),
    "publishing:public_one": Route(Door.STRANGERS),
    "publishing:public_file": Route(Door.STRANGERS),
}
