"""The page of a county or force area: what the partnerships beneath it have published, side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.publishing.permissions import GRANTS, Capability
from frankpledge.domain.publishing.presenters.beneath import beneath_listing, common_table, kind_parts
from frankpledge.domain.publishing.queries.beneath import SideBySide, editions_beneath
from frankpledge.domain.publishing.rules import EXPECTED
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import in_workspace, list_as_file, reader
from frankpledge.ground.ui.parts import Crumb


def _found(request: HttpRequest, workspace: Workspace) -> SideBySide:
    check_granted(GRANTS, Capability.SEE_BENEATH, workspace=workspace, user=reader(request))
    return editions_beneath(workspace=workspace, viewer=reader(request), expected=EXPECTED)


@require_safe
@in_workspace
def beneath(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what each partnership beneath this level has published, kind by kind, and what is missing."""
    found = _found(request, workspace)
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    shown = {
        "found": found,
        "parts": kind_parts(found),
        "common": common_table(found.common) if found.common else None,
        "crumbs": (start, Crumb("Partnerships beneath")),
    }
    return render(request, "publishing/beneath.html", shown)


@require_safe
@in_workspace
def beneath_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the same as a file, after recording that it left."""
    listing = beneath_listing(_found(request, workspace), today=clock.today())
    return list_as_file(request, workspace, listing, kind, let_list_out)
