"""What this app adds to the ground."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.bodies.actions.people import hand_over_part
from frankpledge.domain.bodies.models import Representation
from frankpledge.domain.bodies.rules import Part
from frankpledge.domain.seat_roles.actions import align, tie_invited
from frankpledge.domain.seat_roles.jobs import ALIGN
from frankpledge.domain.seat_roles.queries import (
    acting_for,
    parts_of_account,
    user_with,
    without_account,
    words_of,
    workspace_with,
)
from frankpledge.domain.seat_roles.rules import SEAT
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.audit.models import Event
from frankpledge.ground.registry import Holding, HoldingsRequest
from frankpledge.ground.telling import Offer, Timetable

__all__ = ["AUDIT_SENTENCES", "HOLDINGS", "JOBS", "OFFERS", "ON_EVENT", "SCHEDULES", "SOURCES"]

JOBS = {"seat_roles.align": ALIGN}
SCHEDULES = {"seat_roles.align": Timetable(at=time(0, 5))}
SOURCES = {SEAT: words_of}
AUDIT_SENTENCES = {
    "seat_roles.role_set": "said which role the seat {seat} brings: {role}",
    "seat_roles.account_tied": "came by an invitation, and is the person of the register who has that address",
}


def ON_EVENT(event: Event) -> None:  # noqa: N802 (the name that the ground reads)
    """Let roles follow seats in the very transaction in which somebody is given one, or loses it."""
    accepted = event.verb == "access.invitation_accepted"
    if not (accepted or event.verb.startswith("bodies.")):
        return
    workspace = workspace_with(event.workspace)
    if workspace is None:
        return
    if accepted:
        tie_invited(workspace=workspace, user=user_with(UUID(event.actor)))
    align(workspace=workspace, on=clock.today())


def OFFERS(workspace: Workspace) -> Iterator[Offer]:  # noqa: N802 (the name that the ground reads)
    """Yield the roles that seats bring to people who have no account yet, for whoever keeps the people here."""
    today = clock.today()
    whose = acting_for(workspace=workspace, on=today)
    for one in without_account(workspace=workspace, on=today):
        whom, acts_for = one.person, whose.get(one.person.pk, one.representation.seat.name)
        yield Offer(one.source, whom.email, whom.name, one.role, organisation=acts_for, words=one.words)


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the seats in which a person sits or stands in."""
    found = parts_of_account(asked.person, workspace=asked.workspace, on=clock.today())
    return tuple(_held(one) for one in found)


def _held(one: Representation) -> Holding:
    part = Part(one.part).label
    return Holding(
        title=f"{part}, {one.seat}",
        href=reverse("roster:seat", args=(one.workspace.slug, one.seat_id)),
        words="A colleague who takes over sits there from today; otherwise the seat is vacant, and its clock runs.",
        hand_over=lambda to, by: hand_over_part(representation=one, to=to, by=by),
    )
