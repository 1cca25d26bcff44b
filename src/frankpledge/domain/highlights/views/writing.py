"""Drafting a highlight report with one press, editing its words, and taking over what the record says by now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.highlights import actions
from frankpledge.domain.highlights.forms import DraftForm, EditForm
from frankpledge.domain.highlights.permissions import GRANTS, Capability
from frankpledge.domain.highlights.queries import groups, period_offered
from frankpledge.domain.highlights.views.one import crumb_of, crumbs, found_report
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def draft(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Offer the group and the days since its last report, and draft the report from the record."""
    by, today = reader(request), clock.today()
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    bodies = groups(workspace=workspace, viewer=by, today=today)
    asked = next((one for one in bodies if str(one.pk) == request.GET.get("body")), bodies[0] if bodies else None)
    before: dict[str, Any] = {}
    if asked is not None:
        offered = period_offered(asked, today=today)
        before = {"body": str(asked.pk), "first": offered.first, "last": offered.last}
    form = DraftForm(request.POST if request.method == "POST" else None, bodies=bodies, initial=before)
    shown: dict[str, Any] = {"title": "Draft a highlight report", "button": "Draft it"}
    shown |= {"crumbs": crumbs(workspace, Crumb("Draft"))}
    shown["lede"] = "It is drawn from actions, the work plan, risks, decisions, meetings and what was sent up."

    def act() -> HttpResponseBase:
        made = actions.draft_report(body=form.bodies[form.cleaned_data["body"]], period=form.period(), by=by)
        messages.success(request, "Drafted from the record. Edit its words, then send it for approval.")
        return redirect("highlights:one", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, report: UUID) -> HttpResponseBase:
    """Ask for the words of a report, line by line."""
    found = found_report(request, workspace, report, Capability.WRITE)
    form = EditForm(request.POST if request.method == "POST" else None, report=found)
    shown: dict[str, Any] = {"title": "Edit the highlight report", "button": "Save", "caption": str(found)}
    shown |= {"crumbs": crumbs(workspace, crumb_of(found), Crumb("Edit"))}
    shown["lede"] = "Each line stays tied to the row of the record that it tells of, whatever words you give it."

    def act() -> HttpResponseBase:
        actions.edit_report(report=found, given=form.given(), by=reader(request))
        return redirect("highlights:one", workspace.slug, report)

    return answered(request, form, shown, act)


@require_POST
@in_workspace
def take(request: HttpRequest, workspace: Workspace, report: UUID) -> HttpResponseBase:
    """Take over what the record says by now."""
    found = found_report(request, workspace, report, Capability.WRITE)
    told(request, lambda: actions.take_changes(report=found, by=reader(request)), "It says what the record says now.")
    return redirect("highlights:one", workspace.slug, report)
