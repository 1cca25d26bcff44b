"""The counts in the workspace: how many, of what, and what became of their letters. Nobody is named."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.subscriptions.permissions import GRANTS, Capability
from frankpledge.domain.subscriptions.presenters import letters_table, topics_table
from frankpledge.domain.subscriptions.queries import counts_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.settings import settings


@require_safe
@in_workspace
def counts(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show how many residents are told of what."""
    check_granted(GRANTS, Capability.COUNT, workspace=workspace, user=reader(request))
    found = counts_of(workspace=workspace, viewer=reader(request))
    crumbs = (Crumb("Public site", reverse("site:list", args=(workspace.slug,))), Crumb("Told by e-mail"))
    shown = {
        "counts": found,
        "topics": topics_table(found),
        "letters": letters_table(found) if found.letters else None,
        "days": settings().subscription_confirm_days,
        "crumbs": crumbs,
    }
    return render(request, "subscriptions/counts.html", shown)
