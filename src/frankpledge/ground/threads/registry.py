"""What threads tell the ground: their sentences, and what stands on the page of each place."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Beside, BesideRequest, HomeSection
from frankpledge.ground.threads.permissions import GRANTS, Capability
from frankpledge.ground.threads.presenters import near_sides
from frankpledge.ground.threads.queries import kinds, near
from frankpledge.ground.threads.rules import Ref

__all__ = ["AUDIT_SENTENCES", "BESIDE"]

AUDIT_SENTENCES = {
    "threads.tied": "tied {later} to {earlier} on the golden thread",
    "threads.untied": "untied {later} from {earlier}",
}


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return what a thing rests on and what follows from it, one step each way, and the way to its whole thread."""
    workspace, viewer = asked.workspace, asked.viewer
    if asked.kind not in kinds() or not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    found = near(Ref(asked.kind, asked.about), workspace=workspace, viewer=viewer)
    drawn = HomeSection(
        "Golden thread", "threads/beside.html", {"sides": near_sides(found, workspace.slug)}, place="main"
    )
    href = reverse("threads:of", args=(workspace.slug, asked.kind, asked.about))
    return Beside("Golden thread", deeds=(("Walk the golden thread", href),), drawn=drawn)
