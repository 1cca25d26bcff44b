"""Nobody does what the table of routes does not grant: every route, every role, at home and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from tests.ground.people import new_user
from tests.guards.routes import ROUTES, Door, Route, all_routes, disagreements
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
PARTS = dict(all_routes())
OURS = pytest.mark.parametrize("name", sorted(ROUTES))
IN_A_WORKSPACE = [
    name
    for name, route in sorted(ROUTES.items())
    if not isinstance(route.open_to, Door) or route.open_to is Door.MEMBERS
]


def test_every_route_is_listed_and_every_listed_route_is_there() -> None:
    assert disagreements(set(PARTS), set(ROUTES)) == []


def test_a_route_that_is_planted_or_taken_away_is_noticed() -> None:
    found = set(PARTS)
    assert disagreements(found | {"web:backdoor"}, set(ROUTES)) == ["not listed: web:backdoor"]
    assert disagreements(found - {"web:home"}, set(ROUTES)) == ["gone: web:home"]


def call(client: Client, name: str, town: Town, user: User | None, *, method: str = "") -> HttpResponse:
    """Return what a route of a town answers to somebody."""
    client.logout()
    if user is not None:
        client.force_login(user)
    address = reverse(name, kwargs={part: town.parts[part] for part in PARTS[name]})
    return client.generic(method or ROUTES[name].method, address)


def told(client: Client) -> str:
    """Return what the next page tells somebody who was sent on."""
    return " ".join(str(one) for one in get_messages(client.get("/account/").wsgi_request))


@contextmanager
def taken_back() -> Iterator[None]:
    """Let what happens be as if it never had; a transaction that has to be one of its own may begin within."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


def expected(route: Route, role: Role) -> bool:
    """Return whether a route is open to a member who holds the role."""
    return isinstance(route.open_to, Door) or role in route.open_to


@OURS
def test_a_stranger_is_asked_to_sign_in_unless_the_route_is_open(name: str, client: Client, town: Town) -> None:
    answer = call(client, name, town, None)
    led_to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/sign-in/?next=")
    assert led_to_sign_in is (ROUTES[name].open_to is not Door.STRANGERS), answer


@OURS
def test_each_role_reaches_what_the_table_says_and_nothing_else(name: str, client: Client, town: Town) -> None:
    wrong = []
    for role, person in town.people.items():
        with taken_back():
            status = call(client, name, town, person).status_code
            said = told(client) if status == 302 else ""
        refused = status == 403 or "your role does not allow" in said
        right = status in {200, 302, 422} and not refused if expected(ROUTES[name], role) else refused
        wrong += [] if right else [f"{role}: {status} {said}"]
    assert wrong == []


@pytest.mark.parametrize("name", IN_A_WORKSPACE)
def test_whoever_belongs_elsewhere_or_nowhere_finds_nothing_here(
    name: str, client: Client, town: Town, foreign: Town
) -> None:
    strangers = [*town.people.values(), new_user()]
    assert {call(client, name, foreign, person).status_code for person in strangers} == {404}


MIXED = [name for name in IN_A_WORKSPACE if len(PARTS[name]) > 1 and not ROUTES[name].shared]


@pytest.mark.parametrize("name", MIXED)
def test_a_foreign_thing_is_not_there_under_ones_own_workspace(
    name: str, client: Client, town: Town, foreign: Town
) -> None:
    mixed = Town("", town.workspace, town.people, {**foreign.parts, "slug": town.workspace.slug})
    person = town.everyone()
    assert call(client, name, mixed, person).status_code == 404


@OURS
def test_a_route_answers_only_to_its_methods(name: str, client: Client, town: Town) -> None:
    person = town.everyone()
    other = "POST" if ROUTES[name].method == "GET" else "GET"
    answers = {
        method: call(client, name, town, person, method=method).status_code for method in (other, "PUT", "DELETE")
    }
    takes_forms = ROUTES[name].method == "GET" and answers["POST"] != 405
    assert answers["PUT"] == answers["DELETE"] == 405, answers
    assert takes_forms is ROUTES[name].takes_a_form, answers
