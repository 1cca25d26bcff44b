"""Pages of an office hold their ceilings of queries with five years of meetings, 3,000 actions and 300 people."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.bodies.models import Person
from frankpledge.domain.meetings.models import Meeting
from tests.guards.grown import Grown, grow
from tests.guards.routes import ROUTES, all_routes
from tests.guards.seating import OLD, YOUNG
from tests.staged import Stage, Staged

pytestmark = pytest.mark.django_db
PARTS = dict(all_routes())
AT_MOST = 24
# What tells of more than one thing, in a few queries each: "This quarter" asks every app, duties every kind of proof,
# and an agreement that proves one is read with its versions, its signatures and whom it nominates.
TELL_OF_MORE = {
    "duties:calendar": 70,
    "duties:list": 70,
    "duties:statement": 70,
    # Which key seals how much is counted kind by kind of what is sealed.
    "casework:keys": 48,
    # A meeting draws on the log, the duties, the work plan and what was sent up, and shows its pack and its thread.
    "meetings:one": 112,
    # What an action rests on and what came of it is asked of every app that tells ties.
    "action_log:one": 44,
    "roster:body": 36,
    "roster:list": 28,
    "web:home": 156,
    # Every app tells its places and the ties that its rows imply.
    "web:thread": 64,
    "web:thread_gaps": 64,
}
# Pages of an office that are not lists of a workspace: one thing with all that hangs on it, and what a choice leads to.
MORE = (
    ("roster:body", ""),
    ("roster:organisation", ""),
    ("roster:person", ""),
    ("meetings:one", ""),
    ("action_log:one", ""),
    ("action_log:list", "?state=&page=2"),
    ("action_log:list", "?state=late&words=lamp"),
    ("web:search", "?q=lamp"),
    ("web:search", "?q=team"),
)
SAME = [(name, "") for name, route in sorted(ROUTES.items()) if route.method == "GET" and PARTS[name] == ("slug",)]


@pytest.fixture(scope="module")
def young(staging: Stage) -> Staged[Grown]:
    return staging.make(lambda: grow(YOUNG))


@pytest.fixture(scope="module")
def old(staging: Stage) -> Staged[Grown]:
    return staging.make(lambda: grow(OLD))


def asked(client: Client, place: Grown, name: str, query: str) -> int:
    """Return how many queries a page of an office asks, once nothing is new to it."""
    client.force_login(place.person)
    parts = {part: {"slug": place.workspace.slug, **place.parts}[part] for part in PARTS[name]}
    address = f"{reverse(name, kwargs=parts)}{query}"
    assert client.get(address).status_code in {200, 302}
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize(("name", "query"), [*SAME, *MORE])
def test_a_page_asks_no_more_in_an_old_office_than_in_a_young_one(
    name: str, query: str, client: Client, young: Staged[Grown], old: Staged[Grown]
) -> None:
    few, many = (asked(client, place.copy(), name, query) for place in (young, old))
    assert many <= few
    assert many <= TELL_OF_MORE.get(name, AT_MOST)


def test_an_old_office_is_as_old_as_the_ceilings_say(old: Staged[Grown], young: Staged[Grown], db: None) -> None:
    place = old.copy().workspace
    assert Action.objects.filter(workspace=place).count() == 3_000
    assert Person.objects.filter(workspace=place).count() == 300
    days = Meeting.objects.filter(workspace=place).order_by("on").values_list("on", flat=True)
    assert (days.last() - days.first()).days > 5 * 365 - 100
    assert young.copy().workspace != place


def test_a_page_that_asks_for_each_row_by_itself_is_found(
    client: Client, young: Staged[Grown], old: Staged[Grown]
) -> None:
    def careless(place: Grown) -> int:
        with CaptureQueriesContext(connection) as queries:
            for one in Action.objects.filter(workspace=place.workspace):
                str(one.organisation)
        return len(queries)

    assert careless(old.copy()) > careless(young.copy()) > AT_MOST
