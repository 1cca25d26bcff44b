"""Requests for what is held about somebody: which are open, and the passages of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.sealed.models import AccessRequest, Passage
from frankpledge.ground.sealed.permissions import check_may_open, grant_of
from frankpledge.ground.sealed.rules.grants import Matter


def access_requests_on(matter: Matter, *, workspace: Workspace, viewer: Any) -> QuerySet[AccessRequest]:
    """Return the requests about a case, the most pressing first, to whoever may open it."""
    check_may_open(matter, workspace=workspace, user=viewer)
    found = AccessRequest.objects.filter(workspace=workspace, kind=matter.kind, about=matter.about)
    return found.select_related("answered_by").order_by("due_on")


def access_request(pk: UUID, matter: Matter, *, workspace: Workspace, viewer: Any) -> AccessRequest | None:
    """Return one request about a case, to whoever may open it; None where there is none such."""
    return access_requests_on(matter, workspace=workspace, viewer=viewer).filter(pk=pk).first()


def open_access_requests(*, workspace: Workspace, viewer: Any) -> tuple[AccessRequest, ...]:
    """Return the requests that wait for an answer about cases that a person may open, the most pressing first."""
    found = AccessRequest.objects.filter(workspace=workspace, answered_at__isnull=True).order_by("due_on")
    return tuple(one for one in found if grant_of(one.matter, workspace=workspace, user=viewer) is not None)


def passages_of(request: AccessRequest, *, viewer: Any) -> QuerySet[Passage]:
    """Return the passages of a request in order, sealed: the queue in which each is decided."""
    check_may_open(request.matter, workspace=request.workspace, user=viewer)
    return Passage.objects.filter(request=request).select_related("request", "decided_by").order_by("number")
