"""What this app adds to the ground."""

from dataclasses import replace
from datetime import time

from frankpledge.domain.publishing.jobs import JOBS, PUBLISH_DUE
from frankpledge.domain.publishing.permissions import GRANTS, Capability
from frankpledge.domain.publishing.presenters import essential_needs, waiting_needs
from frankpledge.domain.publishing.presenters.beneath import beneath_section
from frankpledge.domain.publishing.queries import scheduled_of
from frankpledge.domain.publishing.queries.beneath import is_level
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, NavigationEntry
from frankpledge.ground.telling import Timetable

__all__ = ["AUDIT_SENTENCES", "HOME", "JOBS", "NAVIGATION", "SCHEDULES"]

SCHEDULES = {PUBLISH_DUE: Timetable(at=time(0, 10))}

NAVIGATION = (
    NavigationEntry(
        label="Public site",
        route="publishing:list",
        order=90,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "publishing.edition_published": "published edition {edition}",
    "publishing.publication_withdrawn": "withdrew a publication",
    "publishing.essential_stated": "stated why edition {edition} may be published before an election",
    "publishing.publication_scheduled": "had edition {edition} wait to be published on {on}",
    "publishing.schedule_taken_back": "took back the publication of {on}",
    "publishing.publication_held": "held a publication before an election, until {until}",
    "publishing.publication_refused": "did not publish what was to go out on {on}",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what is held before an election or did not go out, and whom else it is asked whether it is essential."""
    workspace, viewer = asked.workspace, asked.viewer
    return replace(_held(asked), sections=beneath_section(workspace.slug) if _above(viewer, workspace) else ())


def _above(viewer: User, workspace: Workspace) -> bool:
    sees = is_granted(GRANTS, Capability.SEE_BENEATH, workspace=workspace, user=viewer)
    return sees and is_level(workspace=workspace, viewer=viewer)


def _held(asked: HomeRequest) -> HomeContribution:
    workspace, viewer = asked.workspace, asked.viewer
    publishes, states = (
        is_granted(GRANTS, one, workspace=workspace, user=viewer)
        for one in (Capability.PUBLISH, Capability.STATE_ESSENTIAL)
    )
    if not (publishes or states):
        return HomeContribution()
    found = list(scheduled_of(workspace=workspace, viewer=viewer))
    own = waiting_needs(found, workspace.slug) if publishes else ()
    return HomeContribution(needs=own + (essential_needs(found, workspace.slug, viewer) if states else ()))
