"""Requests for what is held about somebody: which are open, and the passages of one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.sealed.models import AccessRequest, Passage
from frankpledge.ground.sealed.permissions import check_may_open
from frankpledge.ground.sealed.rules.grants import Matter


def access_requests_on(matter: Matter, *, workspace: Workspace, viewer: Any) -> QuerySet[AccessRequest]:
    """Return the requests about a case, the most pressing first, to whoever may open it."""
    check_may_open(matter, workspace=workspace, user=viewer)
    found = AccessRequest.objects.filter(workspace=workspace, kind=matter.kind, about=matter.about)
    return found.select_related("answered_by").order_by("due_on")


def passages_of(request: AccessRequest, *, viewer: Any) -> QuerySet[Passage]:
    """Return the passages of a request in order, sealed: the queue in which each is decided."""
    check_may_open(request.matter, workspace=request.workspace, user=viewer)
    return Passage.objects.filter(request=request).select_related("request", "decided_by").order_by("number")
