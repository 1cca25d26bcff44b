"""Keeping a problem profile: a paper of the partnership, drafted from the evidence as it is known."""

from __future__ import annotations

from frankpledge.domain.profiles.rules import KIND
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.actions import create_paper
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Paper


def keep_profile(*, workspace: Workspace, document: Document, by: User) -> Paper:
    """Keep a profile as a draft of the workspace and return its paper. Refused for whoever may not write papers."""
    return create_paper(
        workspace=workspace, kind=KIND, title=f"{document.title}, {document.subtitle}", tree=document, by=by
    )
