"""Organisations, bodies, seats and people for programs, as on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled
from frankpledge.api.parts import PEOPLE
from frankpledge.api.routing import Rows, lists, reads
from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.bodies.queries.organisations import (
    CapacityAt,
    Change,
    Held,
    OrganisationAt,
    organisation_page,
    organisations_on,
)
from frankpledge.domain.bodies.queries.people import PartAt, PersonAt, PostAt, people_at, person_page
from frankpledge.domain.bodies.queries.register import Register, register_for
from frankpledge.domain.bodies.queries.seating import BodyAt, SeatAt, Sitter, TermsAt, bodies_on, body_on, seat_on
from frankpledge.domain.bodies.queries.statutory import Met, seat_check
from frankpledge.domain.bodies.rules import BodyKind, CapacityKind, OfficeKind, Part
from frankpledge.domain.roster.forms.filters import CapacityFilter, DayForm, LeftFilter


class SitterOut(Schema):
    """Who has a part in a seat on the day. An e-mail address that you may not see is null."""

    person: UUID
    representation: UUID
    name: str
    by_role: bool
    title: str
    email: str | None
    organisation: str
    senior: bool
    part: Part
    since: date | None


class HolderOut(Schema):
    """An organisation that holds a seat on the day."""

    organisation: UUID
    name: str
    capacity: CapacityKind | None
    since: date | None
    jointly: bool


class VacancyOut(Schema):
    """That nobody has a place: since when and for how many days, where that is known."""

    since: date | None
    days: int | None


class SeatOut(Schema):
    """A seat on the day. `unheld`: no organisation holds it; `empty`: nobody represents whoever does."""

    id: UUID
    body: UUID
    name: str
    standing: str
    authority: str
    basis: str
    since: date | None
    until: date | None
    offices: list[OfficeKind]
    holders: list[HolderOut]
    representative: SitterOut | None
    deputies: list[SitterOut]
    unheld: VacancyOut | None
    empty: VacancyOut | None


class BodyOut(Schema):
    """A body on the day: the terms in force and its seats, in order."""

    id: UUID
    name: str
    short_name: str
    kind: BodyKind
    parent: UUID | None
    purpose: str
    since: date | None
    until: date | None
    terms: TermsAt | None
    seats: list[SeatOut]


class FindingOut(Schema):
    """One thing that the law, or only practice, wants of a body, and how far it is there."""

    id: str
    label: str
    met: Met
    words: str
    law: bool
    source: str
    confidence: str


class WholeBody(Schema):
    """A body, and the statutory check of its seats: null where the law asks nothing of it."""

    body: BodyOut
    law_met: bool | None
    findings: list[FindingOut]


class PersonOut(Schema):
    """A person: posts and parts. An e-mail address that you may not see is null."""

    id: UUID
    name: str
    by_role: bool
    email: str | None
    posts: list[PostAt]
    parts: list[PartAt]


class HeldOut(Schema):
    """A seat that an organisation holds or held."""

    body: UUID
    body_name: str
    seat: UUID
    seat_name: str
    since: date | None
    until: date | None
    jointly: bool


class WholeOrganisation(Schema):
    """An organisation with everything that it was and held."""

    organisation: OrganisationAt
    capacities: list[CapacityAt]
    seats: list[HeldOut]
    people: list[PersonOut]
    came_from: list[Change]
    went_to: list[Change]


def day_of(call: Call, given: dict[str, Any]) -> date:
    """Return as at which day the register is asked for: today where none is named."""
    form = filled(DayForm({"on": given.get("on", call.today)}))
    on: date = form.cleaned_data["on"]
    return on


def register_of(call: Call) -> Register:
    """Return the register, once whoever calls may see it."""
    call.check(GRANTS, Capability.SEE)
    return register_for(**call.here)


def sitter_out(call: Call, one: Sitter | None) -> SitterOut | None:
    """Return who sits, without an address that whoever calls may not see."""
    return SitterOut.from_orm(_masked(call, one)) if one else None


def seat_out(call: Call, seat: SeatAt) -> SeatOut:
    """Return a seat as it is told."""
    shown = {name: getattr(seat, name) for name in SeatOut.model_fields}
    shown["representative"] = sitter_out(call, seat.representative)
    shown["deputies"] = [sitter_out(call, one) for one in seat.deputies]
    shown["holders"] = [HolderOut.from_orm(one) for one in seat.holders]
    shown |= {name: VacancyOut.from_orm(found) for name in ("unheld", "empty") if (found := getattr(seat, name))}
    return SeatOut(**shown)


def body_out(call: Call, body: BodyAt) -> BodyOut:
    """Return a body as it is told."""
    shown = {name: getattr(body, name) for name in BodyOut.model_fields}
    return BodyOut(**{**shown, "seats": [seat_out(call, one) for one in body.seats]})


def person_out(call: Call, person: PersonAt) -> PersonOut:
    """Return a person as they are told."""
    return PersonOut.from_orm(_masked(call, person))


def _masked(call: Call, one: Any) -> Any:
    seen = call.may(GRANTS, Capability.SEE_ADDRESSES)
    return one if seen else replace(one, email=None)


@lists("/organisations", part=PEOPLE, of=OrganisationAt, asks=CapacityFilter)
def list_organisations(call: Call, given: dict[str, Any]) -> Rows:
    """List organisations as on a day."""
    form = filled(CapacityFilter({"on": call.today, **given}))
    chosen = form.cleaned_data
    register = register_of(call)
    return Rows(organisations_on(register, on=chosen["on"], capacity=chosen["capacity"], ended=chosen["ended"]))


@reads("/organisations/{uuid:organisation}", part=PEOPLE, returns=WholeOrganisation, asks=DayForm)
def read_organisation(call: Call, organisation: UUID, given: dict[str, Any]) -> WholeOrganisation:
    """Read an organisation.

    Its capacities, seats and people, what it came from and what it went to.
    """
    call.check(GRANTS, Capability.SEE)
    page = there(organisation_page(organisation, **call.here, on=day_of(call, given)), "organisation")
    return WholeOrganisation(
        organisation=page.at,
        capacities=list(page.capacities),
        seats=[_held(one) for one in page.holdings],
        people=[person_out(call, one) for one in page.people],
        came_from=list(page.came_from),
        went_to=list(page.went_to),
    )


def _held(one: Held) -> HeldOut:
    return HeldOut(
        body=one.body, body_name=one.body_name, seat=one.seat.id, seat_name=one.seat.name, since=one.since,
        until=one.until, jointly=one.jointly,
    )  # fmt: skip


@lists("/bodies", part=PEOPLE, of=BodyOut, asks=DayForm)
def list_bodies(call: Call, given: dict[str, Any]) -> Rows:
    """List bodies as on a day, the board first, each with its seats."""
    return Rows(bodies_on(register_of(call), on=day_of(call, given)), lambda one: body_out(call, one))


@reads("/bodies/{uuid:body}", part=PEOPLE, returns=WholeBody, asks=DayForm)
def read_body(call: Call, body: UUID, given: dict[str, Any]) -> WholeBody:
    """Read a body.

    Its seats, its terms of reference and the statutory check of who sits.
    """
    register, on = register_of(call), day_of(call, given)
    found = there(register.bodies.get(body), "body")
    check = seat_check(body, **call.here, on=on)
    findings = check.findings if check else ()
    return WholeBody(
        body=body_out(call, body_on(register, found, on=on)),
        law_met=check.met if check and check.rule else None,
        findings=[FindingOut.from_orm(one) for one in findings],
    )


@reads("/seats/{uuid:seat}", part=PEOPLE, returns=SeatOut, asks=DayForm)
def read_seat(call: Call, seat: UUID, given: dict[str, Any]) -> SeatOut:
    """Read a seat as on a day."""
    register = register_of(call)
    found = there(register.seats.get(seat), "seat")
    return seat_out(call, seat_on(register, found, on=day_of(call, given)))


@lists("/people", part=PEOPLE, of=PersonOut, asks=LeftFilter)
def list_people(call: Call, given: dict[str, Any]) -> Rows:
    """List people as on a day."""
    call.check(GRANTS, Capability.SEE)
    form = filled(LeftFilter({"on": call.today, **given}))
    found = people_at(**call.here, on=form.cleaned_data["on"], left=form.cleaned_data["left"])
    return Rows(found, lambda one: person_out(call, one))


@reads("/people/{uuid:person}", part=PEOPLE, returns=PersonOut)
def read_person(call: Call, person: UUID) -> PersonOut:
    """Read a person.

    Every post and part that they have, or ever had.
    """
    call.check(GRANTS, Capability.SEE)
    _, ever = there(person_page(person, **call.here, on=call.today), "person")
    return person_out(call, ever)
