"""What the marks come to, as a page and as files, and the board's choice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from frankpledge.domain.disclosure.actions import release as let_out
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.priorities.actions import record_choice
from frankpledge.domain.priorities.forms.preparing import ChoiceForm
from frankpledge.domain.priorities.forms.sheets import name_of
from frankpledge.domain.priorities.models import Scoring
from frankpledge.domain.priorities.permissions import GRANTS, Capability
from frankpledge.domain.priorities.presenters.leaving import as_csv, as_xlsx
from frankpledge.domain.priorities.presenters.outcome import outcome_page
from frankpledge.domain.priorities.queries.results import Result, number_of, result_of
from frankpledge.domain.priorities.queries.scorings import issues_of
from frankpledge.domain.priorities.views.preparing import crumb_of, crumbs, found_scoring
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.ui.pages import attachment, in_workspace, reader
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal

FORMS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
@in_workspace
def result(request: HttpRequest, workspace: Workspace, scoring: UUID) -> HttpResponseBase:
    """Show what the marks of a closed round come to; while the first is open, that nobody sees them."""
    found = found_scoring(request, workspace, scoring, Capability.SEE)
    shown: dict[str, Any] = {"scoring": found, "crumbs": crumbs(workspace, crumb_of(found), Crumb("Result"))}
    try:
        shown["page"] = outcome_page(result_of(found), generated=workspace.generated)
    except Refusal as refusal:
        return render(request, "priorities/result.html", shown | {"refusal": refusal}, status=422)
    shown["may_choose"] = is_granted(GRANTS, Capability.CHOOSE, workspace=workspace, user=reader(request))
    return render(request, "priorities/result.html", shown)


@require_safe
@in_workspace
def result_file(request: HttpRequest, workspace: Workspace, scoring: UUID, kind: str) -> HttpResponseBase:
    """Give the result as a file, after recording that it left."""
    found = found_scoring(request, workspace, scoring, Capability.SEE)
    if kind not in FORMS:
        raise Http404("there is no such form")
    make, media_type = FORMS[kind]
    outcome = result_of(found)
    let_out(
        audience=Audience.WORKSPACE, cells=_cells(outcome), what=f"scoring {found.title}, {found.year}",
        workspace=workspace, by=reader(request),
    )  # fmt: skip
    return attachment(make(outcome), name=f"{workspace.slug}-priorities.{kind}", media_type=media_type)


def _cells(outcome: Result) -> list[Cell]:
    """Return the numbers that leave: the risk of each issue."""
    return [
        Cell(key=str(issue.pk), value=number_of(outcome.scores.risk, at), policy=Policy.RESTRICTED, count=False)
        for at, issue in enumerate(outcome.issues)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def choice(request: HttpRequest, workspace: Workspace, scoring: UUID) -> HttpResponseBase:
    """Ask what the board chose, and why where it departs from the scoring, and record it."""
    found, by = found_scoring(request, workspace, scoring, Capability.CHOOSE), reader(request)
    typed = request.POST if request.method == "POST" else None
    form = ChoiceForm(typed, issues=issues_of(found), initial=_chosen_before(found))
    way = crumbs(workspace, crumb_of(found), Crumb("The board’s choice"))
    shown: dict[str, Any] = {"scoring": found, "form": form, "crumbs": way}
    if form.is_bound and form.is_valid():
        try:
            record_choice(scoring=found, chosen=form.chosen(), reasons=form.reasons(), by=by)
        except Refusal as refusal:
            shown["refusal"] = refusal
        else:
            messages.success(request, "The board’s choice is recorded.")
            return redirect("priorities:result", workspace.slug, scoring)
    return render(request, "priorities/choice.html", shown, status=422 if form.is_bound else 200)


def _chosen_before(scoring: Scoring) -> dict[str, Any]:
    """Return what was recorded before, as the form would have been filled."""
    before: dict[str, Any] = {name_of(issue, "chosen"): bool(issue.chosen) for issue in issues_of(scoring)}
    return before | {name_of(issue, "reason"): issue.reason for issue in issues_of(scoring)}
