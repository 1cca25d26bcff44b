"""The routes of what is said of indicators, and of the reports of performance."""

from __future__ import annotations

from frankpledge.ground.accounts.rules import Role
from tests.guards.routes_of_people import Route, only

APPROVERS = only(Role.OFFICER, Role.LEAD, Role.MEMBER)
WRITERS = only(Role.OFFICER, Role.LEAD, Role.ANALYST)
INSIDERS = APPROVERS | WRITERS
READERS = INSIDERS | only(Role.ADMINISTRATOR)

PERFORMANCE: dict[str, Route] = {
    "commentaries:list": Route(READERS),
    "commentaries:file": Route(READERS, shared=True),
    "commentaries:write": Route(WRITERS, takes_a_form=True),
    "commentaries:one": Route(READERS),
    "commentaries:send": Route(WRITERS, "POST"),
    "commentaries:take": Route(WRITERS, "POST"),
    "commentaries:approve": Route(APPROVERS, "POST"),
    "commentaries:return": Route(APPROVERS, takes_a_form=True),
    "commentaries:reopen": Route(WRITERS, takes_a_form=True),
    "reports:list": Route(READERS),
    "reports:files": Route(READERS, shared=True),
    "reports:draft": Route(WRITERS, takes_a_form=True),
    "reports:waiting": Route(WRITERS, takes_a_form=True),
    "reports:one": Route(READERS),
    "reports:file": Route(READERS),
    "reports:lead": Route(WRITERS, takes_a_form=True),
    "reports:ask": Route(WRITERS, takes_a_form=True),
    "reports:unask": Route(WRITERS, "POST"),
    "reports:draw": Route(WRITERS, "POST"),
    "reports:send": Route(WRITERS, "POST"),
    "reports:approve": Route(APPROVERS, "POST"),
    "reports:return": Route(INSIDERS, takes_a_form=True),
    "reports:correct": Route(WRITERS, takes_a_form=True),
    "reports:agenda": Route(WRITERS, takes_a_form=True),
}
