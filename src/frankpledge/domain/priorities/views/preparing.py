"""The list of scorings; one of them, with what is scored by whom; and its rounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.priorities import actions
from frankpledge.domain.priorities.forms.preparing import AgencyForm, DaysForm, IssueForm, ScoringForm
from frankpledge.domain.priorities.models import Agency, Issue, Scoring
from frankpledge.domain.priorities.permissions import GRANTS, Capability
from frankpledge.domain.priorities.presenters.preparing import list_table, scoring_page
from frankpledge.domain.priorities.queries.scorings import (
    agency_of,
    issue_of,
    issues_of,
    own_agency,
    scoring_of,
    scorings,
    standings,
)
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted, is_granted
from frankpledge.ground.ui.pages import in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.refusal import Refusal
from frankpledge.statute.priorities import scoring_scheme


def crumbs(workspace: Workspace, *steps: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of scorings."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Priorities", reverse("priorities:list", args=(workspace.slug,)) if steps else ""), *steps)


def crumb_of(scoring: Scoring) -> Crumb:
    """Return the step of a scoring on the way to what lies beneath it."""
    return Crumb(scoring.title, reverse("priorities:one", args=(scoring.workspace.slug, scoring.pk)))


def found_scoring(request: HttpRequest, workspace: Workspace, scoring: UUID, capability: Capability) -> Scoring:
    """Return a scoring of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = scoring_of(scoring, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such scoring")
    return found


def found_agency(scoring: Scoring, agency: UUID) -> Agency:
    """Return an agency of a scoring."""
    found = agency_of(agency, scoring=scoring)
    if found is None:
        raise Http404("there is no such agency")
    return found


def _found_issue(scoring: Scoring, issue: UUID) -> Issue:
    found = issue_of(issue, scoring=scoring)
    if found is None:
        raise Http404("there is no such issue")
    return found


@require_safe
@in_workspace
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the scorings of the workspace."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    found = list(scorings(workspace=workspace, viewer=reader(request)))
    shown = {
        "table": list_table(found, workspace.slug) if found else None,
        "may_run": is_granted(GRANTS, Capability.RUN, workspace=workspace, user=reader(request)),
        "crumbs": crumbs(workspace),
    }
    return render(request, "priorities/list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def add(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Begin a scoring."""
    by = reader(request)
    check_granted(GRANTS, Capability.RUN, workspace=workspace, user=by)
    usual = {"year": str(financial_year_of(clock.today())), "top": scoring_scheme().top}
    form = ScoringForm(request.POST if request.method == "POST" else None, initial=usual)
    shown: dict[str, Any] = {"form": form, "crumbs": crumbs(workspace, Crumb("New scoring"))}
    if form.is_bound and form.is_valid():
        try:
            made = actions.begin_scoring(workspace=workspace, **form.cleaned_data, by=by)
            return redirect("priorities:one", workspace.slug, made.pk)
        except Refusal as refusal:
            shown["refusal"] = refusal
    return render(request, "priorities/add.html", shown, status=422 if form.is_bound else 200)


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, scoring: UUID) -> HttpResponseBase:
    """Show a scoring: what is scored by whom, where it stands, and what is to be done."""
    return _page(request, workspace, found_scoring(request, workspace, scoring, Capability.SEE))


def _page(request: HttpRequest, workspace: Workspace, found: Scoring, **more: Any) -> HttpResponseBase:
    viewer = reader(request)
    mine = own_agency(scoring=found, viewer=viewer)
    page = scoring_page(found, issues_of(found), standings(scoring=found, viewer=viewer), mine)
    shown = {
        "page": page,
        "may_run": is_granted(GRANTS, Capability.RUN, workspace=workspace, user=viewer),
        "issue_form": IssueForm(prefix="issue"),
        "agency_form": AgencyForm(prefix="agency"),
        "days_form": DaysForm(),
        "crumbs": crumbs(workspace, Crumb(found.title)),
        **more,
    }
    return render(request, "priorities/one.html", shown, status=422 if more else 200)


def _deed(
    request: HttpRequest, workspace: Workspace, scoring: UUID, do: Callable[[Scoring], Any], done: str = ""
) -> HttpResponseBase:
    """Do one thing to a scoring and go back to its page, saying what was done or why it was not."""
    found = found_scoring(request, workspace, scoring, Capability.RUN)
    told(request, lambda: do(found), done)
    return redirect("priorities:one", workspace.slug, scoring)


@require_POST
@in_workspace
def add_issue(request: HttpRequest, workspace: Workspace, scoring: UUID) -> HttpResponseBase:
    """Add a matter to be scored."""
    found, form = found_scoring(request, workspace, scoring, Capability.RUN), IssueForm(request.POST, prefix="issue")
    if not form.is_valid():
        return _page(request, workspace, found, issue_form=form, wrong=form)
    by = reader(request)
    return _deed(request, workspace, scoring, lambda one: actions.add_issue(scoring=one, **form.cleaned_data, by=by))


@require_POST
@in_workspace
def remove_issue(request: HttpRequest, workspace: Workspace, scoring: UUID, issue: UUID) -> HttpResponseBase:
    """Take a matter off."""
    by = reader(request)
    return _deed(request, workspace, scoring, lambda one: actions.remove_issue(issue=_found_issue(one, issue), by=by))


@require_POST
@in_workspace
def add_agency(request: HttpRequest, workspace: Workspace, scoring: UUID) -> HttpResponseBase:
    """Add an agency that marks."""
    found, form = found_scoring(request, workspace, scoring, Capability.RUN), AgencyForm(request.POST, prefix="agency")
    if not form.is_valid():
        return _page(request, workspace, found, agency_form=form, wrong=form)
    by = reader(request)
    return _deed(request, workspace, scoring, lambda one: actions.add_agency(scoring=one, **form.cleaned_data, by=by))


@require_POST
@in_workspace
def remove_agency(request: HttpRequest, workspace: Workspace, scoring: UUID, agency: UUID) -> HttpResponseBase:
    """Take an agency off."""
    by = reader(request)
    return _deed(
        request, workspace, scoring, lambda one: actions.remove_agency(agency=found_agency(one, agency), by=by)
    )


@require_POST
@in_workspace
def open_round(request: HttpRequest, workspace: Workspace, scoring: UUID) -> HttpResponseBase:
    """Open the next round."""
    by = reader(request)
    done = (
        "The round is open. Whoever marks with an account finds the sheet on their first page; the others need a link."
    )
    return _deed(request, workspace, scoring, lambda one: actions.open_round(scoring=one, by=by), done)


@require_POST
@in_workspace
def close_round(request: HttpRequest, workspace: Workspace, scoring: UUID) -> HttpResponseBase:
    """Close the open round."""
    by = reader(request)
    done = "The round is closed, and its links with it."
    return _deed(request, workspace, scoring, lambda one: actions.close_round(scoring=one, by=by), done)
