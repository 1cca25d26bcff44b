"""Planning: a meeting, a cycle of them, their agendas."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.meetings.actions import planning
from frankpledge.domain.meetings.forms import CycleForm, ItemForm, MeetingForm, MoveForm, ReasonForm, item_as_typed
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.rules import Kind, cycle
from frankpledge.domain.meetings.views.finding import crumb_of, crumbs, found_item, found_meeting
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for a meeting and plan it."""
    by = reader(request)
    check_granted(GRANTS, Capability.PREPARE, workspace=workspace, user=by)
    form = MeetingForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)
    shown: dict[str, Any] = {"title": "Plan a meeting", "button": "Plan it"}
    shown["crumbs"] = crumbs(workspace, Crumb("Plan a meeting"))

    def act() -> HttpResponseBase:
        told_ = form.cleaned_data
        made = planning.plan_meeting(
            workspace=workspace, body=form.bodies[told_["body"]], on=told_["on"], kind=Kind(told_["kind"]),
            starts=told_["starts"], place=told_["place"], by=by,
        )  # fmt: skip
        return redirect("meetings:one", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def dates(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Propose the days on which a body meets next, and plan those that are ticked."""
    by = reader(request)
    check_granted(GRANTS, Capability.PREPARE, workspace=workspace, user=by)
    typed = request.POST if request.method == "POST" else request.GET or None
    form = CycleForm(typed, workspace=workspace, viewer=by)
    shown: dict[str, Any] = {"form": form, "crumbs": crumbs(workspace, Crumb("Propose dates"))}
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        proposed = cycle(last=asked["last"], months=int(asked["months"]), count=asked["count"])
        shown["proposed"] = proposed
        ticked = [day for day in proposed if day.isoformat() in request.POST.getlist("day")]
        if request.method == "POST":
            body = form.bodies[asked["body"]]

            def plan() -> None:
                planning.plan_meetings(workspace=workspace, body=body, days=ticked, by=by)

            told(request, plan, "A meeting is planned." if len(ticked) == 1 else f"{len(ticked)} meetings are planned.")
            return redirect("meetings:list", workspace.slug)
    return render(request, "meetings/dates.html", shown, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def move(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Ask for another day, hour or place."""
    found = found_meeting(request, workspace, meeting, Capability.PREPARE)
    before = {"on": found.on, "starts": found.starts, "place": found.place}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=before)
    shown: dict[str, Any] = {
        "title": f"Move {found}",
        "button": "Move it",
        "crumbs": crumbs(workspace, crumb_of(found)),
    }

    def act() -> HttpResponseBase:
        planning.move_meeting(meeting=found, by=reader(request), **form.cleaned_data)
        return redirect("meetings:one", workspace.slug, meeting)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def cancel(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Ask why a meeting is cancelled."""
    found = found_meeting(request, workspace, meeting, Capability.PREPARE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": f"Cancel {found}", "button": "Cancel the meeting"}
    shown["crumbs"] = crumbs(workspace, crumb_of(found))

    def act() -> HttpResponseBase:
        planning.cancel_meeting(meeting=found, because=form.cleaned_data["reason"], by=reader(request))
        return redirect("meetings:one", workspace.slug, meeting)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add_item(request: HttpRequest, workspace: Workspace, meeting: UUID) -> HttpResponseBase:
    """Ask for an item and put it on the agenda."""
    found, by = found_meeting(request, workspace, meeting, Capability.PREPARE), reader(request)
    form = ItemForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)
    shown: dict[str, Any] = {"title": "Add an item", "button": "Add it", "crumbs": crumbs(workspace, crumb_of(found))}

    def act() -> HttpResponseBase:
        planning.add_item(meeting=found, given=form.given(), by=by)
        return redirect("meetings:one", workspace.slug, meeting)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit_item(request: HttpRequest, workspace: Workspace, meeting: UUID, item: UUID) -> HttpResponseBase:
    """Put an item of the agenda right."""
    found, by = found_meeting(request, workspace, meeting, Capability.PREPARE), reader(request)
    one = found_item(request, found, item)
    typed = request.POST if request.method == "POST" else None
    form = ItemForm(typed, workspace=workspace, viewer=by, initial=item_as_typed(one))
    shown: dict[str, Any] = {"title": one.title, "button": "Save", "crumbs": crumbs(workspace, crumb_of(found))}

    def act() -> HttpResponseBase:
        planning.amend_item(item=one, given=form.given(), by=by)
        return redirect("meetings:one", workspace.slug, meeting)

    return answered(request, form, shown, act)


@require_POST
@in_workspace
def order_item(request: HttpRequest, workspace: Workspace, meeting: UUID, item: UUID) -> HttpResponseBase:
    """Move an item up or down, or take it off."""
    found = found_meeting(request, workspace, meeting, Capability.PREPARE)
    one, by, deed = found_item(request, found, item), reader(request), request.POST.get("do", "")
    if deed == "remove":
        told(request, lambda: planning.remove_item(item=one, by=by), "The item is off the agenda.")
    elif deed in {"up", "down"}:
        told(request, lambda: planning.move_item(item=one, up=deed == "up", by=by), "")
    else:
        messages.error(request, "Say whether it goes up, down or off.")
    return redirect("meetings:one", workspace.slug, meeting)
