"""People from a terminal: invited, listed, let go, reviewed, and a lost second factor taken away."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client
from typer.testing import CliRunner, Result

from frankpledge.cli.main import app
from frankpledge.config.keys import OPERATOR, create_keys
from frankpledge.ground.accounts.actions import add_member, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.accounts.queries import has_second_factor
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from tests.ground.people import PASSWORD, new_user

pytestmark = pytest.mark.django_db
Say = Callable[..., Result]


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> User:
    """Return the user as whom the command line acts in a folder of this test alone: workers run these tests at once."""
    monkeypatch.setenv("FRANKPLEDGE_DATA", str(settings.DATA))
    create_keys(tmp_path)
    person = new_user("Operator")
    (tmp_path / OPERATOR).write_text(str(person.pk), encoding="ascii")
    return person


@pytest.fixture
def place(operator: User) -> Workspace:
    return create_workspace(name="North Vale", slug="north-vale", by=operator)


@pytest.fixture
def say(tmp_path: Path) -> Say:
    return lambda *words: CliRunner().invoke(app, ["people", *words, "--data", str(tmp_path)])


def answer(told: Result) -> Any:
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def test_somebody_is_invited_comes_in_and_is_listed(say: Say, place: Workspace, client: Client) -> None:
    words = ("invite", "rhian@example.org", "--workspace", "north-vale", "--role", "member", "--organisation", "Fire")
    path = answer(say(*words, "--json"))["path"]
    client.post(path, {"name": "Rhian", "password": PASSWORD, "again": PASSWORD, "do": "send"})
    people = answer(say("list", "--workspace", "north-vale", "--json"))["people"]
    listed = {one["email"]: (one["role"], one["organisation"], one["second factor"]) for one in people}
    assert listed["rhian@example.org"] == ("Board member", "Fire", "no")
    assert "already" in say(*words).output or "holds this role" in say(*words).output


def test_somebody_is_let_go(say: Say, place: Workspace) -> None:
    person = new_user()
    add_member(workspace=place, user=person, role=Role.MEMBER)
    told = say("end", person.email, "--workspace", "north-vale", "--close")
    assert told.exit_code == 0, told.output
    person.refresh_from_db()
    assert (roles_of(person, place), person.is_active) == (frozenset(), False)


def test_a_lost_second_factor_is_taken_away_with_its_reason(say: Say, operator: User) -> None:
    person = new_user(password=PASSWORD)
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    assert say("reset", person.email, "--reason", "because").exit_code == 2
    assert has_second_factor(person)
    assert say("reset", person.email, "--reason", "lost").exit_code == 0
    person.refresh_from_db()
    assert (has_second_factor(person), person.has_usable_password()) == (False, False)
    assert Event.objects.get(verb="accounts.second_factor_reset").facts["reason"] == "lost or stolen"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("list", "--workspace", "nowhere"), "no such workspace"),
        (("end", "nobody@example.org", "--workspace", "north-vale"), "nobody here has this address"),
        (("review", "--on", "soon"), "this is no day"),
        (
            ("invite", "a@example.org", "--workspace", "north-vale", "--role", "king", "--organisation", "x"),
            "no such role",
        ),
    ],
)
def test_what_is_not_known_is_refused_with_its_cure(
    say: Say, place: Workspace, words: tuple[str, ...], told: str
) -> None:
    answered = say(*words)
    assert answered.exit_code == 2
    assert told in answered.output


def test_the_review_takes_a_day_and_may_be_run_again(say: Say, place: Workspace) -> None:
    add_member(workspace=place, user=new_user(), role=Role.MEMBER)
    assert answer(say("review", "--on", "2001-01-01", "--json"))["suspended"] == 0
    assert answer(say("review", "--on", "2099-01-01", "--json"))["suspended"] == 1
    assert answer(say("review", "--on", "2099-01-01", "--json"))["suspended"] == 0
