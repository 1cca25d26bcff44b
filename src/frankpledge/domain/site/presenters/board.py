"""A body and its meetings as the public reads them: seats and organisations, no person whom the page does not name."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from frankpledge.domain.bodies.queries.seating import BodyAt, SeatAt
from frankpledge.domain.bodies.rules import day
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.rules import Kind
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.site.queries.board import Met
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words

Lead = Callable[[Publication], str]


def members_table(body: BodyAt, *, named: Collection[str]) -> Table:
    """Return the seats of a body on its day; `named` are those (by their parts) whose names the page may show."""
    columns = (Column("Seat"), Column("Held by"), Column("Part"))
    return Table(f"Who sits on {body.name}", columns, tuple(_seat(one, named) for one in body.seats))


def _seat(seat: SeatAt, named: Collection[str]) -> Row:
    sits = seat.representative
    name = sits.name if sits and str(sits.representation) in named else ""
    part = ", ".join(one.label for one in seat.offices) or seat.standing.label
    return Row((f"{seat.name}: {name}" if name else seat.name, _held(seat), part))


def _held(seat: SeatAt) -> str:
    if not seat.holders:
        return _vacant("No organisation", seat.unheld.since if seat.unheld else None)
    held = " and ".join(one.name for one in seat.holders)
    return _vacant(f"{held}: nobody sits for it", seat.empty.since) if seat.empty else held


def _vacant(words: str, since: date | None) -> str:
    return f"{words}, since {day(since)}" if since else f"{words} now"


def coming_lines(meetings: Collection[Meeting]) -> tuple[str, ...]:
    """Return meetings ahead, a line each. Where one is to be held is told of the yearly public meeting alone."""
    return tuple(_coming(one) for one in meetings)


def _coming(meeting: Meeting) -> str:
    open_to_all = meeting.kind == Kind.PUBLIC
    at = f", {meeting.starts:%H:%M}" if meeting.starts and open_to_all else ""
    where = f", {meeting.place}" if meeting.place and open_to_all else ""
    note = ". Everybody may come" if open_to_all else ""
    return f"{in_words(meeting.on)}{at}: {Kind(meeting.kind).label.lower()}{where}{note}"


def held_table(meetings: Collection[Met], *, lead: Lead | None) -> Table:
    """Return meetings that were held, with links to what is public of each; no column of papers where none is."""
    papers = any(one.papers for one in meetings)
    columns = (Column("Held on"), Column("Minutes"), *((Column("Papers"),) if papers else ()))
    rows = tuple(
        Row((in_words(one.meeting.on), _minutes(one, lead), *((_papers(one, lead),) if papers else ())))
        for one in meetings
    )
    return Table("Meetings that were held", columns, rows)


def _minutes(met: Met, lead: Lead | None) -> str:
    if met.minutes is None:
        return "Not published"
    words = format_html('Minutes<span class="visually-hidden"> of {}</span>', in_words(met.meeting.on))
    return linked(met.minutes, words, lead)


def _papers(met: Met, lead: Lead | None) -> str:
    if not met.papers:
        return "None published"
    return format_html_join(", ", "{}", ((linked(one, one.edition.title, lead),) for one in met.papers))


def linked(publication: Publication, words: str, lead: Lead | None) -> SafeString:
    """Return words as a link to what is public; plain where nothing is led to, as in a preview."""
    if lead is None:
        return format_html("{}", words)
    return format_html('<a href="{}">{}</a>', lead(publication), words)
