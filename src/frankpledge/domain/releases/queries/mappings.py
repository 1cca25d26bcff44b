"""Which layouts of file a partnership has confirmed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from frankpledge.domain.releases.models import ColumnMapping
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.lake.own.mapping import Mapping, headers_digest


def mappings(*, workspace: Workspace, viewer: User) -> QuerySet[ColumnMapping]:
    """Return the mappings that a workspace of the viewer's remembers, by name."""
    return ColumnMapping.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))


def remembered_mapping(*, workspace: Workspace, headers: Iterable[str]) -> Mapping | None:
    """Return the mapping that a workspace remembers for a set of headers, None where it has not met them."""
    found = ColumnMapping.objects.filter(workspace=workspace, headers=headers_digest(headers)).first()
    return Mapping.from_json(found.mapping) if found else None


def mappings_by_headers(*, workspace: Workspace) -> dict[str, Mapping]:
    """Return all that a workspace remembers, by the digest of the headers: for its own loads and nobody's eyes."""
    kept = ColumnMapping.objects.filter(workspace=workspace).values_list("headers", "mapping")
    return {headers: Mapping.from_json(mapping) for headers, mapping in kept}


def mapping_of(*, workspace: Workspace, pk: int, viewer: User) -> ColumnMapping | None:
    """Return one mapping that a workspace of the viewer's remembers, None where there is none."""
    return mappings(workspace=workspace, viewer=viewer).filter(pk=pk).first()
