"""Accounts change through actions, which refuse what they must and leave an event each."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts import actions, queries
from frankpledge.ground.accounts.models import Membership, User
from frankpledge.ground.accounts.permissions import NotPermitted, roles_of
from frankpledge.ground.accounts.rules import AlreadyThere, NotAnAccount, NotAWorkspace, Role
from frankpledge.ground.audit.models import Event
from tests.ground.people import PASSWORD, new_member, new_user, new_workspace

pytestmark = pytest.mark.django_db


def test_an_account_is_opened_with_a_tidy_address_and_an_event() -> None:
    user = actions.create_user(email="  Rhian@Example.ORG ", name=" Rhian ", password=PASSWORD)
    assert (user.email, user.name, user.check_password(PASSWORD)) == ("rhian@example.org", "Rhian", True)
    assert user.password.startswith("argon2")
    event = Event.objects.get(verb="accounts.user_created")
    assert (event.subject, event.actor_label, event.facts) == (str(user.pk), "The installation", {})


def test_nobody_can_sign_in_to_an_account_without_a_password() -> None:
    assert not new_user().has_usable_password()


@pytest.mark.parametrize("email", ["", "rhian", "rhian@", "@example.org", "a b@example.org", "a@b@example.org"])
def test_what_is_not_an_address_is_refused(email: str) -> None:
    with pytest.raises(NotAnAccount, match=r"name@example\.org"):
        actions.create_user(email=email, name="Rhian")


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(NotAnAccount, match="name"):
        actions.create_user(email="a@example.org", name=" ")


def test_an_address_has_one_account_whatever_its_capitals() -> None:
    actions.create_user(email="rhian@example.org", name="Rhian")
    with pytest.raises(AlreadyThere):
        actions.create_user(email="RHIAN@example.org", name="Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Rhian@example.org", name="Past the action")


@pytest.mark.parametrize("password", ["short", "password1234", "rhian.morgan@example.org"])
def test_a_password_easy_to_guess_is_refused_and_nothing_is_made(password: str) -> None:
    with pytest.raises(NotAnAccount):
        actions.create_user(email="rhian.morgan@example.org", name="Rhian Morgan", password=password)
    assert not User.objects.exists()
    assert not Event.objects.exists()


def test_a_password_can_be_changed() -> None:
    user = new_user(password=PASSWORD)
    actions.set_password(user=user, password="another harbour lantern")
    assert User.objects.get().check_password("another harbour lantern")


def test_whoever_opens_a_workspace_administers_it() -> None:
    person = new_user()
    place = actions.create_workspace(name="North Vale", slug="north-vale", by=person)
    assert roles_of(person, place) == {Role.ADMINISTRATOR}
    assert [event.workspace for event in Event.objects.filter(actor=str(person.pk))] == [place.pk, place.pk]


@pytest.mark.parametrize("slug", ["", "North", "north_vale", "-north", "north-", "a--b", "x" * 61, "nørth"])
def test_a_short_name_that_cannot_stand_in_an_address_is_refused(slug: str) -> None:
    with pytest.raises(NotAWorkspace):
        actions.create_workspace(name="North Vale", slug=slug)


def test_a_short_name_is_given_once() -> None:
    actions.create_workspace(name="North Vale", slug="north-vale")
    with pytest.raises(AlreadyThere):
        actions.create_workspace(name="Another", slug="north-vale")


def test_only_an_administrator_of_that_workspace_adds_members() -> None:
    here, there = new_workspace(), new_workspace()
    administrator = new_member(here, Role.ADMINISTRATOR)
    person = new_user()
    actions.add_member(workspace=here, user=person, role=Role.LEAD, by=administrator)
    assert roles_of(person, here) == {Role.LEAD}
    with pytest.raises(NotPermitted):
        actions.add_member(workspace=there, user=person, role=Role.LEAD, by=administrator)
    with pytest.raises(NotPermitted):
        actions.add_member(workspace=here, user=person, role=Role.ADMINISTRATOR, by=person)


def test_a_role_held_already_is_not_given_twice() -> None:
    place = new_workspace()
    person = new_member(place, Role.LEAD)
    again = actions.add_member(workspace=place, user=person, role=Role.LEAD)
    assert Membership.objects.get() == again
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(workspace=place, user=person, role=Role.LEAD, valid_from=clock.now())


def test_only_those_who_keep_people_end_a_membership() -> None:
    place = new_workspace()
    administrator, person = new_member(place, Role.ADMINISTRATOR), new_member(place, Role.LEAD)
    held = Membership.objects.get(user=person)
    with pytest.raises(NotPermitted):
        actions.end_membership(membership=held, by=person)
    actions.end_membership(membership=held, by=administrator)
    assert roles_of(person, place) == frozenset()


def test_the_database_knows_the_roles_and_that_an_end_follows_a_beginning() -> None:
    place, person = new_workspace(), new_user()
    now = clock.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(workspace=place, user=person, role="king", valid_from=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            workspace=place, user=person, role=Role.LEAD, valid_from=now, valid_to=now.replace(year=now.year - 1)
        )


def test_a_viewer_finds_only_their_own_workspaces() -> None:
    here, there = new_workspace(), new_workspace()
    person = new_member(here, Role.MEMBER, Role.LEAD)
    assert list(queries.workspaces_of(person)) == [here]
    assert queries.workspace_for(slug=here.slug, viewer=person) == here
    for slug in (there.slug, "nowhere"):
        with pytest.raises(queries.NoSuchWorkspace):
            queries.workspace_for(slug=slug, viewer=person)


def test_members_are_listed_once_with_all_their_roles() -> None:
    place = new_workspace()
    new_member(place, Role.LEAD, Role.ANALYST, name="Bethan")
    new_member(place, Role.OFFICER, name="Alun")
    assert [(one.name, one.roles) for one in queries.members(place)] == [
        ("Alun", ("Partnership officer",)),
        ("Bethan", ("Analyst", "Priority lead")),
    ]


def test_the_terminal_finds_users_and_workspaces_by_name() -> None:
    place, person = new_workspace(), new_user()
    assert queries.user_of(f" {person.email.upper()} ") == person
    assert queries.user_of("nobody@example.org") is None
    assert queries.workspace_of(place.slug) == place
    assert queries.workspace_of("nowhere") is None
