"""What holds a risk down, and what bears on it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.risks import actions
from frankpledge.domain.risks.forms import ControlForm, TieForm
from frankpledge.domain.risks.permissions import Capability
from frankpledge.domain.risks.views.one import about, found_risk
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def control(request: HttpRequest, workspace: Workspace, risk: UUID) -> HttpResponseBase:
    """Ask what holds a risk down, and keep it."""
    found, by = found_risk(request, workspace, risk, Capability.KEEP), reader(request)
    form = ControlForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        actions.add_control(risk=found, words=form.cleaned_data["words"], since=form.cleaned_data["since"], by=by)
        return redirect("risks:one", workspace.slug, risk)

    return answered(request, form, about(found, "What holds it down", "Record"), act)


@require_POST
@in_workspace
def change_control(request: HttpRequest, workspace: Workspace, risk: UUID, control: UUID) -> HttpResponseBase:
    """Put a control in place from today, or end it today."""
    found, by = found_risk(request, workspace, risk, Capability.KEEP), reader(request)
    row = next((one for one in found.controls.all() if one.pk == control), None)
    if row is None:
        raise Http404("there is no such control")
    told(request, lambda: actions.change_control(control=row, on=clock.today(), by=by), "Recorded.")
    return redirect("risks:one", workspace.slug, risk)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def tie(request: HttpRequest, workspace: Workspace, risk: UUID) -> HttpResponseBase:
    """Ask what bears on a risk, and keep it."""
    found, by = found_risk(request, workspace, risk, Capability.KEEP), reader(request)
    form = TieForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)

    def act() -> HttpResponseBase:
        action, typed = form.chosen(), form.cleaned_data
        if action:
            actions.tie_action(risk=found, action=action, by=by)
        else:
            actions.tie_page(risk=found, place=typed["place"], words=typed["words"], by=by)
        return redirect("risks:one", workspace.slug, risk)

    return answered(request, form, about(found, "What bears on it", "Tie"), act)


@require_POST
@in_workspace
def untie(request: HttpRequest, workspace: Workspace, risk: UUID, tie: UUID) -> HttpResponseBase:
    """Take back that something bears on a risk."""
    found, by = found_risk(request, workspace, risk, Capability.KEEP), reader(request)
    row = next((one for one in found.ties.all() if one.pk == tie), None)
    if row is None:
        raise Http404("there is no such tie")
    told(request, lambda: actions.untie(tie=row, by=by), "Untied.")
    return redirect("risks:one", workspace.slug, risk)
