"""What this app adds to the ground."""

from frankpledge.domain.evidence.findable import FINDABLE
from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.evidence.presenters import home as HOME  # noqa: N812 (the name that the ground reads)
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import NavigationEntry

__all__ = ["AUDIT_SENTENCES", "FINDABLE", "HOME", "NAVIGATION"]

NAVIGATION = (
    NavigationEntry(
        label="Evidence",
        route="evidence:home",
        order=10,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "evidence.files_ingested": "loaded {files} files: {new} new, {replaced} replaced, {refused} refused",
    "evidence.published_figures_recorded": "recorded {figures} published figures",
    "evidence.event_registered": "registered an event of {first} ({kind})",
    "evidence.event_withdrawn": "withdrew an event of {first} ({kind})",
}
