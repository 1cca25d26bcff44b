"""The matrix, and the plans that it is made of, as pages and as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.alignment.forms import MatrixForm
from frankpledge.domain.alignment.permissions import GRANTS, Capability
from frankpledge.domain.alignment.presenters import blocks, facts, listing, plans_table, priorities_listing, stand_out
from frankpledge.domain.alignment.queries import Matrix, matrix, their_plans
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.plans.queries import plans_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, list_as_file, reader
from frankpledge.ground.ui.parts import Crumb


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of plans of other bodies."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    plan = Crumb("Plan", reverse("plans:list", args=(workspace.slug,)))
    home = Crumb("Plans of other bodies", reverse("alignment:list", args=(workspace.slug,)) if words else "")
    return (start, plan, home, *(Crumb(word) for word in words))


def _asked(request: HttpRequest, workspace: Workspace) -> tuple[MatrixForm, Matrix]:
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    years = [(one.year, one.title) for one in plans_of(workspace=workspace, viewer=viewer)]
    form = MatrixForm(request.GET, years=years)
    return form, matrix(workspace=workspace, viewer=viewer, on=clock.today(), **form.asked())


@require_safe
@in_workspace
@opens_first
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show our plan against theirs, what stands out, and the plans themselves."""
    form, found = _asked(request, workspace)
    shown = {
        "form": form,
        "found": found,
        "facts": facts(found),
        "blocks": blocks(found, workspace.slug) if found.ours else (),
        "stand_out": stand_out(found, workspace.slug) if found.every else (),
        "table": plans_table(found.plans, workspace.slug, found.on) if found.plans else None,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "may_keep": is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace),
    }
    return render(request, "alignment/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the pairs under the choice in the address as a file, after recording that they left."""
    _, found = _asked(request, workspace)
    return list_as_file(request, workspace, listing(found), kind, let_list_out)


@require_safe
@in_workspace
def priorities_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the priorities of other bodies as a file that comes back, after recording that they left."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    plans = their_plans(workspace=workspace, viewer=reader(request))
    return list_as_file(request, workspace, priorities_listing(plans, clock.today()), kind, let_list_out)
