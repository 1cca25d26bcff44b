"""What this app adds to the ground."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from django.urls import reverse

from frankpledge.domain.plans.queries.adopted import adoption_key
from frankpledge.domain.publishing.jobs import JOBS, PUBLISH_DUE
from frankpledge.domain.publishing.permissions import GRANTS, Capability
from frankpledge.domain.publishing.presenters import essential_needs, waiting_needs
from frankpledge.domain.publishing.presenters.beneath import beneath_section
from frankpledge.domain.publishing.queries import publications, scheduled_of
from frankpledge.domain.publishing.queries.beneath import is_level
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, NavigationEntry, Seen, SeenRequest
from frankpledge.ground.telling import Timetable

__all__ = ["AUDIT_SENTENCES", "DUTIES", "HOME", "JOBS", "NAVIGATION", "SCHEDULES"]

SCHEDULES = {PUBLISH_DUE: Timetable(at=time(0, 10))}

NAVIGATION = (
    NavigationEntry(
        label="Documents to publish",
        route="publishing:list",
        order=91,
        under="site:list",
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=user),
    ),
)


def summaries_published(asked: SeenRequest) -> Iterator[Seen]:
    """Yield the pages of plans that are public, for the approval that asked for each: the summary of regulation 14."""
    found = publications().filter(workspace=asked.workspace, edition__paper__plan_on_a_page__isnull=False)
    for one in found.select_related("edition__paper__plan_on_a_page__workspace", "workspace").defer("edition__tree"):
        plan = one.edition.paper.plan_on_a_page
        words = f"{one.edition.title}, edition {one.edition.number}, on the public site"
        href = reverse("publishing:list", args=(asked.workspace.slug,))
        yield Seen(adoption_key(plan), one.published_at.date(), words, href)


DUTIES = {"CSP-15": summaries_published}

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
