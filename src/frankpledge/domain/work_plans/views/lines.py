"""One line of a work plan: written, put right, reported on, moved, dropped, opened again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.work_plans import actions
from frankpledge.domain.work_plans.forms import LineForm, MoveForm, ReasonForm, ReportForm, as_typed
from frankpledge.domain.work_plans.models import Line
from frankpledge.domain.work_plans.permissions import GRANTS, Capability
from frankpledge.domain.work_plans.presenters import line_page
from frankpledge.domain.work_plans.queries import is_own, line_now, line_of
from frankpledge.domain.work_plans.rules import Status
from frankpledge.domain.work_plans.views.plans import crumb_of, crumbs, found_plan
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb


def found_line(request: HttpRequest, workspace: Workspace, plan_line: UUID, capability: Capability) -> Line:
    """Return a line of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = line_of(plan_line, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such line")
    return found


def _asks(line: Line, title: str, button: str) -> dict[str, Any]:
    """Return what a page that asks about a line shows besides its form."""
    way = crumbs(line.workspace, crumb_of(line.plan), Crumb(f"Line {line.number}"))
    return {"title": title, "button": button, "caption": line.wording, "crumbs": way}


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, plan_line: UUID) -> HttpResponseBase:
    """Show a line, how it stands, and all that happened to it."""
    found, viewer = found_line(request, workspace, plan_line, Capability.SEE), reader(request)
    writable = found.plan.state != "closed"
    keeps = writable and is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer)
    reports = writable and is_granted(GRANTS, Capability.REPORT, workspace=workspace, user=viewer)
    still = found.status == Status.OPEN
    shown = {
        "page": line_page(line_now(found, on=clock.today()), workspace.slug),
        "may_keep": keeps,
        "may_report": still and reports and (keeps or is_own(found, viewer)),
        "open": still,
        "crumbs": crumbs(workspace, crumb_of(found.plan), Crumb(f"Line {found.number}")),
    }
    return render(request, "work_plans/line.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace, plan: UUID) -> HttpResponseBase:
    """Ask for a line and write it in the plan."""
    found, by = found_plan(request, workspace, plan, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = LineForm(typed, workspace=workspace, viewer=by, year=found.year)
    shown: dict[str, Any] = {"title": "Add a line", "button": "Add it", "caption": str(found)}
    shown["crumbs"] = crumbs(workspace, crumb_of(found), Crumb("Add a line"))

    def act() -> HttpResponseBase:
        made = actions.add_line(plan=found, given=form.given(), by=by)
        messages.success(request, f"Written as line {made.number}.")
        return redirect("work_plans:one", workspace.slug, plan)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def edit(request: HttpRequest, workspace: Workspace, plan_line: UUID) -> HttpResponseBase:
    """Put a line right; once its plan is approved, with a reason."""
    found, by = found_line(request, workspace, plan_line, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = LineForm(typed, workspace=workspace, viewer=by, year=found.plan.year, amended=True, initial=as_typed(found))

    def act() -> HttpResponseBase:
        actions.amend_line(line=found, given=form.given(found), reason=form.cleaned_data["reason"], by=by)
        return redirect("work_plans:line", workspace.slug, plan_line)

    return answered(request, form, _asks(found, f"Put line {found.number} right", "Save"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def report(request: HttpRequest, workspace: Workspace, plan_line: UUID) -> HttpResponseBase:
    """Ask how a line stands, and keep what is said."""
    found, by = found_line(request, workspace, plan_line, Capability.REPORT), reader(request)
    form = ReportForm(request.POST if request.method == "POST" else None)

    def act() -> HttpResponseBase:
        actions.report_line(line=found, given=form.given(), by=by)
        messages.success(request, "Reported.")
        return redirect("work_plans:line", workspace.slug, plan_line)

    return answered(request, form, _asks(found, f"How does line {found.number} stand?", "Report"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def move(request: HttpRequest, workspace: Workspace, plan_line: UUID) -> HttpResponseBase:
    """Ask for another quarter and the reason, and keep both."""
    found, by = found_line(request, workspace, plan_line, Capability.KEEP), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = MoveForm(typed, year=found.plan.year, initial={"quarter": str(found.quarter)})

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        actions.move_line(line=found, quarter=int(told["quarter"]), reason=told["reason"], by=by)
        return redirect("work_plans:line", workspace.slug, plan_line)

    return answered(request, form, _asks(found, f"Move line {found.number}", "Move it"), act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def end(request: HttpRequest, workspace: Workspace, plan_line: UUID) -> HttpResponseBase:
    """Ask why an open line is dropped, or why one that is over is opened again."""
    found, by = found_line(request, workspace, plan_line, Capability.KEEP), reader(request)
    still = found.status == Status.OPEN
    form = ReasonForm(request.POST if request.method == "POST" else None)
    title = f"Drop line {found.number}" if still else f"Open line {found.number} again"

    def act() -> HttpResponseBase:
        do = actions.drop_line if still else actions.reopen_line
        do(line=found, reason=form.cleaned_data["reason"], by=by)
        return redirect("work_plans:line", workspace.slug, plan_line)

    return answered(request, form, _asks(found, title, "Drop it" if still else "Open it"), act)
