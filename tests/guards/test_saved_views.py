"""Every page that is a list with filters offers saved views, and a view keeps all that its list may be asked."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.saved_views.queries import list_pages
from tests.architecture.house import sources
from tests.guards.town import Town

FILTERS, OFFERED = re.compile(r"{%\s*c\s+.filters."), re.compile(r"{%\s*saved_views\s*%}")
# A page with a form in its address that is no list, and why.
EXCUSED = {
    "ground/ui/templates/ui/gallery.html": "shows every part of a page",
    "ground/threads/templates/threads/tie.html": "asks what is tied to one thing",
    "ground/versions/templates/versions/of.html": "one thing at two of its states",
    "web/templates/web/thread.html": "the thread from one thing",
    "domain/duties/templates/duties/calendar.html": "one year on a page",
    "domain/duties/templates/duties/one.html": "one duty",
    "domain/duties/templates/duties/statement.html": "one statement",
    "domain/meetings/templates/meetings/dates.html": "asks for days and plans them",
    "domain/performance/templates/performance/one.html": "one indicator",
    "domain/performance/templates/performance/side_by_side.html": "the list of indicators, the other way round",
    "domain/releases/templates/releases/sources.html": "one comparison",
    "domain/roster/templates/roster/body.html": "one body on a day",
    "domain/roster/templates/roster/seat.html": "one seat on a day",
    "domain/roster/templates/roster/organisation.html": "one organisation on a day",
}


def with_filters() -> dict[str, str]:
    found = {source.path: source.text for source in sources() if source.is_template}
    return {path: text for path, text in found.items() if FILTERS.search(text)}


def test_a_list_with_filters_offers_saved_views_or_is_excused_by_name() -> None:
    found = with_filters()
    assert found
    without = {path for path, text in found.items() if not OFFERED.search(text)}
    assert without == set(EXCUSED)


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(list_pages()))
def test_a_view_keeps_all_that_its_list_may_be_asked(route: str, client: Client, town: Town) -> None:
    client.force_login(town.people[Role.OFFICER])
    address = reverse(route, args=(town.parts["slug"],))
    asked = _asked(client.get(address, {"view": "all"}).content.decode())
    assert asked
    assert asked <= set(list_pages()[route].asks)
    word = min(asked & {"words", "q"}, default="")
    if word:
        assert "Save this view" in client.get(address, {word: "lamp"}).content.decode()


def _asked(html: str) -> set[str]:
    """Return the names of what the form of the filters asks for."""
    form = re.search(r'<form class="filters".*?</form>', html, re.DOTALL)
    return set(re.findall(r'name="([^"]+)"', form[0])) if form else set()
