"""A password alone opens nothing: the second step at sign-in, its recovery, and that nothing goes round it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from tests.ground.people import PASSWORD, new_member, new_user, new_workspace
from tests.web.signing_in import PERIOD, code_at, give_password, set_up_app

pytestmark = pytest.mark.django_db
STEP = "/sign-in/second-step/"
NEXT_CODE = timedelta(seconds=PERIOD * 3)


@pytest.fixture(autouse=True)
def required(settings: Settings) -> Iterator[None]:
    """Ask everybody for a second factor, as an installation in use does, and forget wrong tries of other tests."""
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def time() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(clock.now(), tick=False) as moved:
        yield moved


@pytest.fixture
def person() -> User:
    return new_user("Alun", password=PASSWORD)


def enrolled(client: Client, person: User) -> tuple[str, list[str]]:
    """Return the secret and the recovery codes of a person who has just set up an app, and is signed out again."""
    give_password(client, person.email)
    kept = set_up_app(client, clock.now().timestamp())
    client.post("/sign-out/")
    return kept


def test_at_the_first_sign_in_everything_leads_to_setting_one_up(client: Client, person: User) -> None:
    answer = give_password(client, person.email, next="/account/")
    assert client.get(answer["Location"])["Location"] == "/account/second-step/"
    page = client.get("/account/second-step/").content.decode()
    assert "Every account here needs one" in page
    assert client.get("/")["Location"] == "/account/second-step/"


def test_an_app_is_set_up_and_asked_for_from_then_on(
    client: Client, person: User, time: time_machine.Coordinates
) -> None:
    secret, codes = enrolled(client, person)
    assert len(codes) == 10
    time.shift(NEXT_CODE)
    assert give_password(client, person.email, next="/account/")["Location"].startswith(STEP)
    assert client.get("/account/").status_code == 302
    answer = client.post(STEP, {"code": code_at(secret, clock.now().timestamp())})
    assert answer["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert Event.objects.filter(verb="accounts.signed_in", subject=str(person.pk)).count() == 2


def test_a_secret_is_of_no_use_to_whoever_has_only_the_database(
    client: Client, person: User, time: time_machine.Coordinates
) -> None:
    secret, codes = enrolled(client, person)
    kept = " ".join(str(one.data) for one in Authenticator.objects.filter(user=person))
    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_a_wrong_code_is_told_and_written_down(client: Client, person: User, time: time_machine.Coordinates) -> None:
    enrolled(client, person)
    give_password(client, person.email)
    answer = client.post(STEP, {"code": "000000"})
    assert answer.status_code == 422
    assert "This code is not right" in answer.content.decode()
    assert client.get("/account/").status_code == 302
    assert Event.objects.filter(verb="accounts.second_factor_failed", subject=str(person.pk)).count() == 1


def test_a_code_opens_once(client: Client, person: User, time: time_machine.Coordinates) -> None:
    secret, _ = enrolled(client, person)
    time.shift(NEXT_CODE)
    code = code_at(secret, clock.now().timestamp())
    give_password(client, person.email)
    assert client.post(STEP, {"code": code}).status_code == 302
    overlooked = Client()
    give_password(overlooked, person.email)
    assert overlooked.post(STEP, {"code": code}).status_code == 422


def test_a_recovery_code_opens_once_and_only_after_the_password(
    client: Client, person: User, time: time_machine.Coordinates
) -> None:
    _, codes = enrolled(client, person)
    assert client.post(STEP, {"code": codes[0]})["Location"] == "/sign-in/"
    give_password(client, person.email)
    assert client.post(STEP, {"code": codes[0]}).status_code == 302
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")
    give_password(client, person.email)
    assert client.post(STEP, {"code": codes[0]}).status_code == 422


def reset(client: Client, person: User, password: str) -> None:
    """Set a new password by the link that is sent."""
    client.post("/sign-in/password/", {"email": person.email})
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert link
    form = client.get(link[1])["Location"]
    answer = client.post(form, {"password1": password, "password2": password})
    assert answer["Location"] == "/sign-in/password/set/"


def test_a_new_password_by_mail_signs_nobody_in_and_skips_no_step(
    client: Client, person: User, time: time_machine.Coordinates
) -> None:
    enrolled(client, person)
    reset(client, person, "another harbour lantern")
    assert client.get("/account/").status_code == 302
    assert give_password(client, person.email, "another harbour lantern")["Location"].startswith(STEP)
    assert client.get("/account/").status_code == 302


def test_a_link_for_a_password_works_once_and_for_an_hour(
    client: Client, person: User, time: time_machine.Coordinates
) -> None:
    reset(client, person, "another harbour lantern")
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[0].body))
    assert link
    assert "This link cannot be used" in client.get(link[1]).content.decode()
    client.post("/sign-in/password/", {"email": person.email})
    fresh = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert fresh
    time.shift(timedelta(minutes=61))
    assert "This link cannot be used" in client.get(fresh[1]).content.decode()


def test_whoever_has_no_account_is_told_the_same_and_sent_nothing(client: Client, person: User) -> None:
    told = {
        client.post("/sign-in/password/", {"email": email}, follow=True).content
        for email in (person.email, "nobody@example.org")
    }
    assert len({re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", one) for one in told}) == 1
    assert [message.to for message in mail.outbox] == [[person.email]]


def test_the_last_factor_stays_where_one_is_required(
    client: Client, person: User, time: time_machine.Coordinates
) -> None:
    give_password(client, person.email)
    set_up_app(client, clock.now().timestamp())
    page = client.get("/account/second-step/app/remove/").content.decode()
    assert "Add another before you take this one away" in page
    assert client.post("/account/second-step/app/remove/").status_code == 422
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_before_a_change_one_shows_again_that_it_is_oneself(
    client: Client, person: User, time: time_machine.Coordinates
) -> None:
    give_password(client, person.email)
    set_up_app(client, clock.now().timestamp())
    time.shift(timedelta(minutes=6))
    assert client.get("/account/second-step/codes/new/")["Location"].startswith("/account/again/code/")
    assert client.post("/account/second-step/codes/new/")["Location"].startswith("/account/again/code/")


@pytest.mark.django_db(transaction=True)
def test_a_person_is_told_of_every_change_by_mail_and_the_ledger_knows(
    client: Client,
    person: User,
    time: time_machine.Coordinates,
) -> None:
    enrolled(client, person)
    assert [message.subject for message in mail.outbox] == ["Frankpledge: an app was set up"]
    assert "tell the administrator" in str(mail.outbox[0].body)
    told = Event.objects.filter(verb="accounts.second_factor_added", subject=str(person.pk))
    assert {event.facts["kind"] for event in told} == {"authenticator app", "recovery codes"}


def test_nobody_works_without_one_and_everybody_reads_what_is_public(client: Client) -> None:
    place = new_workspace()
    client.force_login(new_member(place, Role.OFFICER))
    assert client.get(f"/w/{place.slug}/")["Location"] == "/account/second-step/"
    assert client.post(f"/w/{place.slug}/ledger/")["Location"] == "/account/second-step/"
    assert client.get("/accessibility/").status_code == 200


def test_in_a_demonstration_a_password_is_enough_and_the_page_says_so(
    client: Client, person: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED, settings.DEMONSTRATION = False, True
    assert "a password is enough" in client.get("/sign-in/").content.decode()
    assert give_password(client, person.email)["Location"] == "/"
    assert client.get("/account/").status_code == 200


def test_where_it_was_put_off_the_page_says_so(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    assert "No second step is asked for" in client.get("/sign-in/").content.decode()
