"""What the action log brings to "This quarter", and to whom."""

from __future__ import annotations

from datetime import date

from frankpledge.domain.action_log.actions import Undertaken, add_action
from frankpledge.domain.action_log.registry import HOME
from frankpledge.domain.bodies.actions.people import tie_account
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.registry import HomeContribution, HomeRequest
from tests.domain.bodies.stage import Stage
from tests.ground.people import new_member

TODAY = date(2025, 12, 2)
LATE = date(2025, 11, 1)


def brought(workspace: Workspace, viewer: User) -> HomeContribution:
    return HOME(HomeRequest(workspace=workspace, viewer=viewer, today=TODAY))


def late_action(stage: Stage, wording: str, organisation: str, by: User, *, elsewhere: bool = False) -> None:
    body = (
        create_body(workspace=stage.board.workspace, name="Tasking", kind="sub_group", by=by)
        if elsewhere
        else stage.board
    )
    given = Undertaken(
        wording=wording,
        body=body,
        organisation=stage.organisations[organisation],
        agreed_on=date(2025, 9, 3),
        due=LATE,
    )
    add_action(workspace=stage.board.workspace, given=given, by=by)


def test_a_lead_is_told_what_is_late_in_the_groups_they_sit_in_and_the_officer_of_all(
    stage: Stage, workspace: Workspace, officer: User
) -> None:
    lead = new_member(workspace, Role.LEAD)
    tie_account(person=stage.people["police"], account=lead, by=officer)
    late_action(stage, "Ours", "council", officer)
    late_action(stage, "Of another group", "council", officer, elsewhere=True)
    assert [one.title for one in brought(workspace, lead).needs] == ["Action 1: Ours"]
    assert len(brought(workspace, officer).needs) == 2


def test_whoever_acts_for_an_organisation_sees_what_it_owes(stage: Stage, workspace: Workspace, officer: User) -> None:
    member, stranger = new_member(workspace, Role.MEMBER), new_member(workspace, Role.MEMBER)
    tie_account(person=stage.people["police"], account=member, by=officer)
    late_action(stage, "Ours", "police", officer)
    late_action(stage, "Theirs", "council", officer)
    section = brought(workspace, member).sections[0]
    assert section.title == stage.organisations["police"].name
    assert (section.context["open"], section.context["all_late"]) == (1, 1)
    assert brought(workspace, member).needs == ()
    assert brought(workspace, stranger).sections == ()
