"""Giving and ending the roles that follow from seats, and saying what a seat brings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from frankpledge.domain.bodies.models import STANDS, Seat
from frankpledge.domain.seat_roles.models import SeatRole
from frankpledge.domain.seat_roles.permissions import GRANTS, Capability
from frankpledge.domain.seat_roles.queries import (
    Brought,
    brought_on,
    ended_by_hand,
    for_whom,
    given_before,
    held_from_seats,
    unplaced,
)
from frankpledge.domain.seat_roles.rules import check_brought
from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import add_member, end_membership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@transaction.atomic
def align(*, workspace: Workspace, on: date, again: Collection[str] = ()) -> int:
    """Let people have the roles that their seats bring on a day, no others, and return how many changed.

    Doing it again changes nothing. What somebody ended by hand is not given again by itself, but for the sources in
    `again`: a seat that was set anew.
    """
    wanted = [one for one in brought_on(workspace=workspace, on=on) if _may_sign_in(one)]
    ended = _end_others(workspace, wanted)
    before, by_hand = given_before(workspace=workspace), ended_by_hand(workspace=workspace)
    fresh = [one for one in wanted if one.source in again or not _was_ended(one, before, by_hand)]
    return ended + sum(_give(one, on) for one in fresh)


def _was_ended(one: Brought, before: Collection[tuple[str, str]], by_hand: Mapping[tuple[UUID, str], datetime]) -> bool:
    """Return whether somebody ended the role: one that this seat gave, or the same given otherwise, since they sit."""
    assert one.person.user is not None
    last = by_hand.get((one.person.user.pk, one.role.value))
    since = one.representation.recorded_at
    return (one.source, one.role.value) in before or (last is not None and last >= since)


def _may_sign_in(one: Brought) -> bool:
    return one.person.user is not None and one.person.user.is_active


def _end_others(workspace: Workspace, wanted: Collection[Brought]) -> int:
    """End the roles whose seat brings them no more, and return how many."""
    still = {(one.source, one.person.user_id, one.role) for one in wanted}
    over = [one for one in held_from_seats(workspace=workspace) if (one.source, one.user_id, one.role) not in still]
    for membership in over:
        end_membership(membership=membership)
    return len(over)


def _give(one: Brought, on: date) -> bool:
    """Give a role and return whether it is new: whoever has it otherwise keeps it as they have it."""
    user, workspace = one.person.user, one.representation.workspace
    assert user is not None
    made = add_member(
        workspace=workspace, user=user, role=one.role, organisation=for_whom(one.person, on=on), source=one.source
    )
    return made.source == one.source


@transaction.atomic
def set_seat_role(*, seat: Seat, role: str, by: User) -> None:
    """Say which role a seat brings; `none` for none, and nothing for what its kind brings. It holds at once."""
    check_granted(GRANTS, Capability.SET, workspace=seat.workspace, user=by)
    chosen = check_brought(role)
    if chosen:
        SeatRole.objects.update_or_create(
            seat=seat,
            defaults={"workspace": seat.workspace, "role": chosen, "set_by": by, "set_at": clock.now()},
        )
    else:
        SeatRole.objects.filter(seat=seat).delete()
    record("seat_roles.role_set", seat, by=by, facts={"seat": seat.name, "role": chosen or "what its kind brings"})
    anew = {one.source for one in brought_on(workspace=seat.workspace, on=clock.today()) if _in(one, seat)}
    align(workspace=seat.workspace, on=clock.today(), again=anew)


def _in(one: Brought, seat: Seat) -> bool:
    return one.representation.seat_id == seat.pk


@transaction.atomic
def tie_invited(*, workspace: Workspace, user: User) -> None:
    """Tie the account of somebody who came by an invitation to the person of the register who has its address."""
    person = unplaced(workspace=workspace, email=user.email)
    if person is not None and not user.persons.filter(STANDS, workspace=workspace).exists():
        person.user = user
        person.save(update_fields=["user"])
        record("seat_roles.account_tied", person, by=user)
