"""Indicators that are counted from the evidence, as it became known load by load."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from shutil import copytree
from typing import Any
from uuid import UUID

import pytest

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.store import Known, own_lake
from frankpledge.domain.indicators.actions.evidence import (
    REFRESH,
    ask_to_count,
    refresh_by_itself,
    refresh_indicator,
)
from frankpledge.domain.indicators.actions.keeping import retire_indicator
from frankpledge.domain.indicators.queries.values import known_values
from frankpledge.domain.indicators.rules import Every, Measure, NotAnIndicator, Origin, Status, WindowKind
from frankpledge.domain.indicators.rules.questions import question_of
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.supplied.queries.records import own_reading
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.audit.models import Event
from frankpledge.ground.jobs.actions import run_pending
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.rules import State
from frankpledge.ground.threads.queries import thread_of
from frankpledge.ground.threads.rules import Ref
from tests.domain.county import County
from tests.domain.indicators.conftest import CRIMES, REPEATS, Register

pytestmark = pytest.mark.django_db
YEAR = year_ending(Month(2025, 12))
BURGLARY = replace(
    CRIMES, since=date(2024, 1, 1), origin=Origin.EVIDENCE, question={"what": ["Burglary"]}, every=Every.MONTH,
    window=WindowKind.QUARTER,
)  # fmt: skip


def test_each_month_holds_the_rows_of_the_file_and_what_was_published_again_is_a_revision(
    evidence: County, partnership: Partnership, register: Register, analyst: User
) -> None:
    made = register("NC-03", BURGLARY)
    written = refresh_indicator(indicator=made, by=analyst)
    values = known_values([made])[made]
    rows = [row for row in evidence.of("Nevermouth", "2024-01", "2025-12") if row.kind == "Burglary"]
    for value in values:
        month = str(Month.of(value.starts))
        assert value.figure == sum(row.month == month for row in rows)
    assert len(values) == 24
    again = [value for value in values if value.times > 1]
    assert written == len(values) + sum(value.times - 1 for value in values)
    assert again
    assert all(value.status is Status.REVISED for value in again)


def test_a_second_refresh_without_a_load_writes_nothing(
    evidence: County, partnership: Partnership, register: Register, analyst: User
) -> None:
    made = register("NC-03", BURGLARY)
    refresh_indicator(indicator=made, by=analyst)
    assert refresh_indicator(indicator=made, by=analyst) == 0
    here = Ref("indicators.indicator", str(made.pk))
    (files,) = thread_of(here, workspace=made.workspace, viewer=analyst).back
    assert files.place.title == "data.police.uk street files"


def test_a_rate_takes_the_residents_of_the_loaded_estimates(
    evidence: County, partnership: Partnership, register: Register, analyst: User
) -> None:
    rate = replace(
        BURGLARY, measure=Measure.RATE, denominator="Residents", per=1000, base_adds_up=False,
        window=WindowKind.ROLLING_YEAR,
    )  # fmt: skip
    made = register("NC-03", rate)
    refresh_indicator(indicator=made, by=analyst)
    last = known_values([made])[made][-1]
    assert last.numbers.denominator is not None
    assert last.figure == last.numbers.numerator * 1000 / last.numbers.denominator  # type: ignore[operator]


def test_what_was_loaded_is_counted_by_itself_once_and_stands_under_whoever_asked_for_it(
    evidence: County, partnership: Partnership, register: Register, analyst: User
) -> None:
    made = register("NC-03", BURGLARY)
    register("DA-03", REPEATS)
    run = ask_to_count(workspace=None)
    assert run is not None
    assert ask_to_count(workspace=None) is None  # the same waits already
    run_pending()
    run.refresh_from_db()
    words = f"Indicators counted: 1; values that are new: {made.values.count()}."
    assert (run.state, run.result["words"]) == (State.DONE, words)
    assert made.values.count() > 24
    assert {one.recorded_by for one in made.values.all()} == {analyst}
    (told,) = Event.objects.filter(verb="indicators.refreshed")
    assert told.actor == ""  # the installation did it
    assert refresh_by_itself(indicator=made) == 0
    again = made.values.filter(status=Status.REVISED).count()
    assert Event.objects.filter(verb="indicators.value_corrected").count() == again


def test_a_load_has_indicators_counted_where_any_comes_from_the_evidence(
    workspace: Workspace, register: Register, analyst: User, django_capture_on_commit_callbacks: Any
) -> None:
    def loaded(place: Workspace | None) -> list[UUID | None]:
        JobRun.objects.all().delete()
        verb = "releases.own_files_loaded" if place else "evidence.files_ingested"
        with django_capture_on_commit_callbacks(execute=True):
            record(verb, None, workspace=place, by=analyst, facts={"files": 1, "new": 1, "replaced": 0, "refused": 0})
        return list(JobRun.objects.filter(name=REFRESH).values_list("workspace", flat=True))

    register("DA-03", REPEATS)
    assert loaded(None) == []
    retired = register("NC-03", BURGLARY)
    assert loaded(None) == [None]
    assert loaded(workspace) == [workspace.pk]
    retire_indicator(indicator=retired, on=date(2025, 10, 1), because="Nobody reads it.", by=analyst)
    assert loaded(workspace) == []


def test_what_the_force_flags_is_counted_from_its_own_records_month_by_month(
    evidence: County, own_known: Known, partnership: Partnership, register: Register, analyst: User
) -> None:
    assert own_known.own is not None
    copytree(own_known.own.root, own_lake(partnership.workspace).root, dirs_exist_ok=True)
    abuse = replace(BURGLARY, question={"what": ["domestic_abuse"]})
    made = register("DA-10", abuse)
    refresh_indicator(indicator=made, by=analyst)
    values = known_values([made])[made]
    reading = own_reading(own_known, find(own_known.open, partnership.area_code, kind=partnership.area_kind), YEAR)
    assert reading is not None
    found = reading.of("domestic_abuse")
    assert found is not None
    year = [value for value in values if value.starts >= date(2025, 1, 1)]
    assert sum(value.figure or 0 for value in year) == found.total > 0
    assert all(value.came_from.startswith("the force's own records (restricted)") for value in values)


def test_what_comes_from_partners_is_not_counted_from_the_evidence(register: Register, analyst: User) -> None:
    with pytest.raises(NotAnIndicator, match="is not counted from the evidence"):
        refresh_indicator(indicator=register("DA-03", REPEATS), by=analyst)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"what": ["Arson"]}, "“Arson” is no type of record"),
        ({"what": []}, "not said which records count"),
        ({"what": ["crime"], "colour": "red"}, "a question has no colour"),
        ({"what": ["hate", "Burglary"]}, "hate is told by the force's own records"),
    ],
)
def test_a_question_that_asks_for_what_is_not_there_is_refused(said: dict[str, list[str]], reason: str) -> None:
    with pytest.raises(NotAnIndicator, match=reason):
        question_of(said, ("Burglary",), ("hate",))
