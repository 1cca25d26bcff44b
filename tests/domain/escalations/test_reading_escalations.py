"""Which escalations a list shows, and which a period has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frankpledge.domain.escalations import actions
from frankpledge.domain.escalations.actions import Answer, SentUp
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.queries import Choice, chosen, escalations_of, of_period
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.escalations.conftest import TODAY, Groups

GRANTED = Answer("The council pays half", decision=12)


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        (Choice(), [2, 1]),
        (Choice(state="late"), []),
        (Choice(state="answered"), [3]),
        (Choice(state="all"), [3, 2, 1]),
        (Choice(state="all", words="WARDEN"), [2]),
        (Choice(state="all", words="nothing such"), []),
    ],
)
def test_the_list_shows_what_is_chosen(
    choice: Choice, numbers: list[int], workspace: Workspace, officer: User, given: SentUp, escalation: Escalation
) -> None:
    assert escalation.number == 1
    sooner = replace(given, asks="Two wardens", by_when=date(2025, 12, 5))
    actions.send_up(workspace=workspace, given=sooner, by=officer)
    third = actions.send_up(workspace=workspace, given=given, by=officer)
    actions.answer(escalation=third, given=GRANTED, by=officer)
    found = chosen(escalations_of(workspace=workspace, viewer=officer), choice, on=TODAY)
    assert [one.number for one in found] == numbers


def test_the_list_is_chosen_by_group_and_way(
    workspace: Workspace, officer: User, given: SentUp, escalation: Escalation, groups: Groups
) -> None:
    up = actions.send_up(
        workspace=workspace, given=replace(given, sender=groups.board, receiver=groups.county), by=officer
    )
    board = str(groups.board.pk)
    for way, numbers in (("sent", [up.number]), ("received", [escalation.number]), ("", [1, 2])):
        found = chosen(escalations_of(workspace=workspace, viewer=officer), Choice(body=board, way=way), on=TODAY)
        assert [one.number for one in found] == numbers
    late = chosen(escalations_of(workspace=workspace, viewer=officer), Choice(state="late"), on=date(2026, 1, 1))
    assert len(late) == 2


def test_a_period_has_what_was_open_in_it(escalation: Escalation, officer: User, groups: Groups) -> None:
    first, last = date(2025, 12, 1), date(2025, 12, 31)
    assert of_period(groups.harbour, first, last) == (escalation,)
    assert of_period(groups.harbour, first, date(2025, 12, 1)) == ()
    actions.answer(escalation=escalation, given=GRANTED, by=officer)
    assert of_period(groups.harbour, first, last) == (escalation,)
    assert of_period(groups.harbour, date(2025, 12, 3), last) == ()
