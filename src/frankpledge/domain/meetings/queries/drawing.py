"""What the items of a meeting take from the record: read until it is held, and then as it was kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.matters.queries import matters, may_see
from frankpledge.domain.matters.rules import Drawn, Matter, Span, matter_kept
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.queries.reading import items_of, last_before, next_after, origins
from frankpledge.domain.meetings.rules import State
from frankpledge.ground.accounts.models import User

# As far ahead as is looked where the next meeting is not planned yet.
AHEAD = timedelta(days=92)


def drawn_by(items: Iterable[Item], meeting: Meeting, *, viewer: User) -> Mapping[UUID, tuple[Matter, ...]]:
    """Return what each item takes from the record, by the item; nothing of what the viewer may not see."""
    asking = [one for one in items if one.draws and _open_to(one, viewer)]
    if meeting.state == State.PLANNED:
        return drawn_now(asking, meeting)
    return _drawn_then(asking)


def drawn_for_papers(items: Iterable[Item], meeting: Meeting) -> Mapping[UUID, tuple[Matter, ...]]:
    """Return what each item takes from the record, for the meeting's own papers, which are shown to whoever may see."""
    asking = [one for one in items if one.draws]
    return drawn_now(asking, meeting) if meeting.state == State.PLANNED else _drawn_then(asking)


def _drawn_then(items: Iterable[Item]) -> Mapping[UUID, tuple[Matter, ...]]:
    return {one.pk: tuple(matter_kept(told) for told in one.drawn) for one in items}


def drawn_now(items: Iterable[Item], meeting: Meeting) -> Mapping[UUID, tuple[Matter, ...]]:
    """Return what each item takes from the record as it stands, by the item."""
    before, after = last_before(meeting), next_after(meeting)
    agreed = tuple(origins(items_of(before))) if before else ()
    span = Span(on=meeting.on, until=after.on if after else meeting.on + AHEAD, agreed=agreed)
    return {one.pk: matters(Drawn(one.draws), body=meeting.body, span=span) for one in items}


def _open_to(item: Item, viewer: User) -> bool:
    return may_see(Drawn(item.draws), workspace=item.workspace, viewer=viewer)


def body_of(kind: str, about: str) -> Body:
    """Return the body whose agenda an event of the ledger concerns: about a meeting, an item, or what was sent up."""
    if kind == Escalation._meta.label_lower:
        return Escalation.objects.select_related("to_body__workspace").get(pk=about).to_body
    meetings = Meeting.objects.select_related("body__workspace")
    return meetings.get(items__pk=about).body if kind == Item._meta.label_lower else meetings.get(pk=about).body
