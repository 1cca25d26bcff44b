"""The statutory seat check: whether those sit on a strategy group whom the law wants there, on a day.

England since June 2011 asks for two persons appointed by responsible authorities and no more (SI 2007/1830 reg 3(2));
that each authority has a seat is what regulation 12(4) needs once a year, and is said as practice. Wales asks for one
of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from frankpledge.domain.bodies.queries.organisations import OrganisationAt, organisations_on
from frankpledge.domain.bodies.queries.register import Register, register_for, register_in
from frankpledge.domain.bodies.queries.seating import BodyAt, SeatAt, body_on
from frankpledge.domain.bodies.rules import BodyKind, CapacityKind, Standing, day
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.statute.authorities import (
    AskedOf,
    Authority,
    GroupRule,
    asked_of,
    authorities,
    capacity_of,
    ended_by,
    group_rule,
)

CHECKED = (BodyKind.BOARD, BodyKind.COUNTY_STRATEGY_GROUP)


class Met(StrEnum):
    """How far something that the law wants is there."""

    PRESENT = "present"
    INCOMPLETE = "incomplete"
    MISSING = "missing"


@dataclass(frozen=True)
class SeatFinding:
    """One thing that was looked for, how far it is there, and why. `law`: asked by law; else only by practice."""

    id: str
    label: str
    met: Met
    words: str
    law: bool
    source: str
    confidence: str
    organisations: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class SeatCheck:
    """What the law asks of a body on a day, and each finding. `rule` is None where the law asks nothing of it."""

    body: UUID
    on: date
    rule: GroupRule | None
    findings: tuple[SeatFinding, ...]

    @property
    def met(self) -> bool:
        """Return whether everything is there that the law itself asks for."""
        return all(one.met is Met.PRESENT for one in self.findings if one.law)


def seat_check(body: UUID, *, workspace: Workspace, viewer: User, on: date) -> SeatCheck | None:
    """Return the check of a strategy group on a day; None where there is no such body to be seen."""
    return checked(body, register_for(workspace=workspace, viewer=viewer), workspace, on)


def seat_check_in(body: UUID, *, workspace: Workspace, on: date) -> SeatCheck | None:
    """Return the same for whoever reckons the duties of a workspace."""
    return checked(body, register_in(workspace=workspace), workspace, on)


def checked(body: UUID, register: Register, workspace: Workspace, on: date) -> SeatCheck | None:
    """Return the check of a body of a register that is read already; None where it holds no such body."""
    found = register.bodies.get(body)
    partnership = Partnership.objects.filter(workspace=workspace).first()
    if found is None:
        return None
    if partnership is None or found.kind not in CHECKED:
        return SeatCheck(body, on, None, ())
    nation, two_tier = partnership.nation, partnership.two_tier
    rule = group_rule(found.kind, on=on, nation=nation)
    if rule is None:
        return SeatCheck(body, on, None, ())
    wanted = authorities(on=on, nation=nation, two_tier=two_tier, capacity="responsible")
    at, there = body_on(register, found, on=on), organisations_on(register, on=on)
    findings = (
        *_of_the_group(at, rule),
        *(_of_authority(one, at, there, rule) for one in wanted),
        *_out_of_time(there, nation=nation, on=on),
    )
    return SeatCheck(body, on, rule, findings)


def law_of(kind: str, *, workspace: Workspace, on: date) -> Authority | None:
    """Return as what the law names organisations of a kind on a day, where the partnership is; None where not."""
    one = Partnership.objects.filter(workspace=workspace).first()
    return capacity_of(kind, on=on, nation=one.nation, two_tier=one.two_tier) if one else None


def law_for(capacity: str, *, workspace: Workspace) -> tuple[AskedOf, ...]:
    """Return what the law asks of whoever takes part in a capacity, where the partnership is."""
    one = Partnership.objects.filter(workspace=workspace).first()
    return asked_of(capacity, nation=one.nation) if one else ()


def appointed_by_authorities(body: BodyAt) -> tuple[SeatAt, ...]:
    """Return the seats of members in which a person sits for a responsible authority."""
    return tuple(
        seat for seat in body.seats if seat.representative and seat.standing is Standing.MEMBER and _of_ra(seat)
    )


def _of_ra(seat: SeatAt) -> bool:
    return any(one.capacity is CapacityKind.RESPONSIBLE for one in seat.holders)


def _of_the_group(body: BodyAt, rule: GroupRule) -> Iterator[SeatFinding]:
    """Yield whether enough persons were appointed, where the law names a number."""
    if not rule.least_persons:
        return
    people = {seat.representative.person for seat in appointed_by_authorities(body) if seat.representative}
    enough = len(people) >= rule.least_persons
    met = Met.PRESENT if enough else Met.INCOMPLETE if people else Met.MISSING
    words = f"{len(people)} appointed by responsible authorities; {rule.least_persons} are needed"
    yield SeatFinding("least_persons", "Persons appointed", met, words, True, rule.source, rule.confidence)


def _of_authority(wanted: Authority, body: BodyAt, there: Iterable[OrganisationAt], rule: GroupRule) -> SeatFinding:
    """Return whether the organisations that answer to a description are known, seated and represented."""
    mine = [one for one in there if one.kind in wanted.kinds and _is_responsible(one)]
    law = rule.each_authority
    source = f"{wanted.source}; {rule.source}" if law else f"{wanted.source}; SI 2007/1830 reg 12(4), once a year"
    met, words = _seated(wanted, mine, body)
    return SeatFinding(
        wanted.id, wanted.label, met, words, law, source, wanted.confidence, tuple(one.id for one in mine)
    )


def _is_responsible(one: OrganisationAt) -> bool:
    return one.capacity is not None and one.capacity.kind is CapacityKind.RESPONSIBLE


def _seated(wanted: Authority, mine: list[OrganisationAt], body: BodyAt) -> tuple[Met, str]:
    if not mine:
        return Met.MISSING, f"no organisation is recorded as a responsible authority for this: {wanted.words.lower()}"
    seats = {one.id: _seats_of(one.id, body) for one in mine}
    without = [one.called for one in mine if not seats[one.id]]
    if without:
        met = Met.MISSING if len(without) == len(mine) else Met.INCOMPLETE
        return met, f"{' and '.join(without)} {'holds' if len(without) == 1 else 'hold'} no seat"
    empty = [seat for one in mine for seat in seats[one.id] if not any(s.representative for s in seats[one.id])]
    if empty:
        clock = empty[0].empty
        return Met.INCOMPLETE, f"seated, and nobody appointed: {clock.words if clock else 'vacant'}"
    return Met.PRESENT, _named(mine)


def _named(mine: list[OrganisationAt]) -> str:
    return " and ".join(one.called for one in mine)


def _seats_of(organisation: UUID, body: BodyAt) -> list[SeatAt]:
    return [
        seat
        for seat in body.seats
        if seat.standing is Standing.MEMBER and any(one.organisation == organisation for one in seat.holders)
    ]


def _out_of_time(there: Iterable[OrganisationAt], *, nation: str, on: date) -> Iterator[SeatFinding]:
    """Yield the organisations that still stand here on a day when all of their kind had ended."""
    for one in there:
        change = ended_by(one.kind, on=on, nation=nation)
        if change:
            words = f"{change.words} on {day(change.on)}: say who came after it"
            yield SeatFinding(
                f"ended:{one.id}", one.called, Met.INCOMPLETE, words, False, change.source, change.confidence, (one.id,)
            )
