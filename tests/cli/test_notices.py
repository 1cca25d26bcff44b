"""What begins by itself and what goes out, from a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from typer.testing import CliRunner, Result

from frankpledge.cli.main import app
from frankpledge.config.keys import OPERATOR, create_keys
from frankpledge.domain.contacts.actions import give_contact
from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import add_member, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.notices.actions.chasers import set_chasers
from frankpledge.ground.notices.actions.mails import plan_digests, tell_at_once
from tests.domain.bodies.stage import set_table
from tests.ground.people import new_user

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
    made = create_workspace(name="North Vale", slug="north-vale", by=operator)
    add_member(workspace=made, user=operator, role=Role.OFFICER)
    return made


@pytest.fixture
def say(tmp_path: Path) -> Say:
    return lambda *words: CliRunner().invoke(app, [*words, "--data", str(tmp_path)])


def test_a_tick_does_what_is_due_once(place: Workspace, say: Say) -> None:
    first = json.loads(say("tick", "--json").stdout)
    assert any(one.startswith("notices.digests ") for one in first["asked"])
    assert first["ran"] == len(first["asked"]) == JobRun.objects.filter(state="done").count()
    again = say("tick")
    assert again.exit_code == 0
    assert again.stdout == "Begun by a timetable: 0. Run: 0. Messages: 0.\n"


def test_the_outbox_is_listed_to_whoever_may_see_it(place: Workspace, operator: User, say: Say) -> None:
    tell_at_once(person=operator)
    plan_digests(on=clock.today())
    (mail, *_) = json.loads(say("notices", "outbox", "--workspace", "north-vale", "--json").stdout)["mails"]
    assert (mail["to"], mail["state"]) == (operator.email, "waiting")
    assert operator.email in say("notices", "outbox", "--workspace", "north-vale").stdout
    create_workspace(name="South Vale", slug="south-vale")
    refused = say("notices", "outbox", "--workspace", "south-vale")
    assert refused.exit_code != 0


def test_the_reminders_to_come_are_listed(place: Workspace, operator: User, say: Say) -> None:
    stage = set_table(place, operator)
    set_chasers(workspace=place, on=True, weekday=0, by=operator)
    give_contact(organisation=stage.organisations["fire"], address="desk@example.org", since=clock.today(), by=operator)
    told = json.loads(say("notices", "reminders", "--workspace", "north-vale", "--json").stdout)
    assert told["reminders"] == []
    assert "0 of 0 go out on" in say("notices", "reminders", "--workspace", "north-vale").stdout
