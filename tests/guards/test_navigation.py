"""Nobody is shown a way that is closed to them, and everybody sees where they are."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.guards.page import Page
from tests.guards.town import Town

pytestmark = pytest.mark.django_db


def entries(html: str) -> list[tuple[str, str]]:
    """Return the entries of the main navigation's bar, each with what it says of being current."""
    marked = html.partition('class="navigation__bar"')[2]
    bar = marked.partition("</ul>")[0]
    return [(one.given["href"], one.given.get("aria-current", "")) for one in Page(bar).all("a")]


def test_no_role_is_shown_an_entry_that_is_closed_to_it(client: Client, town: Town) -> None:
    closed = []
    for role, person in town.people.items():
        client.force_login(person)
        for address, _ in entries(client.get(f"/w/{town.workspace.slug}/").content.decode()):
            status = client.get(address).status_code
            closed += [] if status == 200 else [f"{role}: {address} {status}"]
    assert closed == []


def test_the_entry_of_the_page_shown_is_marked_and_no_other(client: Client, town: Town) -> None:
    client.force_login(town.everyone())
    found = entries(client.get(f"/w/{town.workspace.slug}/").content.decode())
    assert {current for _, current in found} <= {""}
    for address, _ in found:
        marked = [(href, current) for href, current in entries(client.get(address).content.decode()) if current]
        assert marked == [(address, "page")]
