"""Signing in, staying in, and being out again at once when it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import close_account, end_membership
from frankpledge.ground.accounts.models import Membership, User
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from tests.ground.people import PASSWORD, new_member, new_user, new_workspace

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def person() -> User:
    return new_user("Alun", password=PASSWORD)


def sign_in(client: Client, email: str, password: str, following: str = "") -> int:
    answer = client.post("/sign-in/", {"login": email, "password": password, "next": following})
    return answer.status_code


def test_the_right_password_signs_in_and_the_ledger_knows(client: Client, person: User) -> None:
    assert sign_in(client, person.email.upper(), PASSWORD) == 302
    assert client.get("/account/").status_code == 200
    assert Event.objects.filter(verb="accounts.signed_in", subject=str(person.pk)).count() == 1


@pytest.mark.parametrize(
    ("email", "password"), [("right", "wrong password"), ("nobody@example.org", PASSWORD), ("", "")]
)
def test_a_wrong_one_is_told_the_same_way_whichever_half_was_wrong(
    client: Client, person: User, email: str, password: str
) -> None:
    answer = client.post("/sign-in/", {"login": person.email if email == "right" else email, "password": password})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: Sign in" in html
    assert ("do not belong together" in html) is bool(password)
    assert password not in html or not password
    assert client.get("/account/").status_code == 302


def test_an_address_without_an_at_is_told_so(client: Client) -> None:
    answer = client.post("/sign-in/", {"login": "alun", "password": PASSWORD})
    assert "Enter a valid email address." in answer.content.decode()


def test_after_signing_in_one_is_where_one_wanted_to_be(client: Client, person: User) -> None:
    asked = client.get("/account/")
    assert asked["Location"] == "/sign-in/?next=/account/"
    page = client.get(asked["Location"]).content.decode()
    assert '<input type="hidden" name="next" value="/account/">' in page
    answer = client.post("/sign-in/", {"login": person.email, "password": PASSWORD, "next": "/account/"})
    assert answer["Location"] == "/account/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_one_is_never_led_elsewhere(client: Client, person: User, elsewhere: str) -> None:
    answer = client.post("/sign-in/", {"login": person.email, "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/"
    assert client.post("/theme/", {"theme": "contrast", "next": elsewhere})["Location"] == "/"


def test_signing_out_ends_the_session(client: Client, person: User) -> None:
    client.force_login(person)
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/account/").status_code == 302
    assert Event.objects.filter(verb="accounts.signed_out").count() == 1
    assert client.get("/sign-out/").status_code == 302


def test_signing_out_and_choosing_a_theme_are_done_by_form_only(client: Client, person: User) -> None:
    client.force_login(person)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/theme/").status_code == 405


def test_half_an_hour_without_use_ends_the_session(client: Client, person: User) -> None:
    client.force_login(person)
    with time_machine.travel(clock.now(), tick=False) as time:
        assert client.get("/account/").status_code == 200
        time.shift(29 * MINUTE)
        assert client.get("/account/").status_code == 200
        time.shift(29 * MINUTE)
        assert client.get("/account/").status_code == 200
        time.shift(31 * MINUTE)
        assert client.get("/account/").status_code == 302


def test_twelve_hours_end_the_session_however_busy(client: Client, person: User) -> None:
    client.force_login(person)
    with time_machine.travel(clock.now(), tick=False) as time:
        for _ in range(36):
            assert client.get("/account/").status_code == 200
            time.shift(20 * MINUTE)
        time.shift(MINUTE)
        assert client.get("/account/").status_code == 302


def test_a_closed_account_is_out_at_the_next_request(client: Client, person: User) -> None:
    client.force_login(person)
    close_account(user=person)
    assert client.get("/account/").status_code == 302
    assert sign_in(client, person.email, PASSWORD) == 422


def test_an_ended_membership_shows_at_the_next_request(client: Client) -> None:
    place = new_workspace()
    person = new_member(place, Role.OFFICER)
    client.force_login(person)
    assert client.get(f"/w/{place.slug}/").status_code == 200
    end_membership(membership=Membership.objects.get(user=person))
    assert client.get(f"/w/{place.slug}/").status_code == 404


def test_a_new_password_ends_other_sessions(client: Client, person: User) -> None:
    from frankpledge.ground.accounts.actions import set_password

    client.force_login(person)
    set_password(user=person, password="another harbour lantern")
    assert client.get("/account/").status_code == 302


def test_a_form_without_its_token_changes_nothing_and_says_so(person: User) -> None:
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert "This form was open for too long" in answer.content.decode()
