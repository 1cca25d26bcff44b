"""The page that says which role may do what tells what is really asked, and agrees with the table of routes."""

from __future__ import annotations

import pytest
from django.test import Client

from frankpledge.ground.access.presenters.matrix import matrix_page, words
from frankpledge.ground.accounts.rules import Role
from tests.guards.page import Page
from tests.guards.routes import LOADERS, READERS, ROUTES, WRITERS, Door, only
from tests.guards.routes_of_people import OFFICE
from tests.guards.test_words import GUARDED
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
# capability -> a route that asks for it, and nothing else: who may, as the table of routes was written by hand
ASKED = {
    "manage_members": "access:people",
    "reset_second_factor": "access:reset_factor",
    "read_ledger": "web:ledger",
    "withdraw_links": "web:links",
    "read_chapters": "chapters:list",
    "see_scorings": "priorities:list",
    "run_scorings": "priorities:add",
    "see_duties": "duties:list",
    "see_escalations": "escalations:list",
    "send_something_up": "escalations:send",
    "see_work_plans": "work_plans:list",
    "keep_work_plans": "work_plans:start",
    "see_plan_steps": "plans:list",
    "record_plan_steps": "plans:step",
    "write_the_partnership_plan": "plans:start",
    "see_the_delivery_plan": "delivery:plan",
    "say_how_a_step_of_the_plan_stands": "delivery:say",
    "keep_the_delivery_plan": "delivery:move",
    "see_highlight_reports": "highlights:list",
    "write_highlight_reports": "highlights:draft",
    "see_meetings": "meetings:list",
    "see_commentaries": "commentaries:list",
    "write_commentaries": "commentaries:write",
    "approve_commentaries": "commentaries:return",
    "see_performance_reports": "reports:list",
    "write_performance_reports": "reports:draft",
    "publish_editions": "publishing:list",
    "load_files": "releases:load",
    "compare_earlier_states": "versions:of",
    "erase_earlier_states": "versions:erase",
    "choose_peers": "yardsticks:nearest",
    "see_evidence": "evidence:home",
    "keep_the_register_of_views": "engagement:add",
}


def test_every_table_of_grants_is_on_the_page(client: Client, town: Town) -> None:
    client.force_login(town.people[Role.MEMBER])
    html = client.get(f"/w/{town.workspace.slug}/access/roles/").content.decode()
    assert len(matrix_page()) == len(GUARDED)
    rows = [one.text for one in Page(html).all("th") if one.given.get("scope") == "row"]
    assert sorted(rows) == sorted(words(one) for part in matrix_page() for one in part.grants)


def test_a_cell_says_may_exactly_where_the_role_is_granted() -> None:
    for part in matrix_page():
        for row, may in zip(part.table.rows, part.grants.values(), strict=True):
            said = {role for role, cell in zip(Role, row.cells[1:], strict=True) if cell == "may"}
            assert said == set(may)


def granted() -> dict[str, frozenset[Role]]:
    return {one.value: frozenset(may) for part in matrix_page() for one, may in part.grants.items()}


def test_what_a_capability_grants_is_what_the_table_of_routes_says() -> None:
    may = granted()
    wrong = {name: sorted(may[name] ^ roles_of(route)) for name, route in ASKED.items()}
    assert {name: roles for name, roles in wrong.items() if roles} == {}


def roles_of(route: str) -> frozenset[Role]:
    """Return the roles to which a route is open."""
    open_to = ROUTES[route].open_to
    return frozenset(Role) if isinstance(open_to, Door) else open_to


def test_every_set_of_roles_that_a_route_is_open_to_is_granted_somewhere() -> None:
    known = set(granted().values())
    for roles in (OFFICE, LOADERS, READERS, WRITERS, only(Role.OFFICER)):
        assert roles in known
