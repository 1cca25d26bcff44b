"""What somebody who leaves was writing."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from frankpledge.domain.chapters.models import Chapter
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.rules import State


def written_by(person: User, *, workspace: Workspace) -> QuerySet[Chapter]:
    """Return the chapters that a person writes, of the year and of papers that are not approved."""
    still = Q(paper__isnull=True) | ~Q(paper__state=State.APPROVED)
    return Chapter.objects.filter(still, workspace=workspace, writer=person).select_related("workspace", "paper")
