"""Who holds which role where: given, changed, confirmed, suspended and ended. `by=None` is the installation itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts import rules
from frankpledge.ground.accounts.models import Membership, User, Workspace
from frankpledge.ground.accounts.permissions import (
    GRANTS,
    Capability,
    check_granted,
    check_may_give,
    check_may_look_after,
    open_now,
    roles_of,
    running_now,
)
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.actions import Actor, record


@transaction.atomic
def add_member(
    *,
    workspace: Workspace,
    user: User,
    role: Role,
    organisation: str = "",
    source: str = "",
    until: datetime | None = None,
    invites: bool = False,
    by: User | None = None,
) -> Membership:
    """Give a person a role in a workspace and return it. One that they hold already is returned as it is.

    `source` names what it follows from, such as `seat:…`; `end_roles_from` ends what followed.
    """
    if by is not None:
        check_granted(GRANTS, Capability.MANAGE_MEMBERS, workspace=workspace, user=by)
        rules.check_may_give(role, by_roles=roles_of(by, workspace))
    held = Membership.objects.filter(running_now(), workspace=workspace, user=user, role=role).first()
    if held is not None and held.suspended_at is None:
        return held
    if held is not None:
        _end(held, by)
    return join(
        workspace=workspace, user=user, role=role, organisation=organisation, source=source, until=until,
        invites=invites, by=by,
    )  # fmt: skip


@transaction.atomic
def admit(
    *,
    workspace: Workspace,
    user: User,
    role: Role,
    organisation: str,
    source: str,
    until: datetime | None,
    invites: bool,
    by: Actor,
) -> Membership:
    """Give a role that somebody who may has promised already, on behalf of whoever accepts it."""
    held = Membership.objects.filter(open_now(), workspace=workspace, user=user, role=role).first()
    return held or join(
        workspace=workspace, user=user, role=role, organisation=organisation, source=source, until=until,
        invites=invites, by=by,
    )  # fmt: skip


def join(
    *,
    workspace: Workspace,
    user: User,
    role: Role,
    by: Actor | None,
    organisation: str = "",
    source: str = "",
    until: datetime | None = None,
    invites: bool = False,
) -> Membership:
    """Begin a membership and record it."""
    now = clock.now()
    membership = Membership.objects.create(
        workspace=workspace,
        user=user,
        role=role,
        organisation=organisation.strip()[: rules.LONGEST_ORGANISATION],
        source=source,
        invites=invites,
        valid_from=now,
        valid_to=rules.check_ends_later(until, now=now),
    )
    record("accounts.member_added", membership, by=by, facts={"role": role.label, "user": str(user.pk)})
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User | None = None) -> None:
    """End a person's role in a workspace, from this moment. The last administrator's stays."""
    if by is not None:
        check_may_look_after(membership, by)
        _check_not_the_last(membership)
    _end(membership, by)


@transaction.atomic
def end_roles_from(*, workspace: Workspace, source: str, by: User) -> int:
    """End every role that follows from something that has ended, such as a seat, and return how many."""
    check_granted(GRANTS, Capability.MANAGE_MEMBERS, workspace=workspace, user=by)
    followed = list(Membership.objects.filter(running_now(), workspace=workspace, source=source))
    for membership in followed:
        _check_not_the_last(membership)
        _end(membership, by)
    return len(followed)


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User) -> Membership:
    """Give a person another role in place of one, and return it. The one that they had ends and stays on record."""
    check_may_look_after(membership, by)
    if membership.user_id == by.pk:
        raise rules.NotGiven("nobody changes their own role.", cure="Ask another administrator.")
    check_may_give(membership.workspace, role, membership.organisation, by)
    if role == membership.role:
        return membership
    _check_not_the_last(membership)
    _end(membership, by)
    return join(
        workspace=membership.workspace,
        user=membership.user,
        role=role,
        organisation=membership.organisation,
        source=membership.source,
        until=membership.valid_to if membership.valid_to and membership.valid_to > clock.now() else None,
        by=by,
    )


@transaction.atomic
def set_end(*, membership: Membership, until: datetime | None, by: User) -> None:
    """Say until when a person holds a role: a later day, an earlier one, or without end."""
    check_may_look_after(membership, by)
    _check_running(membership)
    membership.valid_to = rules.check_ends_later(until, now=clock.now())
    membership.save(update_fields=("valid_to",))
    day = until.date().isoformat() if until else "no day in particular"
    record("accounts.end_set", membership, by=by, facts={"role": Role(membership.role).label, "until": day})


@transaction.atomic
def confirm_membership(*, membership: Membership, by: User) -> None:
    """Confirm that a person still needs a role. A suspended one counts again. Nobody confirms their own."""
    check_may_look_after(membership, by)
    _check_running(membership)
    if membership.user_id == by.pk and _others_who_manage(membership):
        raise rules.NotGiven("nobody confirms their own role.", cure="Ask another who keeps the people here.")
    membership.confirmed_at, membership.confirmed_by, membership.suspended_at = clock.now(), by, None
    membership.save(update_fields=("confirmed_at", "confirmed_by", "suspended_at"))
    record("accounts.member_confirmed", membership, by=by, facts={"role": Role(membership.role).label})


@transaction.atomic
def suspend_membership(*, membership: Membership, by: User | None = None) -> bool:
    """Suspend a role that nobody confirmed and return whether it was done: never the last who could confirm."""
    if membership.suspended_at is not None or not _others_who_manage(membership):
        return False
    membership.suspended_at = clock.now()
    membership.save(update_fields=("suspended_at",))
    record("accounts.member_suspended", membership, by=by, facts={"role": Role(membership.role).label})
    return True


def _end(membership: Membership, by: Actor | None) -> None:
    now = clock.now()
    if membership.valid_to is None or membership.valid_to > now:
        membership.valid_to = max(now, membership.valid_from)
        membership.save(update_fields=("valid_to",))
        record("accounts.member_left", membership, by=by, facts={"role": Role(membership.role).label})


def _check_running(membership: Membership) -> None:
    if membership.valid_to is not None and membership.valid_to <= clock.now():
        raise rules.NotGiven("this role has ended.", cure="Invite the person again.")


def _check_not_the_last(membership: Membership) -> None:
    others = Membership.objects.filter(
        open_now(), workspace=membership.workspace, role=Role.ADMINISTRATOR, user__is_active=True
    ).exclude(user_id=membership.user_id)
    rules.check_not_the_last(role=Role(membership.role), others=others.count())


def _others_who_manage(membership: Membership) -> bool:
    held = Membership.objects.filter(
        open_now(),
        workspace=membership.workspace,
        role__in=GRANTS[Capability.MANAGE_MEMBERS],
        user__is_active=True,
    )
    return held.exclude(user_id=membership.user_id).exists()
