"""How often each seat and each organisation was at the meetings of a body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frankpledge.domain.attendance import rules
from frankpledge.domain.attendance.rules import Rate
from frankpledge.domain.meetings.models import Attendance, Meeting
from frankpledge.domain.meetings.rules import Presence, State


@dataclass(frozen=True)
class TableLine:
    """A line of an attendance table: a presence for each meeting, None where there is no record, and the rate."""

    label: str
    presences: tuple[Presence | None, ...]
    rate: Rate
    note: str = ""


@dataclass(frozen=True)
class AttendanceTable:
    """How seats, or organisations, were there: the meetings in order; cancelled ones are shown and never counted."""

    days: tuple[date, ...]
    cancelled: frozenset[date]
    seats: tuple[TableLine, ...]
    organisations: tuple[TableLine, ...]


def attendance_table(meetings: Iterable[Meeting]) -> AttendanceTable:
    """Return how each seat and each organisation was there at meetings of one body, the earliest first.

    A seat keeps its line though another organisation comes to hold it; an organisation has a line for the meetings at
    which it held a seat. Of several seats of one organisation the fullest presence counts.
    """
    told = sorted(meetings, key=lambda one: one.on)
    held = [one for one in told if one.state == State.HELD]
    rows = (
        Attendance.objects.filter(meeting__in=held)
        .select_related("seat", "organisation")
        .order_by("seat__order", "seat__name", "meeting__on")
    )
    by_seat: dict[str, dict[UUID, Presence]] = defaultdict(dict)
    by_organisation: dict[str, dict[UUID, list[Presence]]] = defaultdict(lambda: defaultdict(list))
    holders: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        presence = Presence(row.presence)
        by_seat[row.seat.name][row.meeting_id] = presence
        if row.organisation:
            by_organisation[row.organisation.name][row.meeting_id].append(presence)
            holders[row.seat.name].append(row.organisation.name)
    whole = {name: {at: rules.combined(some) for at, some in found.items()} for name, found in by_organisation.items()}
    return AttendanceTable(
        days=tuple(one.on for one in told),
        cancelled=frozenset(one.on for one in told if one.state == State.CANCELLED),
        seats=tuple(_line(name, found, told, _in_turn(holders[name])) for name, found in by_seat.items()),
        organisations=tuple(_line(name, found, told) for name, found in whole.items()),
    )


def _in_turn(holders: Iterable[str]) -> str:
    return " then ".join(dict.fromkeys(holders))


def _line(label: str, found: dict[UUID, Presence], meetings: list[Meeting], note: str = "") -> TableLine:
    presences = tuple(found.get(one.pk) for one in meetings)
    return TableLine(label, presences, rules.rate(presences), note)
