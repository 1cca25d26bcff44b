"""The reports under the filters in the address, and the forward plan; both as files too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frankpledge.domain.decision_reports.forms import ChoiceForm
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability
from frankpledge.domain.decision_reports.presenters.lists import (
    Line,
    line_of,
    plan_listing,
    plan_table,
    reports_listing,
    reports_table,
)
from frankpledge.domain.decision_reports.queries.reports import chosen, reports_of
from frankpledge.domain.decision_reports.queries.route import StepAt, forward_plan, way_along, ways_of
from frankpledge.domain.decision_reports.views.finding import crumbs, may_here
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, list_as_file, paged, reader
from frankpledge.ground.ui.parts import Crumb

ON_A_PAGE = 30


def _asked(request: HttpRequest, workspace: Workspace) -> tuple[ChoiceForm, list[Line]]:
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    form, today = ChoiceForm(request.GET), clock.today()
    found = list(chosen(reports_of(workspace=workspace, viewer=reader(request)), form.choice()))
    ways = ways_of(found, workspace=workspace, today=today)
    return form, [line_of(one, way_along(one, today=today, way=ways[one.pk])) for one in found]


@require_safe
@in_workspace
@opens_first
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the reports under the filters in the address."""
    form, lines = _asked(request, workspace)
    rows, pages = paged(request, lines, ON_A_PAGE)
    shown = {
        "form": form,
        "table": reports_table(rows) if rows else None,
        "pages": pages,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "may_write": may_here(request, workspace, Capability.WRITE),
        "may_settle": may_here(request, workspace, Capability.SETTLE),
        "crumbs": crumbs(workspace),
    }
    return render(request, "decision_reports/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the reports under the filters in the address as a file, after recording that they left."""
    _, lines = _asked(request, workspace)
    return list_as_file(request, workspace, reports_listing(lines, today=clock.today()), kind, let_list_out)


def _planned(request: HttpRequest, workspace: Workspace) -> tuple[StepAt, ...]:
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    return forward_plan(workspace=workspace, viewer=reader(request), today=clock.today())


@require_safe
@in_workspace
def plan(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the decisions to come, with the notice that each needs."""
    found = _planned(request, workspace)
    shown = {
        "table": plan_table(found, today=clock.today()) if found else None,
        "crumbs": crumbs(workspace, Crumb("Forward plan")),
    }
    return render(request, "decision_reports/plan.html", shown)


@require_safe
@in_workspace
def plan_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the forward plan as a file, after recording that it left."""
    found = _planned(request, workspace)
    return list_as_file(request, workspace, plan_listing(found, today=clock.today()), kind, let_list_out)
