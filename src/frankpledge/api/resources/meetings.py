"""Meetings for programs: which there are, one whole, and what was decided."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled
from frankpledge.api.parts import MEETINGS
from frankpledge.api.routing import Rows, lists, reads
from frankpledge.domain.action_log.queries import actions_from
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.meetings.forms import BodyYearForm
from frankpledge.domain.meetings.models import Decision, Item, Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.presenters import ItemPart, item_parts
from frankpledge.domain.meetings.queries.attending import sitting
from frankpledge.domain.meetings.queries.drawing import drawn_by
from frankpledge.domain.meetings.queries.reading import (
    decisions_of,
    item_of,
    items_of,
    meeting_of,
    meetings_of,
    minutes_edition,
    origins,
    withheld,
)
from frankpledge.domain.meetings.rules import ItemKind, Kind, Marking, Presence
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.documents.permissions import Capability as Draft
from frankpledge.ground.documents.permissions import may as may_paper

ONE = "/meetings/{uuid:meeting}"
ITEM = f"{ONE}/items/{{uuid:item}}"


class MeetingOut(Schema):
    """A meeting. `minutes`: the state of its minutes, empty where there are none yet."""

    id: UUID
    body: UUID
    body_name: str
    kind: Kind
    on: date
    starts: time | None
    place: str
    state: str = Field(description="planned, held or cancelled.")
    because: str = Field(description="Why it was cancelled.")
    minutes: str = Field(description="draft, in_review or approved; empty where there are none.")


class DecisionOut(Schema):
    """What was decided, and all that must be known of it later. `seen`: the edition whose figures lay before it."""

    id: UUID
    number: int
    body_name: str
    on: date
    item: UUID
    item_title: str
    wording: str
    reason: str
    options: str
    section_17: str
    equality: str
    seen: UUID | None


class MatterOut(Schema):
    """One line of what an item takes from the record: an action, a duty, something sent up."""

    title: str
    words: str
    href: str
    late: bool


class ItemOut(Schema):
    """An item of an agenda. Of one that is withheld from you its words, papers and decisions are not told."""

    id: UUID
    order: int
    title: str
    kind: ItemKind
    marking: Marking
    withheld: bool
    presenter: str
    asks: str
    paper: UUID | None
    paper_words: str
    minute: list[str]
    interests: list[str]
    decisions: list[DecisionOut]
    drawn: list[MatterOut] = Field(description="What the item takes from the record.")
    actions: list[int] = Field(description="The numbers of the actions that were agreed under it.")


class SeatCameOut(Schema):
    """A seat at the table, and how it was filled: null where nobody wrote it down."""

    seat: UUID
    seat_name: str
    organisation: str
    presence: Presence | None
    person: UUID | None
    person_name: str


class QuorumOut(Schema):
    """Whether enough were there, in a sentence too; null where no quorum is set or nobody wrote down who came."""

    met: bool | None
    words: str


class WholeMeeting(Schema):
    """A meeting with its agenda, who came, what was decided, and the newest edition of its minutes."""

    meeting: MeetingOut
    items: list[ItemOut]
    seats: list[SeatCameOut]
    quorum: QuorumOut | None
    minutes_edition: UUID | None


def meeting_out(one: Meeting) -> MeetingOut:
    """Return a meeting as it is told."""
    return MeetingOut(
        id=one.pk, body=one.body_id, body_name=one.body.name, kind=Kind(one.kind), on=one.on, starts=one.starts,
        place=one.place, state=one.state, because=one.because, minutes=one.minutes.state if one.minutes else "",
    )  # fmt: skip


def decision_out(one: Decision) -> DecisionOut:
    """Return a decision as it is told."""
    return DecisionOut(
        id=one.pk, number=one.number, body_name=one.body.name, on=one.item.meeting.on, item=one.item_id,
        item_title=one.item.title, wording=one.wording, reason=one.reason, options=one.options,
        section_17=one.section_17, equality=one.equality, seen=one.seen_id,
    )  # fmt: skip


def found(call: Call, meeting: UUID, *capabilities: Capability) -> Meeting:
    """Return a meeting that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, Capability.SEE)
    one = there(meeting_of(meeting, **call.here), "meeting")
    for capability in capabilities:
        call.check(GRANTS, capability)
    return one


def found_item(call: Call, meeting: Meeting, item: UUID) -> Item:
    """Return an item of a meeting; refused where it is withheld from whoever calls."""
    one = there(item_of(item, meeting=meeting), "item")
    if hidden(call, [one]):
        raise NotPermitted("an interest was declared: this item is withheld from you.")
    return one


def hidden(call: Call, items: list[Item]) -> frozenset[UUID]:
    """Return which items are withheld from whoever calls."""
    return withheld(call.by, items, workspace=call.workspace, minuting=call.may(GRANTS, Capability.MINUTE))


def sees_drafts(call: Call) -> bool:
    """Return whether whoever calls reads what is not approved yet."""
    return may_paper(Draft.READ_PAPER, workspace=call.workspace, user=call.by)


def whole(call: Call, meeting: UUID) -> WholeMeeting:
    """Return a meeting whole, as whoever calls may see it."""
    one = there(meeting_of(meeting, **call.here), "meeting")
    items, table, edition = list(items_of(one)), sitting(one), minutes_edition(one)
    agreed, silent = actions_from(call.workspace, list(origins(items))), edition is None and not sees_drafts(call)
    drawn = drawn_by(items, one, viewer=call.by)
    parts = item_parts(items, agreed, hidden(call, items), agenda_only=silent, drawn=drawn)
    seats = [
        SeatCameOut(
            seat=line.seat.id, seat_name=line.seat.name, organisation=line.organisation, presence=line.presence,
            person=line.person, person_name=line.name,
        )
        for line in table.lines
    ]  # fmt: skip
    return WholeMeeting(
        meeting=meeting_out(one),
        items=[_item(one) for one in parts],
        seats=seats,
        quorum=QuorumOut(met=table.quorum.met, words=table.quorum.words) if table.recorded else None,
        minutes_edition=edition.pk if edition else None,
    )


def _item(part: ItemPart) -> ItemOut:
    one, told = part.item, not part.withheld
    return ItemOut(
        id=one.pk, order=one.order, title=one.title, kind=ItemKind(one.kind), marking=Marking(one.marking),
        withheld=part.withheld, presenter=one.presenter if told else "", asks=one.asks if told else "",
        paper=one.paper_id if told else None, paper_words=one.paper_words if told else "",
        minute=list(part.paragraphs), interests=list(part.interests),
        decisions=[decision_out(decision) for decision in part.decisions],
        drawn=[MatterOut.from_orm(matter) for matter in part.drawn],
        actions=[action.number for action in part.actions],
    )  # fmt: skip


def chosen(call: Call, given: dict[str, Any]) -> list[Meeting]:
    """Return the meetings of a body and a year, the latest first, as the page chooses them."""
    call.check(GRANTS, Capability.SEE)
    every = list(meetings_of(**call.here))
    years = sorted({one.on.year for one in every}, reverse=True)
    form = filled(BodyYearForm(given, bodies=standing_rows(Body, **call.here), years=years))
    body, year = form.chosen("body"), form.chosen("year")
    return [one for one in every if body in {"", str(one.body_id)} and year in {"", str(one.on.year)}]


@lists("/meetings", part=MEETINGS, of=MeetingOut, asks=BodyYearForm)
def list_meetings(call: Call, given: dict[str, Any]) -> Rows:
    """List meetings, the latest first."""
    return Rows(chosen(call, given), meeting_out)


def decisions(call: Call) -> list[Decision]:
    """Return what was decided, the latest first, without what is withheld from whoever calls."""
    call.check(GRANTS, Capability.SEE)
    rows = list(decisions_of(**call.here, agreed_only=not sees_drafts(call)))
    gone = hidden(call, [one.item for one in rows])
    return [one for one in rows if one.item_id not in gone]


@lists("/decisions", part=MEETINGS, of=DecisionOut)
def list_decisions(call: Call) -> Rows:
    """List decisions, the latest first."""
    return Rows(decisions(call), decision_out)


@reads(ONE, part=MEETINGS, returns=WholeMeeting)
def read_meeting(call: Call, meeting: UUID) -> WholeMeeting:
    """Read a meeting.

    Its agenda, who came, what was minuted and decided, as far as you may see it.
    """
    return whole(call, found(call, meeting).pk)
