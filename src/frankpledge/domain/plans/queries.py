"""Reading the steps of plans."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.rules import NoSuchStep
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


def steps(*, workspace: Workspace, viewer: User) -> QuerySet[Step]:
    """Return the steps of a workspace's plans that the viewer may see, the latest year first."""
    return Step.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)).order_by(
        "-year", "recorded_at"
    )


def steps_in(*, workspace: Workspace, year: str) -> tuple[Step, ...]:
    """Return the steps of the plan of one year in order, for whoever makes a document of them."""
    return tuple(Step.objects.filter(workspace=workspace, year=year).order_by("recorded_at"))


def step_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Step:
    """Return one step; refused alike where there is none and where the viewer may not see it."""
    found = steps(workspace=workspace, viewer=viewer).filter(pk=identity).first()
    if found is None:
        raise NoSuchStep("there is no such step.")
    return found
