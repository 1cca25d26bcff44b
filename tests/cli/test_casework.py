"""Keys and cases whose time is over, from a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings
from typer.testing import CliRunner, Result

from frankpledge.cli.main import app
from frankpledge.config.keys import OPERATOR, create_keys
from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import add_member, create_workspace
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.sealed import registry
from frankpledge.ground.sealed.models.keys import keyring
from frankpledge.ground.sealed.rules.keeping import CaseKind, Ended
from tests.ground.people import new_user

pytestmark = pytest.mark.django_db
Say = Callable[..., Result]


@pytest.fixture
def officer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> User:
    """Return the user as whom the command line acts in a folder of this test alone, an officer of North Vale."""
    monkeypatch.setenv("FRANKPLEDGE_DATA", str(django_settings.DATA))
    create_keys(tmp_path)
    settings.SEALED_KEYS_FILE, settings.DATA = tmp_path / "sealed.keys", tmp_path
    person = new_user("Operator")
    (tmp_path / OPERATOR).write_text(str(person.pk), encoding="ascii")
    add_member(workspace=create_workspace(name="North Vale", slug="north-vale"), user=person, role=Role.OFFICER)
    return person


@pytest.fixture
def say(tmp_path: Path, officer: User) -> Say:
    return lambda *words: CliRunner().invoke(app, [*words, "--data", str(tmp_path)])


def answer(told: Result) -> Any:
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def test_keys_are_listed_changed_and_retired_and_no_secret_is_shown(say: Say) -> None:
    assert [one["key"] for one in answer(say("keys", "list", "--json"))["keys"]] == ["k1"]
    assert "every key is in use" in say("keys", "retire").output
    assert answer(say("keys", "rotate", "--json")) == {"key": "k2", "rows": 0}
    assert "Key k2 seals now: 0 rows" in say("keys", "finish").output
    told = say("keys", "list").output
    assert "k2" in told
    assert not [key for key in keyring().keys if key.line.split()[-1] in told]
    assert answer(say("keys", "retire", "--json")) == {"retired": ["k1"]}
    say("keys", "rotate")
    assert "Taken away: k2" in say("keys", "retire").output


def test_a_case_is_listed_when_its_time_is_over_and_removed_by_its_name(
    say: Say, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = officer.memberships.get().workspace
    row = add_member(workspace=here, user=new_user(), role=Role.MEMBER)  # any row stands in for a case of an app
    over = Ended(str(row.pk), "number 7", "case_review_not_sent", clock.today() - timedelta(days=60))

    def remove(_: Any, about: str) -> None:
        Membership.objects.filter(pk=about).delete()

    kind = CaseKind("accounts.membership", "Case", lambda *_: (), lambda _: (over,), remove)
    monkeypatch.setattr(registry, "CASEWORK", (kind,), raising=False)
    where = ("--workspace", "north-vale")
    assert "Case number 7" in say("casework", "due", *where).output
    [one] = answer(say("casework", "due", *where, "--json"))["due"]
    assert (one["case"], one["held"]) == ("Case number 7", "")
    assert "no case called “Case number 8” is due" in say("casework", "remove", "Case number 8", *where).output
    copy = Path(django_settings.DATA) / "copy.txt"
    copy.write_text(str(row.pk))
    refused = say("casework", "remove", "Case number 7", *where)
    assert (refused.exit_code, "copy.txt" in refused.output) == (2, True)
    copy.unlink()
    assert "Case number 7 is gone: nothing is left in" in say("casework", "remove", "Case number 7", *where).output
    assert not Membership.objects.filter(pk=row.pk).exists()
    again = kind_of_another(here, kind)
    monkeypatch.setattr(registry, "CASEWORK", (again,))
    done = answer(say("casework", "remove", "Case number 7", *where, "--json"))
    assert (done["removed"], done["rows"]) == ("Case number 7", 0)


def kind_of_another(here: Workspace, kind: CaseKind) -> CaseKind:
    row = add_member(workspace=here, user=new_user(), role=Role.MEMBER)
    over = Ended(str(row.pk), "number 7", "case_review_not_sent", clock.today() - timedelta(days=60))
    return replace(kind, ended=lambda _: (over,))
