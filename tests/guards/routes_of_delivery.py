"""The routes of lists that come in, and of what is delivered: actions, work plans, what is sent up, reports of it."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_people import Route, only

APPROVERS = only(Role.OFFICER, Role.LEAD, Role.MEMBER)
INSIDERS = APPROVERS | only(Role.ANALYST)
KEEPERS = only(Role.OFFICER, Role.LEAD)
REPORT_READERS = INSIDERS | only(Role.ADMINISTRATOR)
SEERS_OF_ACTIONS = frozenset(Role) - {Role.DATA_CONTACT, Role.SCRUTINY, Role.COMMISSIONER}


def lists(app: str, open_to: frozenset[Role], *, named: str = "") -> dict[str, Route]:
    """Return the routes of the lists that come into an app as files; `named` begins them where it has several kinds."""
    return {
        f"{app}:{named}lists": Route(open_to, takes_a_form=True),
        f"{app}:{named}list_one": Route(open_to),
        f"{app}:{named}list_heads": Route(open_to, takes_a_form=True),
        f"{app}:{named}list_words": Route(open_to, takes_a_form=True),
        f"{app}:{named}list_remarks": Route(open_to),
        f"{app}:{named}list_again": Route(open_to, "POST"),
        f"{app}:{named}list_apply": Route(open_to, "POST"),
        f"{app}:{named}list_undo": Route(open_to, "POST"),
    }


DELIVERY: dict[str, Route] = {
    "highlights:list": Route(REPORT_READERS),
    "highlights:draft": Route(KEEPERS, takes_a_form=True),
    "highlights:one": Route(REPORT_READERS),
    "highlights:file": Route(REPORT_READERS),
    "highlights:edit": Route(KEEPERS, takes_a_form=True),
    "highlights:take": Route(KEEPERS, "POST"),
    "highlights:send": Route(KEEPERS, "POST"),
    "highlights:approve": Route(APPROVERS, "POST"),
    "highlights:return": Route(INSIDERS, takes_a_form=True),
    "highlights:correct": Route(KEEPERS, takes_a_form=True),
    "highlights:agenda": Route(KEEPERS, takes_a_form=True),
    **lists("work_plans", KEEPERS),
    "work_plans:list": Route(SEERS_OF_ACTIONS),
    "work_plans:start": Route(KEEPERS, takes_a_form=True),
    "work_plans:one": Route(SEERS_OF_ACTIONS),
    "work_plans:file": Route(SEERS_OF_ACTIONS),
    "work_plans:approve": Route(KEEPERS, takes_a_form=True),
    "work_plans:close": Route(KEEPERS, takes_a_form=True),
    "work_plans:update": Route(INSIDERS, takes_a_form=True),
    "work_plans:add": Route(KEEPERS, takes_a_form=True),
    "work_plans:line": Route(SEERS_OF_ACTIONS),
    "work_plans:edit": Route(KEEPERS, takes_a_form=True),
    "work_plans:report": Route(INSIDERS, takes_a_form=True),
    "work_plans:move": Route(KEEPERS, takes_a_form=True),
    "work_plans:end": Route(KEEPERS, takes_a_form=True),
    "escalations:list": Route(SEERS_OF_ACTIONS),
    "escalations:file": Route(SEERS_OF_ACTIONS, shared=True),
    "escalations:send": Route(KEEPERS, takes_a_form=True),
    "escalations:one": Route(SEERS_OF_ACTIONS),
    "escalations:agenda": Route(KEEPERS, takes_a_form=True),
    "escalations:answer": Route(KEEPERS, takes_a_form=True),
    "escalations:end": Route(KEEPERS, takes_a_form=True),
    "escalations:hand_on": Route(KEEPERS, takes_a_form=True),
    "escalations:read": Route(KEEPERS, "POST"),
    "action_log:list": Route(SEERS_OF_ACTIONS),
    "action_log:file": Route(SEERS_OF_ACTIONS, shared=True),
    "action_log:kept": Route(SEERS_OF_ACTIONS),
    "action_log:one": Route(SEERS_OF_ACTIONS),
    "action_log:bulk": Route(KEEPERS, takes_a_form=True),
    **lists("action_log", KEEPERS),
    "action_log:add": Route(KEEPERS, takes_a_form=True),
    "action_log:edit": Route(KEEPERS, takes_a_form=True),
    "action_log:report": Route(INSIDERS, takes_a_form=True),
    "action_log:move": Route(KEEPERS, takes_a_form=True),
    "action_log:end": Route(KEEPERS, takes_a_form=True),
    "action_log:ask": Route(KEEPERS, "POST"),
}
