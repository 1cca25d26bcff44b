"""Partnerships cannot meet: nothing that one holds is seen by a member of another, on any page that they reach."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.ground.accounts.queries import members, workspaces_of
from frankpledge.ground.audit.queries import recent
from tests.guards.routes import ROUTES, Door, all_routes
from tests.guards.test_reach import crawl, route_of
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
PARTS = dict(all_routes())
PUBLIC = {name for name, route in ROUTES.items() if route.open_to is Door.STRANGERS}


def test_no_page_that_a_member_can_reach_shows_what_another_partnership_holds(
    client: Client, town: Town, foreign: Town
) -> None:
    person = town.everyone()
    client.force_login(person)
    met, own = [], 0
    for address in crawl(client, "/"):
        if route_of(address) in PUBLIC:
            continue
        html = client.get(address).content
        own += town.canary.encode() in html
        if foreign.canary.encode() in html:
            met.append(address)
    assert met == []
    assert own > 1


def test_an_address_of_another_partnership_gives_nothing_away(client: Client, town: Town, foreign: Town) -> None:
    client.force_login(town.everyone())
    for name, route in ROUTES.items():
        if PARTS[name] and name not in PUBLIC:
            address = reverse(name, kwargs={part: foreign.parts[part] for part in PARTS[name]})
            assert foreign.canary.encode() not in client.generic(route.method, address).content, name


def test_queries_keep_to_the_workspace(town: Town, foreign: Town) -> None:
    person = town.everyone()
    assert [place.pk for place in workspaces_of(person)] == [town.workspace.pk]
    assert all(town.canary in member.name for member in members(town.workspace))
    assert all(foreign.canary not in f"{one.who} {one.words}" for one in recent(town.workspace, limit=100))
