"""Pages of the register of events: what stands in it, adding to it, withdrawing from it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.evidence.actions import register_event, withdraw_event
from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.evidence.queries.events import event_register, own_event
from frankpledge.domain.explorer.forms import EventForm, WithdrawForm
from frankpledge.domain.explorer.presenters import event_page, register_page
from frankpledge.domain.explorer.queries.register import home_of, national_events
from frankpledge.domain.explorer.views.question import crumbs
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.refusal import Refusal

FORMS = ["GET", "HEAD", "POST"]


@require_safe
@in_workspace
def register(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the register: one's own events, the installation's and the national ones."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    home = home_of(workspace, viewer)
    page = register_page(
        event_register(workspace=workspace, viewer=viewer),
        national_events(home),
        workspace.slug,
        area=home.area,
        force=home.force,
        may_register=is_granted(GRANTS, Capability.REGISTER_EVENT, workspace=workspace, user=viewer),
    )
    way = crumbs(workspace, "Events and changes of recording")
    return render(request, "explorer/events.html", {"page": page, "crumbs": way})


@require_http_methods(FORMS)
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for an event and register it."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.REGISTER_EVENT, workspace=workspace, user=viewer)
    home = home_of(workspace, viewer)
    form = EventForm(request.POST if request.method == "POST" else None, area=home.area, force=home.force)
    shown = {"form": form, "crumbs": crumbs(workspace, "Register an event")}
    if form.is_bound and form.is_valid():
        try:
            register_event(workspace=workspace, facts=home.facts(form.cleaned_data), by=viewer)
        except Refusal as refusal:
            shown["refusal"] = str(refusal)
        else:
            messages.success(request, "Registered. Verdicts and charts heed it from now on.")
            return redirect("explorer:events", workspace.slug)
    return render(request, "explorer/event_add.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(FORMS)
@in_workspace
def withdraw(request: HttpRequest, workspace: Workspace, event: UUID) -> HttpResponseBase:
    """Ask why an event no longer holds, and withdraw it."""
    check_granted(GRANTS, Capability.REGISTER_EVENT, workspace=workspace, user=reader(request))
    found = own_event(event, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such event")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    shown = {"form": form, "page": event_page(found), "crumbs": crumbs(workspace, "Withdraw an event")}
    if form.is_bound and form.is_valid():
        try:
            withdraw_event(event=found, reason=form.cleaned_data["reason"], by=reader(request))
        except Refusal as refusal:
            shown["refusal"] = str(refusal)
        else:
            messages.success(request, "Withdrawn. The register keeps it with the reason.")
            return redirect("explorer:events", workspace.slug)
    return render(request, "explorer/event_withdraw.html", shown, status=422 if form.is_bound else 200)
