"""What this app adds to the ground."""

from __future__ import annotations

from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.roster.findable import FINDABLE
from frankpledge.domain.roster.presenters.home import home as HOME  # noqa: N812 (the name that the ground reads)
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import NavigationEntry

__all__ = ["FINDABLE", "HOME", "NAVIGATION"]

NAVIGATION = (
    NavigationEntry(
        label="Board",
        route="roster:list",
        order=40,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)
