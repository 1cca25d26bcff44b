"""Reading who holds what, who is invited, what is to be confirmed, and what somebody who leaves holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from frankpledge.ground.access.models import Invitation
from frankpledge.ground.access.rules import Due, due_on, standing, suspended_on
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import (
    GRANTS,
    Capability,
    is_granted,
    open_now,
    organisations_looked_after,
    running_now,
)
from frankpledge.ground.accounts.queries import people_with_second_factor, workspaces_of
from frankpledge.ground.accounts.rules import GIVEN_BY_ORGANISATIONS, Role
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import state_of
from frankpledge.ground.links.rules import State
from frankpledge.ground.registry import Holding, HoldingsRequest, told
from frankpledge.ground.telling import Offer

PURPOSE = "access.invitation"


@dataclass(frozen=True)
class Held:
    """One role of one person: since when and until when, whether it is confirmed, and when they signed in last."""

    membership: Membership
    due: Due
    due_on: date
    suspended_on: date
    has_second_factor: bool

    @property
    def user(self) -> User:
        """Return whose it is."""
        return self.membership.user

    @property
    def role(self) -> Role:
        """Return which it is."""
        return Role(self.membership.role)


def roles_given(*, workspace: Workspace, viewer: User) -> tuple[Role, ...]:
    """Return the roles that the viewer may give in a workspace."""
    if is_granted(GRANTS, Capability.MANAGE_MEMBERS, workspace=workspace, user=viewer):
        administrator = is_granted(GRANTS, Capability.RESET_SECOND_FACTOR, workspace=workspace, user=viewer)
        return tuple(role for role in Role if administrator or role is not Role.ADMINISTRATOR)
    return tuple(role for role in Role if role in GIVEN_BY_ORGANISATIONS)


def kept_by(*, workspace: Workspace, viewer: User) -> QuerySet[Membership]:
    """Return the running roles that the viewer looks after: all of a workspace, or those of their organisations."""
    running = Membership.objects.filter(running_now(), workspace=workspace, workspace__in=workspaces_of(viewer))
    if not is_granted(GRANTS, Capability.MANAGE_MEMBERS, workspace=workspace, user=viewer):
        own = organisations_looked_after(viewer, workspace)
        running = running.filter(organisation__in=own, role__in=GIVEN_BY_ORGANISATIONS)
    return running.select_related("user", "workspace").order_by("user__name", "role")


def held_by_all(*, workspace: Workspace, viewer: User, on: date) -> tuple[Held, ...]:
    """Return the running roles that the viewer looks after, by name, each with where it stands on a day."""
    found = list(kept_by(workspace=workspace, viewer=viewer))
    proved = people_with_second_factor([one.user_id for one in found])
    return tuple(_held(one, on, proved=one.user_id in proved) for one in found)


def _held(one: Membership, on: date, *, proved: bool) -> Held:
    last = one.confirmed_at or one.valid_from
    due = standing(last=last, suspended=one.suspended_at is not None, on=on)
    return Held(one, due, due_on(last), suspended_on(last), has_second_factor=proved)


def membership_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Membership | None:
    """Return one running role that the viewer looks after; None where there is none."""
    return kept_by(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def to_suspend(on: date) -> Iterator[Membership]:
    """Yield the roles of every workspace in use that nobody confirmed by a day."""
    running = Membership.objects.filter(running_now(), suspended_at__isnull=True, workspace__generated=False)
    for one in running.select_related("workspace", "user").order_by("valid_from", "pk"):
        last = one.confirmed_at or one.valid_from
        if standing(last=last, suspended=False, on=on) is Due.TO_SUSPEND:
            yield one


def invitations(*, workspace: Workspace, viewer: User) -> QuerySet[Invitation]:
    """Return the invitations of a workspace that the viewer looks after, newest first."""
    found = Invitation.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    if not is_granted(GRANTS, Capability.MANAGE_MEMBERS, workspace=workspace, user=viewer):
        found = found.filter(organisation__in=organisations_looked_after(viewer, workspace))
    return found.select_related("link", "made_by", "workspace")


def open_invitations(*, workspace: Workspace, viewer: User) -> tuple[Invitation, ...]:
    """Return the invitations that can still be accepted."""
    return tuple(one for one in invitations(workspace=workspace, viewer=viewer) if is_open(one))


def invitation_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Invitation | None:
    """Return one invitation that the viewer looks after; None where there is none."""
    return invitations(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def is_open(one: Invitation) -> bool:
    """Return whether an invitation can still be accepted."""
    return one.link is not None and state_of(one.link) is State.OPEN


def invited_by(link: Link) -> Invitation | None:
    """Return the invitation that a link accepts."""
    return Invitation.objects.filter(link=link).select_related("workspace", "made_by").first()


def is_invited(*, workspace: Workspace, email: str, role: Role) -> bool:
    """Return whether a person is invited to a role, and has not answered yet."""
    asked = Invitation.objects.filter(workspace=workspace, email=email, role=role).select_related("link")
    return any(is_open(one) for one in asked)


def holds(*, workspace: Workspace, email: str, role: Role) -> bool:
    """Return whether the person of an address holds a role."""
    return Membership.objects.filter(open_now(), workspace=workspace, user__email=email, role=role).exists()


def holdings_of(*, workspace: Workspace, person: User) -> tuple[Holding, ...]:
    """Return everything open of a person in a workspace that needs a next owner, as the apps tell it."""
    asked = HoldingsRequest(workspace=workspace, person=person)
    return tuple(one for _, holdings in told("HOLDINGS") for one in holdings(asked))


def roles_running(*, workspace: Workspace, person: User) -> tuple[Membership, ...]:
    """Return the running roles of a person in a workspace."""
    running = Membership.objects.filter(running_now(), workspace=workspace, user=person)
    return tuple(running.select_related("user", "workspace").order_by("role"))


def next_owners(*, workspace: Workspace, leaving: User) -> QuerySet[User]:
    """Return who could take over: everybody else who holds a role in the workspace, by name."""
    held = Membership.objects.filter(open_now(), workspace=workspace, user=OuterRef("pk"))
    return User.objects.filter(Q(Exists(held)), is_active=True).exclude(pk=leaving.pk).order_by("name", "email")


def belongs_elsewhere(*, workspace: Workspace, person: User) -> bool:
    """Return whether a person holds a role in another workspace too."""
    return Membership.objects.filter(running_now(), user=person).exclude(workspace=workspace).exists()


def offers(*, workspace: Workspace, viewer: User) -> tuple[Offer, ...]:
    """Return the roles that people without an account would have, where the viewer keeps all people of the workspace.

    Whoever is invited already is not among them.
    """
    if not is_granted(GRANTS, Capability.MANAGE_MEMBERS, workspace=workspace, user=viewer):
        return ()
    waiting = {(one.email, one.role) for one in open_invitations(workspace=workspace, viewer=viewer)}
    found = (one for _, told_offers in told("OFFERS") for one in told_offers(workspace))
    return tuple(one for one in found if (one.email.lower(), one.role.value) not in waiting)


def source_words(membership: Membership) -> str:
    """Return what a role follows from, in words; empty where it was given by hand."""
    kind, _, identity = membership.source.partition(":")
    if kind == "invitation":
        return "an invitation"
    words = next((found[kind] for _, found in told("SOURCES") if kind in found), None)
    return words(membership.workspace, identity) if words else ""


def overdue(held: Iterable[Held]) -> tuple[Held, ...]:
    """Return the roles that are to be confirmed."""
    return tuple(one for one in held if one.due is not Due.CONFIRMED)
