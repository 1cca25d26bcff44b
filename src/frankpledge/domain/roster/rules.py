"""What a line of a member list says, under heads that may be called by several names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from frankpledge.domain.bodies.rules import BodyKind, CapacityKind, OrganisationKind, Part
from frankpledge.ground.lists.rules import CLEARS, Column, Line, NotTaken, of_kinds

# Our own heads: what can be exported can be sent back.
COLUMNS = (
    Column("body", "Body", ("board", "group", "meeting")),
    Column("body_kind", "Body kind", words=of_kinds(BodyKind)),
    Column("seat", "Seat", ("stands for",)),
    Column("organisation", "Organisation", ("organization", "agency", "authority", "partner"), needed=True),
    Column("organisation_kind", "Organisation kind", ("kind of organisation",), words=of_kinds(OrganisationKind)),
    Column("capacity", "Capacity", ("takes part as",), words=of_kinds(CapacityKind)),
    Column("person", "Person", ("name", "member", "representative")),
    Column("title", "Title", ("post", "post title", "job title", "role")),
    Column("email", "E-mail", ("email", "e-mail address", "email address")),
    Column("part", "Part", ("as",), words=of_kinds(Part)),
    Column("since", "Since", ("from",), is_day=True),
    Column("until", "Until", ("to",), is_day=True),
    Column("vacant_since", "Vacant since", only_shown=True),
)


class NotALine(NotTaken):
    """A line that does not say what it has to."""


@dataclass(frozen=True)
class MemberLine:
    """One line: who sits for whom, where. What is not said is empty; kinds are the register's own."""

    line: Line
    organisation: str
    body: str = ""
    body_kind: BodyKind | None = None
    seat: str = ""
    organisation_kind: OrganisationKind | None = None
    capacity: CapacityKind | None = None
    person: str = ""
    title: str = ""
    email: str = ""
    part: Part = Part.REPRESENTATIVE
    since: date | None = None
    until: date | None = None

    @property
    def seat_name(self) -> str:
        """Return the seat's name: the organisation's where none is given."""
        return self.seat or self.organisation


def member_line(line: Line) -> MemberLine:
    """Return what a line says of who sits where."""
    said = {name: " ".join(value.split()) for name, value in line.cells.items() if value != CLEARS}
    kinds: dict[str, Any] = {"body_kind": BodyKind, "organisation_kind": OrganisationKind, "capacity": CapacityKind}
    enums: dict[str, Any] = {name: kind(said[name]) for name, kind in kinds.items() if name in said}
    words: dict[str, Any] = {name: said.get(name, "") for name in ("body", "seat", "person", "title", "email")}
    return MemberLine(
        line=line,
        organisation=said["organisation"],
        part=Part(said.get("part", Part.REPRESENTATIVE)),
        since=line.day("since"),
        until=line.day("until"),
        **words,
        **enums,
    )


def together(lines: Sequence[MemberLine]) -> date | None:
    """Return the last of the days from which lines of one seat hold; None where none says."""
    return max((one.since for one in lines if one.since), default=None)
