"""Reading partnerships."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.rules import Level
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


def partnership_of(*, workspace: Workspace, viewer: User) -> Partnership | None:
    """Return the partnership of a workspace, None when it has none or the viewer may not see it."""
    return Partnership.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)).first()


def partnership_for_area(*, kind: str, code: str) -> Partnership | None:
    """Return the partnership that serves an area, whoever asks: for the command line and the founding of another."""
    return Partnership.objects.filter(area_kind=kind, area_code=code).select_related("workspace").first()


@dataclass(frozen=True)
class Served:
    """A workspace that a person belongs to: what stands there, at which level, and the name of what it lies within."""

    name: str
    slug: str
    generated: bool
    level: Level | None
    within: str
    beneath: tuple[str, ...]


def served(viewer: User) -> tuple[Served, ...]:
    """Return the workspaces of a person, by name. Of what lies above and beneath them they are told the name alone."""
    found = workspaces_of(viewer).select_related("partnership__parent").prefetch_related("partnership__beneath")
    return tuple(_served(workspace) for workspace in found)


def _served(workspace: Workspace) -> Served:
    one: Partnership | None = getattr(workspace, "partnership", None)
    return Served(
        name=workspace.name,
        slug=workspace.slug,
        generated=workspace.generated,
        level=Level(one.level) if one else None,
        within=one.parent.name if one and one.parent else "",
        beneath=tuple(sorted(other.name for other in one.beneath.all())) if one else (),
    )


def partnerships_of(viewer: User) -> tuple[Partnership, ...]:
    """Return the partnerships in whose workspaces a person holds a role, by name: no county and no force area."""
    found = Partnership.objects.filter(workspace__in=workspaces_of(viewer), level=Level.PARTNERSHIP)
    return tuple(found.select_related("workspace").order_by("name"))


def around_called(name: str, *, workspace: Workspace) -> Partnership | None:
    """Return the partnership of a name that lies within the same county or force area, or above or beneath; else None.

    It is for asking it there: nothing of it but its name is told to whoever asks.
    """
    own: Partnership | None = getattr(workspace, "partnership", None)
    if own is None:
        return None
    near = Q(parent=own) | Q(pk=own.parent_id) | Q(parent=own.parent_id, parent__isnull=False)
    found = Partnership.objects.filter(near, name__iexact=" ".join(name.split())).exclude(pk=own.pk)
    return found.select_related("workspace").first()


def level_for_area(*, level: str, code: str) -> Partnership | None:
    """Return the county or force area of a code, whoever asks: for the command line."""
    return Partnership.objects.filter(level=level, area_code=code).select_related("workspace").first()
