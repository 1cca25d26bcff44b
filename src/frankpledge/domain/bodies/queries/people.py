"""People on a day: their posts, and the seats in which they sit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frankpledge.domain.bodies.models import Dated, Person, Representation
from frankpledge.domain.bodies.queries.register import Register, register_for, register_in
from frankpledge.domain.bodies.queries.seating import holding_on
from frankpledge.domain.bodies.rules import Part
from frankpledge.ground.accounts.models import User, Workspace


@dataclass(frozen=True)
class PostAt:
    """A post: for whom, under which title, from when to when."""

    id: UUID
    organisation: UUID
    organisation_name: str
    title: str
    senior: bool
    since: date | None
    until: date | None


@dataclass(frozen=True)
class PartAt:
    """A part in a seat of a body, from when to when."""

    representation: UUID
    seat: UUID
    seat_name: str
    body: UUID
    body_name: str
    part: Part
    since: date | None
    until: date | None


@dataclass(frozen=True)
class PersonAt:
    """A person on a day: the posts and the parts that they have then."""

    id: UUID
    name: str
    by_role: bool
    email: str
    user: UUID | None
    posts: tuple[PostAt, ...]
    parts: tuple[PartAt, ...]


def people_at(*, workspace: Workspace, viewer: User, on: date, left: bool = False) -> tuple[PersonAt, ...]:
    """Return the people who have a post on a day, by name; with `left`, everybody who ever had one."""
    register = register_for(workspace=workspace, viewer=viewer)
    everyone = (person_on(register, one, on=on) for one in register.persons.values())
    return tuple(sorted((one for one in everyone if left or one.posts or one.parts), key=_by_name))


def person_page(identity: UUID, *, workspace: Workspace, viewer: User, on: date) -> tuple[PersonAt, PersonAt] | None:
    """Return a person as on a day, and with every post and part that they ever had; None where none may be seen."""
    register = register_for(workspace=workspace, viewer=viewer)
    found = register.persons.get(identity)
    return (person_on(register, found, on=on), person_on(register, found, on=None)) if found else None


def parts_of_user(user: User, *, workspace: Workspace, on: date) -> tuple[PartAt, ...]:
    """Return the seats in which an account's person sits on a day; none where no person here has the account."""
    register = register_in(workspace=workspace)
    found = next((one for one in register.persons.values() if one.user_id == user.pk), None)
    return person_on(register, found, on=on).parts if found else ()


def organisations_of_user(user: User, *, workspace: Workspace, on: date) -> tuple[PostAt, ...]:
    """Return the posts that an account's person has on a day: for whom they act."""
    register = register_in(workspace=workspace)
    found = next((one for one in register.persons.values() if one.user_id == user.pk), None)
    return person_on(register, found, on=on).posts if found else ()


def people_of(register: Register, organisation: UUID, *, on: date) -> tuple[PersonAt, ...]:
    """Return the people who have a post in an organisation on a day, by name."""
    held = holding_on(register.posts_in_organisation[organisation], on=on)
    return tuple(sorted((person_on(register, register.persons[one.person_id], on=on) for one in held), key=_by_name))


def person_on(register: Register, person: Person, *, on: date | None) -> PersonAt:
    """Return a person with the posts and parts of a day; where no day is named all of them, the latest first."""
    posts, parts = register.posts_of_person[person.pk], register.representations_of_person[person.pk]
    return PersonAt(
        id=person.pk,
        name=person.name,
        by_role=person.by_role,
        email=person.email,
        user=person.user_id,
        posts=tuple(
            PostAt(
                one.pk,
                one.organisation_id,
                register.organisations[one.organisation_id].name,
                one.title,
                one.senior,
                one.since,
                one.until,
            )
            for one in sorted(posts if on is None else holding_on(posts, on=on), key=_latest)
        ),
        parts=tuple(
            _part(register, one) for one in sorted(parts if on is None else holding_on(parts, on=on), key=_latest)
        ),
    )


def _part(register: Register, one: Representation) -> PartAt:
    seat = register.seats[one.seat_id]
    return PartAt(
        one.pk,
        seat.pk,
        seat.name,
        seat.body_id,
        register.bodies[seat.body_id].name,
        Part(one.part),
        one.since,
        one.until,
    )


def _latest(row: Dated) -> int:
    return -(row.since.toordinal() if row.since else 0)


def _by_name(one: PersonAt) -> str:
    return one.name.casefold()
