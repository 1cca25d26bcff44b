"""Every page has a title, one h1, its landmarks, ids that stand once, and names for everything that is not text."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frankpledge.ground.accounts.rules import Role
from tests.ground.people import new_member
from tests.guards.page import faults
from tests.guards.routes import ROUTES, all_routes
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
PARTS = dict(all_routes())
SEEN = sorted(name for name, route in ROUTES.items() if route.method == "GET")
SOUND = (
    '<html lang="en-GB"><head><title>Page</title></head><body><header>x</header><nav aria-label="Main"></nav>'
    '<main><h1>Page</h1><h2 id="a">Part</h2><label for="b">B</label><input id="b"><a href="/">Home</a></main>'
    "<footer>x</footer></body></html>"
)
PLANTED = {
    "two titles": ("<title>Page</title>", "<title>Page</title><title>Again</title>"),
    "no title": ("<title>Page</title>", "<title> – </title>"),
    "another language": ('lang="en-GB"', 'lang="en"'),
    "two h1": ("<h2", "<h1>Again</h1><h2"),
    "a skipped level": ("h2", "h4"),
    "an empty heading": (">Part<", "><"),
    "no main": ("main>", "div>"),
    "two footers": ("<footer>", "<footer>x</footer><footer>"),
    "a nameless navigation": (' aria-label="Main"', ""),
    "an id twice": ('id="a"', 'id="b"'),
    "a label for nothing": ('for="b"', 'for="c"'),
    "an input without label": ('<label for="b">B</label>', ""),
    "a button without words": ("</main>", "<button></button></main>"),
    "a picture without alt": ("</main>", '<img src="x"></main>'),
    "a nameless drawing": ("</main>", "<svg></svg></main>"),
    "an empty link": (">Home<", "><"),
}


@pytest.mark.parametrize("name", SEEN)
def test_the_page_is_well_shaped_for_a_member(name: str, client: Client, town: Town) -> None:
    if name != "account_login":
        client.force_login(town.everyone())
    answer = client.get(reverse(name, kwargs={part: town.parts[part] for part in PARTS[name]}), follow=True)
    if answer.get("Content-Type", "").startswith("text/html"):
        assert faults(answer.content.decode()) == []


def test_a_page_that_is_not_there_is_well_shaped_too(client: Client, town: Town) -> None:
    client.force_login(town.people[Role.MEMBER])
    for address in ("/nowhere/", f"/w/{town.workspace.slug}/ledger/"):
        assert faults(client.get(address).content.decode()) == []


def test_a_form_with_errors_is_well_shaped_too(client: Client) -> None:
    assert faults(client.post("/sign-in/", {"login": "x"}).content.decode()) == []


def test_a_sound_page_has_no_fault() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize("fault", sorted(PLANTED))
def test_a_planted_fault_is_found(fault: str) -> None:
    before, after = PLANTED[fault]
    assert before in SOUND
    assert len(faults(SOUND.replace(before, after))) >= 1


LISTS = sorted(name for name in SEEN if PARTS[name] == ("slug",))
QUERIES_AT_MOST = 40
# "This quarter" is told by every app, and the duties ask each what it proves: a handful an app, none growing with rows.
QUERIES_OF_ALL_APPS = {
    "web:home": 260, "duties:calendar": 124, "duties:list": 124, "duties:statement": 124, "web:thread": 80,
    "web:thread_gaps": 80, "casework:keys": 48,
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_page_asks_the_database_no_more_when_there_is_more_to_show(name: str, client: Client, town: Town) -> None:
    client.force_login(town.everyone())
    address = reverse(name, kwargs={"slug": town.workspace.slug})
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(5):
        new_member(town.workspace, Role.MEMBER, Role.LEAD)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= max(len(few), 1)
    assert len(many) <= QUERIES_OF_ALL_APPS.get(name, QUERIES_AT_MOST)
