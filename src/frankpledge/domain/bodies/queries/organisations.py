"""Organisations on a day: their capacity, what they hold, who works for them, what they came from and went to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frankpledge.domain.bodies.models import Capacity, Organisation, Succession
from frankpledge.domain.bodies.queries.people import PersonAt, people_of
from frankpledge.domain.bodies.queries.register import Register, register_for
from frankpledge.domain.bodies.queries.seating import SeatAt, holding_on, seat_on
from frankpledge.domain.bodies.rules import CapacityKind, OrganisationKind, Span, SuccessionKind
from frankpledge.ground.accounts.models import User, Workspace


@dataclass(frozen=True)
class CapacityAt:
    """A capacity of an organisation, with its days and its basis."""

    id: UUID
    kind: CapacityKind
    basis: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class OrganisationAt:
    """An organisation on a day. `seats`: how many it holds then, alone or jointly."""

    id: UUID
    name: str
    short_name: str
    kind: OrganisationKind
    since: date | None
    until: date | None
    capacity: CapacityAt | None
    seats: int

    @property
    def called(self) -> str:
        """Return the short name, or the name where there is none."""
        return self.short_name or self.name


@dataclass(frozen=True)
class Change:
    """One organisation after another: the other one, the first day of the successor, and what happened."""

    id: UUID
    name: str
    on: date
    kind: SuccessionKind


@dataclass(frozen=True)
class Held:
    """A seat that an organisation holds or held: in which body, from when to when, and the seat as it is on the day."""

    body: UUID
    body_name: str
    seat: SeatAt
    since: date | None
    until: date | None
    jointly: bool

    def now(self, on: date) -> bool:
        """Return whether it holds it on a day."""
        return Span(self.since, self.until).holds(on)


@dataclass(frozen=True)
class OrganisationPage:
    """One organisation whole: as on a day, with everything that it was and held."""

    at: OrganisationAt
    capacities: tuple[CapacityAt, ...]
    holdings: tuple[Held, ...]
    people: tuple[PersonAt, ...]
    came_from: tuple[Change, ...]
    went_to: tuple[Change, ...]


def organisations_at(
    *, workspace: Workspace, viewer: User, on: date, capacity: str = "", ended: bool = False
) -> tuple[OrganisationAt, ...]:
    """Return the organisations that were there on a day, by name; of one capacity; with `ended`, all of them."""
    return organisations_on(register_for(workspace=workspace, viewer=viewer), on=on, capacity=capacity, ended=ended)


def organisations_on(
    register: Register, *, on: date, capacity: str = "", ended: bool = False
) -> tuple[OrganisationAt, ...]:
    """Return the organisations of a register on a day. `capacity` is the name of one, or "none" for those without."""
    there = (one for one in register.organisations.values() if ended or one.span.holds(on))
    shown = [organisation_on(register, one, on=on) for one in sorted(there, key=lambda one: one.name.casefold())]
    wanted = {"": None, "none": ""}.get(capacity, capacity)
    return tuple(one for one in shown if wanted is None or (one.capacity.kind if one.capacity else "") == wanted)


def organisation_on(register: Register, organisation: Organisation, *, on: date) -> OrganisationAt:
    """Return an organisation as it was on a day."""
    capacities = holding_on(register.capacities_of_organisation[organisation.pk], on=on)
    held = holding_on(register.holdings_of_organisation[organisation.pk], on=on)
    return OrganisationAt(
        id=organisation.pk,
        name=organisation.name,
        short_name=organisation.short_name,
        kind=OrganisationKind(organisation.kind),
        since=organisation.since,
        until=organisation.until,
        capacity=_capacity(capacities[0]) if capacities else None,
        seats=len(held),
    )


def _capacity(row: Capacity) -> CapacityAt:
    return CapacityAt(row.pk, CapacityKind(row.kind), row.basis, row.since, row.until)


def organisation_page(identity: UUID, *, workspace: Workspace, viewer: User, on: date) -> OrganisationPage | None:
    """Return one organisation whole; None where the viewer may see none."""
    register = register_for(workspace=workspace, viewer=viewer)
    found = register.organisations.get(identity)
    if found is None:
        return None
    return OrganisationPage(
        at=organisation_on(register, found, on=on),
        capacities=tuple(_capacity(one) for one in _newest(register.capacities_of_organisation[identity])),
        holdings=held_by(register, identity, on=on),
        people=people_of(register, identity, on=on),
        came_from=tuple(
            _change(register, one, one.predecessor_id) for one in register.successions if one.successor_id == identity
        ),
        went_to=tuple(
            _change(register, one, one.successor_id) for one in register.successions if one.predecessor_id == identity
        ),
    )


def _newest(rows: list[Capacity]) -> list[Capacity]:
    return sorted(rows, key=lambda one: one.since or date.min, reverse=True)


def held_by(register: Register, organisation: UUID, *, on: date) -> tuple[Held, ...]:
    """Return every seat that an organisation holds or held: what it holds on the day first, then the latest."""
    found = [
        Held(
            body=register.seats[one.seat_id].body_id,
            body_name=register.bodies[register.seats[one.seat_id].body_id].name,
            seat=seat_on(register, register.seats[one.seat_id], on=on),
            since=one.since,
            until=one.until,
            jointly=one.jointly,
        )
        for one in register.holdings_of_organisation[organisation]
    ]
    recent = sorted(found, key=lambda one: one.since or date.min, reverse=True)
    return tuple(sorted(recent, key=lambda one: not one.now(on)))


def _change(register: Register, one: Succession, other: UUID) -> Change:
    return Change(other, register.organisations[other].name, one.on, SuccessionKind(one.kind))
