"""What versions add to the ground: they hear of every event of the ledger, and stand beside each thing they keep."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import Beside, BesideRequest
from frankpledge.ground.versions.actions import keep_version as ON_EVENT  # noqa: N812 (the name that the ground reads)
from frankpledge.ground.versions.permissions import GRANTS, Capability
from frankpledge.ground.versions.queries import how_many, thing_of

__all__ = ["AUDIT_SENTENCES", "BESIDE", "ON_EVENT"]

AUDIT_SENTENCES = {
    "versions.put_back": "put it back as it stood in version {number}",
    "versions.erased": "erased its earlier states, {count} in number",
}
TWO = 2


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return the way to how a thing stood before, once there are two versions of it; else nothing."""
    if not is_granted(GRANTS, Capability.COMPARE, workspace=asked.workspace, user=asked.viewer):
        return None
    if how_many(kind=asked.kind, about=asked.about, workspace=asked.workspace) < TWO:
        return None
    found = thing_of(kind=asked.kind, about=asked.about, workspace=asked.workspace, viewer=asked.viewer)
    if found is None:
        return None
    href = reverse("versions:of", args=(asked.workspace.slug, asked.kind, asked.about))
    return Beside("Versions", deeds=((f"Compare its {len(found.versions)} versions", href),))
