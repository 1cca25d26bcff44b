"""What this app adds to the ground."""

from __future__ import annotations

from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.roster.findable import FINDABLE, VERSIONED
from frankpledge.domain.roster.presenters.home import home as HOME  # noqa: N812 (the name that the ground reads)
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import ListPage, NavigationEntry

__all__ = ["FACT_WORDS", "FINDABLE", "HOME", "LIST_PAGES", "NAVIGATION", "VERSIONED"]

FACT_WORDS = {"roster.members": "members"}

NAVIGATION = (
    NavigationEntry(
        label="Board",
        route="roster:list",
        order=40,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)


def _sees(user: User, workspace: Workspace) -> bool:
    return is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user)


LIST_PAGES = (
    ListPage("roster:list", "People and bodies", ("on",), _sees),
    ListPage("roster:organisations", "Organisations", ("capacity", "ended", "on"), _sees),
    ListPage("roster:people", "People", ("left", "on"), _sees),
)
