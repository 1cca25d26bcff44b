"""What the public may know of a body as it is today: who sits there by role, and its meetings with what is published.

A page that shows it was approved by two people; the rows are read when it is shown. No person is named whom the page
does not name, and no agenda, paper or minute is told that was not published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frankpledge.domain.bodies.queries.seating import BodyAt, Sitter, bodies_in, body_in
from frankpledge.domain.bodies.rules import Part
from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.rules import Marking, State
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.publishing.queries import publications
from frankpledge.ground.accounts.models import Workspace

COMING, HELD = 6, 12


@dataclass(frozen=True)
class Met:
    """A meeting with what is public of it: its minutes, and the papers that were before it."""

    meeting: Meeting
    minutes: Publication | None
    papers: tuple[Publication, ...]


def bodies_now(workspace: Workspace, *, on: date) -> tuple[BodyAt, ...]:
    """Return the bodies of a workspace as they are."""
    return bodies_in(workspace=workspace, on=on)


def body_now(identity: str, *, workspace: Workspace, on: date) -> BodyAt | None:
    """Return a body as it is today; None where it is not there any more."""
    found = body_in(UUID(identity), workspace=workspace, on=on)
    there = found is not None and (found.until is None or found.until >= on)
    return found if there else None


def sitters(body: BodyAt) -> tuple[tuple[str, Sitter], ...]:
    """Return whoever sits on a body under a name of their own, each with the name of the seat."""
    found = ((seat.name, seat.representative) for seat in body.seats)
    return tuple((seat, one) for seat, one in found if one and not one.by_role and one.part is Part.REPRESENTATIVE)


def coming_meetings(body: BodyAt, *, workspace: Workspace) -> tuple[Meeting, ...]:
    """Return the meetings of a body that are planned, the next first."""
    found = Meeting.objects.filter(workspace=workspace, body=body.id, on__gte=body.on, state=State.PLANNED)
    return tuple(found.order_by("on")[:COMING])


def held_meetings(body: BodyAt, *, workspace: Workspace) -> tuple[Met, ...]:
    """Return the meetings of a body that were held, the latest first, with what is public of each."""
    found = Meeting.objects.filter(workspace=workspace, body=body.id, on__lte=body.on, state=State.HELD)
    meetings = list(found.order_by("-on")[:HELD])
    items = Item.objects.filter(meeting__in=meetings, paper__isnull=False, marking=Marking.OPEN).order_by("order")
    before: dict[UUID, list[UUID]] = {}
    for meeting, paper in items.values_list("meeting_id", "paper_id"):
        before.setdefault(meeting, []).append(paper)
    public = _public(workspace, meetings, [paper for papers in before.values() for paper in papers])
    return tuple(_met(one, public, before.get(one.pk, [])) for one in meetings)


def _public(workspace: Workspace, meetings: Iterable[Meeting], editions: Iterable[UUID]) -> list[Publication]:
    """Return what is public of some meetings: editions of their minutes and of their papers, the newest last."""
    everything = publications().filter(workspace=workspace)
    minutes = everything.filter(edition__paper__in=[one.minutes_id for one in meetings if one.minutes_id])
    papers = everything.filter(edition__in=list(editions))
    return sorted({*minutes, *papers}, key=lambda one: one.edition.number)


def _met(meeting: Meeting, public: Iterable[Publication], papers: Iterable[UUID]) -> Met:
    by_paper = {one.edition.paper_id: one for one in public}
    by_edition = {one.edition_id: one for one in public}
    shown = dict.fromkeys(by_edition[one] for one in papers if one in by_edition)
    return Met(meeting, by_paper.get(meeting.minutes_id) if meeting.minutes_id else None, tuple(shown))
