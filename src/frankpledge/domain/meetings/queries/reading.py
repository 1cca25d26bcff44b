"""Which meetings there are, what stands on their agendas, what was decided, and what is withheld from whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.domain.bodies.models import Representation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.meetings.models import Decision, Interest, Item, Meeting
from frankpledge.domain.meetings.rules import Marking, State
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.permissions import Capability, may
from frankpledge.ground.documents.queries import authors_of, next_number
from frankpledge.ground.documents.rules import State as PaperState


def meetings_of(*, workspace: Workspace, viewer: User, body: UUID | str = "") -> QuerySet[Meeting]:
    """Return the meetings of a workspace that the viewer belongs to, the latest first."""
    found = Meeting.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    found = found.filter(body_id=body) if body else found
    return found.select_related("workspace", "body", "minutes").order_by("-on")


def meeting_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Meeting | None:
    """Return one meeting; None where there is none that the viewer may see."""
    return meetings_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def coming(body: UUID | str, *, workspace: Workspace, viewer: User, on: date) -> QuerySet[Meeting]:
    """Return the meetings of a body, or of all, that are planned for a day or later, the next first."""
    found = meetings_of(workspace=workspace, viewer=viewer, body=body)
    return found.filter(on__gte=on, state=State.PLANNED).order_by("on")


def items_of(meeting: Meeting) -> QuerySet[Item]:
    """Return the items of a meeting's agenda with their decisions and interests, in order."""
    return meeting.items.select_related("meeting__body", "meeting__workspace", "paper", "workspace").prefetch_related(
        Prefetch("decisions", queryset=Decision.objects.select_related("seen", "item").order_by("number")),
        Prefetch("interests", queryset=Interest.objects.select_related("seat")),
    )


def item_of(identity: UUID, *, meeting: Meeting) -> Item | None:
    """Return one item of a meeting."""
    return items_of(meeting).filter(pk=identity).first()


def decisions_of(*, workspace: Workspace, viewer: User, agreed_only: bool = False) -> QuerySet[Decision]:
    """Return the decisions of a workspace that the viewer belongs to, the latest first, or those in agreed minutes."""
    found = Decision.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    found = found.filter(item__meeting__minutes__editions__isnull=False).distinct() if agreed_only else found
    found = found.select_related("item__meeting", "body", "seen").prefetch_related("item__interests")
    return found.order_by("-item__meeting__on", "-number")


def origins(items: Iterable[Item]) -> Iterator[str]:
    """Yield where an action came from that was agreed under one of the items, or with one of their decisions."""
    for item in items:
        yield f"item:{item.pk}"
        yield from (f"decision:{decision.pk}" for decision in item.decisions.all())


def last_before(meeting: Meeting) -> Meeting | None:
    """Return the meeting of the same body that was held before a meeting."""
    earlier = Meeting.objects.filter(body=meeting.body, on__lt=meeting.on, state="held")
    return earlier.select_related("body", "minutes").order_by("-on").first()


def next_after(meeting: Meeting) -> Meeting | None:
    """Return the meeting of the same body that was, or is to be, held after a meeting."""
    later = Meeting.objects.filter(body=meeting.body, on__gt=meeting.on).exclude(state="cancelled")
    return later.select_related("body").order_by("on").first()


def may_agree(meeting: Meeting, viewer: User) -> bool:
    """Return whether a person may agree the minutes as they are out: by role, and having written nothing in them."""
    paper = meeting.minutes
    if paper is None or not may(Capability.APPROVE_PAPER, workspace=meeting.workspace, user=viewer):
        return False
    return viewer not in authors_of(paper, edition_number=next_number(paper))


def minutes_closed(meeting: Meeting) -> bool:
    """Return whether the minutes of a meeting are out for agreement, or agreed: what they say is not written in."""
    return meeting.minutes is not None and meeting.minutes.state != PaperState.DRAFT


def minutes_edition(meeting: Meeting) -> Edition | None:
    """Return the newest edition of a meeting's minutes, None where they were not agreed yet."""
    if meeting.minutes_id is None:
        return None
    return Edition.objects.filter(paper_id=meeting.minutes_id).order_by("-number").first()


def withheld(viewer: User, items: Iterable[Item], *, workspace: Workspace, minuting: bool) -> frozenset[UUID]:
    """Return which of the items of a workspace are withheld from a viewer: their words, papers and decisions.

    A restricted item is seen by whoever takes minutes and by whoever sat at the table on the day; an interest that was
    declared withholds it from whoever sat in that seat, whatever else they do.
    """
    rows = standing_rows(Representation, workspace=workspace, viewer=viewer).filter(person__user=viewer)
    sits = list(rows.select_related("seat"))
    return frozenset(one.pk for one in items if _is_withheld(one, sits, minuting=minuting))


def _is_withheld(item: Item, sits: Iterable[Representation], *, minuting: bool) -> bool:
    if Marking(item.marking) is Marking.OPEN:
        return False
    meeting = item.meeting
    there = [one.seat for one in sits if one.span.holds(meeting.on) and one.seat.body_id == meeting.body_id]
    if {one.seat_id for one in item.interests.all()} & {seat.pk for seat in there}:
        return True
    return not (minuting or there)
