"""What may be done with a work plan by whom, and that no line of it is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.work_plans import actions
from frankpledge.domain.work_plans.actions import Fate, LineFacts, Said
from frankpledge.domain.work_plans.models import Line, Plan
from frankpledge.domain.work_plans.queries import (
    line_now,
    line_of,
    lines_in,
    next_plan,
    plan_before,
    plan_of,
    plans_of,
    pressing,
)
from frankpledge.domain.work_plans.registry import HOLDINGS, HOME, VERSIONED
from frankpledge.domain.work_plans.rules import NotAPlan
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.registry import HoldingsRequest, HomeRequest
from tests.domain.bodies.stage import Stage, set_table
from tests.domain.work_plans.conftest import APPROVED, TODAY

DONE = Said(Progress.DONE, "Forty lamps burn", date(2025, 9, 29))


def again(one: Line, viewer: User) -> Line:
    found = line_of(one.pk, workspace=one.workspace, viewer=viewer)
    assert found is not None
    return found


def test_a_group_has_one_plan_a_year_whose_lines_are_numbered(
    plan: Plan, line: Line, given: LineFacts, officer: User, group: Body
) -> None:
    second = actions.add_line(plan=plan, given=replace(given, wording=" Paint \n the quay "), by=officer)
    assert (line.number, second.number, second.wording) == (1, 2, "Paint the quay")
    with pytest.raises(NotAPlan, match="Harbour has a work plan for 2025/26"):
        actions.start_plan(workspace=plan.workspace, body=group, year="2025/26", by=officer)
    assert plan_of(plan.pk, workspace=plan.workspace, viewer=officer) == plan
    assert Event.objects.filter(verb="work_plans.line_added").count() == 2


def test_nothing_of_another_partnership_is_taken(plan: Plan, given: LineFacts, officer: User) -> None:
    founder = create_user(email="other@example.invalid", name="Other")
    foreign = create_workspace(name="Other", slug="other", by=founder)
    theirs = create_user(email="theirs@example.invalid", name="Theirs")
    add_member(workspace=foreign, user=theirs, role=Role.OFFICER, by=founder)
    other = set_table(foreign, theirs)
    with pytest.raises(NotAPlan, match="not of this partnership"):
        actions.start_plan(workspace=plan.workspace, body=other.board, year="2024/25", by=officer)
    with pytest.raises(NotAPlan, match="not of this partnership"):
        actions.add_line(plan=plan, given=replace(given, organisation=other.organisations["fire"]), by=officer)
    assert not plans_of(workspace=plan.workspace, viewer=theirs).exists()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.LEAD}))
def test_nobody_else_keeps_a_plan(
    role: Role, people: dict[Role, User], plan: Plan, line: Line, given: LineFacts, group: Body
) -> None:
    who = people[role]
    for deed in (
        lambda: actions.start_plan(workspace=plan.workspace, body=group, year="2026/27", by=who),
        lambda: actions.add_line(plan=plan, given=given, by=who),
        lambda: actions.amend_line(line=line, given=given, by=who),
        lambda: actions.move_line(line=line, quarter=3, reason="Late", by=who),
        lambda: actions.drop_line(line=line, reason="No", by=who),
        lambda: actions.approve_plan(plan=plan, decision=1, on=TODAY, by=who),
        lambda: actions.close_plan(plan=plan, fates={line.pk: Fate(1)}, by=who),
    ):
        with pytest.raises(NotPermitted):
            deed()


def test_an_approved_plan_says_why_a_line_changes(approved: Plan, line: Line, given: LineFacts, officer: User) -> None:
    assert (approved.state, approved.decision, approved.approved_on) == ("approved", 3, APPROVED)
    kept = again(line, officer)
    with pytest.raises(NotAPlan, match="why an approved line changes"):
        actions.amend_line(line=kept, given=replace(given, wording="Light two quays"), by=officer)
    again_ = again(line, officer)
    actions.amend_line(line=again_, given=replace(given, wording="Light two quays"), reason="A gift", by=officer)
    assert [change.words for change in again(line, officer).changes.all()] == ["A gift"]
    with pytest.raises(NotAPlan, match="the deputy is the same person"):
        actions.amend_line(line=again_, given=replace(given, deputy=given.person), reason="A gift", by=officer)


def test_a_quarter_moves_only_with_a_reason_and_the_first_is_kept(line: Line, officer: User) -> None:
    with pytest.raises(NotAPlan, match="the reason is not said"):
        actions.move_line(line=line, quarter=3, reason="", by=officer)
    actions.move_line(line=line, quarter=3, reason="No lamps were to be had", by=officer)
    actions.move_line(line=line, quarter=4, reason="Still none", by=officer)
    now = line_now(again(line, officer), on=TODAY)
    assert (now.first_quarter, now.line.quarter, now.moves, now.due) == (2, 4, 2, date(2026, 3, 31))
    assert now.standing.kind == "later"


def test_done_needs_what_shows_it_and_ends_the_line(line: Line, officer: User) -> None:
    with pytest.raises(NotAPlan, match="what shows that it was done"):
        actions.report_line(line=line, given=Said(Progress.DONE), by=officer)
    with pytest.raises(NotAPlan, match="does not lie between 1 April 2025"):
        actions.report_line(line=line, given=replace(DONE, done_on=date(2025, 3, 31)), by=officer)
    actions.report_line(line=line, given=DONE, by=officer)
    now = line_now(again(line, officer), on=TODAY)
    assert (now.standing.kind, now.words, now.line.closed_on) == ("done", "Forty lamps burn", DONE.done_on)
    for deed in (
        lambda: actions.report_line(line=line, given=DONE, by=officer),
        lambda: actions.move_line(line=line, quarter=3, reason="Late", by=officer),
        lambda: actions.drop_line(line=line, reason="No", by=officer),
    ):
        with pytest.raises(NotAPlan, match="the line is done"):
            deed()
    actions.reopen_line(line=line, reason="Ten went out", by=officer)
    assert line_now(again(line, officer), on=TODAY).standing.late


def test_whoever_does_a_line_reports_on_it_and_nobody_else(
    line: Line, stage: Stage, people: dict[Role, User], officer: User
) -> None:
    member = people[Role.MEMBER]
    said = Said(Progress.UNDER_WAY, "Ten of forty")
    with pytest.raises(NotAPlan, match="not yours"):
        actions.report_line(line=again(line, officer), given=said, by=member)
    tie_account(person=stage.people["police"], account=member, by=officer)
    actions.report_line(line=again(line, officer), given=said, by=member)
    assert line_now(again(line, officer), on=TODAY).said is Progress.UNDER_WAY
    with pytest.raises(NotPermitted):
        actions.report_line(line=again(line, officer), given=said, by=people[Role.SCRUTINY])


def test_several_are_reported_on_in_one_stroke_or_none(plan: Plan, line: Line, given: LineFacts, officer: User) -> None:
    second = actions.add_line(plan=plan, given=given, by=officer)
    with pytest.raises(NotAPlan):
        actions.report_lines(reports={line: Said(Progress.UNDER_WAY), second: Said(Progress.AT_RISK)}, by=officer)
    assert again(line, officer).changes.count() == 0
    told = {line: Said(Progress.UNDER_WAY), second: Said(Progress.AT_RISK, "No money")}
    assert actions.report_lines(reports=told, by=officer) == 2


def test_when_the_year_is_over_each_line_goes_on_or_is_dropped_with_a_reason(
    approved: Plan, line: Line, given: LineFacts, officer: User, group: Body
) -> None:
    dropped = actions.add_line(plan=approved, given=replace(given, wording="Buy a boat"), by=officer)
    done = actions.add_line(plan=approved, given=replace(given, wording="Count lamps"), by=officer)
    actions.report_line(line=done, given=DONE, by=officer)
    with pytest.raises(NotAPlan, match="nothing is said: 2"):
        actions.close_plan(plan=approved, fates={line.pk: Fate(1)}, by=officer)
    with pytest.raises(NotAPlan, match="why line 2 is dropped is not said"):
        actions.close_plan(plan=approved, fates={line.pk: Fate(1), dropped.pk: Fate(None)}, by=officer)
    assert next_plan(approved) is None
    fates = {line.pk: Fate(1, "Lamps came late"), dropped.pk: Fate(None, "No money for boats")}
    after = actions.close_plan(plan=approved, fates=fates, by=officer)
    assert (after.year, after.state, after.body) == ("2026/27", "draft", group)
    (carried,) = after.lines.all()
    assert (carried.wording, carried.quarter, carried.came_from, carried.person) == (
        "Light the quay", 1, line, given.person,
    )  # fmt: skip
    assert [one.status for one in approved.lines.order_by("number")] == ["carried", "dropped", "done"]
    assert plan_before(after) == approved
    with pytest.raises(NotAPlan, match="the work plan is closed"):
        actions.close_plan(plan=approved, fates={}, by=officer)
    for deed in (
        lambda: actions.reopen_line(line=again(line, officer), reason="No", by=officer),
        lambda: actions.report_line(line=again(line, officer), given=DONE, by=officer),
    ):
        with pytest.raises(NotAPlan, match="the work plan is closed"):
            deed()
    whole = lines_in(group, date(2026, 3, 1), date(2026, 4, 30))
    told = {(one.plan.year, one.number) for one in whole}
    assert told == {("2025/26", 1), ("2025/26", 2), ("2025/26", 3), ("2026/27", 1)}


def test_lines_are_not_carried_into_a_plan_that_is_closed(plan: Plan, line: Line, officer: User, group: Body) -> None:
    later = actions.start_plan(workspace=plan.workspace, body=group, year="2026/27", by=officer)
    actions.close_plan(plan=later, fates={}, by=officer)
    with pytest.raises(NotAPlan, match="the plan of 2026/27 is closed"):
        actions.close_plan(plan=plan, fates={line.pk: Fate(1)}, by=officer)


def test_a_line_waits_for_whoever_does_it_and_late_ones_for_the_keeper(
    line: Line,
    given: LineFacts,
    plan: Plan,
    stage: Stage,
    people: dict[Role, User],
    officer: User,
    workspace: Workspace,
) -> None:
    now = actions.add_line(plan=plan, given=replace(given, wording="Sweep", quarter=3), by=officer)
    member = people[Role.MEMBER]
    tie_account(person=stage.people["council"], account=member, by=officer)
    mine = pressing(workspace=workspace, viewer=member, every=False, on=TODAY)
    assert [(one.line, one.standing.kind) for one in mine] == [(line, "late"), (now, "now")]
    told = [need.title for need in HOME(HomeRequest(workspace=workspace, viewer=officer, today=TODAY)).needs]
    assert told == ["Work plan of Harbour: Light the quay"]
    assert HOME(HomeRequest(workspace=workspace, viewer=people[Role.SCRUTINY], today=TODAY)).needs == ()
    for at in range(6):
        actions.add_line(plan=plan, given=replace(given, wording=f"Lamp {at}", quarter=1), by=officer)
    needs = HOME(HomeRequest(workspace=workspace, viewer=officer, today=TODAY)).needs
    assert [need.title for need in needs][5:] == ["2 more lines of work plans wait"]


def test_a_leaver_hands_over_their_lines(
    line: Line, stage: Stage, people: dict[Role, User], officer: User, workspace: Workspace
) -> None:
    lead, member = people[Role.LEAD], people[Role.MEMBER]
    tie_account(person=stage.people["council"], account=lead, by=officer)
    (held,) = HOLDINGS(HoldingsRequest(workspace=workspace, person=lead))
    assert held.title.endswith("Light the quay")
    with pytest.raises(NotAPlan, match="not among the partnership's people"):
        held.hand_over(member, officer)
    tie_account(person=stage.people["police"], account=member, by=officer)
    held.hand_over(member, officer)
    kept = again(line, officer)
    assert (kept.person, kept.deputy) == (stage.people["police"], None)
    assert HOLDINGS(HoldingsRequest(workspace=workspace, person=lead)) == ()


def test_a_line_is_put_back_by_its_own_acts_with_a_reason(
    approved: Plan, line: Line, given: LineFacts, people: dict[Role, User], officer: User
) -> None:
    (kept,) = VERSIONED
    actions.move_line(line=line, quarter=4, reason="No lamps", by=officer)
    actions.amend_line(line=line, given=replace(given, wording="Light two quays"), reason="A gift", by=officer)
    kept.put_back(line, {"wording": "Light the quay", "quarter": 2}, officer)
    held = again(line, officer)
    assert (held.wording, held.quarter) == ("Light the quay", 2)
    assert [one.words for one in held.changes.all()][-2:] == [
        "Put back on 2 December 2025 to what stood there before"
    ] * 2
    assert kept.may_put_back(held, officer)
    assert not kept.may_put_back(held, people[Role.MEMBER])
    assert approved.state == "approved"


def test_every_year_that_a_stretch_of_days_touches_is_read_and_none_besides(
    group: Body, given: LineFacts, officer: User
) -> None:
    for start in range(2023, 2028):
        year = f"{start}/{(start + 1) % 100:02d}"
        plan = actions.start_plan(workspace=group.workspace, body=group, year=year, by=officer)
        actions.add_line(plan=plan, given=replace(given, wording=year), by=officer)
    found = {one.wording for one in lines_in(group, date(2024, 11, 27), date(2026, 4, 1))}
    assert found == {"2024/25", "2025/26", "2026/27"}
