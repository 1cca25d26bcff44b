"""What an agenda takes from the record, when, and for whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from frankpledge.domain.action_log.actions import Said, Undertaken, add_action, report_progress
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.escalations.actions import Answer, SentUp, answer, put_on_agenda, send_up
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.queries import Matter as About
from frankpledge.domain.matters.rules import Drawn, Matter
from frankpledge.domain.meetings.actions import minuting, planning
from frankpledge.domain.meetings.actions.planning import ItemFacts
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.queries.drawing import drawn_by
from frankpledge.domain.meetings.queries.reading import items_of
from frankpledge.domain.work_plans.actions import LineFacts, add_line, start_plan
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.domain.bodies.stage import Stage
from tests.domain.meetings.conftest import attend
from tests.ground.people import new_member

NEXT = date(2026, 3, 3)


def undertaken(stage: Stage, wording: str, due: date | None, agreed: date = date(2025, 9, 2)) -> Undertaken:
    return Undertaken(
        wording=wording, body=stage.board, organisation=stage.organisations["council"], agreed_on=agreed, due=due
    )


def taken(meeting: Meeting, drawn: Drawn, viewer: User) -> tuple[Matter, ...]:
    items = list(items_of(meeting))
    found = drawn_by(items, meeting, viewer=viewer)
    return next(found[one.pk] for one in items if one.draws == drawn and one.pk in found)


def titles(meeting: Meeting, drawn: Drawn, viewer: User) -> list[str]:
    return [one.title for one in taken(meeting, drawn, viewer)]


@pytest.fixture
def following(held: Meeting, item: Item, stage: Stage, workspace: Workspace, officer: User) -> Meeting:
    """Return the next meeting; the one before agreed one action under an item and one with a decision."""
    given = minuting.DecisionFacts(wording="To write to schools", reason="Asked for", section_17="None")
    one, two = (
        undertaken(stage, words, NEXT + timedelta(days=200)) for words in ("Write to schools", "Ask the health board")
    )
    minuting.minute_item(item=item, words="Said.", undertaken=[two], by=officer)
    minuting.record_decision(item=item, given=given, undertaken=[one], by=officer)
    return planning.plan_meeting(workspace=workspace, body=stage.board, on=NEXT, by=officer)


def test_matters_arising_are_what_the_last_meeting_agreed_whatever_became_of_it(
    following: Meeting, stage: Stage, workspace: Workspace, officer: User
) -> None:
    add_action(workspace=workspace, given=undertaken(stage, "Agreed elsewhere", NEXT), by=officer)
    done = following.workspace.actions.get(wording="Write to schools")
    report_progress(action=done, given=Said(Progress.DONE, evidence="Letters"), by=officer)
    found = taken(following, Drawn.ARISING, officer)
    assert [one.title for one in found] == ["Action 1. Ask the health board", "Action 2. Write to schools"]
    assert "Completed on 2 December 2025" in found[1].words


def test_actions_are_those_of_the_body_late_or_due_before_it_meets_again_and_none_twice(
    following: Meeting, stage: Stage, workspace: Workspace, officer: User
) -> None:
    for words, due in (
        ("Late", NEXT - timedelta(days=30)),
        ("Before the next", NEXT + timedelta(days=92)),
        ("After the next", NEXT + timedelta(days=93)),
        ("Ongoing", None),
    ):
        add_action(workspace=workspace, given=undertaken(stage, words, due), by=officer)
    found = taken(following, Drawn.ACTIONS, officer)
    assert [(one.title.split(". ")[1], one.late) for one in found] == [("Late", True), ("Before the next", False)]
    planning.plan_meeting(workspace=workspace, body=stage.board, on=NEXT + timedelta(days=60), by=officer)
    assert [one.split(". ")[1] for one in titles(following, Drawn.ACTIONS, officer)] == ["Late"]


def test_what_other_groups_sent_up_stands_on_the_agenda_until_it_is_answered(
    following: Meeting, stage: Stage, workspace: Workspace, officer: User
) -> None:
    group = create_body(workspace=workspace, name="Tasking", kind="sub_group", parent=stage.board, by=officer)
    given = SentUp(
        group, stage.board, About("The lighting of the underpass"), asks="To pay for lamps.", why="Nobody can"
    )
    sent = send_up(workspace=workspace, given=given, by=officer)
    found = taken(following, Drawn.SENT_UP, officer)
    assert [one.title for one in found] == ["Escalation 1. The lighting of the underpass"]
    assert found[0].words.startswith("Tasking asks: To pay for lamps. ")
    answer(escalation=sent, given=Answer("Yes"), by=officer)
    assert taken(following, Drawn.SENT_UP, officer) == ()


def sent_to(stage: Stage, workspace: Workspace, officer: User) -> Escalation:
    """Return what a group sent up to the board."""
    group = create_body(workspace=workspace, name="Tasking", kind="sub_group", parent=stage.board, by=officer)
    given = SentUp(group, stage.board, About("The underpass"), asks="To pay for lamps.", why="Nobody can")
    return send_up(workspace=workspace, given=given, by=officer)


def standing(one: Escalation) -> tuple[str, bool, str]:
    one.refresh_from_db()
    return one.state, one.agenda_drawn, one.agenda_about


def test_what_an_agenda_draws_is_marked_on_both_sides_and_unmarked_when_the_item_leaves(
    stage: Stage, workspace: Workspace, officer: User
) -> None:
    one = sent_to(stage, workspace, officer)
    assert standing(one) == ("sent", False, "")
    meeting = planning.plan_meeting(workspace=workspace, body=stage.board, on=NEXT, by=officer)
    assert standing(one) == ("on_agenda", True, str(meeting.pk))
    assert "under “" in one.agenda_words
    planning.remove_item(item=meeting.items.get(draws=Drawn.SENT_UP), by=officer)
    assert standing(one) == ("sent", False, "")
    assert [step.deed for step in one.steps.all()] == ["sent", "agenda", "off_agenda"]
    planning.add_item(meeting=meeting, given=ItemFacts("From the groups", draws=Drawn.SENT_UP), by=officer)
    assert standing(one) == ("on_agenda", True, str(meeting.pk))
    planning.cancel_meeting(meeting=meeting, because="Snow", by=officer)
    assert standing(one) == ("sent", False, "")


def test_what_is_sent_up_later_is_marked_at_once_and_moves_to_the_next_meeting_if_it_is_not_answered(
    following: Meeting, stage: Stage, workspace: Workspace, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = sent_to(stage, workspace, officer)
    assert standing(one) == ("on_agenda", True, str(following.pk))
    monkeypatch.setattr(clock, "today", lambda: NEXT)
    attend(following, stage, officer)
    assert standing(one) == ("on_agenda", True, str(following.pk)), "nobody answered, and no meeting is planned"
    later = planning.plan_meeting(workspace=workspace, body=stage.board, on=NEXT + timedelta(days=90), by=officer)
    assert standing(one) == ("on_agenda", True, str(later.pk))


def test_what_was_put_on_an_agenda_as_an_item_of_its_own_stays_there(
    stage: Stage, workspace: Workspace, officer: User
) -> None:
    one = sent_to(stage, workspace, officer)
    put_on_agenda(escalation=one, meeting=About("Board, item 9", "meetings.meeting", "x"), by=officer)
    meeting = planning.plan_meeting(workspace=workspace, body=stage.board, on=NEXT, by=officer)
    planning.remove_item(item=meeting.items.get(draws=Drawn.SENT_UP), by=officer)
    assert standing(one) == ("on_agenda", False, "x")


def test_a_group_sees_the_lines_of_its_work_plan_that_are_late_or_due(
    stage: Stage, workspace: Workspace, officer: User
) -> None:
    group = create_body(workspace=workspace, name="Tasking", kind="sub_group", parent=stage.board, by=officer)
    plan = start_plan(workspace=workspace, body=group, year="2025/26", by=officer)
    for words, quarter in (("Light the quay", 2), ("Count the needles", 4)):
        given = LineFacts(wording=words, organisation=stage.organisations["council"], quarter=quarter)
        add_line(plan=plan, given=given, by=officer)
    meeting = planning.plan_meeting(workspace=workspace, body=group, on=date(2025, 12, 9), by=officer)
    planning.plan_meeting(workspace=workspace, body=group, on=date(2026, 2, 10), by=officer)
    found = taken(meeting, Drawn.WORK_PLAN, officer)
    assert [(one.title, one.late) for one in found] == [("Work plan 2025/26, 1. Light the quay", True)]
    assert len(taken(meeting.body.meetings.get(on=date(2026, 2, 10)), Drawn.WORK_PLAN, officer)) == 2


def test_duties_are_those_late_or_due_before_the_next_meeting_in_whatever_year(
    following: Meeting, officer: User
) -> None:
    found = taken(following, Drawn.DUTIES, officer)
    assert found, "a partnership that has proved nothing owes something in spring"
    assert len({(one.title, one.words) for one in found}) == len(found)
    assert any("April" in one.words or "March" in one.words or "May" in one.words for one in found)


def test_what_was_before_a_meeting_is_kept_as_it_stood_when_it_was_held(
    following: Meeting, stage: Stage, workspace: Workspace, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = add_action(workspace=workspace, given=undertaken(stage, "Late", NEXT - timedelta(days=30)), by=officer)
    before = taken(following, Drawn.ACTIONS, officer)
    monkeypatch.setattr(clock, "today", lambda: NEXT)
    attend(following, stage, officer)
    report_progress(action=late, given=Said(Progress.DONE, evidence="A paper"), by=officer)
    following.refresh_from_db()
    assert taken(following, Drawn.ACTIONS, officer) == before
    assert before[0].late


def test_who_may_not_read_the_log_reads_nothing_of_it_on_an_agenda(
    following: Meeting, workspace: Workspace, officer: User
) -> None:
    councillor = new_member(workspace, Role.SCRUTINY)
    found = drawn_by(items_of(following), following, viewer=councillor)
    draws = {one.pk: one.draws for one in items_of(following)}
    assert {draws[key] for key in found} == {Drawn.DUTIES}


def test_an_item_that_is_written_by_hand_takes_what_its_officer_chooses(following: Meeting, officer: User) -> None:
    made = planning.add_item(meeting=following, given=ItemFacts("Duties", draws=Drawn.DUTIES), by=officer)
    plain = planning.add_item(meeting=following, given=ItemFacts("Other"), by=officer)
    found = drawn_by(items_of(following), following, viewer=officer)
    assert made.pk in found
    assert plain.pk not in found
