"""Recording adds to the chain of the right workspace, and to nothing when the transaction fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.actions import record
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import history, recent
from frankpledge.ground.audit.rules import BEFORE_THE_FIRST, INSTALLATION, LedgerKept, NoLedgerKey
from tests.ground.people import new_member, new_user, new_workspace

pytestmark = pytest.mark.django_db


def test_an_event_says_who_did_what_to_which_thing() -> None:
    place = new_workspace()
    person = new_user("Alun")
    event = record("accounts.signed_in", place, by=person, digest="a" * 64, facts={"number": 2})
    assert (event.workspace, event.actor, event.actor_label) == (place.pk, str(person.pk), "Alun")
    assert (event.subject_kind, event.subject, event.digest) == ("accounts.workspace", str(place.pk), "a" * 64)
    assert event.facts == {"number": 2}


def test_each_workspace_has_a_chain_of_its_own_and_so_has_the_installation() -> None:
    here, there = new_workspace(), new_workspace()
    first, second = record("a.b", here, by=None), record("a.b", there, by=None)
    third, loose = record("a.b", here, by=None), record("a.b", None, by=None)
    assert (first.number, second.number, third.number) == (2, 2, 3)
    assert third.previous == first.seal
    assert loose.workspace == INSTALLATION


def test_a_workspace_that_is_named_goes_before_the_subjects_own() -> None:
    here, there = new_workspace(), new_workspace()
    assert record("a.b", here, by=None, workspace=there).workspace == there.pk


def test_the_first_event_follows_nothing() -> None:
    assert record("a.b", None, by=None).previous == BEFORE_THE_FIRST


def test_what_is_rolled_back_leaves_neither_event_nor_head(
    heads_file: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        record("a.b", None, by=None)
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert not heads_file.exists()


def test_every_head_is_appended_outside_the_database_on_commit(
    heads_file: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        events = [record("a.b", None, by=None) for _ in range(3)]
    lines = [json.loads(line) for line in heads_file.read_text().splitlines()]
    assert [(line["number"], line["seal"]) for line in lines] == [(event.number, event.seal) for event in events]
    assert heads_file.stat().st_mode & 0o777 == 0o600


def test_nothing_is_recorded_without_the_key(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIT_KEY_FILE = tmp_path / "nowhere.key"
    with pytest.raises(NoLedgerKey, match="frankpledge init"):
        record("a.b", None, by=None)


def test_an_event_refuses_to_be_changed_or_removed() -> None:
    event = record("a.b", None, by=None)
    event.verb = "a.c"
    with pytest.raises(LedgerKept):
        event.save()
    with pytest.raises(LedgerKept):
        event.delete()
    with pytest.raises(LedgerKept):
        Event.objects.update(verb="a.c")
    with pytest.raises(LedgerKept):
        Event.objects.all().delete()
    assert Event.objects.get().verb == "a.b"


def test_what_happened_is_told_in_sentences_newest_first() -> None:
    place = new_workspace("North Vale")
    new_member(place, Role.LEAD)
    assert [(one.who, one.words) for one in recent(place)] == [
        ("The installation", "gave a person the role Priority lead"),
        ("The installation", "opened the workspace North Vale"),
    ]
    assert [one.words for one in history(Workspace.objects.get())] == ["opened the workspace North Vale"]
