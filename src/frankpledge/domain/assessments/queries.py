"""Reading assessments."""

from __future__ import annotations

from django.db.models import QuerySet

from frankpledge.domain.assessments.models import Assessment
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


def assessments(*, workspace: Workspace, viewer: User) -> QuerySet[Assessment]:
    """Return the assessments of a workspace that the viewer belongs to, newest first."""
    return (
        Assessment.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
        .select_related("paper", "workspace")
        .prefetch_related("paper__editions")
    )


def assessment_of(*, workspace: Workspace, last_month: str, viewer: User) -> Assessment | None:
    """Return the assessment of the year that ends with a month, None when there is none that the viewer may see."""
    return assessments(workspace=workspace, viewer=viewer).filter(last_month=last_month).first()
