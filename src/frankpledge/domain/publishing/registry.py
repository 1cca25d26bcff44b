"""What this app adds to the ground."""

from frankpledge.domain.publishing.permissions import GRANTS, Capability
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import NavigationEntry

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
}
