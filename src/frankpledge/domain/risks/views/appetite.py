"""What each body bears, and since when."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.risks import actions
from frankpledge.domain.risks.forms import AppetiteForm, appetite_typed
from frankpledge.domain.risks.permissions import GRANTS, Capability
from frankpledge.domain.risks.presenters.one import appetite_table, scales
from frankpledge.domain.risks.queries import appetites_of, tolerance_of
from frankpledge.domain.risks.views.register import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader


@require_safe
@in_workspace
def appetites(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what bodies bear, version by version, and what the scales mean."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    found = tuple(appetites_of(workspace=workspace, viewer=viewer))
    shown = {
        "table": appetite_table(found) if found else None,
        "bodies": standing_rows(Body, workspace=workspace, viewer=viewer),
        "scales": scales(),
        "may_keep": is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace, "Appetite and scales"),
    }
    return render(request, "risks/appetite.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def set_(request: HttpRequest, workspace: Workspace, body: UUID) -> HttpResponseBase:
    """Ask what a body bears from a day on, and keep it."""
    by, today = reader(request), clock.today()
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    found = standing_rows(Body, workspace=workspace, viewer=by).filter(pk=body).first()
    if found is None:
        raise Http404("there is no such body")
    typed = request.POST if request.method == "POST" else None
    form = AppetiteForm(typed, initial=appetite_typed(tolerance_of(found, viewer=by, on=today), today))
    way = crumbs(workspace, "Appetite and scales")
    shown: dict[str, Any] = {"title": "What it bears", "caption": found.name, "button": "Set", "crumbs": way}

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        actions.set_appetite(body=found, tolerance=form.given(), since=told["since"], reason=told["reason"], by=by)
        return redirect("risks:appetite", workspace.slug)

    return answered(request, form, shown, act)
