"""The meetings of the partnership, and its decisions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.escalations.permissions import may_see as may_see_escalations
from frankpledge.domain.meetings.forms import BodyYearForm
from frankpledge.domain.meetings.models import Decision, Meeting
from frankpledge.domain.meetings.permissions import GRANTS, Capability
from frankpledge.domain.meetings.presenters import (
    decisions_listing,
    decisions_table,
    meetings_table,
)
from frankpledge.domain.meetings.queries.reading import decisions_of, meetings_of, withheld
from frankpledge.domain.meetings.views.finding import crumbs, may_minute
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.documents.permissions import Capability as Draft
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, list_as_file, paged, reader
from frankpledge.ground.ui.parts import Crumb

ON_A_PAGE = 40


def _chosen(request: HttpRequest, workspace: Workspace) -> tuple[BodyYearForm, list[Meeting]]:
    """Return the choice in the address, and the meetings that it names, the latest first."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    every = list(meetings_of(workspace=workspace, viewer=viewer))
    bodies = standing_rows(Body, workspace=workspace, viewer=viewer)
    years = sorted({one.on.year for one in every}, reverse=True)
    form = BodyYearForm(request.GET, bodies=bodies, years=years)
    body, year = form.chosen("body"), form.chosen("year")
    return form, [
        one for one in every if body in {"", str(one.body_id)} and year in {"", str(one.on.year)}
    ]  # fmt: skip


@require_safe
@in_workspace
@opens_first
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the meetings under the choice in the address: those to come first, then those that were."""
    form, found = _chosen(request, workspace)
    today = clock.today()
    ahead = sorted((one for one in found if one.on >= today and one.state == "planned"), key=lambda one: one.on)
    past, pages = paged(request, [one for one in found if one not in ahead], ON_A_PAGE)
    shown = {
        "form": form,
        "ahead": meetings_table(ahead, workspace.slug) if ahead else None,
        "past": meetings_table(past, workspace.slug) if past else None,
        "pages": pages,
        "may_prepare": is_granted(GRANTS, Capability.PREPARE, workspace=workspace, user=reader(request)),
        "may_see_escalations": may_see_escalations(workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace),
    }
    return render(request, "meetings/list.html", shown)


def _decisions(request: HttpRequest, workspace: Workspace) -> list[Decision]:
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    drafts = may_paper(Draft.READ_PAPER, workspace=workspace, user=viewer)
    found = list(decisions_of(workspace=workspace, viewer=viewer, agreed_only=not drafts))
    items, minuting = [one.item for one in found], may_minute(request, workspace)
    hidden = withheld(viewer, items, workspace=workspace, minuting=minuting)
    return [one for one in found if one.item_id not in hidden]


@require_safe
@in_workspace
def decisions(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what was decided, the latest first, without what is withheld from the reader."""
    rows, pages = paged(request, _decisions(request, workspace), ON_A_PAGE)
    shown = {
        "table": decisions_table(rows, workspace.slug) if rows else None,
        "pages": pages,
        "crumbs": crumbs(workspace, Crumb("Decisions")),
    }
    return render(request, "meetings/decisions.html", shown)


@require_safe
@in_workspace
def decisions_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give what was decided as a file, after recording that it left."""
    found = decisions_listing(_decisions(request, workspace), today=clock.today())
    return list_as_file(request, workspace, found, kind, let_list_out)
