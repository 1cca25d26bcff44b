"""Whoever has the database, a role or a grant that ran out reads nothing; whoever reads leaves a trace."""

from __future__ import annotations

import pickle
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import serializers
from django.db import connection, transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import add_member, end_membership
from frankpledge.ground.accounts.models import Membership
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.sealed.actions import end_grant, give, give_first, read, read_within, reading
from frankpledge.ground.sealed.models import Grant, Sealed, index_of
from frankpledge.ground.sealed.permissions import check_may_open
from frankpledge.ground.sealed.queries import holders_of, matters_of, readings_of
from frankpledge.ground.sealed.rules.grants import Matter, NoReason, NotGiven, NotYours
from frankpledge.ground.sealed.rules.keys import CannotOpen, NoKeys
from tests.ground.people import new_member, new_workspace
from tests.ground.sealed.conftest import STORY, Planted, Town, in_days

pytestmark = pytest.mark.django_db


def opened(town: Town, by: Any, **more: Any) -> Any:
    rows = more.pop("rows", [town.case])
    return read(workspace=town.workspace, matter=town.matter, rows=rows, by=by, **{"reason": "case_work", **more})


def raw(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return repr(cursor.fetchall())


# ---- nothing shows ------------------------------------------------------------------------------------------------


def test_neither_the_database_nor_the_ledger_nor_the_row_holds_what_was_written(town: Town) -> None:
    opened(town, town.lead)
    words = STORY.split()[-2]
    assert words in (opened(town, town.lead).of(town.case, "story") or "")
    for table in ("sealed_plantedcase", "audit_event", "sealed_grant"):
        assert words not in raw(table)
        assert "example.org" not in raw(table)
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        file = connection.connection.serialize()
        assert str(town.case.pk.hex).encode() in file
        assert words.encode() not in file
    again = type(town.case).objects.get(pk=town.case.pk)
    for row in (town.case, again):
        shown = [repr(row.__dict__), str(row), serializers.serialize("json", [row]), repr(pickle.dumps(row.__dict__))]
        assert not [one for one in shown if words in one]
        assert str(row.story) == repr(row.story) == "(sealed)"
    assert words not in repr(opened(town, town.lead))


def test_a_sealed_field_can_neither_be_updated_past_its_row_nor_searched(town: Town) -> None:
    rows = type(town.case).objects
    for way in (lambda: rows.update(story="plain"), lambda: rows.filter(story="plain").count()):
        with pytest.raises(TypeError, match="sealed by assigning"), transaction.atomic():
            way()
    with pytest.raises(TypeError, match="seals text, not int"):
        town.case.story = 7
    assert rows.filter(story__isnull=False).count() == 1


def test_missing_is_missing_and_not_empty(town: Town) -> None:
    town.case.story, town.case.contact = "now", None
    assert town.case.contact_mark is None
    town.case.story, town.case.contact = None, ""
    town.case.save()
    town.case.refresh_from_db()
    assert town.case.story is None
    assert isinstance(town.case.contact, Sealed)
    assert opened(town, town.lead).all_of(town.case) == {"story": None, "contact": ""}


def test_a_case_is_found_by_an_address_that_one_knows_and_the_mark_follows_a_change(town: Town) -> None:
    mark = index_of(type(town.case), "contact_mark")
    rows = type(town.case).objects
    assert rows.filter(contact_mark__in=mark.marks("ann@example.org")).get() == town.case
    town.case.contact = "bert@example.org"
    town.case.save(update_fields=("contact",))
    assert not rows.filter(contact_mark__in=mark.marks("ann@example.org"))
    assert rows.filter(contact_mark__in=mark.marks("BERT@example.org")).get() == town.case


def test_what_somebody_moved_changed_or_sealed_with_another_key_does_not_open(town: Town, keys: Path) -> None:
    rows = type(town.case).objects
    rows.filter(pk=town.case.pk).update(story=town.case.contact)  # moved by whoever has the database
    with pytest.raises(CannotOpen, match="changed, or moved"):
        opened(town, town.lead, rows=[rows.get(pk=town.case.pk)])
    keys.unlink()
    with pytest.raises(NoKeys, match="frankpledge init"):
        opened(town, town.lead)


# ---- who reads ----------------------------------------------------------------------------------------------------


def test_whoever_was_given_a_case_opens_it_for_a_reason_and_the_ledger_says_so(town: Town) -> None:
    found = opened(town, town.lead, reason="case_complaint")
    assert found.of(town.case, "story") == STORY
    event = Event.objects.filter(verb="sealed.case_read").get()
    assert (event.actor, event.subject_kind, event.subject) == (str(town.lead.pk), *vars_of(town.matter))
    assert event.facts == {"reason": "case_complaint", "fields": 2}
    told = readings_of(town.matter, workspace=town.workspace, viewer=town.lead)
    assert [one.words for one in told] == ["opened the case: answers a complaint about its handling"]


def vars_of(matter: Matter) -> tuple[str, str]:
    return matter.kind, matter.about


def test_without_a_reason_nothing_is_opened(town: Town) -> None:
    for reason in ("", "because I can"):
        with pytest.raises(NoReason, match="say why"):
            opened(town, town.lead, reason=reason)
    assert not Event.objects.filter(verb="sealed.case_read").exists()


def test_an_administrator_a_colleague_and_a_stranger_read_nothing_and_learn_nothing(town: Town) -> None:
    stranger = new_member(new_workspace(), Role.OFFICER)
    for who in (town.administrator, town.other, stranger):
        with pytest.raises(NotYours) as refused:
            opened(town, who)
        assert "there is no such case" in str(refused.value)
        assert matters_of(workspace=town.workspace, viewer=who, kind="sealed.plantedcase") == frozenset()
        with pytest.raises(NotYours):
            holders_of(town.matter, workspace=town.workspace, viewer=who)
    assert matters_of(workspace=town.workspace, viewer=town.lead, kind="sealed.plantedcase") == {town.matter.about}


def test_whoever_comes_to_administer_loses_the_cases_that_they_held(town: Town) -> None:
    add_member(workspace=town.workspace, user=town.lead, role=Role.ADMINISTRATOR)
    with pytest.raises(NotYours):
        opened(town, town.lead)


def test_a_grant_ends_with_its_day_with_the_role_and_when_it_is_taken_back(town: Town) -> None:
    give(workspace=town.workspace, matter=town.matter, to=town.other, capacity="panel", until=in_days(1), by=town.lead)
    assert opened(town, town.other, reason="case_panel").of(town.case, "story") == STORY
    with time_machine.travel(clock.now() + timedelta(days=2)), pytest.raises(NotYours):
        opened(town, town.other)
    end_grant(grant=Grant.objects.get(user=town.other), by=town.lead)
    with pytest.raises(NotYours):
        opened(town, town.other)
    with pytest.raises(NotGiven, match="ended already"):
        end_grant(grant=Grant.objects.get(user=town.other), by=town.lead)
    end_membership(membership=Membership.objects.get(user=town.lead))
    with pytest.raises(NotYours):
        opened(town, town.lead)


def test_a_grant_that_somebody_wrote_to_the_database_opens_nothing(town: Town) -> None:
    held = Grant.objects.get(user=town.lead)
    forged = Grant.objects.create(
        workspace=town.workspace, kind=held.kind, about=held.about, user=town.other, capacity="caseworker",
        works=True, leads=True, given_by=town.lead, given_at=clock.now(), until=held.until,
    )  # fmt: skip
    with pytest.raises(NotYours):
        opened(town, town.other)
    forged.delete()
    give(workspace=town.workspace, matter=town.matter, to=town.other, capacity="panel", until=in_days(1), by=town.lead)
    assert opened(town, town.other).of(town.case, "story") == STORY
    own = Grant.objects.filter(user=town.other)
    for change in ({"works": True}, {"until": held.until}, {"user": new_member(town.workspace, Role.OFFICER)}):
        with transaction.atomic():
            own.update(**change)
            for who in (town.other, change.get("user", town.other)):
                with pytest.raises(NotYours):
                    check_may_open(town.matter, workspace=town.workspace, user=who)
            transaction.set_rollback(True)
    assert check_may_open(town.matter, workspace=town.workspace, user=town.other)
    end_grant(grant=own.get(), by=town.lead)
    own.update(ended_at=None, ended_by=None)
    with pytest.raises(NotYours):
        opened(town, town.other)


def test_an_event_that_somebody_wrote_to_the_ledger_vouches_for_nothing(town: Town, settings: Any, keys: Path) -> None:
    settings.AUDIT_KEY_FILE = keys.with_name("another.key")
    settings.AUDIT_KEY_FILE.write_text("the key of whoever forges")
    with pytest.raises(NotYours):
        opened(town, town.lead)


def test_who_only_reads_neither_changes_nor_sees_who_read(town: Town) -> None:
    give(workspace=town.workspace, matter=town.matter, to=town.other, capacity="panel", until=in_days(1), by=town.lead)
    with pytest.raises(NotYours):
        opened(town, town.other, works=True)
    with pytest.raises(NotYours):
        read_within(workspace=town.workspace, matter=town.matter, rows=[town.case], reason="case_work", by=town.other)
    with pytest.raises(NotYours):
        readings_of(town.matter, workspace=town.workspace, viewer=town.other)
    held = holders_of(town.matter, workspace=town.workspace, viewer=town.other)
    assert [one.user for one in held] == [town.lead, town.other]


def test_a_row_of_another_case_does_not_come_with_this_one(town: Town, planted: Planted) -> None:
    theirs = planted.case.objects.create(workspace=town.workspace, story="Theirs")
    line = planted.line.objects.create(workspace=town.workspace, case=theirs, said="Theirs")
    own = planted.line.objects.create(workspace=town.workspace, case=town.case, said="Ours")
    assert opened(town, town.lead, rows=[town.case, own]).of(own, "said") == "Ours"
    for row in (theirs, line):
        with pytest.raises(NotYours):
            opened(town, town.lead, rows=[row])
    gone = Matter("sealed.plantedcase", str(theirs.pk))
    give_first(
        workspace=town.workspace, matter=gone, to=town.lead, capacity="caseworker", until=in_days(1), by=town.lead
    )
    planted.line.objects.all().delete()
    theirs.delete()
    with pytest.raises(NotYours):
        read(workspace=town.workspace, matter=gone, rows=[], reason="case_work", by=town.lead)


# ---- the trace ----------------------------------------------------------------------------------------------------


def test_where_it_cannot_be_recorded_nothing_is_opened(town: Town, keys: Path, settings: Any) -> None:
    settings.AUDIT_KEY_FILE = keys.with_name("gone.key")
    keys.unlink()  # so that opening would be refused for this reason, if it came first
    with pytest.raises(Exception, match="key of the ledger is missing"):
        opened(town, town.lead)


def test_a_reading_is_a_transaction_of_its_own_which_nothing_takes_back(town: Town) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        opened(town, town.lead)
    with transaction.atomic():
        within = read_within(
            workspace=town.workspace, matter=town.matter, rows=[town.case], reason="case_work", by=town.lead
        )
    assert within.of(town.case, "story") == STORY
    assert Event.objects.filter(verb="sealed.case_read").count() == 1


def test_reading_within_an_action_is_not_to_be_had_outside_one() -> None:
    class Outside:
        in_atomic_block = False

    before, reading.connection = reading.connection, Outside()  # type: ignore[assignment]
    try:
        with pytest.raises(RuntimeError, match="a page opens a case by `read`"):
            read_within(workspace=None, matter=None, rows=[], reason="case_work", by=None)  # type: ignore[arg-type]
    finally:
        reading.connection = before


# ---- giving ----------------------------------------------------------------------------------------------------


def test_only_whoever_leads_a_case_gives_it_and_not_to_themselves_nor_for_ever(town: Town) -> None:
    def given(to: Any, by: Any, days: int = 10) -> Grant:
        return give(
            workspace=town.workspace, matter=town.matter, to=to, capacity="caseworker", until=in_days(days), by=by
        )

    for to, by, days, words in (
        (town.other, town.other, 10, "no such case"),
        (town.other, town.administrator, 10, "no such case"),
        (town.lead, town.lead, 10, "to themselves"),
        (town.administrator, town.lead, 10, "keys of the house"),
        (new_member(new_workspace(), Role.OFFICER), town.lead, 10, "no role here"),
        (town.other, town.lead, 93, "92 days at most"),
        (town.other, town.lead, -1, "not into the past"),
    ):
        with pytest.raises((NotYours, NotGiven), match=words):
            given(to, by, days)
    first = given(town.other, town.lead)
    again = given(town.other, town.lead, 92)
    first.refresh_from_db()
    assert first.ended_by == town.lead
    assert again.ended_at is None
    with pytest.raises(NotYours):  # who was given it to read leads nobody
        given(new_member(town.workspace, Role.OFFICER), town.other)
    end_grant(grant=again, by=town.other)  # one's own is given up without asking


def test_a_case_that_somebody_holds_is_not_taken_and_one_whose_holders_are_gone_is(town: Town) -> None:
    def taken() -> Grant:
        return give_first(
            workspace=town.workspace, matter=town.matter, to=town.other, capacity="caseworker", until=in_days(5),
            by=town.other,
        )  # fmt: skip

    with pytest.raises(NotGiven, match="somebody holds this case"):
        taken()
    end_membership(membership=Membership.objects.get(user=town.lead))
    assert taken().leads
    assert opened(town, town.other).of(town.case, "story") == STORY
    assert str(Grant.objects.get(user=town.other)).startswith("Grant ")
