"""Reading proposals, what was released to the public, and the catalogue, which everybody may read."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.disclosure.models import Release, ReleasedCell
from frankpledge.domain.disclosure.queries import releases
from frankpledge.domain.disclosure.rules import Audience
from frankpledge.domain.open_data.models import DataTable, Proposal
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


def proposals_of(*, workspace: Workspace, viewer: User) -> QuerySet[Proposal]:
    """Return the proposals of a workspace that the viewer belongs to, newest first."""
    found = Proposal.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.select_related("proposed_by", "decided_by", "table", "workspace")


def proposal_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Proposal | None:
    """Return one proposal, None where there is none."""
    return proposals_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def public_releases(*, workspace: Workspace, viewer: User) -> QuerySet[Release]:
    """Return every release of a workspace to the public, newest first: tables and editions alike."""
    found = releases(workspace=workspace, viewer=viewer).filter(audience=Audience.PUBLIC)
    return found.select_related("proposed_by", "table")


def catalogue(workspace: Workspace | None = None) -> QuerySet[DataTable]:
    """Return the tables that the public may have, newest first. What is public takes no viewer."""
    found = DataTable.objects.filter(withdrawn_at__isnull=True)
    found = found.filter(workspace=workspace) if workspace else found
    return found.select_related("proposal", "release", "workspace")


def table_of(identity: UUID) -> DataTable | None:
    """Return a table that is or was public, None where there is none."""
    return DataTable.objects.select_related("proposal", "release", "workspace").filter(pk=identity).first()


def cells_of(table: DataTable) -> list[ReleasedCell]:
    """Return the numbers of a table in the order of its release."""
    return list(ReleasedCell.objects.filter(release=table.release_id).order_by("pk"))
