"""What happened to a body or an organisation, day by day, read from the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frankpledge.domain.bodies.models import Dated
from frankpledge.domain.bodies.queries.register import Register
from frankpledge.domain.bodies.rules import DAY, OfficeKind, Part


@dataclass(frozen=True)
class Turn:
    """One thing that began or ended, on a day."""

    on: date
    words: str


def turns_of_body(register: Register, body: UUID) -> tuple[Turn, ...]:
    """Return what happened to a body, the latest first: itself, its terms, its seats and who held and sat in them."""
    one = register.bodies[body]
    found = [*_turns(one, f"{one.name} began", f"{one.name} ended")]
    found += [
        Turn(terms.since, f"Terms of reference, version {terms.version}") for terms in register.terms_of_body[body]
    ]
    for seat in register.seats_of_body[body]:
        if seat.since != one.since or seat.until != one.until:
            found += _turns(seat, f"{seat.name}: seat created", f"{seat.name}: seat ended")
        found += turns_of_seat(register, seat.pk)
    return in_order(found)


def turns_of_seat(register: Register, seat: UUID, *, named: bool = True) -> tuple[Turn, ...]:
    """Return who held a seat and sat in it, the latest first. A passing is one line, not an end and a beginning."""
    name = f"{register.seats[seat].name}: " if named else ""
    found: list[Turn] = []
    holdings = register.holdings_of_seat[seat]
    begins = {one.since for one in holdings}
    for one in holdings:
        organisation = register.organisations[one.organisation_id].name
        how = " jointly" if one.jointly else ""
        passed = one.until is not None and one.until + DAY in begins
        found += _turns(one, f"{name}held by {organisation}{how}", "" if passed else f"{name}{organisation} left it")
    for part in register.representations_of_seat[seat]:
        person, what = register.persons[part.person_id].name, Part(part.part).label.lower()
        found += _turns(part, f"{name}{person}, {what}", f"{name}{person} no longer {what}")
    for office in register.offices_of_seat[seat]:
        what = OfficeKind(office.kind).label
        found += _turns(office, f"{name}{what}", f"{name}no longer {what}")
    return in_order(found)


def _turns(row: Dated, began: str, ended: str) -> Iterator[Turn]:
    if row.since:
        yield Turn(row.since, began)
    if row.until and ended:
        yield Turn(row.until, ended)


def in_order(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return what happened, the latest first."""
    return tuple(sorted(turns, key=lambda turn: (-turn.on.toordinal(), turn.words)))
