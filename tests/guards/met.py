"""Meetings of a town's, each word with the canary: one was held and minuted, one is planned."""

from __future__ import annotations

from datetime import timedelta

from frankpledge.domain.attendance.actions.sheets import SHEETS
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.bodies.actions.seats import create_body, create_seat, give_seat
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.meetings.actions import minuting, planning
from frankpledge.domain.meetings.actions.minuting import Came, DecisionFacts
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.rules import Presence
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.lists.queries import Read, Sheet


def met(canary: str, workspace: Workspace, by: User) -> dict[str, str]:
    """Hold a meeting with a decision and an interest, and return what its addresses need."""
    today = clock.today()
    body = create_body(workspace=workspace, name=f"{canary} strategy board", kind="board", by=by)
    seat = create_seat(body=body, name=f"{canary} chair", by=by)
    organisation = found_organisation(workspace=workspace, name=f"{canary} borough", kind="other", by=by)
    give_seat(seat=seat, organisations=[organisation], since=today - timedelta(days=400), by=by)
    meeting = planning.plan_meeting(workspace=workspace, body=body, on=today, place=f"{canary} hall", by=by)
    planning.plan_meeting(workspace=workspace, body=body, on=today + timedelta(days=90), by=by)
    minuting.record_attendance(meeting=meeting, came={seat.pk: Came(Presence.PRESENT)}, by=by)
    item = meeting.items.select_related("meeting__body", "meeting__workspace").get(order=3)
    minuting.minute_item(item=item, words=f"{canary} was heard", by=by)
    minuting.declare_interest(item=item, seat=seat, words=f"{canary} owns it", by=by)
    given = DecisionFacts(f"{canary} decides", f"{canary} reason", f"{canary} effect")
    minuting.record_decision(item=item, given=given, by=by)
    return {
        "meeting": str(meeting.pk),
        "item": str(item.pk),
        "version": "open",
        "sheet": sheet(canary, workspace, body, meeting, by),
    }


def sheet(canary: str, workspace: Workspace, body: Body, meeting: Meeting, by: User) -> str:
    """Send an attendance sheet with a mark and a head that are not known."""
    heads = ("name", meeting.on.isoformat(), f"{canary} share")
    lines = (
        (0, 2, [f"{canary} chair", "substitute", ""]),
        (0, 3, [f"{canary} chair", f"{canary} mark", f"{canary} x"]),
    )
    read, said = Read((Sheet(f"{canary} sheet", 1, heads),), lines), {"body": str(body.pk)}
    return str(send_list(kind=SHEETS, workspace=workspace, name=f"{canary} sheet", read=read, said=said, by=by).pk)
