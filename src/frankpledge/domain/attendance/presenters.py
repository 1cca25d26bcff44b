"""Attendance over time in the words and parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from frankpledge.domain.attendance.queries import AttendanceTable, TableLine
from frankpledge.domain.meetings.rules import Presence
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Row, Table


def short(when: date) -> str:
    """Return a day as the head of a column."""
    return f"{when.day} {when:%b %Y}"


def rates_table(caption: str, lines: Iterable[TableLine], table: AttendanceTable) -> Table:
    """Return how seats, or organisations, were there: a column a meeting, and the rate of those held."""
    heads = [Column(short(one) + (", cancelled" if one in table.cancelled else "")) for one in table.days]
    rows = tuple(_rates_row(line, table) for line in lines)
    columns = (Column(caption.rsplit(maxsplit=1)[-1].capitalize()), *heads, Column("Attended", right=True))
    return Table(caption, columns, rows, caption_hidden=True, stacked=False)


def _mark(presence: Presence | None, *, cancelled: bool) -> str:
    if presence is None and not cancelled:
        return component("absent", kind="missing", words="no record")
    return component("presence", kind="cancelled" if presence is None else presence.value)


def legend() -> tuple[str, ...]:
    """Return what the marks of the tables mean."""
    return tuple(component("presence", kind=kind, shown=True) for kind in (*Presence, "cancelled"))


def _rates_row(line: TableLine, table: AttendanceTable) -> Row:
    label = f"{line.label}: {line.note}" if line.note and line.note != line.label else line.label
    cells = (
        _mark(presence, cancelled=on in table.cancelled)
        for on, presence in zip(table.days, line.presences, strict=True)
    )
    substitutes = f" ({line.rate.substitutes} by a substitute)" if line.rate.substitutes else ""
    return Row((label, *cells, f"{line.rate.words}{substitutes}"))


def attendance_listing(table: AttendanceTable, *, what: str, today: date) -> Listing:
    """Return the attendance of organisations and of seats as a list that leaves."""
    head = ("by", "name", "held_by", *(one.isoformat() for one in table.days), "attended", "of", "substitutes")
    rows = tuple(
        (
            by, line.label, line.note,
            *("cancelled" if on in table.cancelled else presence.value if presence else None
              for on, presence in zip(table.days, line.presences, strict=True)),
            line.rate.attended, line.rate.of, line.rate.substitutes,
        )
        for by, lines in (("organisation", table.organisations), ("seat", table.seats))
        for line in lines
    )  # fmt: skip
    return Listing("attendance", f"Attendance, {what}", head, rows, today)
