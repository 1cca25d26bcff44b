"""The way of a report: days that are too soon are refused, notices make them lawful, only full council adopts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from frankpledge.domain.decision_reports.actions.agreeing import agree_report, send_report
from frankpledge.domain.decision_reports.actions.practice import settle_practice
from frankpledge.domain.decision_reports.actions.route import (
    StepFacts,
    add_step,
    put_on_agenda,
    record_notice,
    record_outcome,
    remove_step,
    set_day,
)
from frankpledge.domain.decision_reports.actions.writing import amend_report, begin_report, withhold
from frankpledge.domain.decision_reports.documents import trees
from frankpledge.domain.decision_reports.models import Notice, Report
from frankpledge.domain.decision_reports.queries.reports import is_private
from frankpledge.domain.decision_reports.queries.route import forward_plan, judged, pressing, untold, way_along
from frankpledge.domain.decision_reports.rules import Local, NotANotice, NotAReport, Outcome, TooSoon, WrongBody
from frankpledge.domain.elections.actions import record_election
from frankpledge.domain.elections.rules import Dated
from frankpledge.domain.meetings.actions.planning import plan_meeting
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from tests.domain.bodies.stage import Stage
from tests.domain.decision_reports.conftest import PLAN, TODAY

CABINET = StepFacts("cabinet", maker="Cabinet")


def later(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)


def test_a_cabinet_within_28_clear_days_is_refused_with_the_first_day_that_is_not(
    report: Report, officer: User
) -> None:
    step = add_step(report=report, given=CABINET, by=officer)
    with pytest.raises(TooSoon) as refused:
        set_day(step=step, on=date(2026, 3, 31), by=officer)
    said = str(refused.value)
    assert "28 clear days would end before 1 April 2026 (SI 2012/2089 reg 9(2))" in said
    assert "Choose 1 April 2026 or later, or record the general exception or the special urgency." in said
    step.refresh_from_db()
    assert step.on is None
    assert set_day(step=step, on=date(2026, 4, 1), by=officer).on == date(2026, 4, 1)  # 4 to 31 March are 28 days


def test_a_notice_that_was_published_makes_its_day_lawful(report: Report, officer: User) -> None:
    step = add_step(report=report, given=CABINET, by=officer)
    record_notice(step=step, kind="key_notice", on=date(2026, 2, 18), by=officer)
    with pytest.raises(TooSoon):
        set_day(step=step, on=date(2026, 3, 18), by=officer)  # 27 clear days
    set_day(step=step, on=date(2026, 3, 19), by=officer)
    found = judged(step, today=TODAY)
    assert [(one.rule.id, one.kept) for one in found.standings] == [("key_notice", True), ("papers", False)]
    assert found.next_due is not None
    assert found.next_due.by == date(2026, 3, 11)  # 12, 13, 16, 17, 18 March lie between


def test_the_general_exception_needs_who_was_told_and_why(report: Report, officer: User) -> None:
    step = add_step(report=report, given=CABINET, by=officer)
    with pytest.raises(NotANotice, match="nothing is said of who agreed"):
        record_notice(step=step, kind="general_exception", on=TODAY, by=officer)
    said = "The chair of scrutiny was told: the grant ends in March."
    record_notice(step=step, kind="general_exception", on=TODAY, words=said, by=officer)
    with pytest.raises(TooSoon):
        set_day(step=step, on=date(2026, 3, 10), by=officer)
    set_day(step=step, on=date(2026, 3, 11), by=officer)  # 4, 5, 6, 9, 10 March
    assert Notice.objects.get().words == said


@pytest.mark.parametrize(("kind", "on"), [("petition", TODAY), ("key_notice", TODAY + timedelta(days=1))])
def test_what_no_rule_knows_and_what_lies_ahead_is_no_notice(
    kind: str, on: date, report: Report, officer: User
) -> None:
    step = add_step(report=report, given=CABINET, by=officer)
    with pytest.raises(NotANotice):
        record_notice(step=step, kind=kind, on=on, by=officer)


def test_a_part_that_is_withheld_asks_for_the_notices_of_a_private_meeting(whole: Report, officer: User) -> None:
    step = add_step(report=whole, given=CABINET, by=officer)
    withhold(heading=whole.headings.get(ref="financial"), restricted=True, by=officer)
    assert is_private(whole)
    assert [one.rule.id for one in judged(step, today=TODAY).standings] == [
        "key_notice", "private_notice", "private_again", "papers",
    ]  # fmt: skip


def test_practice_says_how_clear_days_are_counted_and_whether_the_board_is_a_committee(
    report: Report, workspace: Workspace, stage: Stage, officer: User
) -> None:
    board = add_step(report=report, given=StepFacts("board", body=stage.board), by=officer)
    cabinet = add_step(report=report, given=CABINET, by=officer)
    assert judged(board, today=TODAY).earliest is None
    given = Local(council="Nevermouth Council", wards=2, notice_counts="working", board_is_committee=True)
    settle_practice(workspace=workspace, since=TODAY, given=given, by=officer)
    assert judged(board, today=TODAY).earliest == date(2026, 3, 11)
    # 28 working days from 4 March: 20 in March, 8 in April (Good Friday is the 3rd, Easter Monday the 6th)
    assert judged(cabinet, today=TODAY).earliest == date(2026, 4, 15)


def test_steps_keep_their_order(report: Report, officer: User) -> None:
    first = add_step(report=report, given=StepFacts("board", on=date(2026, 3, 20)), by=officer)
    second = add_step(report=report, given=CABINET, by=officer)
    with pytest.raises(NotAReport, match="the step before it is on 20 March 2026"):
        set_day(step=second, on=date(2026, 3, 19), by=officer)
    set_day(step=second, on=date(2026, 4, 9), by=officer)
    with pytest.raises(NotAReport, match="the step after it is on 9 April 2026"):
        set_day(step=first, on=date(2026, 4, 10), reason="The hall is not free.", by=officer)
    remove_step(step=first, by=officer)
    assert [one.order for one in report.steps.all()] == [1]


def test_a_step_moves_with_a_reason_and_the_days_before_it_are_reckoned_anew(report: Report, officer: User) -> None:
    step = add_step(report=report, given=StepFacts("cabinet", on=date(2026, 4, 1)), by=officer)
    assert {one.rule.id: one.by for one in judged(step, today=TODAY).standings} == {
        "key_notice": date(2026, 3, 3), "papers": date(2026, 3, 24),
    }  # fmt: skip
    with pytest.raises(NotAReport, match="not said why it moves from 1 April 2026 to 23 April 2026"):
        set_day(step=step, on=date(2026, 4, 23), by=officer)
    with pytest.raises(NotAReport, match="on 1 April 2026 already"):
        set_day(step=step, on=date(2026, 4, 1), reason="No reason", by=officer)
    set_day(step=step, on=date(2026, 4, 23), reason="The cabinet of 1 April is called off.", by=officer)
    # 28 clear days before 23 April: 26 March to 22 April; five clear working days: 16, 17, 20, 21 and 22 April
    assert {one.rule.id: one.by for one in judged(step, today=TODAY).standings} == {
        "key_notice": date(2026, 3, 25), "papers": date(2026, 4, 15),
    }  # fmt: skip
    with pytest.raises(TooSoon, match="31 March 2026 is too soon"):
        set_day(step=step, on=date(2026, 3, 31), reason="It is urgent.", by=officer)
    step.refresh_from_db()
    assert step.on == date(2026, 4, 23)
    assert [(one.was, one.now, one.reason, one.moved_by) for one in step.slips.all()] == [
        (date(2026, 4, 1), date(2026, 4, 23), "The cabinet of 1 April is called off.", officer)
    ]


def test_a_body_of_another_partnership_and_an_unknown_one_take_no_step(report: Report, officer: User) -> None:
    with pytest.raises(NotAReport, match="no body that decides"):
        add_step(report=report, given=StepFacts("parliament"), by=officer)


# ---- what came of it ------------------------------------------------------------------------------------------------


def test_the_cabinet_recommends_the_plan_and_full_council_alone_adopts_it(
    report: Report, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cabinet = add_step(report=report, given=CABINET, by=officer)
    council = add_step(report=report, given=StepFacts("council", maker="Full council"), by=officer)
    with pytest.raises(NotAReport, match="no day yet"):
        record_outcome(step=cabinet, outcome=Outcome.RECOMMENDED, by=officer)
    set_day(step=cabinet, on=date(2026, 4, 1), by=officer)
    set_day(step=council, on=date(2026, 4, 24), by=officer)
    with pytest.raises(NotAReport, match="has not come"):
        record_outcome(step=cabinet, outcome=Outcome.RECOMMENDED, by=officer)
    later(monkeypatch, date(2026, 4, 24))
    with pytest.raises(WrongBody, match="full council adopts it"):
        record_outcome(step=cabinet, outcome=Outcome.APPROVED, by=officer)
    record_outcome(step=cabinet, outcome=Outcome.RECOMMENDED, words="That council adopt it", by=officer)
    record_outcome(step=council, outcome=Outcome.APPROVED, by=officer)
    with pytest.raises(NotAReport, match="is recorded"):
        set_day(step=cabinet, on=date(2026, 4, 2), by=officer)
    with pytest.raises(NotAReport, match="is recorded"):
        remove_step(step=council, by=officer)


def test_a_decision_of_the_executive_may_be_called_in_for_as_long_as_practice_says(
    report: Report, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    spending = amend_report(report=report, given=PLAN.__class__("Lamps", "To buy lamps"), by=officer)
    step = add_step(report=spending, given=StepFacts("cabinet", on=date(2026, 3, 11)), by=officer)
    later(monkeypatch, date(2026, 3, 12))
    record_outcome(step=step, outcome=Outcome.APPROVED, by=officer)
    assert judged(step, today=date(2026, 3, 12)).called_in_until == date(2026, 3, 18)
    record_outcome(step=step, outcome=Outcome.CALLED_IN, by=officer)
    assert judged(step, today=date(2026, 3, 12)).called_in_until is None


# ---- what is due ----------------------------------------------------------------------------------------------------


def test_the_forward_plan_tells_steps_to_come_by_day_and_home_what_must_be_public(
    report: Report, officer: User, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    cabinet = add_step(report=report, given=StepFacts("cabinet", on=date(2026, 4, 1)), by=officer)
    add_step(report=report, given=StepFacts("council", period="in May 2026"), by=officer)
    found = forward_plan(workspace=workspace, viewer=officer, today=TODAY)
    assert [(at.step.kind, at.step.on) for at in found] == [("cabinet", date(2026, 4, 1)), ("council", None)]
    ((at, due),) = pressing(found, today=TODAY)
    assert (at.step, due.rule.id, due.by) == (cabinet, "key_notice", TODAY)
    later(monkeypatch, date(2026, 4, 2))
    assert [one.pk for one in untold(workspace=workspace, viewer=officer, today=date(2026, 4, 2))] == [cabinet.pk]
    assert [at.step.kind for at in forward_plan(workspace=workspace, viewer=officer, today=date(2026, 4, 2))] == [
        "council"
    ]


def test_a_step_before_an_election_is_warned_of(report: Report, officer: User, workspace: Workspace) -> None:
    local = Dated("local", date(2026, 3, 30), date(2026, 5, 7))
    record_election(workspace=workspace, given=local, by=officer)
    add_step(report=report, given=StepFacts("cabinet", on=date(2026, 4, 1)), by=officer)
    add_step(report=report, given=StepFacts("council", on=date(2026, 5, 8)), by=officer)
    before, after = way_along(report, today=TODAY)
    assert [one.poll for one in before.care] == [date(2026, 5, 7)]
    assert after.care == ()


def test_only_who_keeps_the_way_changes_it(report: Report, people: dict[Role, User]) -> None:
    for role in (Role.ANALYST, Role.MEMBER, Role.SCRUTINY):
        with pytest.raises(NotPermitted):
            add_step(report=report, given=CABINET, by=people[role])


# ---- on an agenda ---------------------------------------------------------------------------------------------------


def test_an_agreed_report_goes_on_the_agenda_of_the_board_as_its_paper(
    whole: Report, stage: Stage, officer: User, member: User
) -> None:
    step = add_step(report=whole, given=StepFacts("board", body=stage.board), by=officer)
    meeting = plan_meeting(workspace=whole.workspace, body=stage.board, on=date(2026, 3, 20), by=officer)
    with pytest.raises(NotAReport, match="not agreed yet"):
        put_on_agenda(step=step, meeting=meeting, by=officer)
    sent = send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)
    edition = agree_report(report=sent, by=member, formats=("html",))
    item = put_on_agenda(step=step, meeting=meeting, by=officer)
    assert (item.paper, item.asks, item.title) == (edition, PLAN.purpose, PLAN.title)
    step.refresh_from_db()
    assert (step.on, step.item) == (meeting.on, item)
    assert not step.slips.exists()
    other = plan_meeting(workspace=whole.workspace, body=stage.board, on=date(2026, 3, 27), by=officer)
    again = put_on_agenda(step=step, meeting=other, item=other.items.get(order=4), by=officer)
    assert (again.order, again.paper) == (4, edition)
    assert [(one.was, one.now, one.reason) for one in step.slips.all()] == [
        (meeting.on, other.on, f"It goes on the agenda of {other}.")
    ]


def test_what_is_withheld_goes_on_as_a_restricted_item_of_its_own(
    whole: Report, stage: Stage, officer: User, member: User
) -> None:
    withhold(heading=whole.headings.get(ref="financial"), restricted=True, by=officer)
    whole.exempt, whole.public_interest = ["3"], "A tender is open; it is published once it ends."
    whole.save()
    step = add_step(report=whole, given=StepFacts("board", body=stage.board), by=officer)
    sent = send_report(report=whole, trees=trees(whole, today=TODAY), by=officer)
    agree_report(report=sent, by=member, formats=("html",))
    meeting = plan_meeting(workspace=whole.workspace, body=stage.board, on=date(2026, 3, 20), by=officer)
    put_on_agenda(step=step, meeting=meeting, by=officer)
    put_on_agenda(step=step, meeting=meeting, by=officer)
    withheld = meeting.items.filter(marking="restricted")
    assert [one.paper.kind for one in withheld if one.paper] == ["decision_report_exempt"]


def test_a_report_of_a_wholly_new_number_is_begun_for_each(workspace: Workspace, officer: User) -> None:
    assert [begin_report(workspace=workspace, given=PLAN, by=officer).number for _ in range(2)] == [1, 2]
