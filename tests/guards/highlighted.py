"""Highlight reports of a town's, each word with the canary: one stands on an agenda, approved; one is a draft."""

from __future__ import annotations

from datetime import timedelta

from frankpledge.domain.action_log.actions import Undertaken, add_action
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.highlights import actions
from frankpledge.domain.highlights.actions import Edited
from frankpledge.domain.highlights.rules import Part, Period
from frankpledge.domain.meetings.actions.planning import plan_meeting
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace


def highlighted(canary: str, workspace: Workspace, by: User, second: User) -> dict[str, str]:
    """Draft two reports of a group; approve the first and put it before its board. Return what the addresses need."""
    today = clock.today()
    board = create_body(workspace=workspace, name=f"{canary} reporting board", kind="board", by=by)
    group = create_body(workspace=workspace, name=f"{canary} reporter group", kind="sub_group", parent=board, by=by)
    trust = found_organisation(workspace=workspace, name=f"{canary} reporters", kind="charity", by=by)
    given = Undertaken(f"{canary} ink is bought", group, trust, today - timedelta(days=60), today - timedelta(days=9))
    add_action(workspace=workspace, given=given, by=by)
    meeting = plan_meeting(workspace=workspace, body=board, on=today + timedelta(days=10), by=by)
    made = []
    for days in (30, 20):
        report = actions.draft_report(body=group, period=Period(today - timedelta(days=days), today), by=by)
        words = Edited(lead=f"{canary} ink ran", asks=f"{canary} ink money", added=((Part.NEXT, f"{canary} pens"),))
        made.append(actions.edit_report(report=report, given=words, by=by))
    approved = actions.send_report(report=made[0], by=by)
    actions.approve_report(report=approved, by=second, formats=("html",))
    actions.put_before(report=approved, meeting=meeting, by=by)
    return {"report": str(approved.pk)}
