"""What attachments add to the ground: their sentences, and on the page of a thing its files."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from frankpledge.domain.attachments.actions import keep_attachment
from frankpledge.domain.attachments.actions import take_away_with as ON_EVENT  # noqa: N812 (read by the ground)
from frankpledge.domain.attachments.presenters import FileLine, file_lines
from frankpledge.domain.attachments.queries import COMMENT, attachments_on, carriers, files_said, may_keep
from frankpledge.domain.attachments.queries import found_with as FOUND_WITH  # noqa: N812 (read by the ground)
from frankpledge.domain.attachments.rules import File
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.comments.models import Comment
from frankpledge.ground.comments.queries import subject_of
from frankpledge.ground.documents.kept import WHAT_IS_KEPT, Kept, look_at
from frankpledge.ground.registry import Beside, BesideRequest, HomeSection, SaidFiles

__all__ = ["AUDIT_SENTENCES", "BESIDE", "FOUND_WITH", "ON_EVENT", "SAID_FILES"]

AUDIT_SENTENCES = {
    "attachments.added": "attached file {number}",
    "attachments.taken_away": "took file {number} away",
    "attachments.said_added": "attached a file to a comment",
    "attachments.said_taken_away": "took a file of a comment away",
}


def _keep(comment: Comment, name: str, content: bytes, seen: Kept, by: User) -> None:
    about, file = str(comment.pk), File(name, content)
    keep_attachment(workspace=comment.workspace, kind=COMMENT, about=about, file=file, kept=seen, by=by)


def _of(workspace: Workspace, comments: Iterable[UUID]) -> dict[UUID, tuple[FileLine, ...]]:
    return {comment: file_lines(files) for comment, files in files_said(workspace, comments).items()}


SAID_FILES = SaidFiles(
    WHAT_IS_KEPT, lambda name, content: look_at(content, name=name), _keep, _of, "attachments/said.html"
)


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
