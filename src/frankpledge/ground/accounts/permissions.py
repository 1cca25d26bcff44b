"""Whether this person may.

Each app grants its own capabilities to roles; the answer depends on the roles held at this moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Q

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Membership, Workspace
from frankpledge.ground.accounts.rules import GIVEN_BY_ORGANISATIONS, Role
from frankpledge.ground.accounts.rules import check_may_give as check_role_given
from frankpledge.refusal import Refusal

__all__ = ["GRANTS", "Capability", "NotPermitted", "Role", "check_granted", "is_granted", "roles_of"]

C = TypeVar("C", bound=StrEnum)


class NotPermitted(Refusal):
    """The person does not hold a role that may do this here."""


class Capability(StrEnum):
    """What accounts itself guards."""

    MANAGE_MEMBERS = "manage_members"
    RESET_SECOND_FACTOR = "reset_second_factor"
    READ_LEDGER = "read_ledger"


GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.MANAGE_MEMBERS: frozenset({Role.ADMINISTRATOR, Role.OFFICER}),
    Capability.RESET_SECOND_FACTOR: frozenset({Role.ADMINISTRATOR}),
    Capability.READ_LEDGER: frozenset({Role.ADMINISTRATOR, Role.OFFICER}),
}


def open_now() -> Q:
    """Return the condition that a membership has begun, has not ended, and is not suspended."""
    return running_now() & Q(suspended_at__isnull=True)


def running_now() -> Q:
    """Return the condition that a membership has begun and has not ended, suspended or not."""
    now = clock.now()
    return Q(valid_from__lte=now) & (Q(valid_to__isnull=True) | Q(valid_to__gt=now))


def roles_of(user: Any, workspace: Workspace) -> frozenset[Role]:
    """Return the roles that a person holds in a workspace now; none for a stranger or a closed account."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if user.roles_read is None:
        return _roles_held(user, workspace)
    if workspace.pk not in user.roles_read:
        user.roles_read[workspace.pk] = _roles_held(user, workspace)
    found: frozenset[Role] = user.roles_read[workspace.pk]
    return found


def _roles_held(user: Any, workspace: Workspace) -> frozenset[Role]:
    held = Membership.objects.filter(open_now(), user_id=user.pk, workspace=workspace, user__is_active=True)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def is_granted(grants: Mapping[C, frozenset[Role]], capability: C, *, workspace: Workspace, user: Any) -> bool:
    """Return whether one of the person's roles in the workspace is granted the capability."""
    return bool(grants[capability] & roles_of(user, workspace))


def check_granted(grants: Mapping[C, frozenset[Role]], capability: C, *, workspace: Workspace, user: Any) -> None:
    """Refuse, naming who may, unless one of the person's roles in the workspace is granted the capability."""
    if not is_granted(grants, capability, workspace=workspace, user=user):
        may = ", ".join(sorted(role.label for role in grants[capability])) or "nobody"
        raise NotPermitted(
            f"your role does not allow you to {capability.replace('_', ' ')}.", cure=f"It is for: {may}."
        )


def organisations_looked_after(user: Any, workspace: Workspace) -> frozenset[str]:
    """Return the organisations whose own people a person looks after in a workspace."""
    if not roles_of(user, workspace):
        return frozenset()
    held = Membership.objects.filter(open_now(), user_id=user.pk, workspace=workspace, invites=True)
    return frozenset(held.exclude(organisation="").values_list("organisation", flat=True))


def looks_after(user: Any, workspace: Workspace) -> bool:
    """Return whether a person keeps the people of a workspace, or of an organisation in it."""
    may = is_granted(GRANTS, Capability.MANAGE_MEMBERS, workspace=workspace, user=user)
    return may or bool(organisations_looked_after(user, workspace))


def check_may_give(workspace: Workspace, role: Role, organisation: str, user: Any) -> None:
    """Refuse to give a role, unless one keeps the people here, or those of this organisation and the role is theirs."""
    of_theirs = role in GIVEN_BY_ORGANISATIONS and organisation in organisations_looked_after(user, workspace)
    if not of_theirs:
        check_granted(GRANTS, Capability.MANAGE_MEMBERS, workspace=workspace, user=user)
        check_role_given(role, by_roles=roles_of(user, workspace))


def check_may_look_after(membership: Membership, user: Any) -> None:
    """Refuse to change a membership, unless one could have given it."""
    check_may_give(membership.workspace, Role(membership.role), membership.organisation, user)
