"""Work plans: which there are, one with its lines, started, approved, updated, closed and carried over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.action_log.rules import Progress, in_words
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.work_plans import actions
from frankpledge.domain.work_plans.forms import ApprovalForm, ChoiceForm, CloseForm, PlanForm, UpdateForm
from frankpledge.domain.work_plans.models import Plan
from frankpledge.domain.work_plans.permissions import GRANTS, Capability
from frankpledge.domain.work_plans.presenters import (
    facts,
    lines_table,
    listing,
    plan_happened,
    plans_table,
    state_words,
)
from frankpledge.domain.work_plans.queries import (
    LineNow,
    following,
    is_own,
    line_now,
    lines_of,
    next_plan,
    plan_before,
    plan_of,
    plans_of,
)
from frankpledge.domain.work_plans.rules import Status, due_on
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import answered, in_workspace, list_as_file, paged, reader
from frankpledge.ground.ui.parts import Crumb

ON_A_PAGE = 30
HAPPENED = 20


def crumbs(workspace: Workspace, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of work plans."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Work plans", reverse("work_plans:list", args=(workspace.slug,)) if more else ""), *more)


def crumb_of(plan: Plan) -> Crumb:
    """Return the step that leads to a plan."""
    return Crumb(f"{plan.body}, {plan.year}", reverse("work_plans:one", args=(plan.workspace.slug, plan.pk)))


def found_plan(request: HttpRequest, workspace: Workspace, plan: UUID, capability: Capability) -> Plan:
    """Return a plan of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = plan_of(plan, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such work plan")
    return found


def lines_now(request: HttpRequest, plan: Plan) -> list[LineNow]:
    """Return the lines of a plan as they stand today."""
    found = lines_of(workspace=plan.workspace, viewer=reader(request)).filter(plan=plan)
    return [line_now(line, on=clock.today()) for line in found]


@require_safe
@in_workspace
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the work plans under the choice in the address."""
    viewer, today = reader(request), clock.today()
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    every = list(plans_of(workspace=workspace, viewer=viewer))
    bodies, years = {one.body for one in every}, sorted({one.year for one in every}, reverse=True)
    form = ChoiceForm(request.GET, bodies=sorted(bodies, key=str), years=years)
    body, year = form.chosen("body"), form.chosen("year")
    found = [one for one in every if body in {"", str(one.body_id)} and year in {"", one.year}]
    rows, pages = paged(request, found, ON_A_PAGE)
    told: dict[Any, list[LineNow]] = {one.pk: [] for one in rows}
    for line in lines_of(workspace=workspace, viewer=viewer).filter(plan__in=rows):
        told[line.plan_id].append(line_now(line, on=today))
    shown = {
        "form": form,
        "table": plans_table([(one, told[one.pk]) for one in rows], workspace.slug) if rows else None,
        "pages": pages,
        "may_keep": is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace),
    }
    return render(request, "work_plans/list.html", shown)


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, plan: UUID) -> HttpResponseBase:
    """Show a work plan with its lines and what happened to them."""
    found, viewer = found_plan(request, workspace, plan, Capability.SEE), reader(request)
    lines = lines_now(request, found)
    keeps = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer) and found.state != "closed"
    reports = is_granted(GRANTS, Capability.REPORT, workspace=workspace, user=viewer) and found.state != "closed"
    own = any(is_own(line.line, viewer) for line in lines)
    shown = {
        "plan": found,
        "state": state_words(found),
        "facts": facts(lines),
        "table": lines_table(lines, workspace.slug) if lines else None,
        "happened": plan_happened(found, lines, most=HAPPENED),
        "before": plan_before(found),
        "after": next_plan(found),
        "may_keep": keeps,
        "may_approve": keeps and found.state == "draft" and bool(lines),
        "may_update": reports and (keeps or own) and any(line.status is Status.OPEN for line in lines),
        "crumbs": crumbs(workspace, Crumb(f"{found.body}, {found.year}")),
    }
    return render(request, "work_plans/one.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, plan: UUID, kind: str) -> HttpResponseBase:
    """Give the lines of a plan as a file that can be sent back, after recording that they left."""
    found = found_plan(request, workspace, plan, Capability.SEE)
    made = listing(found, lines_now(request, found), today=clock.today())
    return list_as_file(request, workspace, made, kind, let_list_out)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def start(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for which group and year, and start the plan."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    form = PlanForm(request.POST if request.method == "POST" else None, workspace=workspace, viewer=by)
    shown: dict[str, Any] = {"title": "Start a work plan", "button": "Start it"}
    shown["crumbs"] = crumbs(workspace, Crumb("Start a work plan"))

    def act() -> HttpResponseBase:
        told = form.cleaned_data
        body = form.bodies[told["body"]]
        made = actions.start_plan(workspace=workspace, body=body, year=told["year"], by=by)
        return redirect("work_plans:one", workspace.slug, made.pk)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def approve(request: HttpRequest, workspace: Workspace, plan: UUID) -> HttpResponseBase:
    """Ask by which decision the group approved its plan."""
    found = found_plan(request, workspace, plan, Capability.KEEP)
    form = ApprovalForm(request.POST if request.method == "POST" else None, initial={"on": clock.today()})
    shown: dict[str, Any] = {
        "title": f"{found} was approved",
        "button": "Record",
        "crumbs": crumbs(workspace, crumb_of(found)),
    }
    shown["lede"] = "From then on every change of a line says why."

    def act() -> HttpResponseBase:
        actions.approve_plan(plan=found, by=reader(request), **form.cleaned_data)
        return redirect("work_plans:one", workspace.slug, plan)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def update(request: HttpRequest, workspace: Workspace, plan: UUID) -> HttpResponseBase:
    """Ask how each open line stands, and keep what is said in one stroke."""
    found, by = found_plan(request, workspace, plan, Capability.REPORT), reader(request)
    keeps = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    lines = [one for one in lines_now(request, found) if one.status is Status.OPEN and (keeps or is_own(one.line, by))]
    form = UpdateForm(request.POST if request.method == "POST" else None, lines=lines)
    shown: dict[str, Any] = {"title": "How does each line stand?", "button": "Report", "caption": str(found)}
    shown |= {"crumbs": crumbs(workspace, crumb_of(found)), "lede": update_lede(lines)}

    def act() -> HttpResponseBase:
        count = actions.report_lines(reports=form.given(), by=by)
        messages.success(request, "1 line is reported on." if count == 1 else f"{count} lines are reported on.")
        return redirect("work_plans:one", workspace.slug, plan)

    return answered(request, form, shown, act)


def update_lede(lines: list[LineNow]) -> str:
    """Return what the page of updates says above its form."""
    if not lines:
        return "No open line is yours to report on."
    done = Progress.DONE.label.lower()
    return f"Leave out what has not changed. What is {done} needs what shows it, and what is at risk its reason."


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def close(request: HttpRequest, workspace: Workspace, plan: UUID) -> HttpResponseBase:
    """Ask what becomes of each open line, close the plan and lead to that of the next year."""
    found, by = found_plan(request, workspace, plan, Capability.KEEP), reader(request)
    lines = [one for one in lines_now(request, found) if one.status is Status.OPEN]
    year = following(found)
    form = CloseForm(request.POST if request.method == "POST" else None, lines=lines, year=year)
    shown: dict[str, Any] = {"title": f"Carry over to {year}", "button": "Close the plan", "caption": str(found)}
    shown |= {"crumbs": crumbs(workspace, crumb_of(found))}
    over = clock.today() > due_on(found.year, 4)
    early = "" if over else f" The year of this plan runs until {in_words(due_on(found.year, 4))}."
    shown["lede"] = f"Each open line goes on into the next year, or is dropped with a reason: none is lost.{early}"

    def act() -> HttpResponseBase:
        after = actions.close_plan(plan=found, fates=form.given(), by=by)
        messages.success(request, f"Closed. This is the plan of {year}.")
        return redirect("work_plans:one", workspace.slug, after.pk)

    return answered(request, form, shown, act)
