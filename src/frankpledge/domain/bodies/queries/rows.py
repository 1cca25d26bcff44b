"""One row of the register for an action to change; None where there is none that the viewer may see."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.bodies.models import (
    Body,
    Capacity,
    Correction,
    Kept,
    Office,
    Organisation,
    Person,
    Post,
    Representation,
    Seat,
    SeatHolding,
    Succession,
    Terms,
)
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of

K = TypeVar("K", bound=Kept)
KINDS: dict[str, type[Kept]] = {
    model._meta.model_name or "": model
    for model in (
        Organisation,
        Capacity,
        Body,
        Terms,
        Seat,
        SeatHolding,
        Office,
        Person,
        Post,
        Representation,
        Succession,
    )
}


def row_of(kind: type[K], identity: UUID, *, workspace: Workspace, viewer: User) -> K | None:
    """Return one row, withdrawn or not."""
    return rows_of(kind, workspace=workspace, viewer=viewer).filter(pk=identity).first()


def rows_of(kind: type[K], *, workspace: Workspace, viewer: User) -> QuerySet[K]:
    """Return the rows of a kind in a workspace that the viewer belongs to, the withdrawn ones too."""
    model: Any = kind
    found: Any = model.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found  # type: ignore[no-any-return]


def standing_rows(kind: type[K], *, workspace: Workspace, viewer: User) -> QuerySet[K]:
    """Return the rows of a kind that were not withdrawn."""
    return rows_of(kind, workspace=workspace, viewer=viewer).filter(withdrawn_at__isnull=True)


def corrections_of(row: Kept, *, viewer: User) -> QuerySet[Correction]:
    """Return what a row said before it was put right, the latest first."""
    found = Correction.objects.filter(workspace=row.workspace, workspace__in=workspaces_of(viewer))
    return found.filter(kind=row._meta.model_name or "", subject=row.pk).select_related("corrected_by")
