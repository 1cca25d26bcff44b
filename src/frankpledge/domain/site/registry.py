"""What this app adds to the ground."""

from frankpledge.domain.site.permissions import GRANTS, Capability
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import NavigationEntry

__all__ = ["AUDIT_SENTENCES", "NAVIGATION"]

NAVIGATION = (
    NavigationEntry(
        label="Pages of the public site",
        route="site:list",
        order=93,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
        under="plans:list",
    ),
)

AUDIT_SENTENCES = {
    "site.opened": "opened the public site",
    "site.closed": "closed the public site",
    "site.page_begun": "began the page {page} of the public site",
    "site.version_begun": "began version {number} of the page {page}",
    "site.draft_changed": "changed the draft of the page {page}",
    "site.version_approved": "approved version {number} of the page {page}, shown from {from}",
    "site.version_withdrawn": "withdrew the page {page}",
}
