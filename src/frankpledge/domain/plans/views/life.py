"""What becomes of a plan: put before its board, taken back, approved, kept as history, sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.plans.actions import life
from frankpledge.domain.plans.forms.writing import AgendaForm, DecidedForm, ReasonForm, SentForm
from frankpledge.domain.plans.models import Plan
from frankpledge.domain.plans.permissions import Capability
from frankpledge.domain.plans.queries.agendas import agendas_for
from frankpledge.domain.plans.rules import NotAPlan, NotWhole
from frankpledge.domain.plans.views.reading import crumb_of, crumbs, found_plan
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import check_may
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb


def _asks(plan: Plan, title: str, button: str) -> dict[str, Any]:
    way = crumbs(plan.workspace, crumb_of(plan), Crumb(title))
    return {"title": title, "button": button, "caption": plan.title, "crumbs": way}


@require_POST
@in_workspace
def forward(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Put a plan before its board; what it lacks stands on its page, each with the way to it, and is not told twice."""
    plan = found_plan(request, workspace, partnership_plan, Capability.WRITE)
    words = "It is before the board. Put it on the agenda; once the board decides, a second person records that."
    told(request, lambda: _put(plan, reader(request)), words)
    return redirect("plans:one", workspace.slug, plan.pk)


def _put(plan: Plan, by: User) -> None:
    try:
        life.put_before_board(plan=plan, by=by)
    except NotWhole as refusal:
        where = "What is missing stands below, with the way to where it is made good."
        raise NotAPlan(f"It does not go before the board yet: {refusal.short}", cure=where) from refusal


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def agenda(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Ask on the agenda of which meeting a plan is put, and put it there."""
    plan, by = found_plan(request, workspace, partnership_plan, Capability.WRITE), reader(request)
    ahead = agendas_for(plan, viewer=by, today=clock.today())
    before = {"meeting": ahead[0].about if ahead else ""}
    form = AgendaForm(request.POST if request.method == "POST" else None, agendas=ahead, initial=before)
    shown = _asks(plan, "Put the plan on an agenda", "Put it there")
    if not ahead:
        shown["lede"] = "No meeting of the board is planned before which it could be put. Plan one first."

    def act() -> HttpResponseBase:
        put = life.put_on_agenda(plan=plan, agenda=form.chosen(), by=by)
        messages.success(request, f"It stands there: {put.agenda_words}.")
        return redirect("plans:one", workspace.slug, plan.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def back(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Ask why a plan is taken back to draft."""
    plan = found_plan(request, workspace, partnership_plan, Capability.WRITE)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        life.take_back(plan=plan, reason=form.cleaned_data["reason"], by=reader(request))
        return redirect("plans:one", workspace.slug, plan.pk)

    return answered(request, form, _asks(plan, "Take it back to draft", "Take it back"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def approve(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Ask by which decision the board approved the plan, and keep its editions."""
    plan, by = found_plan(request, workspace, partnership_plan, Capability.SEE), reader(request)
    check_may(OfPapers.APPROVE_PAPER, workspace=workspace, user=by)
    form = DecidedForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)
    shown = _asks(plan, "The board approved it", "Keep its editions")
    shown["lede"] = "Whoever wrote in the plan does not record this. The plan and its page then never change."

    def act() -> HttpResponseBase:
        life.approve_plan(plan=plan, decided=form.given(), by=by)
        messages.success(request, "Approved. Publish its page as the summary, and send a copy to the policing body.")
        return redirect("plans:one", workspace.slug, plan.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def keep(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Ask when a printed plan was adopted, and keep it as history."""
    plan, by = found_plan(request, workspace, partnership_plan, Capability.WRITE), reader(request)
    form = DecidedForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)

    def act() -> HttpResponseBase:
        life.keep_printed(plan=plan, decided=form.given(), by=by)
        return redirect("plans:one", workspace.slug, plan.pk)

    return answered(request, form, _asks(plan, "Keep it as history", "Keep it"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def sent(request: HttpRequest, workspace: Workspace, partnership_plan: UUID) -> HttpResponseBase:
    """Ask to whom a copy of the plan was sent, and when."""
    plan = found_plan(request, workspace, partnership_plan, Capability.WRITE)
    form = SentForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    shown = _asks(plan, "A copy was sent", "Record")
    shown["lede"] = "The local policing body is sent a copy of the plan (SI 2007/1830 reg 13A)."

    def act() -> HttpResponseBase:
        life.record_sent(plan=plan, by=reader(request), **form.cleaned_data)
        messages.success(request, "Recorded.")
        return redirect("plans:one", workspace.slug, plan.pk)

    return answered(request, form, shown, act)
