"""How seats and organisations were at the meetings of a body, as a page and as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.attendance.forms import BodyYearForm
from frankpledge.domain.attendance.presenters import attendance_listing, legend, rates_table
from frankpledge.domain.attendance.queries import AttendanceTable, attendance_table
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.bodies.rules import BodyKind
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.queries.reading import meetings_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, list_as_file, reader
from frankpledge.ground.ui.parts import Crumb


def back(workspace: Workspace) -> tuple[Crumb, ...]:
    """Return the way to the meetings."""
    return (
        Crumb("This quarter", reverse("web:home", args=(workspace.slug,))),
        Crumb("Meetings", reverse("meetings:list", args=(workspace.slug,))),
    )


def _table(request: HttpRequest, workspace: Workspace) -> tuple[BodyYearForm, AttendanceTable]:
    """Return the choice in the address and its table: of the board where no body is chosen."""
    viewer, today = reader(request), clock.today()
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    every = list(meetings_of(workspace=workspace, viewer=viewer))
    years = sorted({one.on.year for one in every}, reverse=True)
    form = BodyYearForm(
        request.GET, bodies=standing_rows(Body, workspace=workspace, viewer=viewer), years=years
    )  # fmt: skip
    body, year = form.chosen("body"), form.chosen("year")
    if not body and every:
        boards = [one for one in every if one.body.kind == BodyKind.BOARD]
        body = str((boards or every)[0].body_id)
    found = [one for one in every if str(one.body_id) == body and year in {"", str(one.on.year)} and one.on <= today]
    return form, attendance_table(found)


@require_safe
@in_workspace
@opens_first
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show how seats and organisations were at the meetings of a body."""
    form, table = _table(request, workspace)
    shown = {
        "form": form,
        "organisations": rates_table("Attendance by organisation", table.organisations, table),
        "seats": rates_table("Attendance by seat", table.seats, table),
        "any": bool(table.seats),
        "legend": legend(),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "may_minute": is_granted(GRANTS, Capability.MINUTE, workspace=workspace, user=reader(request)),
        "crumbs": (*back(workspace), Crumb("Attendance")),
    }
    return render(request, "attendance/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the attendance as a file, after recording that it left."""
    _, table = _table(request, workspace)
    what = f"{table.days[0]} to {table.days[-1]}" if table.days else "no meeting"
    return list_as_file(
        request, workspace, attendance_listing(table, what=what, today=clock.today()), kind, let_list_out
    )
