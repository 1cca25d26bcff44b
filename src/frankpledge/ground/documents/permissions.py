"""Who may write, send on, approve, correct and read papers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.accounts.rules import Role


class Capability(StrEnum):
    """What documents guards."""

    WRITE_PAPER = "write_paper"
    RETURN_PAPER = "return_paper"
    APPROVE_PAPER = "approve_paper"
    READ_PAPER = "read_paper"
    READ_EDITION = "read_edition"


_WRITERS = frozenset({Role.OFFICER, Role.ANALYST, Role.LEAD})
_APPROVERS = frozenset({Role.OFFICER, Role.LEAD, Role.MEMBER})
GRANTS: Mapping[Capability, frozenset[Role]] = {
    Capability.WRITE_PAPER: _WRITERS,
    Capability.RETURN_PAPER: _WRITERS | _APPROVERS,
    Capability.APPROVE_PAPER: _APPROVERS,
    Capability.READ_PAPER: _WRITERS | _APPROVERS,
    Capability.READ_EDITION: frozenset(Role),
}


def check_may(capability: Capability, *, workspace: Workspace, user: Any) -> None:
    """Refuse, naming who may, unless a role of the person here is granted the capability."""
    check_granted(GRANTS, capability, workspace=workspace, user=user)


def may(capability: Capability, *, workspace: Workspace, user: Any) -> bool:
    """Return whether a role of the person here is granted the capability."""
    return is_granted(GRANTS, capability, workspace=workspace, user=user)
