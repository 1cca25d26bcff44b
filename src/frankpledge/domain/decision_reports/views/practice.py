"""The council's practice where the law leaves it open, and the headings of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frankpledge.domain.decision_reports.actions import practice as acts
from frankpledge.domain.decision_reports.forms import HeadingForm, PracticeForm
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability
from frankpledge.domain.decision_reports.queries.reports import local_headings, practice_on, practices
from frankpledge.domain.decision_reports.views.finding import crumbs
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal
from frankpledge.statute.council_decisions import usual
from frankpledge.statute.decision_report import headings


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def practice(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show and ask what the council does where the law leaves it open."""
    by, today = reader(request), clock.today()
    check_granted(GRANTS, Capability.SETTLE, workspace=workspace, user=by)
    local = practice_on(workspace, today)
    before = {name: getattr(local, name) for name in PracticeForm.base_fields if name != "since"} | {"since": today}
    form = PracticeForm(request.POST if request.method == "POST" else None, initial=before)
    shown: dict[str, Any] = {"form": form, "usual": usual(), "practices": practices(workspace=workspace, viewer=by)}
    shown["crumbs"] = crumbs(workspace, Crumb("Practice of the council"))

    def act() -> HttpResponseBase:
        acts.settle_practice(workspace=workspace, since=form.cleaned_data["since"], given=form.given(), by=by)
        messages.success(request, "Recorded.")
        return redirect("decision_reports:practice", workspace.slug)

    return answered(request, form, shown, act, template="decision_reports/practice.html")


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def headings_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the headings of a report, and ask for one of the council's own."""
    by = reader(request)
    check_granted(GRANTS, Capability.SETTLE, workspace=workspace, user=by)
    form = HeadingForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if form.is_bound and form.is_valid():
        try:
            acts.add_heading(workspace=workspace, by=by, **form.cleaned_data)
            return redirect("decision_reports:headings", workspace.slug)
        except Refusal as refused:
            refusal = refused
    shown = {
        "form": form,
        "refusal": refusal,
        "usual": headings(),
        "own": local_headings(workspace=workspace, viewer=by),
        "crumbs": crumbs(workspace, Crumb("Headings")),
    }
    return render(request, "decision_reports/headings.html", shown, status=422 if form.is_bound else 200)


@require_POST
@in_workspace
def aside(request: HttpRequest, workspace: Workspace, addition: UUID) -> HttpResponseBase:
    """Leave a heading out of the reports that are begun from now on."""
    by = reader(request)
    check_granted(GRANTS, Capability.SETTLE, workspace=workspace, user=by)
    found = local_headings(workspace=workspace, viewer=by).filter(pk=addition).first()
    if found is None:
        raise Http404("there is no such heading")
    told(request, lambda: acts.put_heading_aside(heading=found, by=by), "New reports are begun without it.")
    return redirect("decision_reports:headings", workspace.slug)
