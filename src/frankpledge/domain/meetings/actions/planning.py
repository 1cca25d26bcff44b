"""Planning meetings and their agendas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.matters.rules import Drawn
from frankpledge.domain.meetings import rules
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.queries.reading import minutes_closed
from frankpledge.domain.meetings.rules import ItemKind, Kind, Marking, State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.models import Edition
from frankpledge.statute.agenda import agenda
from frankpledge.statute.deadlines import in_words


@dataclass(frozen=True)
class ItemFacts:
    """An item of an agenda as a person gives it."""

    title: str
    kind: ItemKind = ItemKind.DISCUSSION
    marking: Marking = Marking.OPEN
    presenter: str = ""
    asks: str = ""
    paper: Edition | None = None
    paper_words: str = ""
    draws: Drawn | None = None
    because: str = ""


@transaction.atomic
def plan_meeting(
    *, workspace: Workspace, body: Body, on: date, by: User, kind: Kind = Kind.ORDINARY, starts: time | None = None,
    place: str = "",
) -> Meeting:  # fmt: skip
    """Plan a meeting of a body, with the agenda that its kind of body begins with."""
    check_granted(GRANTS, Capability.PREPARE, workspace=workspace, user=by)
    if body.workspace_id != workspace.pk:
        raise rules.NotAMeeting("the body is not of this partnership.", cure="Choose one of its own.")
    if not body.span.holds(on):
        raise rules.NotAMeeting(f"{body} was not there on {in_words(on)}.", cure="Check the day.")
    if Meeting.objects.filter(body=body, on=on, kind=kind).exists():
        raise rules.NotAMeeting(f"{body} has such a meeting on that day.", cure="Open that one.")
    made = Meeting.objects.create(
        workspace=workspace, body=body, kind=kind, on=on, starts=starts, place=place.strip()[: rules.LONGEST_LINE],
        recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    Item.objects.bulk_create(
        Item(
            workspace=workspace,
            meeting=made,
            order=at,
            title=one.title,
            kind=one.kind,
            asks=one.asks or "",
            draws=one.draws,
            closes=one.closes,
        )
        for at, one in enumerate(agenda(body=body.kind, meeting=kind), 1)
    )
    record("meetings.meeting_planned", made, by=by, facts={"body": body.name, "on": on.isoformat()})
    return made


@transaction.atomic
def plan_meetings(*, workspace: Workspace, body: Body, days: Sequence[date], by: User) -> tuple[Meeting, ...]:
    """Plan a body's ordinary meetings on those days, all of them or none."""
    if not days:
        raise rules.NotAMeeting("no day is chosen.", cure="Tick at least one.")
    return tuple(plan_meeting(workspace=workspace, body=body, on=day, by=by) for day in days)


@transaction.atomic
def move_meeting(*, meeting: Meeting, on: date, starts: time | None, place: str, by: User) -> Meeting:
    """Give a planned meeting another day, hour or place."""
    _check_may_change(meeting, by, State.PLANNED, deed="moved")
    if Meeting.objects.filter(body=meeting.body, on=on, kind=meeting.kind).exclude(pk=meeting.pk).exists():
        raise rules.NotAMeeting(f"{meeting.body} has such a meeting on that day.", cure="Choose another.")
    was = meeting.on
    meeting.on, meeting.starts, meeting.place = on, starts, place.strip()[: rules.LONGEST_LINE]
    meeting.save(update_fields=["on", "starts", "place"])
    record("meetings.meeting_moved", meeting, by=by, facts={"was": was.isoformat(), "on": on.isoformat()})
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, because: str, by: User) -> Meeting:
    """Cancel a planned meeting, with the reason: it counts as no absence for anybody."""
    _check_may_change(meeting, by, State.PLANNED, deed="cancelled")
    meeting.because = rules.check_words(because, what="the reason", longest=500)
    meeting.state = State.CANCELLED
    meeting.save(update_fields=["because", "state"])
    record("meetings.meeting_cancelled", meeting, by=by, facts={"on": meeting.on.isoformat()})
    return meeting


@transaction.atomic
def add_item(*, meeting: Meeting, given: ItemFacts, by: User) -> Item:
    """Put an item at the end of an agenda: before what closes it, until the meeting is held."""
    _check_may_change(meeting, by, State.PLANNED, State.HELD, deed="given another item")
    closing = list(meeting.items.filter(closes=True).order_by("-order")) if meeting.state == State.PLANNED else []
    order = meeting.items.count() + 1 - len(closing)
    for one in closing:
        one.order += 1
        one.save(update_fields=["order"])
    made = Item(workspace=meeting.workspace, meeting=meeting, order=order)
    _keep_item(made, given)
    record("meetings.item_added", made, by=by, facts={"number": made.order})
    return made


@transaction.atomic
def amend_item(*, item: Item, given: ItemFacts, by: User) -> Item:
    """Put an item of an agenda right."""
    _check_may_change(item.meeting, by, State.PLANNED, State.HELD, deed="given another agenda")
    _keep_item(item, given)
    record("meetings.item_amended", item, by=by, facts={"number": item.order})
    return item


@transaction.atomic
def move_item(*, item: Item, up: bool, by: User) -> Item:
    """Change places with the item before, or after."""
    _check_may_change(item.meeting, by, State.PLANNED, deed="put in another order")
    others = item.meeting.items.filter(**({"order__lt": item.order} if up else {"order__gt": item.order}))
    other = others.order_by("-order" if up else "order").first()
    if other is None:
        raise rules.NotAMeeting("it stands there already.")
    mine, theirs = item.order, other.order
    for row, order in ((item, 0), (other, mine), (item, theirs)):
        row.order = order
        row.save(update_fields=["order"])
    record("meetings.item_moved", item, by=by, facts={"was": mine, "now": theirs})
    return item


@transaction.atomic
def remove_item(*, item: Item, by: User) -> None:
    """Take an item off the agenda of a planned meeting; the others close up."""
    _check_may_change(item.meeting, by, State.PLANNED, deed="taken an item from")
    meeting, gone = item.meeting, item.order
    item.delete()
    for later in meeting.items.filter(order__gt=gone).order_by("order"):
        later.order -= 1
        later.save(update_fields=["order"])
    record("meetings.item_removed", meeting, by=by, facts={"number": gone})


def _keep_item(item: Item, given: ItemFacts) -> None:
    item.title = rules.check_words(given.title, what="the title", longest=rules.LONGEST_LINE)
    if given.paper is not None and given.paper.workspace_id != item.workspace_id:
        raise rules.NotAMeeting("the paper is not of this partnership.", cure="Choose one of its own.")
    item.kind, item.marking, item.paper = given.kind, given.marking, given.paper
    item.presenter, item.asks = given.presenter.strip()[:200], given.asks.strip()[:500]
    item.restricted_because = given.because.strip()[:300] if given.marking is Marking.RESTRICTED else ""
    item.paper_words, item.draws = given.paper_words.strip()[:500], given.draws or ""
    item.save()


def _check_may_change(meeting: Meeting, by: User, *wanted: State, deed: str) -> None:
    check_granted(GRANTS, Capability.PREPARE, workspace=meeting.workspace, user=by)
    rules.check_state(State(meeting.state), wanted=wanted, deed=deed)
    rules.check_not_closed(closed=minutes_closed(meeting))
