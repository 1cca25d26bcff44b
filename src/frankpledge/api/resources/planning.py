"""Planning for programs: a meeting, its day, its agenda."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema

from frankpledge.api.calls import Call
from frankpledge.api.filling import filled
from frankpledge.api.parts import MEETINGS
from frankpledge.api.resources.meetings import ITEM, ONE, WholeMeeting, found, found_item, whole
from frankpledge.api.routing import acts, reads
from frankpledge.domain.meetings.actions import planning
from frankpledge.domain.meetings.forms import CycleForm, ItemForm, MeetingForm, MoveForm, ReasonForm
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.rules import Kind, cycle


class ProposedDays(Schema):
    """The days on which a body would meet next."""

    days: list[date]


@reads("/meetings/proposed-days", part=MEETINGS, returns=ProposedDays, asks=CycleForm, whole=True)
def propose_days(call: Call, given: dict[str, Any]) -> ProposedDays:
    """Propose the days on which a body meets next.

    The same weekday of the month as last time. Nothing is planned by it: plan a meeting on each day that suits.
    """
    call.check(GRANTS, Capability.PREPARE)
    form = filled(CycleForm(given, **call.here))
    asked = form.cleaned_data
    return ProposedDays(days=list(cycle(last=asked["last"], months=int(asked["months"]), count=asked["count"])))


@acts("/meetings", part=MEETINGS, asks=MeetingForm, returns=WholeMeeting, status=201)
def plan_meeting(call: Call, given: dict[str, Any]) -> WholeMeeting:
    """Plan a meeting, with the agenda that its kind of body begins with."""
    call.check(GRANTS, Capability.PREPARE)
    form = filled(MeetingForm(given, **call.here))
    told = form.cleaned_data
    made = planning.plan_meeting(
        workspace=call.workspace, body=form.bodies[told["body"]], on=told["on"], kind=Kind(told["kind"]),
        starts=told["starts"], place=told["place"], by=call.by,
    )  # fmt: skip
    return whole(call, made.pk)


@acts(f"{ONE}/move", part=MEETINGS, asks=MoveForm, returns=WholeMeeting)
def move_meeting(call: Call, meeting: UUID, given: dict[str, Any]) -> WholeMeeting:
    """Give a planned meeting another day, hour or place."""
    form = filled(MoveForm(given))
    planning.move_meeting(meeting=found(call, meeting, Capability.PREPARE), by=call.by, **form.cleaned_data)
    return whole(call, meeting)


@acts(f"{ONE}/cancel", part=MEETINGS, asks=ReasonForm, returns=WholeMeeting)
def cancel_meeting(call: Call, meeting: UUID, given: dict[str, Any]) -> WholeMeeting:
    """Cancel a planned meeting, with the reason. It counts as nobody's absence."""
    form = filled(ReasonForm(given))
    one = found(call, meeting, Capability.PREPARE)
    planning.cancel_meeting(meeting=one, because=form.cleaned_data["reason"], by=call.by)
    return whole(call, meeting)


@acts(f"{ONE}/items", part=MEETINGS, asks=ItemForm, returns=WholeMeeting, status=201)
def add_item(call: Call, meeting: UUID, given: dict[str, Any]) -> WholeMeeting:
    """Put an item on the agenda."""
    one = found(call, meeting, Capability.PREPARE)
    planning.add_item(meeting=one, given=filled(ItemForm(given, **call.here)).given(), by=call.by)
    return whole(call, meeting)


@acts(ITEM, part=MEETINGS, asks=ItemForm, returns=WholeMeeting, method="PUT")
def amend_item(call: Call, meeting: UUID, item: UUID, given: dict[str, Any]) -> WholeMeeting:
    """Put an item of the agenda right. What is left out is emptied."""
    one = found_item(call, found(call, meeting, Capability.PREPARE), item)
    planning.amend_item(item=one, given=filled(ItemForm(given, **call.here)).given(), by=call.by)
    return whole(call, meeting)


@acts(f"{ITEM}/up", part=MEETINGS, returns=WholeMeeting)
def move_item_up(call: Call, meeting: UUID, item: UUID) -> WholeMeeting:
    """Let an item change places with the one before."""
    planning.move_item(item=found_item(call, found(call, meeting, Capability.PREPARE), item), up=True, by=call.by)
    return whole(call, meeting)


@acts(f"{ITEM}/down", part=MEETINGS, returns=WholeMeeting)
def move_item_down(call: Call, meeting: UUID, item: UUID) -> WholeMeeting:
    """Let an item change places with the one after."""
    planning.move_item(item=found_item(call, found(call, meeting, Capability.PREPARE), item), up=False, by=call.by)
    return whole(call, meeting)


@acts(ITEM, part=MEETINGS, returns=WholeMeeting, method="DELETE")
def remove_item(call: Call, meeting: UUID, item: UUID) -> WholeMeeting:
    """Take an item off the agenda of a planned meeting."""
    planning.remove_item(item=found_item(call, found(call, meeting, Capability.PREPARE), item), by=call.by)
    return whole(call, meeting)
