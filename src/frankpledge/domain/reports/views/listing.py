"""Which reports there are, under the choice in the address, also as a file; and drafting the next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.reports import actions
from frankpledge.domain.reports.forms import ChoiceForm, DraftForm, usual_period
from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.permissions import GRANTS, Capability
from frankpledge.domain.reports.presenters import listing, reports_table
from frankpledge.domain.reports.queries import groups, reports_of, themes
from frankpledge.domain.reports.queries.unseen import to_publish
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import answered, in_workspace, list_as_file, paged, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.reports import named

ON_A_PAGE = 30


def crumbs(workspace: Workspace, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of reports."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Performance", reverse("performance:list", args=(workspace.slug,)))
    here = reverse("reports:list", args=(workspace.slug,)) if more else ""
    return (start, home, Crumb("Reports of performance", here), *more)


def _asked(request: HttpRequest, workspace: Workspace) -> tuple[ChoiceForm, list[Report]]:
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    form = ChoiceForm(request.GET)
    kind = form.chosen()
    every = reports_of(workspace=workspace, viewer=viewer)
    return form, list(every.filter(kind=kind) if kind else every)


@require_safe
@in_workspace
@opens_first
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the reports under the choice in the address."""
    form, found = _asked(request, workspace)
    rows, pages = paged(request, found, ON_A_PAGE)
    shown = {
        "form": form,
        "table": reports_table(rows) if rows else None,
        "pages": pages,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "waits": len(to_publish(workspace=workspace, viewer=reader(request))),
        "may_write": is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace),
    }
    return render(request, "reports/list.html", shown)


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the reports under the choice in the address as a file, after recording that they left."""
    _, found = _asked(request, workspace)
    return list_as_file(request, workspace, listing(found, today=clock.today()), kind, let_list_out)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def draft(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Offer the report of the period that ended last, and draft it."""
    by, today = reader(request), clock.today()
    check_granted(GRANTS, Capability.WRITE, workspace=workspace, user=by)
    kind = request.GET.get("kind", "board")
    kind = kind if named(kind) else "board"
    form = DraftForm(
        request.POST if request.method == "POST" else None,
        bodies=groups(workspace=workspace, viewer=by, on=today),
        themes=themes(workspace=workspace, viewer=by, on=today),
        initial={"kind": kind, "period": usual_period(kind, today)},
    )
    shown: dict[str, Any] = {"title": "Draft a report", "button": "Draft it"}
    shown |= {"crumbs": crumbs(workspace, Crumb("Draft"))}
    shown["lede"] = "It is drawn from the indicators, what was said of them, the plan, actions and risks."

    def act() -> HttpResponseBase:
        made = actions.draft_report(workspace=workspace, by=by, **form.given())
        messages.success(request, "Drafted. Say what is asked of its readers, then send it for approval.")
        return redirect("reports:one", workspace.slug, made.pk)

    return answered(request, form, shown, act)
