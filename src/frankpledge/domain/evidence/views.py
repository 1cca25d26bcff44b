"""Pages of the evidence: what is loaded, one question at a time, and what came in print."""

from __future__ import annotations

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.analysis.periods import Window, year_ending
from frankpledge.domain.disclosure.actions import release as let_out
from frankpledge.domain.disclosure.rules import Audience, Cell
from frankpledge.domain.evidence.forms import Question
from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.domain.evidence.presenters import explore_page, home_page, published_groups
from frankpledge.domain.evidence.queries.explore import Explored, explored
from frankpledge.domain.evidence.queries.loaded import loaded, published_figures
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal


def _crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Evidence", reverse("evidence:home", args=(workspace.slug,)) if words else "")
    return (start, home, *(Crumb(word) for word in words))


@require_safe
@in_workspace
def home(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what is loaded."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    page = home_page(loaded(), workspace.slug)
    return render(request, "evidence/home.html", {"page": page, "crumbs": _crumbs(workspace)})


def _asked(request: HttpRequest, workspace: Workspace) -> Question:
    """Return the question in the address, or the one to begin with: the partnership's last twelve months."""
    partnership = partnership_of(workspace=workspace, viewer=reader(request))
    if request.GET:
        asked = request.GET.copy()
        if partnership and "area" not in asked:
            asked["area"] = partnership.area_name
        return Question(asked)
    state = loaded()
    if state.last_month is None or partnership is None:
        return Question(initial={"area": partnership.area_name if partnership else "", "kind": "crime"})
    window = year_ending(state.last_month)
    begin = {"area": partnership.area_name, "kind": "crime", "first": str(window.first), "last": str(window.last)}
    return Question(begin)


def _answer(form: Question) -> Explored:
    asked = form.cleaned_data
    window = Window(asked["first"], asked["last"])
    return explored(area=asked["area"], what=asked["kind"], window=window, as_known=asked["as_known"])


@require_safe
@in_workspace
def explore(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Answer one question with a finding, facts, a picture and a table; what cannot be answered says why."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    form = _asked(request, workspace)
    shown: dict[str, Any] = {"form": form, "crumbs": _crumbs(workspace, "Explore")}
    if form.is_bound and form.is_valid():
        address = f"{reverse('evidence:explore_csv', args=(workspace.slug,))}?{request.GET.urlencode()}"
        try:
            shown["page"] = explore_page(_answer(form), csv=address, generated=workspace.generated)
        except Refusal as refusal:
            shown["refusal"] = refusal
    status = 422 if request.GET and (form.errors or "refusal" in shown) else 200
    return render(request, "evidence/explore.html", shown, status=status)


@require_safe
@in_workspace
def explore_csv(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Give the months of the picture as CSV, after recording that they left."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    form = _asked(request, workspace)
    if not form.is_valid():
        return render(request, "evidence/explore.html", {"form": form, "crumbs": _crumbs(workspace)}, status=422)
    found = _answer(form)
    months = list(zip(found.series.months, found.series.values, strict=True))
    cells = [Cell(key=str(month), value=value, policy="open") for month, value in months]
    what = f"months of {found.what} in {found.name}"
    let_out(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=workspace, by=reader(request))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="months.csv"'
    writer = csv.writer(response)
    writer.writerow(["area", "what", "month", "recorded", "state", "cut_off"])
    for month, value in months:
        state = "no data" if value is None else "recorded"
        writer.writerow([found.name, found.what, str(month), "" if value is None else value, state, found.cut_off])
    return response


@require_safe
@in_workspace
def published(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the figures that came in print."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    groups = published_groups(published_figures(workspace=workspace, viewer=reader(request)))
    lede = "Numbers from the partnership's own past documents, as printed, with what a reader should know of each."
    shown = {"groups": groups, "lede": lede, "crumbs": _crumbs(workspace, "Published figures")}
    return render(request, "evidence/published.html", shown)
