"""The two registers of a year, a line of the register of inputs, and both as CSV."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.engagement.actions import record_input, withdraw_input
from frankpledge.domain.engagement.forms import InputForm, ReasonForm, YearForm
from frankpledge.domain.engagement.permissions import GRANTS, Capability
from frankpledge.domain.engagement.presenters import (
    covered_inputs,
    input_details,
    inputs_listing,
    inputs_table,
    views_listing,
    views_table,
)
from frankpledge.domain.engagement.queries import (
    exercises,
    input_of,
    inputs,
    line_of,
    provided_inputs,
    view_of,
    years_of,
)
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, list_as_file, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal
from frankpledge.statute.contents import inputs as required_inputs


def crumbs(workspace: Workspace, *words: str) -> tuple[Crumb, ...]:
    """Return the way to a page of the registers."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    home = Crumb("Engagement", reverse("engagement:list", args=(workspace.slug,)) if words else "")
    return (start, home, *(Crumb(word) for word in words))


def _year(request: HttpRequest, workspace: Workspace) -> tuple[str, tuple[str, ...]]:
    """Return the year that is asked for, or the running one, and the years to choose from."""
    running = str(financial_year_of(clock.today()))
    known = years_of(workspace=workspace, viewer=reader(request))
    years = tuple(sorted({running, *known}, reverse=True))
    asked = request.GET.get("year", "")
    return asked if asked in years else (known[0] if known else running), years


@require_safe
@in_workspace
@opens_first
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show what people said and what partners sent for one year's assessment, and what is still lacking."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    year, years = _year(request, workspace)
    provided = provided_inputs(workspace=workspace, year=year, viewer=viewer)
    partnership = partnership_of(workspace=workspace, viewer=viewer)
    law = required_inputs(
        on=FinancialYear.parse(year).window.last.last_day, nation=partnership.nation if partnership else "england"
    )
    views = [view_of(one) for one in exercises(workspace=workspace, viewer=viewer, year=year, withdrawn=True)]
    lines = [line_of(one) for one in inputs(workspace=workspace, viewer=viewer, year=year, withdrawn=True)]
    shown = {
        "form": YearForm({"year": year}, years=years),
        "year": year,
        "covered": covered_inputs(law, provided),
        "views": views_table(views, workspace.slug) if views else None,
        "inputs": inputs_table(lines, workspace.slug) if lines else None,
        "may_keep": is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace),
    }
    return render(request, "engagement/list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add_input(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Ask for one thing that came, or that it did not, and record it."""
    by = reader(request)
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    form = InputForm(request.POST or None, initial={"year": _year(request, workspace)[0]})
    shown: dict[str, Any] = {"form": form, "title": "Add an input", "crumbs": crumbs(workspace, "Add an input")}
    if form.is_bound and form.is_valid():
        try:
            made = record_input(workspace=workspace, given=form.given(), by=by)
        except Refusal as refusal:
            shown["refusal"] = refusal
        else:
            messages.success(request, "Recorded.")
            return redirect(f"{reverse('engagement:list', args=(workspace.slug,))}?year={made.year}")
    return render(request, "engagement/form.html", shown, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def one_input(request: HttpRequest, workspace: Workspace, line: UUID) -> HttpResponseBase:
    """Show one line of the register of inputs, and withdraw it with a reason."""
    by = reader(request)
    may_keep = is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=by)
    found = input_of(line, workspace=workspace, viewer=by)
    if found is None:
        raise Http404("there is no such line")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"line": line_of(found), "form": form, "may_keep": may_keep}
    if form.is_bound and form.is_valid():
        try:
            withdraw_input(given=found, reason=form.cleaned_data["reason"], by=by)
            return redirect("engagement:input", workspace.slug, line)
        except Refusal as refusal:
            shown["refusal"] = refusal
    shown |= {"details": input_details(line_of(found)), "crumbs": crumbs(workspace, found.need)}
    return render(request, "engagement/input.html", shown, status=422 if form.is_bound else 200)


@require_safe
@in_workspace
def views_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give what people said in a year as a file, a line an answer, after recording that it left."""
    year = _asked(request, workspace)
    found = exercises(workspace=workspace, viewer=reader(request), year=year, withdrawn=True)
    listing = views_listing(map(view_of, found), year=year, today=clock.today())
    return list_as_file(request, workspace, listing, kind, let_list_out)


@require_safe
@in_workspace
def inputs_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the register of inputs of a year as a file, after recording that it left."""
    year = _asked(request, workspace)
    found = inputs(workspace=workspace, viewer=reader(request), year=year, withdrawn=True)
    listing = inputs_listing(map(line_of, found), year=year, today=clock.today())
    return list_as_file(request, workspace, listing, kind, let_list_out)


def _asked(request: HttpRequest, workspace: Workspace) -> str:
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    return _year(request, workspace)[0]
