"""A new key seals everything anew; an old one goes when nothing needs it, and not before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frankpledge.ground.audit.models import Event
from frankpledge.ground.sealed.actions import read, reseal, retire_keys, rotate_keys
from frankpledge.ground.sealed.actions.rotating import KeyNeeded, write_keyring
from frankpledge.ground.sealed.models import index_of
from frankpledge.ground.sealed.models.keys import keyring
from frankpledge.ground.sealed.queries.keys import keys_in_use
from frankpledge.ground.sealed.rules.keys import CannotOpen
from tests.ground.sealed.conftest import STORY, Planted, Town

pytestmark = pytest.mark.django_db


def story(town: Town) -> str | None:
    row = type(town.case).objects.get(pk=town.case.pk)
    return read(workspace=town.workspace, matter=town.matter, rows=[row], reason="case_work", by=town.lead).of(
        row, "story"
    )


def test_after_a_change_of_keys_everything_is_sealed_with_the_new_one_and_found_and_read(
    town: Town, planted: Planted, keys: Path
) -> None:
    planted.line.objects.create(workspace=town.workspace, case=town.case, said=None)
    before = keys_in_use()
    assert before["k1"] == 2
    old = type(town.case).objects.get(pk=town.case.pk).story
    done = rotate_keys(by=town.administrator)
    assert (done.key, done.rows) == ("k2", 1)
    assert (keys_in_use()["k1"], keys_in_use()["k2"]) == (0, 2)
    assert oct(keys.stat().st_mode & 0o777) == "0o600"
    assert not keys.with_suffix(".new").exists()
    row = type(town.case).objects.get(pk=town.case.pk)
    assert row.story != old
    assert row.contact_mark.startswith("k2.")
    assert type(row).objects.filter(contact_mark__in=index_of(type(row), "contact_mark").marks("ann@example.org"))
    assert story(town) == STORY
    assert Event.objects.get(verb="sealed.keys_rotated").facts == {"key": "k2", "rows": 1}


def test_a_change_that_was_interrupted_is_finished_and_harmless_when_done_again(town: Town) -> None:
    write_keyring(keyring().with_new(made_on=date(2026, 11, 27)))  # and here the machine stopped
    assert story(town) == STORY
    assert reseal(by=None).rows == 1
    assert reseal(by=None).rows == 0
    assert story(town) == STORY


def test_a_key_is_retired_when_nothing_is_sealed_with_it_and_then_opens_no_backup(town: Town) -> None:
    with pytest.raises(KeyNeeded, match="every key is in use"):
        retire_keys(by=town.administrator)
    backup = type(town.case).objects.get(pk=town.case.pk).story
    rotate_keys(by=town.administrator)
    assert retire_keys(by=town.administrator) == ("k1",)
    assert [key.id for key in keyring().keys] == ["k2"]
    assert story(town) == STORY
    type(town.case).objects.filter(pk=town.case.pk).update(story=backup)
    with pytest.raises(CannotOpen, match="“k1” is not here"):
        story(town)
