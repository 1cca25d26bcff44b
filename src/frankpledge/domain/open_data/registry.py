"""What this app adds to the ground."""

from __future__ import annotations

from frankpledge.domain.open_data.findable import FINDABLE, SUBJECTS
from frankpledge.domain.open_data.permissions import GRANTS, Capability
from frankpledge.domain.open_data.presenters import home_needs
from frankpledge.domain.open_data.queries import proposals_of
from frankpledge.domain.open_data.rules import State
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, NavigationEntry

__all__ = ["AUDIT_SENTENCES", "FINDABLE", "HOME", "NAVIGATION", "SUBJECTS"]

NAVIGATION = (
    NavigationEntry(
        label="Open data, and the log of what was released",
        route="open_data:list",
        order=92,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
        under="site:list",
    ),
)

AUDIT_SENTENCES = {
    "open_data.proposed": "proposed a table of open data with {numbers} numbers",
    "open_data.released": "released a table of open data with {numbers} numbers",
    "open_data.turned_down": "turned a table of open data down",
    "open_data.withdrawn": "withdrew a table of open data",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return the tables that wait for a second person, for whoever may be that."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.APPROVE, workspace=workspace, user=viewer):
        return HomeContribution()
    found = proposals_of(workspace=workspace, viewer=viewer).filter(state=State.WAITS).exclude(proposed_by=viewer)
    return home_needs(found, workspace.slug)
