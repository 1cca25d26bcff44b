"""People come in by invitation: to their own address, once, in time, and to no more than was promised."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from frankpledge.ground import clock
from frankpledge.ground.access.actions import Invited, invite, withdraw_invitation
from frankpledge.ground.access.models import Invitation
from frankpledge.ground.access.queries import open_invitations
from frankpledge.ground.access.rules import NotInvited
from frankpledge.ground.accounts.actions import add_member
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, roles_of
from frankpledge.ground.accounts.rules import NotGiven, Role
from frankpledge.ground.links.models import Link
from tests.ground.people import PASSWORD, new_member, new_user, new_workspace

pytestmark = pytest.mark.django_db
NEW = "rhian@example.org"
CHOSEN = {"name": "Rhian", "password": PASSWORD, "again": PASSWORD, "do": "send"}


@pytest.fixture
def place() -> Workspace:
    return new_workspace()


@pytest.fixture
def officer(place: Workspace) -> User:
    return new_member(place, Role.OFFICER, name="The officer")


def invited(place: Workspace, by: User, *, email: str = NEW, role: Role = Role.MEMBER, **more: object) -> Invited:
    return invite(workspace=place, email=email, role=role, organisation="Fire", by=by, **more)  # type: ignore[arg-type]


def test_whoever_is_invited_chooses_a_password_and_holds_the_role(
    client: Client, place: Workspace, officer: User
) -> None:
    made = invited(place, officer)
    assert "The officer invites you" in client.get(made.path).content.decode()
    answer = client.post(made.path, CHOSEN, follow=True)
    assert f"as {NEW}" in answer.content.decode()
    person = User.objects.get(email=NEW)
    assert roles_of(person, place) == {Role.MEMBER}
    held = Membership.objects.get(user=person)
    assert (held.organisation, held.source) == ("Fire", f"invitation:{made.invitation.pk}")
    assert client.post("/sign-in/", {"login": NEW, "password": PASSWORD}).status_code == 302


def test_an_invitation_opens_once(client: Client, place: Workspace, officer: User) -> None:
    made = invited(place, officer)
    client.post(made.path, CHOSEN)
    assert client.get(made.path).status_code == 404
    assert open_invitations(workspace=place, viewer=officer) == ()


def test_whoever_has_an_account_keeps_their_password_and_gets_the_role(
    client: Client, place: Workspace, officer: User
) -> None:
    person = new_user("Alun", password=PASSWORD)
    made = invited(place, officer, email=person.email)
    client.post(made.path, {**CHOSEN, "password": "another harbour lantern", "again": "another harbour lantern"})
    person.refresh_from_db()
    assert roles_of(person, place) == {Role.MEMBER}
    assert person.check_password(PASSWORD)
    assert person.name == "Alun"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "short", "again": "short"}, "too short"),
        ({"again": "something else entirely"}, "two different passwords"),
        ({"name": ""}, "This field is required"),
    ],
)
def test_what_is_wrong_is_told_and_uses_nothing_up(
    client: Client, place: Workspace, officer: User, changed: dict[str, str], words: str
) -> None:
    made = invited(place, officer)
    answer = client.post(made.path, {**CHOSEN, **changed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert client.get(made.path).status_code == 200


def test_a_password_is_never_saved_to_come_back_to(client: Client, place: Workspace, officer: User) -> None:
    made = invited(place, officer)
    client.post(made.path, {**CHOSEN, "do": "save"})
    assert Link.objects.get(pk=made.invitation.link_id).kept == {}


def test_a_withdrawn_invitation_and_one_of_eight_days_open_nothing(
    client: Client, place: Workspace, officer: User
) -> None:
    first, second = invited(place, officer), invited(place, officer, email="other@example.org")
    withdraw_invitation(invitation=first.invitation, by=officer)
    assert client.get(first.path).status_code == 404
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert client.get(second.path).status_code == 404
        assert client.post(second.path, CHOSEN).status_code == 404
    assert not User.objects.filter(email=NEW).exists()
    with pytest.raises(NotInvited, match="over"):
        withdraw_invitation(invitation=first.invitation, by=officer)


def test_nobody_is_invited_twice_or_to_what_they_hold(place: Workspace, officer: User) -> None:
    invited(place, officer)
    with pytest.raises(NotInvited, match="invited to this role already"):
        invited(place, officer, email=NEW.upper())
    with pytest.raises(NotInvited, match="holds this role"):
        invited(place, officer, email=officer.email, role=Role.OFFICER)


def test_a_last_day_ends_the_role(client: Client, place: Workspace, officer: User) -> None:
    last = clock.today() + timedelta(days=3)
    made = invited(place, officer, until=last)
    client.post(made.path, CHOSEN)
    person = User.objects.get(email=NEW)
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert roles_of(person, place) == {Role.MEMBER}
    with time_machine.travel(clock.now() + timedelta(days=5)):
        assert roles_of(person, place) == frozenset()
    with pytest.raises(NotInvited, match="behind us"):
        invited(place, officer, email="other@example.org", until=clock.today())


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.ADMINISTRATOR}))
def test_no_other_role_invites(place: Workspace, role: Role) -> None:
    with pytest.raises(NotPermitted):
        invited(place, new_member(place, role))


def test_only_an_administrator_makes_administrators(place: Workspace, officer: User) -> None:
    with pytest.raises(NotGiven, match="administrator"):
        invited(place, officer, role=Role.ADMINISTRATOR)
    with pytest.raises(NotGiven, match="administrator"):
        add_member(workspace=place, user=new_user(), role=Role.ADMINISTRATOR, by=officer)
    assert invited(place, new_member(place, Role.ADMINISTRATOR), role=Role.ADMINISTRATOR)


def keeper_of_fire(place: Workspace, officer: User) -> User:
    """Return somebody who looks after the people of the fire service."""
    person = new_user("Fire’s own")
    add_member(workspace=place, user=person, role=Role.MEMBER, organisation="Fire", invites=True, by=officer)
    return person


def test_an_organisations_own_administrator_invites_its_people_and_no_others(
    client: Client, place: Workspace, officer: User
) -> None:
    keeper = keeper_of_fire(place, officer)
    assert invited(place, keeper)
    with pytest.raises(NotPermitted):
        invite(workspace=place, email="a@example.org", role=Role.MEMBER, organisation="Police", by=keeper)
    with pytest.raises(NotPermitted):
        invited(place, keeper, email="a@example.org", role=Role.OFFICER)
    with pytest.raises(NotPermitted):
        invited(place, keeper, email="a@example.org", invites=True)
    client.force_login(keeper)
    page = client.get(f"/w/{place.slug}/access/invite/").content.decode()
    assert "Priority lead" in page
    assert "Partnership officer" not in page.partition("<form")[2].partition("</form")[0]
    assert officer.name not in client.get(f"/w/{place.slug}/access/").content.decode().partition("<main")[2]


def test_the_page_invites_sends_the_message_and_shows_the_link_once(
    client: Client, place: Workspace, officer: User
) -> None:
    client.force_login(officer)
    form = {"email": NEW, "organisation": "Fire", "role": "member", "until": ""}
    page = client.post(f"/w/{place.slug}/access/invite/", form).content.decode()
    link = page.partition('value="http://testserver')[2].partition('"')[0]
    assert Client().get(link).status_code == 200
    assert [(one.to, link in str(one.body)) for one in mail.outbox] == [([NEW], True)]
    listed = client.get(f"/w/{place.slug}/access/").content.decode()
    assert "Whoever is an administrator may open no case" in listed
    assert NEW in listed
    assert link not in listed
    client.post(f"/w/{place.slug}/access/invitations/{Invitation.objects.get().pk}/withdraw/")
    assert Client().get(link).status_code == 404
