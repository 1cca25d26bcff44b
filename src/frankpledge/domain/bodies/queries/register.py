"""Everything that stands in a workspace's register, read at once, so that a list costs no more than one of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

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
TABLES = (
    "organisations", "bodies", "seats", "persons", "capacities", "holdings", "offices", "posts", "representations",
    "terms", "successions",
)  # fmt: skip


class Register:
    """The rows of a workspace that were not withdrawn, each table read once and only when it is first asked for."""

    def __init__(self, places: QuerySet[Workspace]) -> None:
        self._places = places

    def read(self) -> Register:
        """Return the register with every table read, as it is at this moment: to be compared with a later one."""
        for name in TABLES:
            getattr(self, name)
        return self

    def _rows(self, model: Any) -> Any:
        return model.objects.filter(STANDS, workspace__in=self._places)

    @cached_property
    def organisations(self) -> dict[UUID, Organisation]:
        return _by_id(self._rows(Organisation))

    @cached_property
    def bodies(self) -> dict[UUID, Body]:
        return _by_id(self._rows(Body))

    @cached_property
    def seats(self) -> dict[UUID, Seat]:
        return _by_id(self._rows(Seat))

    @cached_property
    def persons(self) -> dict[UUID, Person]:
        return _by_id(self._rows(Person))

    @cached_property
    def capacities(self) -> tuple[Capacity, ...]:
        return tuple(self._rows(Capacity))

    @cached_property
    def holdings(self) -> tuple[SeatHolding, ...]:
        return tuple(self._rows(SeatHolding))

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        return tuple(self._rows(Office))

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        return tuple(self._rows(Post))

    @cached_property
    def representations(self) -> tuple[Representation, ...]:
        return tuple(self._rows(Representation))

    @cached_property
    def terms(self) -> tuple[Terms, ...]:
        return tuple(self._rows(Terms))

    @cached_property
    def successions(self) -> tuple[Succession, ...]:
        return tuple(self._rows(Succession))

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
    return Register(Workspace.objects.filter(pk=workspace.pk, pk__in=workspaces_of(viewer).values("pk")))


def register_in(*, workspace: Workspace) -> Register:
    """Return the register of a workspace, for whoever makes its documents or reckons its duties."""
    return Register(Workspace.objects.filter(pk=workspace.pk))


def _by_id(rows: Iterable[R]) -> dict[UUID, R]:
    return {row.pk: row for row in rows}  # type: ignore[attr-defined]  # every row has one
