"""One report: how far it is, its way, sending, agreeing and correcting it, and its files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.decision_reports.actions import agreeing
from frankpledge.domain.decision_reports.documents import files, open_tree, trees
from frankpledge.domain.decision_reports.forms import ReasonForm
from frankpledge.domain.decision_reports.models import Report
from frankpledge.domain.decision_reports.permissions import Capability
from frankpledge.domain.decision_reports.presenters.report import Files, facts_of, files_of, headings_covered
from frankpledge.domain.decision_reports.presenters.steps import care_notes, steps_table
from frankpledge.domain.decision_reports.queries.reports import (
    editions_of,
    headings_of,
    nation_of,
    overtaken,
    practice_on,
    typed_by_hand,
)
from frankpledge.domain.decision_reports.queries.route import way_along
from frankpledge.domain.decision_reports.rules import framework_law
from frankpledge.domain.decision_reports.views.finding import as_file, crumb_of, crumbs, found_report, may_here
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Edition, Paper
from frankpledge.ground.documents.queries import file_of
from frankpledge.ground.documents.rules import NoSuchPaper
from frankpledge.ground.ui.pages import answered, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb
from frankpledge.statute.council_decisions import gaps


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, decision: UUID) -> HttpResponseBase:
    """Show a report: what is written and what is missing, its way, and what may be done with it."""
    found, today = found_report(request, workspace, decision, Capability.SEE), clock.today()
    way, written, nation = way_along(found, today=today), headings_of(found), nation_of(workspace)
    reads = may_here(request, workspace, Capability.READ)
    writes = found.state == "draft" and may_here(request, workspace, Capability.WRITE)
    missing = [each for each in written if each.required and not each.answered]
    shown: dict[str, Any] = {
        "report": found,
        "caption": f"Decision report {found.number}",
        "facts": facts_of(found, practice_on(workspace, today)),
        "headings": headings_covered(written, writes=writes) if reads else (),
        "missing": missing if reads else (),
        "stale": overtaken(found, written) if writes else (),
        "typed": typed_by_hand(written) if writes else (),
        "writes": writes,
        "steps": steps_table(way, today=today) if way else None,
        "care": care_notes(way),
        "law": framework_law(nation) if found.framework else None,
        "ends": bool(way) and way[-1].step.kind == "council",
        "gaps": [gap.words for gap in gaps() if gap.nation == nation],
        "files": tuple(_files(request, found, drafts=reads and found.state != "approved")),
        "may": {each.name.lower(): may_here(request, workspace, each) for each in Capability},
        "crumbs": crumbs(workspace, Crumb(found.title)),
    }
    return render(request, "decision_reports/one.html", shown)


def _files(request: HttpRequest, found: Report, *, drafts: bool) -> Iterator[Files]:
    exempt = editions_of(found.exempt_paper) if may_here(request, found.workspace, Capability.EXEMPT) else ()
    return files_of(found, agreeing.FORMS, open_=editions_of(found.paper), exempt=exempt, drafts=drafts)


# ---- agreeing -------------------------------------------------------------------------------------------------------


@require_POST
@in_workspace
def send(request: HttpRequest, workspace: Workspace, decision: UUID) -> HttpResponseBase:
    """Send a report for agreement as it stands."""
    found, by = found_report(request, workspace, decision, Capability.WRITE), reader(request)
    made = trees(found, today=clock.today())
    told(request, lambda: agreeing.send_report(report=found, trees=made, by=by), "Sent. A second person agrees it now.")
    return redirect("decision_reports:one", workspace.slug, decision)


@require_POST
@in_workspace
def agree(request: HttpRequest, workspace: Workspace, decision: UUID) -> HttpResponseBase:
    """Agree a report as it was sent."""
    found, by = found_report(request, workspace, decision, Capability.AGREE), reader(request)
    told(request, lambda: agreeing.agree_report(report=found, by=by), "Agreed. This edition never changes.")
    return redirect("decision_reports:one", workspace.slug, decision)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def give_back(request: HttpRequest, workspace: Workspace, decision: UUID) -> HttpResponseBase:
    """Ask what is wrong, and return a report to draft."""
    found = found_report(request, workspace, decision, Capability.AGREE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Return it to draft", "caption": found.title, "button": "Return it"}
    shown["crumbs"] = crumbs(workspace, crumb_of(found), Crumb("Return"))

    def act() -> HttpResponseBase:
        agreeing.return_report(report=found, reason=form.cleaned_data["reason"], by=reader(request))
        messages.success(request, "Returned to draft.")
        return redirect("decision_reports:one", workspace.slug, decision)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def correct(request: HttpRequest, workspace: Workspace, decision: UUID) -> HttpResponseBase:
    """Ask what was wrong with an agreed report, and open it again."""
    found = found_report(request, workspace, decision, Capability.WRITE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Open a correction", "caption": found.title, "button": "Open it"}
    shown |= {
        "lede": "The reason is printed on the next edition.",
        "crumbs": crumbs(workspace, crumb_of(found), Crumb("Correct")),
    }

    def act() -> HttpResponseBase:
        tree, by = open_tree(found, today=clock.today()), reader(request)
        agreeing.correct_report(report=found, tree=tree, note=form.cleaned_data["reason"], by=by)
        messages.success(request, "A correction is open as a draft.")
        return redirect("decision_reports:one", workspace.slug, decision)

    return answered(request, form, shown, act)


# ---- files ----------------------------------------------------------------------------------------------------------


@require_safe
@in_workspace
def draft_file(request: HttpRequest, workspace: Workspace, decision: UUID, form: str) -> HttpResponseBase:
    """Give the open part of a report as it stands, after recording that it left."""
    found, by = found_report(request, workspace, decision, Capability.READ), reader(request)
    if form not in agreeing.FORMS:
        raise Http404("there is no such form")
    what = f"draft of decision report {found.number}"
    made = files(open_tree(found, today=clock.today()), [form], report=found, what=what, by=by)
    return as_file(made[form], form, f"{workspace.slug}-decision-report-{found.number}-draft")


@require_safe
@in_workspace
def edition_file(
    request: HttpRequest, workspace: Workspace, decision: UUID, number: int, form: str
) -> HttpResponseBase:
    """Give a file of an agreed report as it was frozen."""
    found = found_report(request, workspace, decision, Capability.SEE)
    return _kept(request, found, found.paper, number, form, "report")


@require_safe
@in_workspace
def exempt_file(request: HttpRequest, workspace: Workspace, decision: UUID, number: int, form: str) -> HttpResponseBase:
    """Give a file of the withheld part, after recording who took it."""
    found = found_report(request, workspace, decision, Capability.EXEMPT)
    return _kept(request, found, found.exempt_paper, number, form, "exempt-appendix")


def _kept(request: HttpRequest, report: Report, paper: Paper | None, number: int, form: str, what: str) -> HttpResponse:
    edition: Edition | None = next((each for each in editions_of(paper) if each.number == number), None)
    if edition is None:
        raise Http404("there is no such edition")
    try:
        content = bytes(file_of(edition=edition, format=form).content)
    except NoSuchPaper as refusal:
        raise Http404(str(refusal)) from None
    cells = [Cell(key=str(edition.pk), value=None, policy=Policy.RESTRICTED)]
    said = f"{what} {report.number}, edition {number}"
    release(audience=Audience.WORKSPACE, cells=cells, what=said, workspace=report.workspace, by=reader(request))
    return as_file(content, form, f"{report.workspace.slug}-decision-report-{report.number}-{what}-{number}")
