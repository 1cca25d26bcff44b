"""Who is there in an office of any age: organisations, people, bodies and seats, their rows written in bulk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import cycle
from typing import Any

from django.db import models

from frankpledge.domain.bodies.models import (
    Body,
    Capacity,
    Office,
    Organisation,
    Person,
    Post,
    Representation,
    Seat,
    SeatHolding,
    Terms,
)
from frankpledge.domain.bodies.rules import BodyKind, CapacityKind, Frequency, OfficeKind, Part
from frankpledge.domain.contacts.models import Contact
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.rules import Role

KINDS = ("police", "unitary_council", "fire", "probation", "charity", "other")
# name, how often it meets, days between two of its meetings
GROUPS = (
    ("Board", Frequency.QUARTERLY, 91),
    ("Violence group", Frequency.TWO_MONTHLY, 61),
    ("Harm at home group", Frequency.TWO_MONTHLY, 61),
    ("Neighbourhoods group", Frequency.TWO_MONTHLY, 61),
    ("Young people group", Frequency.TWO_MONTHLY, 61),
    ("Acquisitive crime group", Frequency.TWO_MONTHLY, 61),
    ("Reoffending group", Frequency.TWO_MONTHLY, 61),
    ("Tasking of perpetrators", Frequency.MONTHLY, 30),
)
SEATS, DEPUTIES = 12, 2


@dataclass(frozen=True)
class Size:
    """How much an office holds."""

    years: int
    groups: int
    actions: int
    people: int
    organisations: int
    risks: int
    escalations: int


YOUNG = Size(years=1, groups=2, actions=60, people=40, organisations=12, risks=6, escalations=4)
OLD = Size(years=5, groups=8, actions=3_000, people=300, organisations=60, risks=60, escalations=60)


@dataclass(frozen=True)
class Ground:
    """What every row of an office needs."""

    workspace: Workspace
    by: User
    now: datetime
    today: date

    @property
    def kept(self) -> dict[str, Any]:
        """Return who recorded a row, where and when."""
        return {"workspace": self.workspace, "recorded_by": self.by, "recorded_at": self.now}


def written(rows: Iterable[models.Model]) -> list[Any]:
    """Write rows of one kind at once."""
    found = list(rows)
    return type(found[0])._default_manager.bulk_create(found, batch_size=500) if found else []


def organisations(ground: Ground, size: Size, began: date) -> list[Organisation]:
    made = written(
        Organisation(**ground.kept, name=f"Organisation {number}", kind=kind, since=began)
        for number, kind in zip(range(size.organisations), cycle(KINDS), strict=False)
    )
    kinds = cycle(CapacityKind)
    written(Capacity(**ground.kept, organisation=one, kind=next(kinds), since=began) for one in made)
    written(
        Contact(**ground.kept, organisation=one, address=f"desk{number}@example.org", since=began)
        for number, one in enumerate(made)
    )
    return made


def _accounts(ground: Ground, size: Size) -> list[User]:
    """Let every other person sign in, as a member of the partnership."""
    place = ground.workspace.slug
    made = written(User(email=f"team{n}@{place}.example.org", name=f"Team {n}") for n in range(size.people // 2))
    role = {"workspace": ground.workspace, "role": Role.MEMBER, "organisation": "A council", "valid_from": ground.now}
    written(Membership(**role, user=one) for one in made)
    return made


def people(ground: Ground, size: Size, organisations: list[Organisation], began: date) -> list[Person]:
    accounts = _accounts(ground, size)
    made = written(
        Person(
            **ground.kept,
            name=f"Officer of team {number}",
            by_role=True,
            email=f"team{number}@example.org",
            user=account,
        )
        for number, account in zip(range(size.people), [*accounts, *[None] * size.people], strict=False)
    )
    written(
        Post(**ground.kept, person=one, organisation=whose, title="Manager", senior=not number % 4, since=began)
        for number, (one, whose) in enumerate(zip(made, cycle(organisations), strict=False))
    )
    return made


def bodies(ground: Ground, size: Size, began: date) -> list[Body]:
    board, *groups = (
        Body(**ground.kept, name=name, kind=BodyKind.SUB_GROUP if at else BodyKind.BOARD, since=began)
        for at, (name, _, _) in enumerate(GROUPS[: size.groups])
    )
    written([board])
    for one in groups:
        one.parent = board
    made = [board, *written(groups)]
    often = [frequency for _, frequency, _ in GROUPS[: size.groups]]
    written(
        Terms(**ground.kept, body=one, version=1, since=began, quorum=3, frequency=frequency)
        for one, frequency in zip(made, often, strict=True)
    )
    return made


def seats(
    ground: Ground, bodies: list[Body], organisations: list[Organisation], people: list[Person], began: date
) -> list[Seat]:
    """Seat an organisation, somebody for it and a deputy in every seat of every body."""
    made = written(
        Seat(**ground.kept, body=body, name=f"Seat {number + 1}", order=number, since=began)
        for body in bodies
        for number in range(SEATS)
    )
    holders, sitting = cycle(organisations), cycle(people)
    written(SeatHolding(**ground.kept, seat=seat, organisation=next(holders), since=began) for seat in made)
    parts = (Part.REPRESENTATIVE, *(Part.DEPUTY,) * DEPUTIES)
    written(
        Representation(**ground.kept, seat=seat, person=next(sitting), part=part, since=began)
        for seat in made
        for part in parts
    )
    written(
        Office(**ground.kept, seat=seat, body=seat.body, kind=OfficeKind.CHAIR, since=began)
        for seat in made
        if not seat.order
    )
    return made
