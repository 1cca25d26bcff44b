"""What may be done to an escalation by whom, and that none can vanish."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frankpledge.domain.action_log.actions import Undertaken, add_action, stop_action
from frankpledge.domain.bodies.actions.corrections import withdraw
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.bodies.actions.seats import create_body, end_body
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.escalations import actions
from frankpledge.domain.escalations.actions import Answer, SentUp
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.queries import (
    Matter,
    agenda_line_of,
    agenda_of,
    agendas_for,
    escalation_of,
    matter_of,
    matter_to_send,
    open_for,
    open_of,
)
from frankpledge.domain.escalations.registry import HOLDINGS, HOME
from frankpledge.domain.escalations.rules import NotAnEscalation
from frankpledge.domain.meetings.actions.planning import cancel_meeting, plan_meeting
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.registry import HoldingsRequest, HomeRequest
from tests.domain.escalations.conftest import TODAY, Groups

GRANTED = Answer("The council pays half", decision=12)


def again(one: Escalation, viewer: User) -> Escalation:
    found = escalation_of(one.pk, workspace=one.workspace, viewer=viewer)
    assert found is not None
    return found


def needs(workspace: Workspace, viewer: User) -> list[str]:
    return [need.title for need in HOME(HomeRequest(workspace=workspace, viewer=viewer, today=TODAY)).needs]


def test_escalations_are_numbered_and_wait_for_the_group_that_is_asked(
    workspace: Workspace, officer: User, given: SentUp, escalation: Escalation, groups: Groups
) -> None:
    second = actions.send_up(workspace=workspace, given=replace(given, by_when=date(2025, 12, 10)), by=officer)
    assert (escalation.number, second.number) == (1, 2)
    assert open_for(groups.board) == (second, escalation)
    assert open_for(groups.harbour) == ()
    assert open_of(groups.harbour) == (second, escalation)
    assert agenda_line_of(second) == (
        "Escalation 2, from Harbour: Lamps on the quay. Asked: Forty thousand pounds (by 10 December 2025)."
    )
    assert Event.objects.filter(verb="escalations.sent_up").count() == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"asks": " "}, "what is asked is not said"),
        ({"why": "x" * 501}, "501 characters"),
        ({"matter": Matter("")}, "what it is about is not said"),
        ({"by_when": date(2025, 12, 1)}, "1 December 2025 has gone by"),
        ({"sent_on": date(2025, 12, 3)}, "3 December 2025 has not yet come"),
    ],
)
def test_what_makes_no_escalation_is_refused(
    change: dict[str, object], told: str, workspace: Workspace, officer: User, given: SentUp
) -> None:
    with pytest.raises(NotAnEscalation, match=told):
        actions.send_up(workspace=workspace, given=replace(given, **change), by=officer)  # type: ignore[arg-type]
    assert not Escalation.objects.exists()


def test_nothing_is_sent_to_oneself_nor_to_another_partnership(
    workspace: Workspace, officer: User, given: SentUp, groups: Groups
) -> None:
    with pytest.raises(NotAnEscalation, match="the group that sends it"):
        actions.send_up(workspace=workspace, given=replace(given, receiver=groups.harbour), by=officer)
    founder = create_user(email="other@example.invalid", name="Other")
    foreign = create_workspace(name="Other", slug="other", by=founder)
    theirs = create_user(email="theirs@example.invalid", name="Theirs")
    add_member(workspace=foreign, user=theirs, role=Role.OFFICER, by=founder)
    board = create_body(workspace=foreign, name="Board", kind="board", by=theirs)
    made = actions.send_up(workspace=workspace, given=given, by=officer)
    with pytest.raises(NotAnEscalation, match="not of this partnership"):
        actions.send_up(workspace=workspace, given=replace(given, receiver=board), by=officer)
    with pytest.raises(NotAnEscalation, match="not of this partnership"):
        actions.hand_on(escalation=made, receiver=board, reason="It is theirs", by=officer)
    assert escalation_of(made.pk, workspace=workspace, viewer=theirs) is None


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.LEAD}))
def test_nobody_else_sends_up_answers_or_takes_back(
    role: Role, people: dict[Role, User], workspace: Workspace, given: SentUp, escalation: Escalation, groups: Groups
) -> None:
    who = people[role]
    for deed in (
        lambda: actions.send_up(workspace=workspace, given=given, by=who),
        lambda: actions.answer(escalation=escalation, given=GRANTED, by=who),
        lambda: actions.put_on_agenda(escalation=escalation, meeting=Matter("Board"), by=who),
        lambda: actions.take_back(escalation=escalation, reason="No", by=who),
        lambda: actions.reopen(escalation=escalation, reason="No", by=who),
        lambda: actions.hand_on(escalation=escalation, receiver=groups.county, reason="No", by=who),
        lambda: actions.note_answer(escalation=escalation, by=who),
    ):
        with pytest.raises(NotPermitted):
            deed()


def test_an_answer_is_seen_by_the_sender_until_it_is_noted(
    workspace: Workspace, people: dict[Role, User], officer: User, given: SentUp
) -> None:
    lead = people[Role.LEAD]
    sent = actions.send_up(workspace=workspace, given=given, by=lead)
    title = "Escalation 1: Lamps on the quay"
    assert needs(workspace, officer) == [title]
    assert needs(workspace, people[Role.MEMBER]) == []
    answered = actions.answer(escalation=sent, given=GRANTED, by=officer)
    assert (answered.state, answered.closed_on, answered.decision) == ("answered", TODAY, 12)
    assert needs(workspace, lead) == [title]
    assert needs(workspace, officer) == []
    actions.note_answer(escalation=answered, by=lead)
    actions.note_answer(escalation=answered, by=lead)
    assert needs(workspace, lead) == []
    assert Event.objects.filter(verb="escalations.answer_read").count() == 1
    assert HOME(HomeRequest(workspace=workspace, viewer=people[Role.SCRUTINY], today=TODAY)).needs == ()


def test_more_than_a_few_are_counted_on_the_first_page(workspace: Workspace, officer: User, given: SentUp) -> None:
    for at in range(7):
        actions.send_up(workspace=workspace, given=replace(given, matter=Matter(f"Lamp {at}")), by=officer)
    assert needs(workspace, officer)[5:] == ["2 more wait for an answer"]


def test_what_was_answered_is_not_answered_again_but_can_be_opened(escalation: Escalation, officer: User) -> None:
    actions.answer(escalation=escalation, given=GRANTED, by=officer)
    with pytest.raises(NotAnEscalation, match="it is answered"):
        actions.answer(escalation=escalation, given=GRANTED, by=officer)
    with pytest.raises(NotAnEscalation, match="it is answered"):
        actions.take_back(escalation=escalation, reason="Too late", by=officer)
    opened = actions.reopen(escalation=escalation, reason="The answer was to another question", by=officer)
    assert (opened.state, opened.answer, opened.decision, opened.closed_on) == ("sent", "", None, None)
    with pytest.raises(NotAnEscalation, match="it is open"):
        actions.reopen(escalation=escalation, reason="Again", by=officer)
    told = [(step.deed, step.words) for step in again(escalation, officer).steps.all()]
    assert ("answered", "Board: The council pays half") in told
    assert ("reopened", "The answer was to another question") in told


def test_an_answer_says_something_on_a_day_that_has_come(escalation: Escalation, officer: User) -> None:
    with pytest.raises(NotAnEscalation, match="the answer is not said"):
        actions.answer(escalation=escalation, given=Answer(" "), by=officer)
    with pytest.raises(NotAnEscalation, match="3 December 2025 does not lie"):
        actions.answer(escalation=escalation, given=Answer("Yes", on=date(2025, 12, 3)), by=officer)
    with pytest.raises(NotAnEscalation, match="has no answer"):
        actions.note_answer(escalation=escalation, by=officer)


def test_it_is_taken_back_with_a_reason_alone(escalation: Escalation, officer: User, groups: Groups) -> None:
    with pytest.raises(NotAnEscalation, match="the reason is not said"):
        actions.take_back(escalation=escalation, reason=" ", by=officer)
    taken = actions.take_back(escalation=escalation, reason="The lamps were paid for", by=officer)
    assert taken.state == "taken_back"
    assert open_for(groups.board) == ()


def test_whatever_becomes_of_what_it_is_about_it_stays_open(
    workspace: Workspace, officer: User, given: SentUp, groups: Groups
) -> None:
    trust = found_organisation(workspace=workspace, name="Lamp trust", kind="charity", by=officer)
    undertaken = Undertaken("Mend the lamps", groups.harbour, trust, TODAY, None)
    action = add_action(workspace=workspace, given=undertaken, by=officer)
    about = f"action_log.action:{action.pk}"
    matter = matter_to_send(about, workspace=workspace, viewer=officer)
    assert matter is not None
    assert matter.words == "Action 1: Mend the lamps"
    sent = actions.send_up(workspace=workspace, given=replace(given, matter=matter), by=officer)
    with pytest.raises(NotAnEscalation, match="escalation 1 asks that group about it already"):
        actions.send_up(workspace=workspace, given=replace(given, matter=matter), by=officer)
    stop_action(action=action, reason="No money", by=officer)
    assert open_for(groups.board) == (sent,)
    key = str(action.pk)
    action.delete()
    assert open_for(groups.board) == (sent,)
    assert matter_of(again(sent, officer), viewer=officer) == Matter(
        "Action 1: Mend the lamps", "action_log.action", key
    )
    for nothing in (about, "action_log.action:7", "no.kind:7", ""):
        assert matter_to_send(nothing, workspace=workspace, viewer=officer) is None


def test_it_goes_on_the_agenda_of_a_meeting_and_outlives_it(
    workspace: Workspace, officer: User, escalation: Escalation, groups: Groups
) -> None:
    assert agendas_for(escalation, viewer=officer, today=TODAY) == ()
    later, sooner = (
        plan_meeting(workspace=workspace, body=groups.board, on=date(2026, month, 4), by=officer) for month in (3, 1)
    )
    plan_meeting(workspace=workspace, body=groups.county, on=date(2026, 1, 5), by=officer)
    first, second = agendas_for(escalation, viewer=officer, today=TODAY)
    assert (first.about, second.about) == (str(sooner.pk), str(later.pk))
    count = sooner.items.count()
    placed = actions.add_to_agenda(escalation=escalation, agenda=first, by=officer)
    item = sooner.items.get(order=count)
    assert item.title == "Escalation 1 from Harbour: Lamps on the quay"
    assert (item.kind, item.asks) == ("decision", "Forty thousand pounds")
    assert placed.agenda_words == f"Board, 4 January 2026, item {count}"
    where = agenda_of(placed, viewer=officer)
    assert where is not None
    assert str(sooner.pk) in where.href
    cancel_meeting(meeting=sooner, because="Snow", by=officer)
    assert open_for(groups.board) == (placed,)
    assert [one.about for one in agendas_for(placed, viewer=officer, today=TODAY)] == [str(later.pk)]


def test_a_group_that_ends_hands_on_what_it_has_to_answer_and_what_it_asked(
    workspace: Workspace, officer: User, given: SentUp, escalation: Escalation, groups: Groups
) -> None:
    up = actions.send_up(
        workspace=workspace, given=replace(given, sender=groups.board, receiver=groups.county), by=officer
    )
    harbour = Body.objects.get(pk=groups.harbour.pk)
    end_body(body=harbour, last=TODAY, by=officer)
    assert again(escalation, officer).from_body == groups.harbour  # the board does not ask itself
    end_body(body=Body.objects.get(pk=groups.board.pk), last=TODAY, by=officer)
    moved = again(escalation, officer)
    assert (moved.to_body, moved.state) == (groups.county, "sent")
    assert [step.words for step in moved.steps.all()][-1] == "from Board to County: Board ended"
    assert again(up, officer).from_body == groups.board
    with pytest.raises(NotAnEscalation, match="2 escalations wait for an answer of County"):
        end_body(body=Body.objects.get(pk=groups.county.pk), last=TODAY, by=officer)
    assert Body.objects.get(pk=groups.county.pk).until is None


def test_what_an_ended_group_asked_of_a_third_is_asked_by_the_one_above(
    workspace: Workspace, officer: User, given: SentUp, groups: Groups
) -> None:
    sent = actions.send_up(workspace=workspace, given=replace(given, receiver=groups.county), by=officer)
    end_body(body=Body.objects.get(pk=groups.harbour.pk), last=TODAY, by=officer)
    assert again(sent, officer).from_body == groups.board


def test_a_group_does_not_end_while_the_one_above_waits_for_its_answer(
    workspace: Workspace, officer: User, given: SentUp, groups: Groups
) -> None:
    down = replace(given, sender=groups.board, receiver=groups.harbour)
    actions.send_up(workspace=workspace, given=down, by=officer)
    with pytest.raises(NotAnEscalation, match="an escalation waits for an answer of Harbour"):
        end_body(body=Body.objects.get(pk=groups.harbour.pk), last=TODAY, by=officer)


def test_a_group_that_an_open_escalation_names_is_not_withdrawn(
    officer: User, escalation: Escalation, groups: Groups
) -> None:
    with pytest.raises(NotAnEscalation, match="an open escalation names Harbour"):
        withdraw(row=Body.objects.get(pk=groups.harbour.pk), reason="A slip", by=officer)
    actions.take_back(escalation=escalation, reason="A slip", by=officer)
    withdraw(row=Body.objects.get(pk=groups.harbour.pk), reason="A slip", by=officer)


def test_nothing_is_handed_on_to_a_group_that_ended_or_already_has_it(
    workspace: Workspace, officer: User, given: SentUp, escalation: Escalation, groups: Groups
) -> None:
    for receiver in (groups.board, groups.harbour):
        with pytest.raises(NotAnEscalation, match="the group that sends it"):
            actions.hand_on(escalation=escalation, receiver=receiver, reason="Theirs", by=officer)
    handed = actions.hand_on(escalation=escalation, receiver=groups.county, reason="It is for the county", by=officer)
    assert (open_for(groups.board), open_for(groups.county)) == ((), (handed,))
    ended = end_body(
        body=create_body(workspace=workspace, name="Old", kind="sub_group", by=officer),
        last=date(2025, 12, 1),
        by=officer,
    )
    with pytest.raises(NotAnEscalation, match="has ended"):
        actions.send_up(workspace=workspace, given=replace(given, receiver=ended), by=officer)


def test_a_leaver_hands_over_what_they_wait_for(
    workspace: Workspace, people: dict[Role, User], officer: User, given: SentUp
) -> None:
    lead = people[Role.LEAD]
    sent = actions.send_up(workspace=workspace, given=given, by=lead)
    (held,) = HOLDINGS(HoldingsRequest(workspace=workspace, person=lead))
    assert held.title == "Escalation 1: Lamps on the quay"
    held.hand_over(people[Role.MEMBER], officer)
    assert again(sent, officer).sender == people[Role.MEMBER]
    assert HOLDINGS(HoldingsRequest(workspace=workspace, person=lead)) == ()
    actions.answer(escalation=again(sent, officer), given=GRANTED, by=officer)
    assert needs(workspace, people[Role.MEMBER]) == ["Escalation 1: Lamps on the quay"]
    actions.note_answer(escalation=again(sent, officer), by=people[Role.MEMBER])
