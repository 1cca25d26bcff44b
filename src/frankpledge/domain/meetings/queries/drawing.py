"""What the items of a meeting take from the record: read until it is held, and then as it was kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

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
        return drawn_now(asking, meeting, viewer=viewer)
    return {one.pk: tuple(matter_kept(told) for told in one.drawn) for one in asking}


def drawn_now(items: Iterable[Item], meeting: Meeting, *, viewer: User) -> Mapping[UUID, tuple[Matter, ...]]:
    """Return what each item takes from the record as it stands, by the item."""
    before, after = last_before(meeting), next_after(meeting)
    agreed = tuple(origins(items_of(before))) if before else ()
    span = Span(on=meeting.on, until=after.on if after else meeting.on + AHEAD, agreed=agreed)
    return {one.pk: matters(Drawn(one.draws), body=meeting.body, span=span, viewer=viewer) for one in items}


def _open_to(item: Item, viewer: User) -> bool:
    return may_see(Drawn(item.draws), workspace=item.workspace, viewer=viewer)
