"""Tampering shows: whatever is edited, deleted, moved, inserted or cut by someone who can write to the database."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import models, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.audit import rules
from frankpledge.ground.audit.actions import record
from frankpledge.ground.audit.models import Event, Head
from frankpledge.ground.audit.queries import verify
from tests.ground.people import new_workspace

pytestmark = pytest.mark.django_db
LENGTH = 8
TAMPERS = 1_000
Rows = models.QuerySet[Event]


@pytest.fixture
def place(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Workspace:
    """Return a workspace with a chain of eight events, all of them witnessed, beside another's chain."""
    with django_capture_on_commit_callbacks(execute=True):
        new_workspace()
        place = new_workspace()
        for number in range(2, LENGTH + 1):
            record("a.b", place, by=None, digest=f"{number:064x}", facts={"number": number})
    assert verify().whole
    return place


def rows(**found: object) -> Rows:
    """Return events as someone with the database's password has them: without the model's guards."""
    return models.QuerySet(Event).filter(**found)


def edit(dice: random.Random, chain: UUID) -> None:
    """Change one thing that one event says."""
    changed = {
        "verb": "a.c", "actor": str(uuid4()), "actor_label": "Someone else", "subject": str(uuid4()),
        "subject_kind": "x.y", "digest": "f" * 64, "facts": {"number": -1}, "previous": "e" * 64, "seal": "d" * 64,
        "at": "2020-01-01T00:00Z",
    }  # fmt: skip
    field = dice.choice(sorted(changed))
    rows(workspace=chain, number=dice.randint(1, LENGTH)).update(**{field: changed[field]})


def delete(dice: random.Random, chain: UUID) -> None:
    """Remove one event, and close the gap half of the time."""
    number = dice.randint(1, LENGTH)
    rows(workspace=chain, number=number)._raw_delete("default")
    if dice.random() < 0.5:
        for later in range(number + 1, LENGTH + 1):
            rows(workspace=chain, number=later).update(number=later - 1)
        Head.objects.filter(pk=chain).update(number=LENGTH - 1)


def reorder(dice: random.Random, chain: UUID) -> None:
    """Let two events change places."""
    first, second = dice.sample(range(1, LENGTH + 1), 2)
    rows(workspace=chain, number=first).update(number=LENGTH + 1)
    rows(workspace=chain, number=second).update(number=first)
    rows(workspace=chain, number=LENGTH + 1).update(number=second)


def insert(dice: random.Random, chain: UUID) -> None:
    """Put in an event of the tamperer's own making, sealed with a key of their own."""
    number = dice.randint(1, LENGTH + 1)
    for later in range(LENGTH, number - 1, -1):
        rows(workspace=chain, number=later).update(number=later + 1)
    before = rows(workspace=chain, number=number - 1).first()
    pattern = rows(workspace=chain).first()
    assert pattern is not None
    forged = Event(workspace=chain, number=number, at=pattern.at, verb="a.b", actor_label="Nobody")
    forged.previous = before.seal if before else rules.BEFORE_THE_FIRST
    forged.seal = rules.seal(b"a key of my own", forged.said())
    forged.save(force_insert=True)
    rows(workspace=chain, number=number + 1).update(previous=forged.seal)
    Head.objects.filter(pk=chain).update(number=LENGTH + 1)
    if number == LENGTH + 1:
        Head.objects.filter(pk=chain).update(seal=forged.seal)


def cut(dice: random.Random, chain: UUID) -> None:
    """Take off the last events, and put the head of the database where they were cut."""
    left = dice.randint(0, LENGTH - 1)
    rows(workspace=chain, number__gt=left)._raw_delete("default")
    last = rows(workspace=chain, number=left).first()
    Head.objects.filter(pk=chain).update(number=left, seal=last.seal if last else rules.BEFORE_THE_FIRST)


def forget(_: random.Random, chain: UUID) -> None:
    """Remove the whole chain, its head too."""
    rows(workspace=chain)._raw_delete("default")
    Head.objects.filter(pk=chain).delete()


def move(dice: random.Random, chain: UUID) -> None:
    """Carry the whole chain over to a workspace that has none."""
    other = UUID(int=dice.getrandbits(128))
    rows(workspace=chain).update(workspace=other)
    Head.objects.filter(pk=chain).update(workspace=other)


def rewrite(dice: random.Random, chain: UUID) -> None:
    """Change one event and seal it and all that follow anew, perfectly but for the key."""
    number = dice.randint(1, LENGTH)
    rows(workspace=chain, number=number).update(verb="a.c")
    for event in rows(workspace=chain, number__gte=number).order_by("number"):
        before = rows(workspace=chain, number=event.number - 1).first()
        event.previous = before.seal if before else rules.BEFORE_THE_FIRST
        seal = rules.seal(b"a key of my own", event.said())
        rows(pk=event.pk).update(previous=event.previous, seal=seal)
        Head.objects.filter(pk=chain).update(seal=seal)


WAYS: tuple[Callable[[random.Random, UUID], None], ...] = (edit, delete, reorder, insert, cut, forget, move, rewrite)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_tampering_is_detected(way: Callable[[random.Random, UUID], None], place: Workspace) -> None:
    dice = random.Random(way.__name__)
    missed = [at for at in range(TAMPERS // len(WAYS)) if not detected(way, dice, place.pk)]
    assert missed == []
    assert verify().whole


def detected(way: Callable[[random.Random, UUID], None], dice: random.Random, chain: UUID) -> bool:
    """Tamper, ask the ledger, and undo."""
    with transaction.atomic():
        way(dice, chain)
        found = not verify().whole
        transaction.set_rollback(True)
    return found


def test_a_cut_tail_is_seen_only_because_heads_are_kept_outside(place: Workspace, heads_file: Path) -> None:
    cut(random.Random(1), place.pk)
    kept = heads_file.read_text()
    lines = [line for line in kept.splitlines() if str(place.pk) not in line]
    last = rows(workspace=place.pk).order_by("number").last()
    assert last is not None
    heads_file.write_text("\n".join(lines) + "\n")
    naive = [finding for finding in verify(place).findings if "file of heads" not in finding.words]
    assert naive == []
    heads_file.write_text(kept)
    assert any("outside the database" in finding.words for finding in verify(place).findings)


def test_a_removed_file_of_heads_is_found(place: Workspace, heads_file: Path) -> None:
    heads_file.unlink()
    assert [finding.words for finding in verify(place).findings] == ["the file of heads does not know this chain."]


def test_a_line_of_the_file_of_heads_that_cannot_be_read_is_found(place: Workspace, heads_file: Path) -> None:
    heads_file.write_text(heads_file.read_text() + '{"workspace": "nonsense"}\n')
    assert verify(place).whole
    assert [finding.words for finding in verify().findings] == ["a line of the file of heads cannot be read."]


def test_a_head_that_was_moved_alone_is_found(place: Workspace) -> None:
    Head.objects.filter(pk=place.pk).update(number=LENGTH - 1)
    assert [finding.words for finding in verify(place).findings] == ["the chain ends at 8, its head says 7."]
    Head.objects.filter(pk=place.pk).update(number=LENGTH, seal="0" * 64)
    assert not verify(place).whole
    Head.objects.filter(pk=place.pk).delete()
    assert not verify(place).whole


def test_a_finding_names_the_event(place: Workspace) -> None:
    rows(workspace=place.pk, number=5).update(verb="a.c")
    (finding,) = verify(place).findings
    assert (finding.number, finding.words) == (5, "what it says is not what was sealed.")
    report = verify().as_json()
    assert report["whole"] is False
    assert report["findings"] == [{"workspace": str(place.pk), "number": 5, "words": finding.words}]
