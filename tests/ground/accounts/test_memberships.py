"""A role is given, changed, ended and taken from the seat that it follows from; a lost factor takes two people."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import (
    add_member,
    change_role,
    end_membership,
    end_other_sessions,
    end_roles_from,
    reset_second_factor,
    set_end,
)
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, roles_of
from frankpledge.ground.accounts.queries import has_second_factor, sessions_of
from frankpledge.ground.accounts.rules import NotGiven, Role, browser_of
from frankpledge.ground.audit.models import Event
from tests.ground.people import PASSWORD, new_member, new_user, new_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Workspace:
    return new_workspace()


@pytest.fixture
def administrator(place: Workspace) -> User:
    return new_member(place, Role.ADMINISTRATOR, name="The administrator")


def role_of(person: User, role: Role) -> Membership:
    return Membership.objects.get(user=person, role=role, valid_to=None)


def test_another_role_ends_the_one_before_and_both_stay_on_record(place: Workspace, administrator: User) -> None:
    person = new_member(place, Role.MEMBER)
    change_role(membership=role_of(person, Role.MEMBER), role=Role.LEAD, by=administrator)
    assert roles_of(person, place) == {Role.LEAD}
    assert Membership.objects.filter(user=person).count() == 2
    verbs = Event.objects.filter(workspace=place.pk, facts__role="Board member").values_list("verb", flat=True)
    assert set(verbs) == {"accounts.member_added", "accounts.member_left"}


def test_nobody_raises_themselves(place: Workspace, administrator: User) -> None:
    officer = new_member(place, Role.OFFICER)
    with pytest.raises(NotGiven, match="their own role"):
        change_role(membership=role_of(officer, Role.OFFICER), role=Role.LEAD, by=officer)
    person = new_member(place, Role.MEMBER)
    with pytest.raises(NotGiven, match="only an administrator"):
        change_role(membership=role_of(person, Role.MEMBER), role=Role.ADMINISTRATOR, by=officer)
    with pytest.raises(NotGiven, match="only an administrator"):
        end_membership(membership=role_of(administrator, Role.ADMINISTRATOR), by=officer)


def test_an_end_is_moved_and_lies_ahead(place: Workspace, administrator: User) -> None:
    person = new_member(place, Role.MEMBER)
    held, soon = role_of(person, Role.MEMBER), clock.now() + timedelta(days=3)
    set_end(membership=held, until=soon, by=administrator)
    with time_machine.travel(soon + timedelta(hours=1)):
        assert roles_of(person, place) == frozenset()
    set_end(membership=held, until=None, by=administrator)
    with time_machine.travel(soon + timedelta(hours=1)):
        assert roles_of(person, place) == {Role.MEMBER}
    with pytest.raises(NotGiven, match="behind us"):
        set_end(membership=held, until=clock.now(), by=administrator)
    with pytest.raises(NotPermitted):
        set_end(membership=held, until=soon, by=person)


def test_a_role_that_follows_from_a_seat_ends_with_it(place: Workspace, administrator: User) -> None:
    sitting, other = new_user(), new_member(place, Role.MEMBER)
    add_member(workspace=place, user=sitting, role=Role.MEMBER, source="seat:1", by=administrator)
    assert end_roles_from(workspace=place, source="seat:1", by=administrator) == 1
    assert roles_of(sitting, place) == frozenset()
    assert roles_of(other, place) == {Role.MEMBER}
    with pytest.raises(NotPermitted):
        end_roles_from(workspace=place, source="seat:1", by=other)


def with_app(person: User) -> User:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    person.set_password(PASSWORD)
    person.save()
    return person


def test_a_lost_second_factor_takes_two_people_and_the_password_with_it(place: Workspace, administrator: User) -> None:
    person = with_app(new_member(place, Role.MEMBER))
    with pytest.raises(NotGiven, match="two people"):
        reset_second_factor(user=administrator, reason="lost", workspace=place, by=administrator)
    with pytest.raises(NotPermitted):
        reset_second_factor(user=person, reason="lost", workspace=place, by=new_member(place, Role.OFFICER))
    with pytest.raises(NotGiven, match="does not belong here"):
        reset_second_factor(user=with_app(new_user()), reason="lost", workspace=place, by=administrator)
    with pytest.raises(NotGiven, match="in a workspace"):
        reset_second_factor(user=person, reason="lost", by=administrator)
    reset_second_factor(user=person, reason="lost", workspace=place, by=administrator)
    person.refresh_from_db()
    assert (has_second_factor(person), person.has_usable_password()) == (False, False)


def signed_in(person: User) -> Client:
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0")
    client.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    return client


def test_one_sees_where_one_is_signed_in_and_ends_the_others(place: Workspace) -> None:
    person = new_user(password=PASSWORD)
    here, there = signed_in(person), signed_in(person)
    page = here.get("/account/sessions/").content.decode()
    assert page.count("Firefox on Windows") == 2
    here.post("/account/sessions/")
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200
    assert len(sessions_of(person, here="")) == 1
    assert end_other_sessions(user=person, but="") == 1


def test_another_password_ends_other_sessions_and_keeps_this_one(place: Workspace) -> None:
    person = new_user(password=PASSWORD)
    here, there = signed_in(person), signed_in(person)
    new = "another harbour lantern"
    answer = here.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit Version/18.0 Safari/604.1", "Safari on an iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("curl/8", "A browser that did not say what it is"),
    ],
)
def test_a_browser_is_told_in_words(said: str, words: str) -> None:
    assert browser_of(said) == words
