"""Attendance for programs: how seats and organisations were at the meetings of a body."""

from __future__ import annotations

from datetime import date
from typing import Any

from ninja import Schema

from frankpledge.api.calls import Call
from frankpledge.api.filling import filled
from frankpledge.api.parts import MEETINGS
from frankpledge.api.routing import reads
from frankpledge.domain.attendance.forms import BodyYearForm
from frankpledge.domain.attendance.queries import AttendanceTable, TableLine, attendance_table
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.bodies.rules import BodyKind
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.queries.reading import meetings_of
from frankpledge.domain.meetings.rules import Presence


class LineOut(Schema):
    """A line of attendance: a presence for each meeting, null where there is no record, and how often somebody came."""

    label: str
    held_by: str
    presences: list[Presence | None]
    attended: int
    of: int
    substitutes: int


class AttendanceOut(Schema):
    """How seats and organisations were there. Cancelled meetings are shown, and never counted."""

    days: list[date]
    cancelled: list[date]
    organisations: list[LineOut]
    seats: list[LineOut]


def attendance(call: Call, given: dict[str, Any]) -> AttendanceTable:
    """Return the attendance of a body: the board's where none is chosen, as on the page."""
    call.check(GRANTS, Capability.SEE)
    every = list(meetings_of(**call.here))
    years = sorted({one.on.year for one in every}, reverse=True)
    form = filled(BodyYearForm(given, bodies=standing_rows(Body, **call.here), years=years))
    body, year = form.chosen("body"), form.chosen("year")
    if not body and every:
        boards = [one for one in every if one.body.kind == BodyKind.BOARD]
        body = str((boards or every)[0].body_id)
    held = [one for one in every if str(one.body_id) == body and one.on <= call.today]
    return attendance_table(one for one in held if year in {"", str(one.on.year)})


@reads("/meetings/attendance", part=MEETINGS, returns=AttendanceOut, asks=BodyYearForm)
def read_attendance(call: Call, given: dict[str, Any]) -> AttendanceOut:
    """Read how seats and organisations were at the meetings of a body.

    Those of the board, where no body is chosen.
    """
    table = attendance(call, given)
    return AttendanceOut(
        days=list(table.days),
        cancelled=sorted(table.cancelled),
        organisations=[_line(one) for one in table.organisations],
        seats=[_line(one) for one in table.seats],
    )


def _line(one: TableLine) -> LineOut:
    rate = one.rate
    return LineOut(
        label=one.label, held_by=one.note, presences=list(one.presences), attended=rate.attended, of=rate.of,
        substitutes=rate.substitutes,
    )  # fmt: skip
