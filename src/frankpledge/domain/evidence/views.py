"""Pages of the evidence: what is loaded, and what came in print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.evidence.presenters import home_page, published_groups
from frankpledge.domain.evidence.queries.loaded import loaded, published_figures
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb


def _crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Evidence", reverse("evidence:home", args=(workspace.slug,)) if words else "")
    return (start, home, *(Crumb(word) for word in words))


@require_safe
@in_workspace
def home(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what is loaded."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    page = home_page(loaded(), workspace.slug)
    return render(request, "evidence/home.html", {"page": page, "crumbs": _crumbs(workspace)})


@require_safe
@in_workspace
def published(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the figures that came in print."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    groups = published_groups(published_figures(workspace=workspace, viewer=reader(request)))
    lede = "Numbers from the partnership's own past documents, as printed, with what a reader should know of each."
    shown = {"groups": groups, "lede": lede, "crumbs": _crumbs(workspace, "Published figures")}
    return render(request, "evidence/published.html", shown)
