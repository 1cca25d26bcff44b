"""Whoever leaves is out at the next request, and what they held has a next owner: all of it, or nothing happens."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from frankpledge.ground.access.actions import leave
from frankpledge.ground.access.rules import CannotLeave
from frankpledge.ground.accounts import registry
from frankpledge.ground.accounts.actions import add_member
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, roles_of
from frankpledge.ground.accounts.rules import NotGiven, Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.links import registry as links
from frankpledge.ground.links.actions import open_link
from frankpledge.ground.links.forms import TextForm
from frankpledge.ground.links.queries import Asked, Purpose
from frankpledge.ground.registry import Holding, HoldingsRequest
from frankpledge.refusal import Refusal
from tests.ground.people import PASSWORD, new_member, new_workspace

pytestmark = pytest.mark.django_db
GIVEN = "test.leaving"


class Office:
    """Something that people hold, kept by nobody but this test: who holds which thing."""

    def __init__(self) -> None:
        self.held: dict[str, Any] = {}
        self.refuses = ""

    def holdings(self, asked: HoldingsRequest) -> tuple[Holding, ...]:
        return tuple(
            Holding(
                title=thing, href="", words="Still open.", hand_over=lambda to, by, thing=thing: self.take(thing, to)
            )
            for thing, owner in sorted(self.held.items())
            if owner == asked.person.pk
        )

    def take(self, thing: str, to: User) -> None:
        if thing == self.refuses:
            raise Refusal("this cannot be handed over.")
        self.held[thing] = to.pk


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office()
    monkeypatch.setattr(registry, "HOLDINGS", made.holdings, raising=False)
    purpose = Purpose("a text", lambda link: Asked("A text", "", "you", TextForm), lambda link, answers: "It came.")
    known = {**getattr(links, "LINKS", {}), GIVEN: purpose}
    monkeypatch.setattr(links, "LINKS", known, raising=False)
    return made


@pytest.fixture
def place() -> Workspace:
    return new_workspace()


@pytest.fixture
def officer(place: Workspace) -> User:
    return new_member(place, Role.OFFICER, name="The officer")


@pytest.fixture
def leaver(place: Workspace, office: Office) -> User:
    person = new_member(place, Role.LEAD, name="The leaver")
    office.held = {"a chapter": person.pk, "a mark": person.pk, "another’s": "x"}
    return person


def test_what_they_hold_goes_to_the_next_owner_and_the_ledger_says_how_much(
    place: Workspace, officer: User, leaver: User, office: Office
) -> None:
    assert leave(workspace=place, person=leaver, next_owner=officer, by=officer) == 2
    assert office.held == {"a chapter": officer.pk, "a mark": officer.pk, "another’s": "x"}
    assert roles_of(leaver, place) == frozenset()
    event = Event.objects.get(verb="access.left")
    assert (event.workspace, event.facts["things"], event.facts["next"]) == (place.pk, 2, str(officer.pk))


@pytest.mark.parametrize("owner", ["nobody", "the leaver", "a stranger"])
def test_without_a_next_owner_of_this_partnership_nothing_happens(
    place: Workspace, officer: User, leaver: User, office: Office, owner: str
) -> None:
    stranger = new_member(new_workspace(), Role.OFFICER)
    chosen = {"nobody": None, "the leaver": leaver, "a stranger": stranger}[owner]
    with pytest.raises(CannotLeave):
        leave(workspace=place, person=leaver, next_owner=chosen, by=officer)
    assert roles_of(leaver, place) == {Role.LEAD}
    assert office.held["a chapter"] == leaver.pk


def test_one_thing_that_cannot_be_handed_over_leaves_everything_as_it_was(
    place: Workspace, officer: User, leaver: User, office: Office
) -> None:
    office.refuses = "a mark"
    with pytest.raises(Refusal, match="cannot be handed over"):
        leave(workspace=place, person=leaver, next_owner=officer, by=officer)
    assert roles_of(leaver, place) == {Role.LEAD}
    assert not Event.objects.filter(verb="access.left").exists()


def test_a_live_session_is_refused_at_the_next_request(
    client: Client, place: Workspace, officer: User, leaver: User
) -> None:
    leaver.set_password(PASSWORD)
    leaver.save()
    client.post("/sign-in/", {"login": leaver.email, "password": PASSWORD})
    assert client.get(f"/w/{place.slug}/").status_code == 200
    leave(workspace=place, person=leaver, next_owner=officer, by=officer)
    assert client.get(f"/w/{place.slug}/")["Location"].startswith("/sign-in/")
    client.post("/sign-in/", {"login": leaver.email, "password": PASSWORD})
    assert client.get(f"/w/{place.slug}/").status_code == 404


def test_a_link_that_they_gave_out_opens_nothing_and_others_stay(
    client: Client, place: Workspace, officer: User, leaver: User
) -> None:
    theirs, ours = (
        open_link(workspace=place, purpose=GIVEN, about="x", to_whom="Fire", days=9, by=by) for by in (leaver, officer)
    )
    assert client.get(theirs.path).status_code == 200
    leave(workspace=place, person=leaver, next_owner=officer, by=officer)
    assert client.get(theirs.path).status_code == 404
    assert client.post(theirs.path, {"text": "words", "do": "send"}).status_code == 404
    assert client.get(ours.path).status_code == 200


def test_an_account_is_closed_only_where_nothing_else_needs_it(place: Workspace, officer: User) -> None:
    here, both = new_member(place, Role.MEMBER), new_member(place, Role.MEMBER)
    add_member(workspace=new_workspace(), user=both, role=Role.MEMBER)
    for person in (here, both):
        leave(workspace=place, person=person, next_owner=None, close=True, by=officer)
        person.refresh_from_db()
    assert (here.is_active, both.is_active) == (False, True)


def test_nobody_else_lets_people_go_and_the_last_administrator_stays(place: Workspace, officer: User) -> None:
    person, administrator = new_member(place, Role.MEMBER), new_member(place, Role.ADMINISTRATOR)
    with pytest.raises(NotPermitted):
        leave(workspace=place, person=person, next_owner=None, by=new_member(place, Role.LEAD))
    with pytest.raises(NotGiven, match="only an administrator"):
        leave(workspace=place, person=administrator, next_owner=None, by=officer)
    with pytest.raises(NotGiven, match="nobody else administers"):
        leave(workspace=place, person=administrator, next_owner=None, by=administrator)


def test_the_page_shows_what_is_open_and_asks_who_takes_it(
    client: Client, place: Workspace, officer: User, leaver: User, office: Office
) -> None:
    client.force_login(officer)
    address = f"/w/{place.slug}/access/{leaver.memberships.get().pk}/leave/"
    page = client.get(address).content.decode()
    assert "a chapter" in page
    assert "another’s" not in page
    assert client.post(address, {"next_owner": ""}).status_code == 422
    assert client.post(address, {"next_owner": str(officer.pk)}).status_code == 302
    assert office.held["a chapter"] == officer.pk
    assert roles_of(leaver, place) == frozenset()
