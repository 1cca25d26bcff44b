"""Attendance sheets: a mark for each seat and meeting, written down by the meetings' own act, and taken back by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from frankpledge.domain.bodies.models import Organisation, Seat
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.bodies.queries.seating import SeatAt
from frankpledge.domain.meetings.actions.minuting import Came, record_attendance
from frankpledge.domain.meetings.models import Attendance, Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.queries.attending import table_at
from frankpledge.domain.meetings.queries.reading import meetings_of
from frankpledge.domain.meetings.rules import NotAMeeting, Presence, State
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.lists.actions import attempt_each
from frankpledge.ground.lists.rules import (
    Change,
    Column,
    Fault,
    Line,
    ListKind,
    NotTaken,
    Outcome,
    Taken,
    of_kinds,
    plain,
)
from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words

CANCELLED, BY_ORGANISATION = "cancelled", "organisation"


def _names(workspace: Workspace, viewer: User) -> list[tuple[str, str]]:
    """Return what a row may be called: the names of seats, and of organisations, each once."""
    seats = standing_rows(Seat, workspace=workspace, viewer=viewer)
    organisations = standing_rows(Organisation, workspace=workspace, viewer=viewer)
    called = [*(one.name for one in organisations), *(one.name for one in seats)]
    names = {plain(name): name for name in called}
    return [(name, name) for name in sorted(names.values(), key=str.casefold)]


def _marks(workspace: Workspace, viewer: User) -> list[tuple[str, str]]:
    return [*of_kinds(Presence)(workspace, viewer), (CANCELLED, "The meeting was cancelled")]


COLUMNS = (
    Column("by", "by", words=lambda *_: [("seat", "seat"), (BY_ORGANISATION, "organisation")]),
    Column("seat", "name", ("seat", "organisation", "agency", "authority", "member"), needed=True, words=_names),
    Column("held_by", "held_by", only_shown=True),
    Column("attended", "attended", only_shown=True),
    Column("of", "of", only_shown=True),
    Column("substitutes", "substitutes", only_shown=True),
    Column("meeting", "meeting", is_day=True),
    Column("mark", "mark", words=_marks),
)


def check_may_minute(workspace: Workspace, user: User) -> None:
    """Refuse whoever does not write down who came."""
    check_granted(GRANTS, Capability.MINUTE, workspace=workspace, user=user)


def take(given: Taken) -> Outcome:
    """Write down the marks of a sheet, meeting by meeting; marks that stand already are told as the same."""
    sheet = Sheet(given)
    attempt_each(sheet.outcome, given.lines, sheet.mark)
    for day in sorted(sheet.marks):
        sheet.write(day)
    sheet.outcome.notes = list(dict.fromkeys(sheet.outcome.notes))
    return sheet.outcome


@dataclass
class Sheet:
    """A sheet on its way in: the meetings of its body by day, their tables, and what it says of each."""

    given: Taken
    outcome: Outcome = field(default_factory=Outcome)
    marks: dict[date, dict[UUID, tuple[Line, SeatAt, Presence]]] = field(default_factory=dict)
    _tables: dict[UUID, tuple[SeatAt, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        body = self.given.said.get("body", "")
        found = meetings_of(workspace=self.given.workspace, viewer=self.given.by, body=body)
        self.meetings: dict[date, list[Meeting]] = {}
        for one in found if body else ():
            self.meetings.setdefault(one.on, []).append(one)

    def mark(self, line: Line) -> None:
        """Note what one cell says."""
        if line["by"] == BY_ORGANISATION:
            self.outcome.notes.append("Lines by organisation follow from the seats, and are not read.")
            return
        meeting = self.meeting(line)
        if meeting.state == State.CANCELLED:
            day = in_words(meeting.on)
            self.outcome.notes.append(f"The meeting of {day} was cancelled: its column is not read, and is no absence.")
            return
        if not line["mark"]:
            return
        if line["mark"] == CANCELLED:
            raise NotTaken(
                "the meeting stands as held or planned.", column="mark", cure="Cancel it on its page, with the reason."
            )
        seat = self.seat(line, meeting)
        told = self.marks.setdefault(meeting.on, {})
        if seat.id in told:
            raise NotTaken(f"row {told[seat.id][0].number} is of the same seat, {seat.name}.", cure="Leave one.")
        told[seat.id] = (line, seat, Presence(line["mark"]))

    def meeting(self, line: Line) -> Meeting:
        """Return the meeting of a column."""
        day = line.day("meeting")
        if day is None:
            raise NotTaken(
                "its head is no day.", column=line.typed["meeting"], cure="Say on the page which day it means."
            )
        found = self.meetings.get(day, [])
        if len(found) != 1:
            told = "has no meeting" if not found else f"has {len(found)} meetings"
            raise NotTaken(
                f"the body {told} on {in_words(day)}.",
                column=line.typed["meeting"],
                cure="Plan it under Meetings, or check the day.",
            )
        return found[0]

    def seat(self, line: Line, meeting: Meeting) -> SeatAt:
        """Return the seat of a row on the day: by its name, else the one that the organisation held."""
        if meeting.pk not in self._tables:
            self._tables[meeting.pk] = table_at(meeting).seats
        seats, name = self._tables[meeting.pk], plain(line["seat"])
        found = [one for one in seats if plain(one.name) == name]
        found = found or [one for one in seats if any(plain(holder.name) == name for holder in one.holders)]
        if len(found) != 1:
            told = "had no seat" if not found else f"held {len(found)} seats"
            raise NotTaken(
                f"{line['seat']} {told} on {in_words(meeting.on)}.",
                column="seat",
                cure="Name the seat, or check the day.",
            )
        return found[0]

    def write(self, day: date) -> None:
        """Write down the marks of a meeting beside those that stand; a refusal is told of each of its lines."""
        (meeting,), told = self.meetings[day], self.marks[day]
        was = came_to(meeting)
        now = dict(was)
        changed = []
        for identity, (line, seat, presence) in told.items():
            before = was.get(identity)
            if before is not None and before.presence is presence:
                self.outcome.unchanged += 1
                continue
            person = before.person if before and presence.attended and before.presence.attended else None
            now[identity] = Came(presence, person)
            part = ("attendance", before.presence.label if before else "", presence.label)
            which = f"{seat.name}, {in_words(day)}"
            changed.append(Change(line.sheet, line.number, "changed" if before else "new", which, (part,)))
        if not changed:
            return
        try:
            record_attendance(meeting=meeting, came=now, by=self.given.by)
        except Refusal as refusal:
            lines = [line for line, _, _ in told.values()]
            self.outcome.faults += [
                Fault(line.sheet, line.number, in_words(day), refusal.reason, refusal.cure) for line in lines
            ]
            return
        self.outcome.changes += changed
        self.outcome.steps.append({
            "meeting": str(meeting.pk), "was": as_kept(was), "now": as_kept(now),
        })  # fmt: skip


def came_to(meeting: Meeting) -> dict[UUID, Came]:
    """Return how each seat was filled, as it is written down."""
    rows = Attendance.objects.filter(meeting=meeting)
    return {one.seat_id: Came(Presence(one.presence), one.person_id) for one in rows}


def as_kept(came: Mapping[UUID, Came]) -> dict[str, list[str]]:
    """Return attendance in plain JSON."""
    return {str(seat): [one.presence.value, str(one.person or "")] for seat, one in came.items()}


def _as_came(kept: Mapping[str, Sequence[str]]) -> dict[UUID, Came]:
    return {
        UUID(seat): Came(Presence(presence), UUID(person) if person else None)
        for seat, (presence, person) in kept.items()
    }


def take_back(workspace: Workspace, steps: Sequence[Any], _name: str, by: User) -> None:
    """Write down again what stood before a sheet. Refused where somebody wrote of a meeting since."""
    found = {str(one.pk): one for one in meetings_of(workspace=workspace, viewer=by)}
    touched = [
        in_words(found[step["meeting"]].on) if step["meeting"] in found else "a meeting that is gone"
        for step in steps
        if step["meeting"] not in found or as_kept(came_to(found[step["meeting"]])) != step["now"]
    ]
    if touched:
        raise NotAMeeting(
            f"who came was written down again since, of {', '.join(touched)}.", cure="Put it right on their pages."
        )
    for step in steps:
        record_attendance(meeting=found[step["meeting"]], came=_as_came(step["was"]), by=by)


SHEETS = ListKind(
    "attendance.sheets", COLUMNS, check_may_minute, take, take_back, across="meeting", beneath="mark"
)  # fmt: skip
