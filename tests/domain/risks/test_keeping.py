"""What may be done to a risk by whom, what is kept of it, and what a body's report draws from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frankpledge.domain.action_log.actions import Undertaken, add_action
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.risks import actions
from frankpledge.domain.risks.actions import Described, First
from frankpledge.domain.risks.models import Appetite, Risk, Score
from frankpledge.domain.risks.queries import Choice, Line, chosen, line_of, lines_of, of_body, pressing, risk_of
from frankpledge.domain.risks.registry import HOLDINGS
from frankpledge.domain.risks.rules import Level, NotARisk, ScoreKind, Tolerance
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.registry import HoldingsRequest
from tests.domain.bodies.stage import Stage, set_table
from tests.domain.risks.conftest import RAISED, TODAY

OCTOBER, NOVEMBER = date(2025, 10, 1), date(2025, 11, 5)


def shown(risk: Risk, viewer: User, on: date = TODAY) -> Line:
    found = risk_of(risk.pk, workspace=risk.workspace, viewer=viewer)
    assert found is not None
    return line_of(found, on=on)


def bear(stage: Stage, score: int | None, since: date = RAISED, **own: int) -> Appetite:
    return actions.set_appetite(
        body=stage.board, tolerance=Tolerance("five", score, 2, own), since=since, reason="Board, 3 September",
        by=stage.officer,
    )  # fmt: skip


def test_risks_are_numbered_through_the_partnership_and_reviewed_after_the_usual_months(
    workspace: Workspace, officer: User, given: Described, risk: Risk, stage: Stage
) -> None:
    assert shown(risk, officer).review_due == date(2025, 12, 3)
    bear(stage, 9)
    second = actions.raise_risk(workspace=workspace, given=given, first=First(RAISED), by=officer)
    assert (risk.number, second.number) == (1, 2)
    assert shown(second, officer).review_due == date(2025, 11, 3)
    assert Event.objects.filter(verb="risks.risk_raised").count() == 2


def test_every_score_is_kept_with_its_reason_and_its_day(risk: Risk, officer: User) -> None:
    again = Level("five", 4, 4)
    actions.score_risk(
        risk=risk, kind=ScoreKind.CURRENT, level=again, reason="No bid was made", on=NOVEMBER, by=officer
    )
    now, then = shown(risk, officer), shown(risk, officer, OCTOBER)
    assert (now.current, now.moved.words) == (again, "higher, from 9")
    assert (then.current, then.moved.kind) == (Level("five", 3, 3), "first")
    kept = list(Score.objects.filter(kind="current").values_list("likelihood", "impact", "reason"))
    assert kept == [(3, 3, "as it was raised"), (4, 4, "No bid was made")]
    for refused in (
        {"reason": " "},
        {"on": date(2025, 12, 3)},
        {"on": date(2025, 9, 2)},
        {"level": Level("five", 6, 1)},
    ):
        told = {"level": again, "reason": "x", "on": NOVEMBER} | refused
        with pytest.raises(NotARisk):
            actions.score_risk(risk=risk, kind=ScoreKind.CURRENT, by=officer, **told)  # type: ignore[arg-type]
    assert Score.objects.count() == 3


def test_a_score_is_judged_by_what_the_body_bore_on_the_day(risk: Risk, officer: User, stage: Stage) -> None:
    assert shown(risk, officer).judgement.above is None
    bear(stage, 9)
    bear(stage, 9, OCTOBER, money=6)
    assert shown(risk, officer, RAISED).judgement.above is False
    assert shown(risk, officer).judgement.words == "above the appetite of 6"
    bear(stage, 12, OCTOBER)
    assert Appetite.objects.count() == 2
    assert shown(risk, officer).judgement.words == "within the appetite of 12"


def test_a_look_at_a_risk_sets_the_next_and_may_score_it(risk: Risk, officer: User) -> None:
    actions.review_risk(risk=risk, words="Nothing new", on=OCTOBER, due_next=NOVEMBER, by=officer)
    line = shown(risk, officer)
    assert (line.reviewed_on, line.review_due, line.review.words) == (OCTOBER, NOVEMBER, "review 27 days late")
    assert line.moved.kind == "first"
    actions.review_risk(risk=risk, words="A bid is in", on=TODAY, level=Level("five", 2, 3), by=officer)
    line = shown(risk, officer)
    assert (line.review_due, line.moved.words) == (date(2026, 3, 2), "lower, from 9")
    with pytest.raises(NotARisk, match="no reason"):
        actions.review_risk(risk=risk, words="", on=TODAY, by=officer)


def test_a_member_looks_at_their_own_risk_and_no_other(risk: Risk, member: User, officer: User, stage: Stage) -> None:
    with pytest.raises(NotARisk, match="not yours"):
        actions.review_risk(risk=risk, words="x", on=TODAY, by=member)
    tie_account(person=stage.people["police"], account=member, by=officer)
    risk.refresh_from_db()
    actions.review_risk(risk=risk, words="Looked at", on=TODAY, by=member)
    with pytest.raises(NotPermitted):
        actions.close_risk(risk=risk, reason="x", on=TODAY, by=member)


def test_a_risk_is_closed_for_a_reason_and_stays_as_it_was_before(risk: Risk, officer: User) -> None:
    actions.close_risk(risk=risk, reason="The grant was renewed", on=NOVEMBER, by=officer)
    now = shown(risk, officer)
    assert (now.closed_on, now.closed_because, now.review.kind) == (NOVEMBER, "The grant was renewed", "closed")
    assert shown(risk, officer, OCTOBER).is_open
    with pytest.raises(NotARisk, match="it is closed"):
        actions.score_risk(
            risk=risk, kind=ScoreKind.CURRENT, level=Level("five", 1, 1), reason="x", on=TODAY, by=officer
        )
    with pytest.raises(NotARisk, match="does not lie between"):
        actions.reopen_risk(risk=risk, reason="x", on=OCTOBER, by=officer)
    actions.reopen_risk(risk=risk, reason="It was renewed for half a year", on=TODAY, by=officer)
    assert shown(risk, officer).is_open


def test_controls_begin_and_end_and_ties_lead_on(risk: Risk, officer: User, stage: Stage) -> None:
    control = actions.add_control(risk=risk, words="A reserve of three months", since=None, by=officer)
    assert shown(risk, officer).controls == ()
    actions.change_control(control=control, on=NOVEMBER, by=officer)
    assert shown(risk, officer).controls == ("A reserve of three months",)
    actions.change_control(control=control, on=date(2025, 11, 20), by=officer)
    assert shown(risk, officer).controls == ()
    assert shown(risk, officer, NOVEMBER).controls == ("A reserve of three months",)
    undertaken = Undertaken("Bid again", stage.board, stage.organisations["council"], RAISED, None)
    action = add_action(workspace=risk.workspace, given=undertaken, by=officer)
    first = actions.tie_action(risk=risk, action=action, by=officer)
    assert actions.tie_action(risk=risk, action=action, by=officer).pk == first.pk
    page = actions.tie_page(risk=risk, place="/w/tithing/duties/", words="Duties", by=officer)
    actions.untie(tie=page, by=officer)
    assert risk.ties.get().action == action


def test_nobody_and_nothing_of_another_partnership_can_be_named(
    workspace: Workspace, officer: User, given: Described, risk: Risk
) -> None:
    founder = create_user(email="other@example.invalid", name="Other")
    foreign = create_workspace(name="Other", slug="other", by=founder)
    theirs = create_user(email="theirs@example.invalid", name="Theirs")
    add_member(workspace=foreign, user=theirs, role=Role.OFFICER, by=founder)
    other = set_table(foreign, theirs)
    with pytest.raises(NotARisk, match="not of this partnership"):
        actions.amend_risk(risk=risk, given=replace(given, organisation=other.organisations["fire"]), by=officer)
    undertaken = Undertaken("Theirs", other.board, other.organisations["fire"], RAISED, None)
    action = add_action(workspace=foreign, given=undertaken, by=theirs)
    with pytest.raises(NotARisk, match="not of this partnership"):
        actions.tie_action(risk=risk, action=action, by=officer)
    assert lines_of(workspace=workspace, viewer=theirs, on=TODAY) == ()


def test_a_report_of_a_body_draws_what_changed_in_its_period(
    risk: Risk, officer: User, given: Described, stage: Stage, workspace: Workspace
) -> None:
    bear(stage, 9)
    elsewhere = create_body(workspace=workspace, name="Sub-group", kind="sub_group", by=officer)
    actions.raise_risk(workspace=workspace, given=replace(given, body=elsewhere), first=First(RAISED), by=officer)
    again = Level("five", 4, 4)
    actions.score_risk(risk=risk, kind=ScoreKind.CURRENT, level=again, reason="No bid", on=NOVEMBER, by=officer)
    found = of_body(officer, stage.board, TODAY, since=OCTOBER)
    assert [line.number for line in found.open] == [1]
    assert [line.number for line in found.above] == [1]
    ((change),) = found.changes
    assert (change.kind, change.on, change.words, change.moved and change.moved.words) == (
        "rescored", NOVEMBER, "No bid", "higher, from 9",
    )  # fmt: skip
    actions.close_risk(risk=risk, reason="Renewed", on=TODAY, by=officer)
    kinds = [one.kind for one in of_body(officer, stage.board, TODAY).changes]
    assert kinds == ["raised", "rescored", "closed"]
    as_it_was = of_body(officer, stage.board, OCTOBER)
    assert (len(as_it_was.open), as_it_was.above, as_it_was.late) == (1, (), ())


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        (Choice(), [2, 1]),
        (Choice(order="number"), [2, 1]),
        (Choice(state="all", order="number"), [3, 2, 1]),
        (Choice(state="closed"), [3]),
        (Choice(state="above"), [2]),
        (Choice(state="late"), [2]),
        (Choice(order="review"), [2, 1]),
        (Choice(order="moved"), [1, 2]),
        (Choice(words="REFUGE"), [1]),
        (Choice(category="law"), [2]),
        (Choice(mine=True), []),
        (Choice(state="nonsense", order="nonsense"), [2, 1]),
    ],
)
def test_the_register_is_chosen_from(
    choice: Choice, numbers: list[int], workspace: Workspace, officer: User, given: Described, risk: Risk, stage: Stage
) -> None:
    bear(stage, 9)
    law = replace(given, title="The law changes", category="law", cause="", effect="")
    first = First(RAISED, {ScoreKind.CURRENT: Level("five", 5, 5)}, review_on=NOVEMBER)
    other = actions.raise_risk(workspace=workspace, given=law, first=first, by=officer)
    gone = actions.raise_risk(workspace=workspace, given=replace(law, category="money"), first=first, by=officer)
    actions.close_risk(risk=gone, reason="x", on=TODAY, by=officer)
    lines = lines_of(workspace=workspace, viewer=officer, on=TODAY)
    assert other.number == 2
    assert [one.number for one in chosen(lines, choice, viewer=officer)] == numbers


def test_what_presses_is_ones_own_and_for_the_keeper_what_nothing_is_done_about(
    risk: Risk, officer: User, member: User, stage: Stage, workspace: Workspace
) -> None:
    def pressed(viewer: User, *, every: bool) -> list[int]:
        return [one.number for one in pressing(workspace=workspace, viewer=viewer, every=every, on=TODAY)]

    assert pressed(officer, every=True) == []
    bear(stage, 4)
    assert pressed(officer, every=True) == [1]
    undertaken = Undertaken("Bid again", stage.board, stage.organisations["council"], RAISED, None)
    actions.tie_action(risk=risk, action=add_action(workspace=workspace, given=undertaken, by=officer), by=officer)
    assert pressed(officer, every=True) == []
    tie_account(person=stage.people["council"], account=member, by=officer)
    assert pressed(member, every=False) == [1]


def test_a_leavers_risks_get_their_next_owner(
    risk: Risk, officer: User, member: User, stage: Stage, workspace: Workspace
) -> None:
    tie_account(person=stage.people["council"], account=member, by=officer)
    (held,) = HOLDINGS(HoldingsRequest(workspace, member))
    with pytest.raises(NotARisk, match="not among the partnership"):
        held.hand_over(officer, officer)
    tie_account(person=stage.people["fire"], account=officer, by=officer)
    held.hand_over(officer, officer)
    risk.refresh_from_db()
    assert risk.person == stage.people["fire"]
    assert HOLDINGS(HoldingsRequest(workspace, member)) == ()
