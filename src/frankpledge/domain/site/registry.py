"""What this app adds to the ground."""

from frankpledge.domain.site.findable import FINDABLE, SUBJECTS
from frankpledge.domain.site.permissions import GRANTS, Capability
from frankpledge.domain.site.presenters import home_needs
from frankpledge.domain.site.queries import waiting_for
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, NavigationEntry

__all__ = ["AUDIT_SENTENCES", "FINDABLE", "HOME", "NAVIGATION", "SUBJECTS"]

NAVIGATION = (
    NavigationEntry(
        label="Public site",
        route="site:list",
        order=90,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "site.opened": "opened the public site",
    "site.closed": "closed the public site",
    "site.page_begun": "began the page {page} of the public site",
    "site.version_begun": "began version {number} of the page {page}",
    "site.draft_changed": "changed the draft of the page {page}",
    "site.version_submitted": "asked for approval of version {number} of the page {page}",
    "site.version_approved": "approved version {number} of the page {page}, shown from {from}",
    "site.version_withdrawn": "withdrew the page {page}",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return the drafts that wait for a second person, for whoever may be that."""
    if not is_granted(GRANTS, Capability.APPROVE, workspace=asked.workspace, user=asked.viewer):
        return HomeContribution()
    return home_needs(waiting_for(workspace=asked.workspace, viewer=asked.viewer), asked.workspace.slug)
