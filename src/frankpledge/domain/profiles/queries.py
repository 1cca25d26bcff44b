"""The problem profiles of a workspace."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.profiles.rules import KIND
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.queries import paper_of, papers
from frankpledge.refusal import Refusal


def profiles(*, workspace: Workspace, viewer: Any) -> QuerySet[Paper]:
    """Return the profiles that the viewer may read, the newest first."""
    return papers(workspace=workspace, viewer=viewer, kind=KIND).select_related("created_by")


def profile_named(*, paper: UUID, workspace: Workspace, viewer: Any) -> Paper | None:
    """Return one profile that the viewer may read, None where there is none."""
    try:
        found = paper_of(paper=paper, workspace=workspace, viewer=viewer)
    except Refusal:
        return None
    return found if found.kind == KIND else None
