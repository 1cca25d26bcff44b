"""Who was at a table, whether enough, and of whom somebody senior."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from frankpledge.analysis.periods import Window
from frankpledge.domain.bodies.models import Post
from frankpledge.domain.bodies.queries.seating import BodyAt, SeatAt, body_in
from frankpledge.domain.bodies.rules import CapacityKind, QuorumOf
from frankpledge.domain.bodies.rules import Standing as SeatStanding
from frankpledge.domain.meetings import rules
from frankpledge.domain.meetings.models import Attendance, Meeting
from frankpledge.domain.meetings.rules import Kind, Presence, Quorum, Seated, State
from frankpledge.ground.accounts.models import Workspace


@dataclass(frozen=True)
class SeatLine:
    """A seat at a table on the day, and how it was filled: None where nobody wrote it down."""

    seat: SeatAt
    presence: Presence | None
    person: UUID | None
    name: str

    @property
    def organisation(self) -> str:
        """Return who holds the seat."""
        return " and ".join(holder.name for holder in self.seat.holders) or "held by nobody"


def table_at(meeting: Meeting) -> BodyAt:
    """Return the body of a meeting as it was on that day."""
    found = body_in(meeting.body_id, workspace=meeting.workspace, on=meeting.on)
    if found is None:
        raise rules.NotAMeeting("its body is not there any more.")
    return found


@dataclass(frozen=True)
class Sitting:
    """The table of a meeting as it was on the day: the body, and its seats in order with how each was filled."""

    meeting: Meeting
    body: BodyAt
    lines: tuple[SeatLine, ...]

    @property
    def recorded(self) -> bool:
        """Return whether anybody wrote down who was there."""
        return any(line.presence for line in self.lines)

    @property
    def quorum(self) -> Quorum:
        """Return whether it is quorate under the terms of reference in force on the day."""
        terms = self.body.terms
        return rules.quorum(
            wanted=terms.quorum if terms else None,
            of_authorities=bool(terms and terms.quorum_of is QuorumOf.AUTHORITIES),
            seats=(_seated(line) for line in self.lines),
        )


def sitting(meeting: Meeting) -> Sitting:
    """Return the table of a meeting, read once."""
    came = {one.seat_id: one for one in Attendance.objects.filter(meeting=meeting).select_related("person")}
    body = table_at(meeting)
    return Sitting(meeting, body, tuple(_line_of(seat, came.get(seat.id)) for seat in body.seats))


def _line_of(seat: SeatAt, one: Attendance | None) -> SeatLine:
    return SeatLine(
        seat=seat,
        presence=Presence(one.presence) if one else None,
        person=one.person_id if one else None,
        name=one.person.name if one and one.person else "",
    )


def _seated(line: SeatLine) -> Seated:
    authority = any(holder.capacity is CapacityKind.RESPONSIBLE for holder in line.seat.holders)
    return Seated(line.presence, member=line.seat.standing is SeatStanding.MEMBER, authority=authority)


@dataclass(frozen=True)
class Seniors:
    """Of which responsible authorities a senior person was at a meeting, and of which none was."""

    there: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return it in a sentence."""
        told = (
            f"Senior people of {len(self.there)} of {len(self.there) + len(self.lacking)} responsible authorities came"
        )
        return f"{told}; none of {', '.join(self.lacking)}" if self.lacking else told


def seniors(at: Sitting) -> Seniors:
    """Return of which responsible authorities a senior person came: somebody whose post that day was marked as senior.

    A joint seat speaks for each who holds it; a seat that nobody holds is nobody's.
    """
    posts = Post.objects.filter(workspace=at.meeting.workspace, senior=True, withdrawn_at__isnull=True)
    senior = {one.person_id for one in posts if one.span.holds(at.meeting.on)}
    there: dict[str, bool] = {}
    for line in at.lines:
        came = line.presence is not None and line.presence.attended and line.person in senior
        for holder in line.seat.holders:
            if holder.capacity is CapacityKind.RESPONSIBLE:
                there[holder.name] = there.get(holder.name, False) or came
    return Seniors(
        tuple(name for name, came in there.items() if came), tuple(name for name, came in there.items() if not came)
    )


def public_meetings(*, workspace: Workspace, window: Window) -> tuple[Meeting, ...]:
    """Return the yearly public meetings that were held in a stretch of months, for whoever reckons duties."""
    days = (window.first.first_day, window.last.last_day)
    found = Meeting.objects.filter(workspace=workspace, kind=Kind.PUBLIC, state=State.HELD, on__range=days)
    return tuple(found.select_related("workspace", "body").order_by("on"))
