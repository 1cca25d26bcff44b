"""A case goes when its time is over, unless it is held back, and then nothing of it is left anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import as_happenings
from frankpledge.ground.sealed import registry
from frankpledge.ground.sealed.actions import (
    answer_access_request,
    decide_passage,
    give,
    hold,
    lift,
    open_access_request,
    purge,
)
from frankpledge.ground.sealed.models import AccessRequest, Grant, Hold, Passage
from frankpledge.ground.sealed.queries.access import passages_of
from frankpledge.ground.sealed.queries.keeping import Needles, cases_due, left_in_files
from frankpledge.ground.sealed.rules.access import Fate
from frankpledge.ground.sealed.rules.grants import NotYours
from frankpledge.ground.sealed.rules.keeping import CaseKind, Due, Ended, NotDue, NotHeld, TracesLeft, needles_of
from frankpledge.statute.retention import NoSuchClass, RetentionClass, retention_class, retention_classes
from tests.ground.people import new_workspace
from tests.ground.sealed.conftest import STORY, Planted, Town

pytestmark = pytest.mark.django_db
KIND = "sealed.plantedcase"


@pytest.fixture
def line(town: Town, planted: Planted) -> Any:
    return planted.line.objects.create(
        workspace=town.workspace, case=town.case, said="And again on Sunday at two o’clock"
    )


@pytest.fixture(autouse=True)
def told(
    town: Town, planted: Planted, line: Any, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    """Have the app that is not there tell of its cases, the planted one over since four years."""
    settings.DATA = tmp_path

    def remove(workspace: Any, about: str) -> None:
        planted.line.objects.filter(case_id=about).delete()
        planted.case.objects.filter(workspace=workspace, pk=about).delete()

    kind = CaseKind(
        kind=KIND,
        label="Case",
        rows=lambda workspace, about: [
            *planted.case.objects.filter(workspace=workspace, pk=about),
            *planted.line.objects.filter(case_id=about),
        ],
        ended=lambda workspace: [
            Ended(str(one.pk), f"number {one.number}", "case_review_not_held", years_ago(one.number * 4 - 2))
            for one in planted.case.objects.filter(workspace=workspace)
        ],
        remove=remove,
    )
    monkeypatch.setattr(registry, "CASEWORK", (kind,), raising=False)


def years_ago(number: int) -> date:
    return clock.today() - timedelta(days=365 * number + 5)


def due(town: Town) -> tuple[Due, ...]:
    return cases_due(workspace=town.workspace, viewer=town.other, on=clock.today())


def remove(town: Town, one: Due, **more: Any) -> Any:
    return purge(workspace=town.workspace, due=one, on=clock.today(), by=town.other, **more)


def answered(town: Town, request: AccessRequest) -> None:
    """Have a request decided by one person and let out by a second."""
    for passage in passages_of(request, viewer=town.lead):
        decide_passage(passage=passage, fate=Fate.WHOLE, by=town.lead)
    grant = {"capacity": "second", "until": clock.today() + timedelta(days=9), "works": True, "by": town.lead}
    give(workspace=town.workspace, matter=town.matter, to=town.other, **grant)
    answer_access_request(request=request, by=town.other)


def test_a_case_is_due_when_its_months_are_over_and_not_on_their_last_day(town: Town, planted: Planted) -> None:
    [one] = due(town)
    assert one.kept_until == retention_class("case_review_not_held").kept_until(years_ago(2))
    for on, listed in ((one.kept_until, 0), (one.kept_until + timedelta(days=1), 1)):
        assert len(cases_due(workspace=town.workspace, viewer=town.other, on=on)) == listed
    assert "Case number 1: over since" in one.words
    assert one.words.endswith("(application for a case review that led to none, 24 months).")
    planted.case.objects.create(workspace=town.workspace, number=2, story="Older")
    assert [each.name for each in due(town)] == ["number 2", "number 1"]


def test_whoever_keeps_the_times_of_cases_needs_the_office_and_not_the_case(town: Town) -> None:
    assert len(due(town)) == 1  # another officer, who was never given the case
    for act in (
        lambda: cases_due(workspace=town.workspace, viewer=town.administrator, on=clock.today()),
        lambda: hold(workspace=town.workspace, matter=town.matter, because="hold_inquiry", by=town.administrator),
        lambda: purge(workspace=town.workspace, due=due(town)[0], on=clock.today(), by=town.administrator),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_what_is_held_back_stays_until_the_last_hold_is_lifted(town: Town) -> None:
    def held(because: str) -> Hold:
        return hold(workspace=town.workspace, matter=town.matter, because=because, by=town.other)

    first, second = held("hold_proceedings"), held("hold_complaint")
    assert str(first).startswith("Hold ")
    with pytest.raises(NotHeld, match="for this reason already"):
        held("hold_complaint")
    with pytest.raises(NotHeld, match="say why"):
        held("because")
    [one] = due(town)
    assert one.words.endswith("It stays: it is needed for proceedings in a court; a complaint about it is open.")
    with pytest.raises(NotDue, match="held back"):
        remove(town, one)
    lift(hold=first, by=town.other)
    with pytest.raises(NotHeld, match="lifted already"):
        lift(hold=first, by=town.other)
    with pytest.raises(NotDue, match="held back: a complaint"):
        remove(town, due(town)[0])
    with pytest.raises(NotDue, match="not as the list said"):  # what was listed before is another list now
        remove(town, one)
    lift(hold=second, by=town.other)
    assert remove(town, due(town)[0]).rows == 2


def test_what_is_removed_is_gone_from_tables_and_file_and_the_ledger_tells_it_by_its_identifier(
    town: Town, planted: Planted, line: Any
) -> None:
    request = open_access_request(workspace=town.workspace, matter=town.matter, received_on=clock.today(), by=town.lead)
    with pytest.raises(NotDue, match="held back: somebody asked for what is held about them"):
        remove(town, due(town)[0])  # what somebody asked for is not removed before they have it
    answered(town, request)
    tokens = [town.case.story.token, town.case.contact.token, line.said.token]
    done = remove(town, due(town)[0])
    assert (done.rows, done.files) == (5, 3)  # two rows of the case and three passages; the files are the keys
    assert done.tables > 100
    for model in (planted.case, planted.line, Grant, Hold, AccessRequest, Passage):
        assert not model.objects.exists()
    event = Event.objects.get(verb="sealed.case_removed")
    assert (event.subject, event.facts["alike"]) == (town.matter.about, 0)
    assert "removed the case, whose time was over" in next(as_happenings([event])).words
    if connection.vendor == "sqlite":
        file = connection.connection.serialize()
        assert not [token for token in tokens if token.encode() in file]
    with pytest.raises(NotDue):
        remove(town, done.due)


def test_where_something_of_it_is_left_nothing_is_removed(
    town: Town, planted: Planted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    [one] = due(town)
    copy = tmp_path / "mail" / "1.eml"
    copy.parent.mkdir()
    for content in (f"x{STORY}x", town.case.story.token, town.case.pk.hex, str(town.case.pk)):
        copy.write_text("y" * (1 << 20) + content)
        with pytest.raises(TracesLeft, match=r"mail/1\.eml"):
            remove(town, one)
    copy.unlink()
    forgetful = replace(registry.CASEWORK[0], remove=lambda workspace, about: None)  # type: ignore[attr-defined]
    monkeypatch.setattr(registry, "CASEWORK", (forgetful,))
    with pytest.raises(TracesLeft, match="sealed_plantedcase, sealed_plantedline"):
        remove(town, one)
    assert Grant.objects.exists()
    assert not Event.objects.filter(verb="sealed.case_removed").exists()


def test_the_same_words_elsewhere_are_looked_at_by_somebody_and_what_is_the_cases_own_never_passes(
    town: Town, tmp_path: Path
) -> None:
    [one] = due(town)
    Workspace.objects.filter(pk=new_workspace().pk).update(name=STORY)
    (tmp_path / "note.txt").write_text(f'{{"said": "{STORY}"}}')
    with pytest.raises(TracesLeft, match=r"note\.txt"):
        remove(town, one, looked_at=["accounts_workspace"])
    with pytest.raises(TracesLeft, match="accounts_workspace"):
        remove(town, one, looked_at=["note.txt"])
    (tmp_path / "ids.txt").write_text(str(town.case.pk))
    with pytest.raises(TracesLeft, match=r"ids\.txt"):
        remove(town, one, looked_at=["note.txt", "accounts_workspace", "ids.txt"])
    (tmp_path / "ids.txt").unlink()
    remove(town, one, looked_at=["note.txt", "accounts_workspace"])
    assert Event.objects.get(verb="sealed.case_removed").facts["alike"] == 2


def test_open_data_and_what_is_served_are_not_looked_through(town: Town, tmp_path: Path) -> None:
    for name in ("lake/rows.parquet", "static/page.css", "frankpledge.sqlite3-wal", "other/rows.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("the very words")
    needles = Needles(frozenset({"the very words"}), frozenset(), frozenset())
    assert left_in_files(needles).alike == ("other/rows.txt",)


def test_a_day_ahead_and_a_kind_that_nobody_told_remove_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    [one] = due(town)
    with pytest.raises(NotDue):
        purge(workspace=town.workspace, due=one, on=clock.today() + timedelta(days=1), by=town.other)
    monkeypatch.setattr(registry, "CASEWORK", ())
    with pytest.raises(NotDue):
        remove(town, one)
    with pytest.raises(NotYours):
        open_access_request(workspace=town.workspace, matter=town.matter, received_on=clock.today(), by=town.lead)


def test_what_is_looked_for_is_every_longer_line_and_sentence() -> None:
    text = "Yes.\nHe shouted all night again. She could not sleep until four"
    assert needles_of([text, "", "I don’t know"]) == {
        "He shouted all night again. She could not sleep until four",
        "He shouted all night again",
        "She could not sleep until four",
    }
    assert needles_of(["x" * 19, "y" * 20]) == {"y" * 20}  # what is shorter would be found by chance anywhere


def test_every_class_says_from_when_and_a_class_that_is_not_there_is_refused() -> None:
    assert {one.id for one in retention_classes()} >= {"case_review_held", "case_review_not_held"}
    leap = RetentionClass(id="x", label="x", begins="x", months=12, source="x", confidence="K")
    assert leap.kept_until(date(2024, 2, 29)) == date(2025, 2, 28)
    with pytest.raises(NoSuchClass, match="no class of casework"):
        retention_class("forever")
