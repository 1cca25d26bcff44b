"""Reading elections, and the days of care for whoever must know whether something waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.elections.models import Election
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.statute.elections import Period, Proposed, proposed

YEARS_AHEAD = 2


def elections_of(*, workspace: Workspace, viewer: User) -> QuerySet[Election]:
    """Return the elections of a workspace that the viewer belongs to, the latest first, withdrawn ones too."""
    found = Election.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.select_related("recorded_by").order_by("-poll", "kind")


def election_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Election | None:
    """Return one election; None where there is none that the viewer may see."""
    return elections_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def periods_of(workspace: Workspace) -> tuple[Period, ...]:
    """Return the days of care before every election that stands, for whoever asks whether something waits."""
    found = Election.objects.filter(workspace=workspace, withdrawn_at__isnull=True)
    return tuple(one.period for one in found.order_by("poll"))


def left_to_record(found: Iterable[Election], *, today: date) -> tuple[Proposed, ...]:
    """Return the elections whose day the law fixes, over the next years, that nobody has recorded here yet."""
    there = {(one.kind, one.poll) for one in found if one.withdrawn_at is None}
    return tuple(one for one in proposed(after=today, years=YEARS_AHEAD) if (one.kind.id, one.poll) not in there)
