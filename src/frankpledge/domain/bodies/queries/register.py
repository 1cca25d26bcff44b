"""Everything that stands in a workspace's register, read at once, so that a list costs no more than one of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from frankpledge.domain.bodies.models import (
    STANDS,
    Body,
    Capacity,
    Office,
    Organisation,
    Person,
    Post,
    Representation,
    Seat,
    SeatHolding,
    Succession,
    Terms,
)
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of

R = TypeVar("R")
By = dict[Any, list[R]]


@dataclass(frozen=True)
class Register:
    """The rows of a workspace that were not withdrawn. Read them through what asks them about a day."""

    organisations: dict[UUID, Organisation]
    bodies: dict[UUID, Body]
    seats: dict[UUID, Seat]
    persons: dict[UUID, Person]
    capacities: tuple[Capacity, ...]
    holdings: tuple[SeatHolding, ...]
    offices: tuple[Office, ...]
    posts: tuple[Post, ...]
    representations: tuple[Representation, ...]
    terms: tuple[Terms, ...]
    successions: tuple[Succession, ...]

    @cached_property
    def seats_of_body(self) -> By[Seat]:
        return grouped(self.seats.values(), "body_id")

    @cached_property
    def holdings_of_seat(self) -> By[SeatHolding]:
        return grouped(self.holdings, "seat_id")

    @cached_property
    def offices_of_seat(self) -> By[Office]:
        return grouped(self.offices, "seat_id")

    @cached_property
    def representations_of_seat(self) -> By[Representation]:
        return grouped(self.representations, "seat_id")

    @cached_property
    def representations_of_person(self) -> By[Representation]:
        return grouped(self.representations, "person_id")

    @cached_property
    def posts_of_person(self) -> By[Post]:
        return grouped(self.posts, "person_id")

    @cached_property
    def posts_in_organisation(self) -> By[Post]:
        return grouped(self.posts, "organisation_id")

    @cached_property
    def capacities_of_organisation(self) -> By[Capacity]:
        return grouped(self.capacities, "organisation_id")

    @cached_property
    def holdings_of_organisation(self) -> By[SeatHolding]:
        return grouped(self.holdings, "organisation_id")

    @cached_property
    def terms_of_body(self) -> By[Terms]:
        return grouped(self.terms, "body_id")


def grouped(rows: Iterable[R], name: str) -> By[R]:
    """Return rows by what one of their fields holds; nothing where none does."""
    found: dict[Hashable, list[R]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def register_for(*, workspace: Workspace, viewer: User) -> Register:
    """Return the register of a workspace that the viewer belongs to; an empty one to everybody else."""
    return _read(Workspace.objects.filter(pk=workspace.pk, pk__in=workspaces_of(viewer).values("pk")))


def register_in(*, workspace: Workspace) -> Register:
    """Return the register of a workspace, for whoever makes its documents or reckons its duties."""
    return _read(Workspace.objects.filter(pk=workspace.pk))


def _read(places: Any) -> Register:
    def rows(model: Any) -> Any:
        return model.objects.filter(STANDS, workspace__in=places)

    return Register(
        organisations=_by_id(rows(Organisation)),
        bodies=_by_id(rows(Body)),
        seats=_by_id(rows(Seat)),
        persons=_by_id(rows(Person)),
        capacities=tuple(rows(Capacity)),
        holdings=tuple(rows(SeatHolding)),
        offices=tuple(rows(Office)),
        posts=tuple(rows(Post)),
        representations=tuple(rows(Representation)),
        terms=tuple(rows(Terms)),
        successions=tuple(rows(Succession)),
    )


def _by_id(rows: Iterable[R]) -> dict[UUID, R]:
    return {row.pk: row for row in rows}  # type: ignore[attr-defined]  # every row has one
