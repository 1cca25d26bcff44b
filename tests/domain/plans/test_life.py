"""A plan is held back until it is whole, approved by a decision and a second person, kept, sent, and rolled forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from frankpledge.domain.duties.queries.kept import standing_events
from frankpledge.domain.plans.actions import PlanFacts, describe_plan, record_step, remove_part, start_plan, write_part
from frankpledge.domain.plans.actions.life import (
    Decided,
    approve_plan,
    keep_printed,
    put_before_board,
    record_sent,
    take_back,
)
from frankpledge.domain.plans.actions.rolling import roll_forward
from frankpledge.domain.plans.models import Measure, Plan, Step
from frankpledge.domain.plans.queries import editions_of_plan, in_force, plans_of, steps_in, whole
from frankpledge.domain.plans.queries.changes import change_log
from frankpledge.domain.plans.queries.gates import gates, lacking
from frankpledge.domain.plans.registry import contents_set_out, copies_sent, help_considered, revised
from frankpledge.domain.plans.rules import NotAPlan, NotWhole, PlanState
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.queries import document_of, file_of
from frankpledge.ground.documents.rules import OwnWork
from frankpledge.ground.registry import SeenRequest
from tests.domain.plans.conftest import Written

BOARD = Decided(words="Board, minute 4: approved", on=date(2024, 3, 13))


def approved(written: Written, member: User) -> Plan:
    put_before_board(plan=written.plan, by=written.by)
    written.plan.refresh_from_db()
    return approve_plan(plan=written.plan, decided=BOARD, by=member)


def test_a_plan_that_lacks_nothing_passes_every_gate(written: Written) -> None:
    assert lacking(whole(written.plan)) == ()
    assert [one.code for one in gates(whole(written.plan))][:6] == [
        "11(a)",
        "11(b)",
        "11(c)",
        "11(d)",
        "11(e)",
        "11(f)",
    ]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda one: Step.objects.all().delete(), "“Burglary” has no step"),
        (lambda one: Step.objects.update(due=None), "a step without a date: “Mark bicycles”"),
        (lambda one: Measure.objects.update(target=""), "without a target: “Break-ins”"),
        (lambda one: one.plan.shares.update(resources=""), "how Tithing Council should allocate"),
        (lambda one: one.plan.shares.update(success=""), "how Tithing Council will measure"),
        (
            lambda one: one.plan.priorities.update(strategies=["reoffending"]),
            "carries the strategy on serious violence",
        ),
        (lambda one: one.plan.priorities.update(equality=""), "“Burglary” has no equality note"),
        (lambda one: one.plan.priorities.update(departs=""), "why the board departs"),
        (lambda one: Plan.objects.update(assessment=None), "No edition of an assessment is named"),
        (lambda one: Plan.objects.update(texts={}), "How people can help"),
    ],
)
def test_what_is_missing_is_named_and_holds_the_plan_back(written: Written, spoil: object, told: str) -> None:
    spoil(written)  # type: ignore[operator]
    plan = Plan.objects.get()
    with pytest.raises(NotWhole) as refused:
        put_before_board(plan=plan, by=written.by)
    assert told.casefold() in str(refused.value).casefold()
    assert Plan.objects.get().state == PlanState.DRAFT


def test_the_welsh_plan_runs_for_three_years(written: Written) -> None:
    written.plan.workspace.partnership.nation = "wales"
    assert "The plan does not run for 3 years." in [one.words for one in lacking(whole(written.plan))]
    longer = PlanFacts("A safer Tithing", "2024/25", "2026/27", written.plan.assessment)
    plan = describe_plan(plan=written.plan, given=longer, by=written.by)
    plan.workspace.partnership.nation = "wales"
    assert not [one for one in lacking(whole(plan)) if "3 years" in one.words]


def test_whoever_wrote_it_does_not_approve_it_and_a_second_person_does(
    written: Written, member: User, officer: User
) -> None:
    put_before_board(plan=written.plan, by=officer)
    written.plan.refresh_from_db()
    with pytest.raises(NotAPlan, match="written in"):
        write_part(plan=written.plan, kind=Kind.CONTEXT, values={}, by=officer)
    with pytest.raises(OwnWork):
        approve_plan(plan=written.plan, decided=BOARD, by=officer)
    plan = approve_plan(plan=written.plan, decided=BOARD, by=member)
    assert [one.kind for one in editions_of_plan(plan)] == ["partnership plan", "plan on a page"]
    page = editions_of_plan(plan)[1]
    assert file_of(edition=page, format="pdf").size > 0
    assert "Mark bicycles" in str(document_of(page))
    (event,) = standing_events(workspace=plan.workspace)
    assert (event.kind, event.on) == ("plan_adopted", BOARD.on)


def test_a_decision_that_is_not_there_or_not_yet_taken_approves_nothing(written: Written, member: User) -> None:
    put_before_board(plan=written.plan, by=written.by)
    written.plan.refresh_from_db()
    tomorrow = clock.today() + timedelta(days=1)
    for wrong in (replace(BOARD, about="no such row"), replace(BOARD, on=tomorrow), replace(BOARD, words=" ")):
        with pytest.raises(NotAPlan):
            approve_plan(plan=written.plan, decided=wrong, by=member)
    assert not editions_of_plan(Plan.objects.get())


def test_it_is_taken_back_with_a_reason_and_written_in_again(written: Written) -> None:
    put_before_board(plan=written.plan, by=written.by)
    plan = take_back(plan=Plan.objects.get(), reason="The board wants another lead", by=written.by)
    assert plan.state == PlanState.DRAFT
    written.plan = plan
    written.write(Kind.CONTEXT, words="break-ins", figure="12", source="Police, 2023/24, count")
    assert put_before_board(plan=Plan.objects.get(), by=written.by).state == PlanState.BEFORE_BOARD


def test_what_was_approved_and_sent_proves_the_duties(written: Written, member: User) -> None:
    plan = approved(written, member)
    asked = SeenRequest(workspace=plan.workspace, year="2023/24", on=date(2024, 3, 31))
    for seen in (revised, contents_set_out, help_considered):
        assert [one.on for one in seen(asked)] == [BOARD.on]
    assert list(copies_sent(asked)) == []
    record_sent(plan=plan, recipient="The commissioner", on=date(2024, 4, 2), by=written.by)
    (sent,) = copies_sent(asked)
    assert sent.key.startswith("event:")
    with pytest.raises(NotAPlan):
        record_sent(plan=plan, recipient="The commissioner", on=clock.today() + timedelta(days=1), by=written.by)


def test_the_next_year_begins_from_it_and_says_what_changed(written: Written, member: User) -> None:
    done = written.write(Kind.STEP, words="Fit locks", organisation=written.council, due=date(2024, 6, 30))
    plan = approved(written, member)
    facts = {"workspace": plan.workspace, "year": done.year, "words": done.words, "lead": done.lead}
    record_step(**facts, outcome="implemented", why="", by=written.by, step=done)
    after = roll_forward(plan=plan, by=written.by)
    assert (after.year, after.title) == ("2025/26", "A safer Tithing, 2025/26")
    (priority,) = whole(after).priorities
    assert [one.words for one in priority.steps] == ["Mark bicycles"]
    assert priority.steps[0].objective.words == "Fewer break-ins"  # type: ignore[union-attr]
    assert priority.row.departs == ""  # it is tied anew to what the next assessment recommends
    remove_part(plan=after, kind=Kind.MEASURE, part=priority.measures[0], reason="Counted by nobody", by=written.by)
    write_part(plan=after, kind=Kind.OBJECTIVE, values={"words": "Stop sheds"}, under=priority.row, by=written.by)
    log = {(one.kind, one.fate, one.words, one.why) for one in change_log(whole(after))}
    assert (Kind.STEP, "done", "Fit locks", "") in log
    assert (Kind.STEP, "carried", "Mark bicycles", "") in log
    assert (Kind.MEASURE, "dropped", "Break-ins", "Counted by nobody") in log
    assert (Kind.OBJECTIVE, "added", "Stop sheds", "") in log
    with pytest.raises(NotAPlan):
        roll_forward(plan=plan, by=written.by)


def test_a_part_from_last_year_is_not_dropped_without_a_reason(written: Written, member: User) -> None:
    after = roll_forward(plan=approved(written, member), by=written.by)
    (priority,) = whole(after).priorities
    with pytest.raises(NotAPlan, match="dropped"):
        remove_part(plan=after, kind=Kind.STEP, part=priority.steps[0], by=written.by)


def test_a_printed_plan_is_history_and_passes_no_gate(workspace: Workspace, officer: User) -> None:
    given = PlanFacts("Plan 2014 to 2017", "2014/15", "2016/17")
    plan = start_plan(workspace=workspace, year="2014/15", given=given, printed="a booklet", by=officer)
    with pytest.raises(NotWhole):
        put_before_board(plan=plan, by=officer)
    kept = keep_printed(plan=plan, decided=replace(BOARD, on=date(2014, 4, 1)), by=officer)
    assert in_force(workspace=workspace, viewer=officer, on=date(2016, 6, 1)) == kept
    assert in_force(workspace=workspace, viewer=officer, on=date(2017, 6, 1)) is None


def test_a_draft_is_seen_by_those_who_read_drafts_alone(written: Written, people: dict[Role, User]) -> None:
    place = written.plan.workspace
    seeing = {role for role, one in people.items() if plans_of(workspace=place, viewer=one)}
    assert Role.OFFICER in seeing
    assert not seeing & {Role.SCRUTINY, Role.COMMISSIONER}
    assert steps_in(workspace=place, year="2024/25") == ()
    with pytest.raises(NotPermitted):
        write_part(plan=written.plan, kind=Kind.CONTEXT, values={}, by=people[Role.MEMBER])


def test_an_officer_writes_a_plan_on_its_pages_and_is_told_what_is_missing(
    client: Client, workspace: Workspace, officer: User, edition: object
) -> None:
    client.force_login(officer)
    begun = {"year": "2024/25", "first_year": "2024/25", "last_year": "2024/25", "title": "A safer Tithing"}
    assert client.post("/w/tithing/plan/start/", {"title": ""}).status_code == 422
    assert client.post("/w/tithing/plan/start/", begun).status_code == 302
    plan = Plan.objects.get()
    here = f"/w/tithing/plan/{plan.pk}/"
    assert "The plan has no priority." in client.get(here).content.decode()
    client.post(f"{here}add/priority/", {"standing": "priority", "name": "Burglary", "strategies": ["reoffending"]})
    priority = plan.priorities.get()
    under = f"{here}add/step/?priority={priority.pk}"
    assert client.post(under, {"words": "Mark bicycles", "lead": "Council", "due": "2024-09-30"}).status_code == 302
    assert "Mark bicycles" in client.get(f"/w/tithing/plan/priorities/{priority.pk}/").content.decode()
    said = client.post(f"{here}forward/", follow=True).content.decode()
    assert "has no equality note" in said
    assert Plan.objects.get().state == PlanState.DRAFT
    assert "Mark bicycles" in client.get(f"{here}page/").content.decode()
    assert client.get(f"{here}files/plan.html").status_code == 200
    assert client.get(f"{here}files/plan.exe").status_code == 404
