"""Which role a seat brings, in the parts of a page."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from frankpledge.domain.seat_roles.queries import SeatLine
from frankpledge.ground.ui.parts import Column, Row, Table

COLUMNS = (Column("Seat"), Column("Body"), Column("Brings"), Column("Who has it by this seat"))


def seats_table(lines: Iterable[SeatLine], slug: str, *, may_set: bool) -> Table:
    """Return the seats of a day with what each brings."""
    rows = tuple(
        Row(
            (line.seat.name, line.seat.body.name, _brings(line), ", ".join(line.who) or "nobody with an account"),
            href=reverse("seat_roles:one", args=(slug, line.seat.pk)) if may_set else "",
        )
        for line in lines
    )
    return Table("Which role a seat brings", COLUMNS, rows, caption_hidden=True)


def _brings(line: SeatLine) -> str:
    words = " and ".join(role.label for role in line.roles) or "no role"
    return f"{words}, as was set" if line.own else words
