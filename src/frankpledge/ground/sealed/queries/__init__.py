"""Reading what is not sealed: which cases a person may open, who holds a case, and who read it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import Happening, as_happenings
from frankpledge.ground.sealed.models import Grant
from frankpledge.ground.sealed.permissions import check_may_open, grants_running
from frankpledge.ground.sealed.rules.grants import Matter, NotYours

READ = "sealed.case_read"


def matters_of(*, workspace: Workspace, viewer: Any, kind: str) -> frozenset[str]:
    """Return the identifiers of the cases of a kind that a person may open now: what their list is made of."""
    roles = roles_of(viewer, workspace)
    if not roles or Role.ADMINISTRATOR in roles:
        return frozenset()
    found = grants_running(workspace=workspace).filter(kind=kind, user_id=viewer.pk)
    return frozenset(found.values_list("about", flat=True))


def row_of(matter: Matter, *, workspace: Workspace) -> models.Model:
    """Return the row that a case is, for the ledger to name. Refused where it is not here."""
    model: Any = apps.get_model(matter.kind)
    row: models.Model | None = model.objects.filter(workspace=workspace, pk=matter.about).first()
    if row is None:
        raise NotYours
    return row


def holders_of(matter: Matter, *, workspace: Workspace, viewer: Any) -> QuerySet[Grant]:
    """Return who may open a case now, to whoever may open it themselves."""
    check_may_open(matter, workspace=workspace, user=viewer)
    found = grants_running(workspace=workspace).filter(kind=matter.kind, about=matter.about)
    return found.select_related("user", "given_by").order_by("given_at")


def readings_of(matter: Matter, *, workspace: Workspace, viewer: Any, limit: int = 100) -> tuple[Happening, ...]:
    """Return who opened a case, when and why, newest first, to whoever leads it."""
    check_may_open(matter, workspace=workspace, user=viewer, leads=True)
    found = Event.objects.filter(
        workspace=workspace.pk, verb=READ, subject_kind=matter.kind, subject=matter.about
    ).order_by("-number")
    return tuple(as_happenings(found[:limit]))
