"""Who sits where on a day: bodies and their seats, who holds each, who represents it, what is vacant since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from frankpledge.domain.bodies.models import Body, Dated, Person, Representation, Seat, Terms
from frankpledge.domain.bodies.queries.register import Register, register_for, register_in
from frankpledge.domain.bodies.rules import (
    BODY_ORDER,
    BodyKind,
    CapacityKind,
    Frequency,
    OfficeKind,
    OrganisationKind,
    Part,
    QuorumOf,
    Span,
    Standing,
    Vacancy,
    vacancy,
)
from frankpledge.ground.accounts.models import User, Workspace

D = TypeVar("D", bound=Dated)


@dataclass(frozen=True)
class Holder:
    """An organisation that holds a seat on the day, and in which capacity it takes part then."""

    organisation: UUID
    name: str
    short_name: str
    kind: OrganisationKind
    capacity: CapacityKind | None
    since: date | None
    jointly: bool

    @property
    def called(self) -> str:
        """Return the short name, or the name where there is none."""
        return self.short_name or self.name


@dataclass(frozen=True)
class Sitter:
    """A person in a seat on the day: as what, under which title, for whom. `senior`: enough for the public meeting."""

    person: UUID
    representation: UUID
    name: str
    by_role: bool
    title: str
    email: str
    organisation: str
    senior: bool
    part: Part
    since: date | None
    user: UUID | None


@dataclass(frozen=True)
class SeatAt:
    """A seat on the day. `unheld`: no organisation holds it; `empty`: nobody represents whoever does."""

    id: UUID
    body: UUID
    name: str
    standing: Standing
    authority: str
    basis: str
    since: date | None
    until: date | None
    offices: tuple[OfficeKind, ...]
    holders: tuple[Holder, ...]
    representative: Sitter | None
    deputies: tuple[Sitter, ...]
    unheld: Vacancy | None
    empty: Vacancy | None

    @property
    def vacancy(self) -> Vacancy | None:
        """Return what is vacant: the seat itself, else its chair at the table."""
        return self.unheld or self.empty


@dataclass(frozen=True)
class TermsAt:
    """A version of terms of reference, and until when it was in force: None where it still is."""

    id: UUID
    version: int
    since: date
    until: date | None
    quorum: int | None
    quorum_of: QuorumOf
    frequency: Frequency
    chair_rule: str
    words: str
    document: str


@dataclass(frozen=True)
class BodyAt:
    """A body on the day: the terms in force and its seats, in order."""

    id: UUID
    name: str
    short_name: str
    kind: BodyKind
    parent: UUID | None
    purpose: str
    since: date | None
    until: date | None
    on: date
    terms: TermsAt | None
    seats: tuple[SeatAt, ...]

    @property
    def called(self) -> str:
        """Return the short name, or the name where there is none."""
        return self.short_name or self.name

    @property
    def vacancies(self) -> tuple[SeatAt, ...]:
        """Return the seats that are vacant."""
        return tuple(seat for seat in self.seats if seat.vacancy)

    @property
    def chair(self) -> SeatAt | None:
        """Return the seat that chairs it, if one does."""
        return next((seat for seat in self.seats if OfficeKind.CHAIR in seat.offices), None)


def bodies_at(*, workspace: Workspace, viewer: User, on: date) -> tuple[BodyAt, ...]:
    """Return the bodies of a workspace that were there on a day: the board first, then by kind and name."""
    return bodies_on(register_for(workspace=workspace, viewer=viewer), on=on)


def bodies_in(*, workspace: Workspace, on: date) -> tuple[BodyAt, ...]:
    """Return the same for whoever makes a document of the workspace or reckons its duties."""
    return bodies_on(register_in(workspace=workspace), on=on)


def body_at(identity: UUID, *, workspace: Workspace, viewer: User, on: date) -> BodyAt | None:
    """Return one body as it was on a day, whether or not it was there then; None where the viewer may see none."""
    register = register_for(workspace=workspace, viewer=viewer)
    found = register.bodies.get(identity)
    return body_on(register, found, on=on) if found else None


def body_in(identity: UUID, *, workspace: Workspace, on: date) -> BodyAt | None:
    """Return the same for whoever makes a document of the workspace: a meeting asks it for its own day."""
    register = register_in(workspace=workspace)
    found = register.bodies.get(identity)
    return body_on(register, found, on=on) if found else None


# ---- from what was read ---------------------------------------------------------------------------------------------


def bodies_on(register: Register, *, on: date) -> tuple[BodyAt, ...]:
    """Return the bodies that were there on a day, in the order in which they are read."""
    there = (body for body in register.bodies.values() if body.span.holds(on))
    ordered = sorted(there, key=lambda body: (BODY_ORDER[BodyKind(body.kind)], body.name.casefold()))
    return tuple(body_on(register, body, on=on) for body in ordered)


@dataclass(frozen=True)
class Vacant:
    """A vacant seat, in few words: in which body, who holds it (nobody where empty), and the clock."""

    seat: UUID
    name: str
    body: str
    held_by: str
    vacancy: Vacancy


def vacancies_at(*, workspace: Workspace, viewer: User, on: date) -> tuple[Vacant, ...]:
    """Return the vacant seats of a day, body by body, at little cost: for a page that says only so much."""
    register = register_for(workspace=workspace, viewer=viewer)
    found = (_vacant(register, seat, on=on) for seat in register.seats.values())
    return tuple(sorted((one for one in found if one), key=lambda one: (one.body.casefold(), one.name.casefold())))


def _vacant(register: Register, seat: Seat, *, on: date) -> Vacant | None:
    body, holdings = register.bodies[seat.body_id], register.holdings_of_seat[seat.pk]
    sitting = [one for one in register.representations_of_seat[seat.pk] if one.part == Part.REPRESENTATIVE]
    unheld = vacancy(seat.span, [one.span for one in holdings], on=on)
    empty = unheld or vacancy(seat.span, [one.span for one in sitting], on=on)
    held = [register.organisations[one.organisation_id].name for one in holding_on(holdings, on=on)]
    return (
        Vacant(seat.pk, seat.name, body.short_name or body.name, " and ".join(sorted(held)), empty) if empty else None
    )


def body_on(register: Register, body: Body, *, on: date) -> BodyAt:
    """Return a body as it was on a day."""
    seats = [seat for seat in register.seats_of_body[body.pk] if seat.span.holds(on)]
    versions = terms_of(register, body)
    return BodyAt(
        id=body.pk,
        name=body.name,
        short_name=body.short_name,
        kind=BodyKind(body.kind),
        parent=body.parent_id,
        purpose=body.purpose,
        since=body.since,
        until=body.until,
        on=on,
        terms=next((one for one in versions if Span(one.since, one.until).holds(on)), None),
        seats=tuple(
            seat_on(register, seat, on=on) for seat in sorted(seats, key=lambda one: (one.order, one.name.casefold()))
        ),
    )


def seat_on(register: Register, seat: Seat, *, on: date) -> SeatAt:
    """Return a seat as it was on a day."""
    holdings, parts = register.holdings_of_seat[seat.pk], register.representations_of_seat[seat.pk]
    holders = tuple(_holder(register, one, on=on) for one in holding_on(holdings, on=on))
    organisations = [one.organisation for one in holders]
    sitters = [sitter(register, part, organisations, on=on) for part in holding_on(parts, on=on)]
    representative = [part.span for part in parts if part.part == Part.REPRESENTATIVE]
    unheld = vacancy(seat.span, [one.span for one in holdings], on=on)
    return SeatAt(
        id=seat.pk,
        body=seat.body_id,
        name=seat.name,
        standing=Standing(seat.standing),
        authority=seat.authority,
        basis=seat.basis,
        since=seat.since,
        until=seat.until,
        offices=tuple(OfficeKind(one.kind) for one in holding_on(register.offices_of_seat[seat.pk], on=on)),
        holders=tuple(sorted(holders, key=lambda one: one.name.casefold())),
        representative=next((one for one in sitters if one.part is Part.REPRESENTATIVE), None),
        deputies=tuple(
            sorted((one for one in sitters if one.part is Part.DEPUTY), key=lambda one: one.name.casefold())
        ),
        unheld=unheld,
        empty=vacancy(seat.span, representative, on=on),
    )


def holding_on(rows: Iterable[D], *, on: date) -> list[D]:
    """Return the rows that hold on a day."""
    return [row for row in rows if row.span.holds(on)]


def _holder(register: Register, holding: Any, *, on: date) -> Holder:
    organisation = register.organisations[holding.organisation_id]
    return Holder(
        organisation=organisation.pk,
        name=organisation.name,
        short_name=organisation.short_name,
        kind=OrganisationKind(organisation.kind),
        capacity=capacity_on(register, organisation.pk, on=on),
        since=holding.since,
        jointly=holding.jointly,
    )


def capacity_on(register: Register, organisation: UUID, *, on: date) -> CapacityKind | None:
    """Return in which capacity an organisation took part on a day, None where none is recorded."""
    held = holding_on(register.capacities_of_organisation[organisation], on=on)
    return CapacityKind(held[0].kind) if held else None


def sitter(register: Register, part: Representation, organisations: Iterable[UUID], *, on: date) -> Sitter:
    """Return who has a part in a seat, with the post that they had on the day: in its holder, else wherever."""
    person: Person = register.persons[part.person_id]
    wanted = set(organisations)
    posts = holding_on(register.posts_of_person[person.pk], on=on)
    post = next((one for one in posts if one.organisation_id in wanted), posts[0] if posts else None)
    return Sitter(
        person=person.pk,
        representation=part.pk,
        name=person.name,
        by_role=person.by_role,
        title=post.title if post else "",
        email=person.email,
        organisation=register.organisations[post.organisation_id].name if post else "",
        senior=bool(post and post.senior),
        part=Part(part.part),
        since=part.since,
        user=person.user_id,
    )


def terms_of(register: Register, body: Body) -> tuple[TermsAt, ...]:
    """Return the versions of a body's terms of reference by the day from which each was in force."""
    versions = sorted(register.terms_of_body[body.pk], key=lambda one: one.since)
    starts = [*(one.since for one in versions), None]
    return tuple(_terms(one, following) for one, following in zip(versions, starts[1:], strict=True))


def _terms(one: Terms, following: date | None) -> TermsAt:
    return TermsAt(
        id=one.pk,
        version=one.version,
        since=one.since,
        until=date.fromordinal(following.toordinal() - 1) if following else None,
        quorum=one.quorum,
        quorum_of=QuorumOf(one.quorum_of),
        frequency=Frequency(one.frequency),
        chair_rule=one.chair_rule,
        words=one.words,
        document=one.document,
    )
