"""Which roles seats bring on a day, who has them by a seat, and who could and has no account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from frankpledge.domain.bodies.models import STANDS, Office, Person, Post, Representation, Seat
from frankpledge.domain.bodies.rules import OfficeKind
from frankpledge.domain.seat_roles.models import SeatRole
from frankpledge.domain.seat_roles.rules import NONE, SEAT, source_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import running_now
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.accounts.rules import Role
from frankpledge.statute.seat_roles import roles_brought


@dataclass(frozen=True)
class Brought:
    """A role that follows from a person's part in a seat on a day."""

    representation: Representation
    role: Role

    @property
    def source(self) -> str:
        """Return by what the role is known to follow from it."""
        return source_of(self.representation.pk)

    @property
    def person(self) -> Person:
        """Return who sits there."""
        return self.representation.person

    @property
    def words(self) -> str:
        """Return what it follows from."""
        seat = self.representation.seat
        return f"seat {seat.name}, {seat.body.name}"


@dataclass(frozen=True)
class SeatLine:
    """A seat with the roles that it brings, whether that was set, and who has them by it."""

    seat: Seat
    roles: tuple[Role, ...]
    own: bool
    who: tuple[str, ...]


def brought_on(*, workspace: Workspace, on: date) -> tuple[Brought, ...]:
    """Return every role that a seat of a workspace brings on a day, by whoever sits there."""
    sitting = Representation.objects.filter(STANDS, workspace=workspace, person__withdrawn_at=None)
    rows = sitting.select_related("seat__body", "person__user").order_by("seat__body__name", "seat__order", "pk")
    set_as = {one.seat_id: one.role for one in SeatRole.objects.filter(workspace=workspace)}
    chairing = _chairing(workspace, on)
    return tuple(
        Brought(one, role)
        for one in rows
        if one.span.holds(on)
        for role in _roles(one.seat, one.part, set_as.get(one.seat_id, ""), chairs=one.seat_id in chairing)
    )


def _chairing(workspace: Workspace, on: date) -> frozenset[UUID]:
    offices = Office.objects.filter(STANDS, workspace=workspace, kind=OfficeKind.CHAIR)
    return frozenset(one.seat_id for one in offices if one.span.holds(on))


def _roles(seat: Seat, part: str, set_as: str, *, chairs: bool) -> tuple[Role, ...]:
    if set_as:
        return () if set_as == NONE else (Role(set_as),)
    found = roles_brought(body=seat.body.kind, standing=seat.standing, part=part, chairs=chairs)
    return tuple(Role(one) for one in found)


def held_from_seats(*, workspace: Workspace) -> tuple[Membership, ...]:
    """Return the roles that run and follow from a seat."""
    found = Membership.objects.filter(running_now(), workspace=workspace, source__startswith=f"{SEAT}:")
    return tuple(found.select_related("user", "workspace"))


def given_before(*, workspace: Workspace) -> frozenset[tuple[str, str]]:
    """Return every source and role that a seat ever gave: what somebody ended is not given again by itself."""
    found = Membership.objects.filter(workspace=workspace, source__startswith=f"{SEAT}:")
    return frozenset(found.values_list("source", "role"))


def ended_by_hand(*, workspace: Workspace) -> dict[tuple[UUID, str], datetime]:
    """Return when a person's role that did not follow from a seat ended last, by person and role."""
    ended = Membership.objects.filter(workspace=workspace, valid_to__lte=clock.now())
    found = ended.exclude(source__startswith=f"{SEAT}:").order_by("valid_to")
    return {(user, role): at for user, role, at in found.values_list("user_id", "role", "valid_to") if at}


def seat_lines(*, workspace: Workspace, viewer: User, on: date) -> tuple[SeatLine, ...]:
    """Return the seats of a day in a workspace that the viewer belongs to, with what each brings, body by body."""
    seats = Seat.objects.filter(STANDS, workspace=workspace, workspace__in=workspaces_of(viewer)).select_related("body")
    set_as = {one.seat_id: one.role for one in SeatRole.objects.filter(workspace=workspace)}
    chairing, who = (
        _chairing(workspace, on),
        _who(brought_on(workspace=workspace, on=on), held_from_seats(workspace=workspace)),
    )
    return tuple(
        SeatLine(
            seat,
            _roles(seat, "representative", set_as.get(seat.pk, ""), chairs=seat.pk in chairing),
            seat.pk in set_as,
            who.get(seat.pk, ()),
        )
        for seat in seats.order_by("body__name", "order", "name")
        if seat.span.holds(on)
    )


def _who(brought: Iterable[Brought], held: Iterable[Membership]) -> dict[UUID, tuple[str, ...]]:
    """Return who has a role by a seat, by the seat."""
    sources = {(one.source, one.user_id) for one in held}
    found: dict[UUID, tuple[str, ...]] = {}
    for one in brought:
        if (one.source, one.person.user_id) in sources:
            seat = one.representation.seat_id
            found[seat] = tuple(dict.fromkeys((*found.get(seat, ()), one.person.name)))
    return found


def seat_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Seat | None:
    """Return one seat of a workspace that the viewer belongs to; None where there is none."""
    found = Seat.objects.filter(STANDS, workspace=workspace, workspace__in=workspaces_of(viewer), pk=identity)
    return found.select_related("body", "workspace").first()


def set_as(seat: Seat) -> str:
    """Return what was set for a seat; empty where its kind says it."""
    return SeatRole.objects.filter(seat=seat).values_list("role", flat=True).first() or ""


def for_whom(person: Person, *, on: date) -> str:
    """Return for whom a person acts on a day: an organisation in which they have a post then."""
    posts = Post.objects.filter(STANDS, person=person).select_related("organisation").order_by("pk")
    return next((post.organisation.name for post in posts if post.span.holds(on)), "")


def acting_for(*, workspace: Workspace, on: date) -> dict[UUID, str]:
    """Return for whom each person of a workspace acts on a day, as `for_whom` says of one."""
    posts = Post.objects.filter(STANDS, workspace=workspace).select_related("organisation").order_by("-pk")
    return {post.person_id: post.organisation.name for post in posts if post.span.holds(on)}


def without_account(*, workspace: Workspace, on: date) -> tuple[Brought, ...]:
    """Return the roles that seats bring to people who have an address and no account yet."""
    return tuple(
        one for one in brought_on(workspace=workspace, on=on) if one.person.user_id is None and one.person.email
    )


def words_of(workspace: Workspace, identity: str) -> str:
    """Return in words what a role follows from; empty where there is no such seat here any more."""
    found = Representation.objects.filter(workspace=workspace, pk=identity).select_related("seat__body").first()
    return f"the seat {found.seat.name}, {found.seat.body.name}" if found else ""


def parts_of_account(person: User, *, workspace: Workspace, on: date) -> tuple[Representation, ...]:
    """Return the parts in seats that an account's person has on a day, for whoever lets them go."""
    found = Representation.objects.filter(STANDS, workspace=workspace, person__user=person)
    rows = found.select_related("workspace", "seat__body", "person").order_by("seat__body__name", "seat__name")
    return tuple(one for one in rows if one.span.holds(on))


def unplaced(*, workspace: Workspace, email: str) -> Person | None:
    """Return the person of the register with an address and without an account; None where there is none."""
    return Person.objects.filter(STANDS, workspace=workspace, email__iexact=email, user__isnull=True).first()


def workspaces_with_seats() -> tuple[Workspace, ...]:
    """Return the workspaces in which somebody sits somewhere."""
    return tuple(Workspace.objects.filter(pk__in=Representation.objects.values("workspace")).order_by("slug"))


def workspace_with(identity: UUID) -> Workspace | None:
    """Return the workspace in whose chain something happened; None where it happened to the installation."""
    return Workspace.objects.filter(pk=identity).first()


def user_with(identity: UUID) -> User:
    """Return the user who did something."""
    return User.objects.get(pk=identity)
