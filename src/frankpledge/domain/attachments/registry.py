"""What attachments add to the ground: their sentences, and on the page of a thing its files."""

from __future__ import annotations

from frankpledge.domain.attachments.presenters import file_lines
from frankpledge.domain.attachments.queries import attachments_on, carriers, may_keep
from frankpledge.ground.comments.queries import subject_of
from frankpledge.ground.registry import Beside, BesideRequest, HomeSection

__all__ = ["AUDIT_SENTENCES", "BESIDE"]

AUDIT_SENTENCES = {
    "attachments.added": "attached file {number}",
    "attachments.taken_away": "took file {number} away",
}


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return the files of a thing, and the way to put one there for whoever may."""
    if asked.kind not in carriers():
        return None
    thing = {"kind": asked.kind, "about": asked.about, "workspace": asked.workspace, "viewer": asked.viewer}
    if subject_of(**thing) is None:
        return None
    found = attachments_on(kind=asked.kind, about=asked.about, workspace=asked.workspace)
    lines, keeps = file_lines(found), may_keep(**thing)
    if not lines and not keeps:
        return None
    shown = {"lines": lines, "keeps": keeps, "kind": asked.kind, "about": asked.about, "slug": asked.workspace.slug}
    return Beside("Attachments", drawn=HomeSection("Attachments", "attachments/beside.html", shown))
