"""The register of events that a partnership or the installation keeps beside the national one."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import Q, QuerySet

from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.models import LocalEvent
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.refusal import Refusal
from frankpledge.statute.events import Event, Kind
from frankpledge.statute.forces import find_force


def event_register(*, workspace: Workspace, viewer: User) -> QuerySet[LocalEvent]:
    """Return a partnership's own events and the installation's, the withdrawn ones too, in order of time."""
    own = Q(workspace=workspace, workspace__in=workspaces_of(viewer))
    return LocalEvent.objects.filter(own | Q(workspace=None)).select_related("registered_by", "withdrawn_by")


def own_event(identity: UUID, *, workspace: Workspace, viewer: User) -> LocalEvent | None:
    """Return one event of a workspace that the viewer belongs to; those of the installation are nobody's own."""
    return LocalEvent.objects.filter(pk=identity, workspace=workspace, workspace__in=workspaces_of(viewer)).first()


class NoSuchEvent(Refusal):
    """The installation has no event of this name."""


def installation_events() -> QuerySet[LocalEvent]:
    """Return the installation's own events, for the command line of whoever runs it."""
    return LocalEvent.objects.filter(workspace=None)


def installation_event(identity: str) -> LocalEvent:
    """Return one event of the installation, refused where it has none of this name."""
    try:
        found = installation_events().filter(pk=UUID(identity)).first()
    except ValueError:
        found = None
    if found is None:
        raise NoSuchEvent(f"The installation has no event “{identity}”.", cure="List them: frankpledge events list")
    return found


def slug_of_force(name: str) -> str:
    """Return how files call a force of any of its names: a usual one, or one that is loaded."""
    usual = find_force(name)
    return usual.slug if usual else areas.slug_of(areas.find_area(the_lake().snapshot(), name, kind="force"))


def standing_events(workspace: Workspace | None, snapshot: Snapshot, area: Area) -> tuple[Event, ...]:
    """Return what the registers of a partnership and of the installation hold of an area, to go beside the national.

    An event of one area concerns every area that shares ground with it; withdrawn ones concern nobody.
    """
    found = list(standing_rows(workspace))
    if not found:
        return ()
    slugs = set(areas.forces(snapshot, area))
    return tuple(_event(row) for row in found if _concerns(row, snapshot, area, slugs))


def standing_rows(workspace: Workspace | None, *, at: datetime | None = None) -> QuerySet[LocalEvent]:
    """Return what stands in the registers of a partnership and of the installation, or what stood at a moment."""
    stood = Q(withdrawn_at=None)
    if at is not None:
        stood = Q(registered_at__lte=at) & (stood | Q(withdrawn_at__gt=at))
    return LocalEvent.objects.filter(stood).filter(Q(workspace=workspace) | Q(workspace=None))


def _concerns(row: LocalEvent, snapshot: Snapshot, area: Area, slugs: set[str]) -> bool:
    if row.force and row.force not in slugs:
        return False
    if not row.area_code or (row.area_kind, row.area_code) == (area.kind, area.code):
        return True
    theirs = Area(row.area_kind, row.area_code, row.area_code)
    return bool(_codes(snapshot, theirs) & _codes(snapshot, area))


def _codes(snapshot: Snapshot, area: Area) -> frozenset[str]:
    return frozenset(areas.places_in(snapshot, area)["lsoa_code"].to_pylist())


def _event(row: LocalEvent) -> Event:
    return Event(
        id=str(row.pk),
        kind=cast(Kind, row.kind),
        first=Month.parse(row.first),
        last=Month.parse(row.last),
        nation="both",
        forces=(),
        types=tuple(row.types),
        words=row.words,
        source=row.source,
        confidence="K",
    )
