"""One action: added, put right, reported on, moved, stopped, opened again, and asked about by a link."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.action_log import actions
from frankpledge.domain.action_log.forms import (
    ActionForm,
    DateForm,
    LinkForm,
    ReasonForm,
    ShownForm,
    as_typed,
)
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.permissions import GRANTS, Capability
from frankpledge.domain.action_log.presenters import action_page
from frankpledge.domain.action_log.queries import action_of, is_over, is_own, line_of
from frankpledge.domain.action_log.views.log import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, link_made, reader
from frankpledge.refusal import Refusal


def found_action(request: HttpRequest, workspace: Workspace, action: UUID, capability: Capability) -> Action:
    """Return an action of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = action_of(action, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such action")
    return found


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, action: UUID) -> HttpResponseBase:
    """Show an action, how it stands, and all that happened to it."""
    found, viewer = found_action(request, workspace, action, Capability.SEE), reader(request)
    may_keep = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    may_report = is_granted(GRANTS, Capability.REPORT, workspace=workspace, user=viewer)
    over = is_over(found)
    shown = {
        "page": action_page(found, line_of(found, on=clock.today())),
        "may_keep": may_keep,
        "may_report": not over and may_report and (may_keep or is_own(found, viewer)),
        "over": over,
        "link_form": LinkForm(auto_id="link_%s"),
        "crumbs": crumbs(workspace, f"Action {found.number}"),
    }
    return render(request, "action_log/one.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for an action and record it."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    typed = request.POST if request.method == "POST" else None
    form = ActionForm(typed, workspace=workspace, viewer=by, initial={"agreed_on": clock.today()})
    shown: dict[str, Any] = {"form": form, "title": "Add an action", "button": "Record"}

    def act() -> HttpResponseBase:
        made = actions.add_action(workspace=workspace, given=form.given(), by=by)
        messages.success(request, f"Recorded as action {made.number}.")
        return redirect("action_log:one", workspace.slug, made.pk)

    return answered(request, form, {**shown, "crumbs": crumbs(workspace, "Add an action")}, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, action: UUID) -> HttpResponseBase:
    """Put the wording, the group, or those who do it right."""
    found, by = found_action(request, workspace, action, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = ActionForm(typed, workspace=workspace, viewer=by, amended=True, initial=as_typed(found))
    shown: dict[str, Any] = {"form": form, "title": f"Put action {found.number} right", "button": "Save"}

    def act() -> HttpResponseBase:
        actions.amend_action(action=found, given=form.given(found), by=by)
        return redirect("action_log:one", workspace.slug, action)

    return answered(request, form, {**shown, "crumbs": crumbs(workspace, f"Action {found.number}")}, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def report(request: HttpRequest, workspace: Workspace, action: UUID) -> HttpResponseBase:
    """Ask how an action stands, and keep what is said."""
    found, by = found_action(request, workspace, action, Capability.REPORT), reader(request)
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ShownForm(*typed, wanted=found.evidence_wanted)
    shown: dict[str, Any] = {"form": form, "title": f"How does action {found.number} stand?", "button": "Report"}

    def act() -> HttpResponseBase:
        actions.report_progress(action=found, given=form.given(), file=form.sent(), by=by)
        messages.success(request, "Reported.")
        return redirect("action_log:one", workspace.slug, action)

    return answered(
        request, form, {**shown, "caption": found.wording, "crumbs": crumbs(workspace, f"Action {found.number}")}, act
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def move(request: HttpRequest, workspace: Workspace, action: UUID) -> HttpResponseBase:
    """Ask for another date and the reason, and keep both."""
    found, by = found_action(request, workspace, action, Capability.KEEP), reader(request)
    wanted = line_of(found, on=clock.today())
    form = DateForm(
        request.POST if request.method == "POST" else None,
        initial={"due": wanted.asks_for or found.due, "reason": wanted.last_words if wanted.asks_for else ""},
    )
    shown: dict[str, Any] = {"form": form, "title": f"Move the date of action {found.number}", "button": "Move"}

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        actions.move_date(action=found, due=told["due"], reason=told["reason"], by=by)
        return redirect("action_log:one", workspace.slug, action)

    return answered(
        request, form, {**shown, "caption": found.wording, "crumbs": crumbs(workspace, f"Action {found.number}")}, act
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def end(request: HttpRequest, workspace: Workspace, action: UUID) -> HttpResponseBase:
    """Ask why an open action is stopped, or why one that is over is opened again."""
    found, by = found_action(request, workspace, action, Capability.KEEP), reader(request)
    over = is_over(found)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    title = f"Open action {found.number} again" if over else f"Stop action {found.number}"
    shown: dict[str, Any] = {"form": form, "title": title, "button": "Open it" if over else "Stop it"}

    def act() -> HttpResponseBase:
        do = actions.reopen_action if over else actions.stop_action
        do(action=found, reason=form.cleaned_data["reason"], by=by)
        return redirect("action_log:one", workspace.slug, action)

    return answered(
        request, form, {**shown, "caption": found.wording, "crumbs": crumbs(workspace, f"Action {found.number}")}, act
    )


@require_POST
@in_workspace
def ask(request: HttpRequest, workspace: Workspace, action: UUID) -> HttpResponseBase:
    """Make a link by which the organisation reports without an account, and show it, this once."""
    found = found_action(request, workspace, action, Capability.KEEP)
    form, back = LinkForm(request.POST), reverse("action_log:one", args=(workspace.slug, action))
    if not form.is_valid():
        messages.error(request, "Say for how many days the link is to last, from 1 to 180.")
        return redirect(back)
    try:
        opened = actions.ask_for_report(action=found, days=form.cleaned_data["days"], by=reader(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    way = crumbs(workspace, f"Link for action {found.number}")
    return link_made(request, opened, back=back, back_words="Back to the action", crumbs=way)
