"""Whoever guesses is stopped, and whoever is guessed at is not shut out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from tests.ground.people import PASSWORD, new_user
from tests.web.signing_in import code_at, give_password, set_up_app

pytestmark = pytest.mark.django_db
TRIES = 5


@pytest.fixture(autouse=True)
def time() -> Iterator[time_machine.Coordinates]:
    cache.clear()
    with time_machine.travel(clock.now(), tick=False) as moved:
        yield moved
    cache.clear()


@pytest.fixture
def person() -> User:
    return new_user("Alun", password=PASSWORD)


def guess(client: Client, email: str, times: int = TRIES) -> None:
    for number in range(times):
        assert give_password(client, email, f"wrong guess {number}").status_code == 422


def test_the_sixth_wrong_password_is_not_even_looked_at(person: User) -> None:
    guesser = Client()
    guess(guesser, person.email)
    answer = give_password(guesser, person.email)
    assert answer.status_code == 422
    assert "Too many wrong tries" in answer.content.decode()


def test_a_guesser_elsewhere_does_not_shut_out_the_person_whose_browser_is_known(person: User) -> None:
    known = Client()
    assert give_password(known, person.email).status_code == 302
    known.post("/sign-out/")
    guess(Client(REMOTE_ADDR="192.0.2.7"), person.email)
    assert give_password(known, person.email).status_code == 302


def test_the_mark_of_a_browser_is_of_no_use_for_another_account(person: User) -> None:
    other = new_user("Other", password=PASSWORD)
    known = Client()
    give_password(known, other.email)
    known.post("/sign-out/")
    guess(Client(REMOTE_ADDR="192.0.2.7"), person.email)
    assert "Too many wrong tries" in give_password(known, person.email).content.decode()


def test_a_mark_that_was_made_up_counts_for_nothing(person: User) -> None:
    guess(Client(REMOTE_ADDR="192.0.2.7"), person.email)
    forger = Client()
    forger.cookies["device"] = "WyJ4IiwieSJd:1abcde:forged"
    assert "Too many wrong tries" in give_password(forger, person.email).content.decode()


def test_after_five_minutes_one_may_try_again(person: User, time: time_machine.Coordinates) -> None:
    guess(Client(), person.email)
    time.shift(timedelta(minutes=5, seconds=1))
    assert give_password(Client(), person.email).status_code == 302


def test_one_place_that_tries_many_accounts_is_stopped(person: User) -> None:
    guesser = Client()
    for number in range(30):
        give_password(guesser, f"nobody{number}@example.org", "a guess for all")
    assert give_password(guesser, person.email).status_code in {422, 429}
    assert guesser.get("/account/").status_code == 302


def test_whoever_has_the_password_and_guesses_codes_does_not_shut_out_its_owner(
    person: User, settings: Settings, time: time_machine.Coordinates
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    owner, thief = Client(), Client(REMOTE_ADDR="192.0.2.7")
    give_password(owner, person.email)
    secret, _ = set_up_app(owner, clock.now().timestamp())
    owner.post("/sign-out/")
    give_password(thief, person.email)
    for number in range(TRIES):
        assert thief.post("/sign-in/second-step/", {"code": f"{number:06}"}).status_code == 422
    assert "Too many wrong tries" in thief.post("/sign-in/second-step/", {"code": "1"}).content.decode()
    time.shift(timedelta(seconds=90))
    give_password(owner, person.email)
    code = code_at(secret, clock.now().timestamp())
    assert owner.post("/sign-in/second-step/", {"code": code}).status_code == 302
