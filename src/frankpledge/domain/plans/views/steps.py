"""Pages of plans: the steps with how far each was carried out, and one of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.plans.actions import record_step, remove_step
from frankpledge.domain.plans.forms import StepForm, ToldForm
from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.permissions import GRANTS, Capability
from frankpledge.domain.plans.presenters import step_tables
from frankpledge.domain.plans.queries import step_of, steps
from frankpledge.domain.plans.rules import NoSuchStep
from frankpledge.domain.plans.views.reading import crumbs
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


def _crumbs(workspace: Workspace, *steps_: Crumb) -> tuple[Crumb, ...]:
    here = reverse("plans:steps", args=(workspace.slug,)) if steps_ else ""
    return crumbs(workspace, Crumb("How far it was carried out", here), *steps_)


def _saved(
    request: HttpRequest, workspace: Workspace, form: StepForm | ToldForm, step: Step | None = None
) -> str | None:
    """Record what the form says; return None when it is done, else why it was not (empty where the form says so)."""
    check_granted(GRANTS, Capability.RECORD, workspace=workspace, user=reader(request))
    if not form.is_valid():
        return ""
    try:
        known = {"year": step.year, "words": step.words, "lead": step.lead} if step is not None else {}
        record_step(workspace=workspace, step=step, by=reader(request), **(known | form.cleaned_data))
    except Refusal as refusal:
        return str(refusal)
    messages.success(request, "The step is recorded.")
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the steps of the plans by year, and record one."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    form, refusal = StepForm(request.POST or None), ""
    if request.method == "POST":
        said = _saved(request, workspace, form)
        if said is None:
            return redirect("plans:steps", workspace.slug)
        refusal = said
    may = is_granted(GRANTS, Capability.RECORD, workspace=workspace, user=reader(request))
    shown = {
        "tables": step_tables(steps(workspace=workspace, viewer=reader(request)), workspace.slug, may_record=may),
        "form": form if may else None,
        "refusal": refusal,
        "crumbs": _crumbs(workspace),
    }
    return render(request, "plans/steps.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def step_(request: HttpRequest, workspace: Workspace, step: UUID) -> HttpResponseBase:
    """Show one step, and record how far it was carried out."""
    check_granted(GRANTS, Capability.RECORD, workspace=workspace, user=reader(request))
    one = _step(request, workspace, step)
    begin = {name: getattr(one, name) for name in ("year", "words", "lead", "outcome", "why")}
    of_plan = one.priority_id is not None
    form, refusal = (ToldForm if of_plan else StepForm)(request.POST or None, initial=begin), ""
    if request.method == "POST":
        said = _saved(request, workspace, form, one)
        if said is None:
            return redirect("plans:steps", workspace.slug)
        refusal = said
    shown = {
        "form": form,
        "one": one,
        "of_plan": of_plan,
        "refusal": refusal,
        "crumbs": _crumbs(workspace, Crumb("One step")),
    }
    return render(request, "plans/step.html", shown, status=422 if form.is_bound else 200)


@require_POST
@in_workspace
def remove(request: HttpRequest, workspace: Workspace, step: UUID) -> HttpResponseBase:
    """Take out a step that was recorded by mistake."""
    check_granted(GRANTS, Capability.RECORD, workspace=workspace, user=reader(request))
    remove_step(step=_step(request, workspace, step), by=reader(request))
    messages.success(request, "The step is taken out.")
    return redirect("plans:steps", workspace.slug)


def _step(request: HttpRequest, workspace: Workspace, identity: UUID) -> Step:
    try:
        return step_of(identity, workspace=workspace, viewer=reader(request))
    except NoSuchStep as refusal:
        raise Http404(str(refusal)) from None
