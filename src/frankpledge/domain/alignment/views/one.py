"""One plan of another body with its priorities; and one of ours judged against one of theirs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.alignment import actions
from frankpledge.domain.alignment.forms import DropForm, JudgeForm, PriorityForm, TheirPlanForm, WithdrawForm, as_typed
from frankpledge.domain.alignment.models import TheirPlan, TheirPriority
from frankpledge.domain.alignment.permissions import GRANTS, Capability
from frankpledge.domain.alignment.presenters import details, happened
from frankpledge.domain.alignment.queries import history_of, pair_of, priorities_of, their_plan
from frankpledge.domain.alignment.rules import Verdict
from frankpledge.domain.alignment.views.matrix import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader

METHODS = ["GET", "HEAD", "POST"]


def _plan(request: HttpRequest, workspace: Workspace, identity: UUID, capability: Capability) -> TheirPlan:
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = their_plan(identity, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such plan")
    return found


def _priority(request: HttpRequest, workspace: Workspace, plan: UUID, identity: UUID) -> TheirPriority:
    of = _plan(request, workspace, plan, Capability.KEEP)
    found = next((one for one in priorities_of(of) if one.pk == identity), None)
    if found is None:
        raise Http404("their plan has no such priority")
    return found


def _about(plan: TheirPlan, title: str, button: str, lede: str = "") -> dict[str, Any]:
    way = crumbs(plan.workspace, plan.title)
    return {"title": title, "caption": plan.title, "button": button, "lede": lede, "crumbs": way}


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, their_plan: UUID) -> HttpResponseBase:
    """Show a plan of another body and its priorities."""
    found = _plan(request, workspace, their_plan, Capability.SEE)
    shown = {
        "plan": found,
        "details": details(found, clock.today()),
        "priorities": priorities_of(found),
        "over": found.ends is not None and found.ends < clock.today(),
        "may_keep": is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace, found.title),
    }
    return render(request, "alignment/one.html", shown)


@require_http_methods(METHODS)
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a plan of another body and write it down."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    form = TheirPlanForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)
    shown: dict[str, Any] = {"title": "Add a plan of another body", "crumbs": crumbs(workspace, "Add")}

    def act() -> HttpResponseBase:
        made = actions.add_plan(workspace=workspace, given=form.given(), by=by)
        return redirect("alignment:one", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@require_http_methods(METHODS)
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, their_plan: UUID) -> HttpResponseBase:
    """Put a plan of another body right, or say when it ends."""
    found, by = _plan(request, workspace, their_plan, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = TheirPlanForm(typed, workspace=workspace, viewer=by, initial=as_typed(found))

    def act() -> HttpResponseBase:
        actions.amend_plan(plan=found, given=form.given(), by=by)
        return redirect("alignment:one", workspace.slug, found.pk)

    return answered(request, form, _about(found, "Put it right, or end it", "Save"), act)


@require_http_methods(METHODS)
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, their_plan: UUID) -> HttpResponseBase:
    """Ask why a plan was written down by mistake, and take it out."""
    found, by = _plan(request, workspace, their_plan, Capability.KEEP), reader(request)
    form = WithdrawForm(request.POST or None)

    def act() -> HttpResponseBase:
        actions.withdraw_plan(plan=found, reason=form.cleaned_data["reason"], by=by)
        return redirect("alignment:list", workspace.slug)

    lede = "For what was written down by mistake. A plan that came to an end gets a last day instead."
    return answered(request, form, _about(found, "Take it out", "Take out", lede), act)


@require_http_methods(METHODS)
@in_workspace
def add_priority(request: HttpRequest, workspace: Workspace, their_plan: UUID) -> HttpResponseBase:
    """Ask for a priority of a plan of another body, and write it down."""
    found, by = _plan(request, workspace, their_plan, Capability.KEEP), reader(request)
    form = PriorityForm(request.POST or None)

    def act() -> HttpResponseBase:
        actions.add_priority(plan=found, **form.cleaned_data, by=by)
        return redirect("alignment:one", workspace.slug, found.pk)

    return answered(request, form, _about(found, "Add a priority of theirs", "Record"), act)


@require_http_methods(METHODS)
@in_workspace
def change(request: HttpRequest, workspace: Workspace, their_plan: UUID, their_priority: UUID) -> HttpResponseBase:
    """Ask how a priority of another body reads now, and write it down."""
    found, by = _priority(request, workspace, their_plan, their_priority), reader(request)
    form = PriorityForm(request.POST or None, initial={"name": found.name, "detail": found.detail})

    def act() -> HttpResponseBase:
        actions.change_priority(priority=found, **form.cleaned_data, by=by)
        return redirect("alignment:one", workspace.slug, their_plan)

    lede = "What was judged before is shown as outdated from here."
    return answered(request, form, _about(found.plan, f"Priority {found.number} reads otherwise", "Save", lede), act)


@require_http_methods(METHODS)
@in_workspace
def drop(request: HttpRequest, workspace: Workspace, their_plan: UUID, their_priority: UUID) -> HttpResponseBase:
    """Ask from when another body does not have a priority any more."""
    found, by = _priority(request, workspace, their_plan, their_priority), reader(request)
    form = DropForm(request.POST or None)

    def act() -> HttpResponseBase:
        actions.drop_priority(priority=found, on=form.cleaned_data["on"], by=by)
        return redirect("alignment:one", workspace.slug, their_plan)

    return answered(request, form, _about(found.plan, f"Priority {found.number} was dropped", "Record"), act)


@require_http_methods(METHODS)
@in_workspace
def judge(request: HttpRequest, workspace: Workspace, our_priority: UUID, their_priority: UUID) -> HttpResponseBase:
    """Ask how one of ours stands to one of theirs, and why; and show how it was judged before."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    pair = pair_of(our_priority, their_priority, workspace=workspace, viewer=by, on=clock.today())
    if pair is None:
        raise Http404("there is no such pair")
    now = {"verdict": pair.stands.verdict.value if pair.stands.verdict else None, "reason": pair.stands.reason}
    form = JudgeForm(request.POST or None, initial=now)

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        verdict = Verdict(told["verdict"])
        actions.judge(ours=pair.ours, theirs=pair.theirs, verdict=verdict, reason=told["reason"], by=by)
        return redirect("alignment:list", workspace.slug)

    shown = {"pair": pair, "happened": happened(history_of(pair)), "crumbs": crumbs(workspace, "Judge")}
    return answered(request, form, shown, act, template="alignment/judge.html")
