"""Highlight reports: which there are, and one with its lines, each leading to the row that it tells of."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from frankpledge.domain.highlights.forms import ChoiceForm
from frankpledge.domain.highlights.models import HighlightReport
from frankpledge.domain.highlights.permissions import GRANTS, Capability
from frankpledge.domain.highlights.presenters import FORM_WORDS, report_page, reports_table, state_words
from frankpledge.domain.highlights.queries import edition_of, is_approved, is_draft, report_of, reports_of
from frankpledge.domain.highlights.queries.drawing import drawn
from frankpledge.domain.highlights.rules import Difference, differences
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, check_granted, is_granted
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.documents.rules import State
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, paged, reader
from frankpledge.ground.ui.parts import Crumb

ON_A_PAGE = 30


def crumbs(workspace: Workspace, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of highlight reports."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    here = reverse("highlights:list", args=(workspace.slug,)) if more else ""
    return (start, Crumb("Highlight reports", here), *more)


def crumb_of(report: HighlightReport) -> Crumb:
    """Return the step that leads to a report."""
    return Crumb(f"{report.body}", reverse("highlights:one", args=(report.workspace.slug, report.pk)))


def found_report(request: HttpRequest, workspace: Workspace, report: UUID, capability: Capability) -> HighlightReport:
    """Return a report of the workspace, once the reader's role allows it; a draft to whoever may read drafts."""
    viewer = reader(request)
    check_granted(GRANTS, capability, workspace=workspace, user=viewer)
    found = report_of(report, workspace=workspace, viewer=viewer)
    if found is None:
        raise Http404("there is no such report")
    drafts = may_paper(OfPapers.READ_PAPER, workspace=workspace, user=viewer)
    if not drafts and edition_of(found) is None:
        raise NotPermitted("the report is not approved yet.", cure="It is open to you once it is.")
    return found


@require_safe
@in_workspace
@opens_first
def listing_(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the highlight reports under the choice in the address."""
    viewer = reader(request)
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer)
    every = list(reports_of(workspace=workspace, viewer=viewer))
    form = ChoiceForm(request.GET, bodies=sorted({one.body for one in every}, key=str))
    body = form.chosen()
    rows, pages = paged(request, [one for one in every if body in {"", str(one.body_id)}], ON_A_PAGE)
    shown = {
        "form": form,
        "table": reports_table(rows, workspace.slug) if rows else None,
        "pages": pages,
        "may_write": is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer),
        "crumbs": crumbs(workspace),
    }
    return render(request, "highlights/list.html", shown)


def _changed(request: HttpRequest, report: HighlightReport) -> tuple[Difference, ...]:
    """Return what the record says otherwise than a draft, for whoever may write in it."""
    if not is_draft(report):
        return ()
    kept = [line.as_drawn for line in report.lines.all() if line.drawn]
    return differences(kept, drawn(report.body, report.period, viewer=reader(request)))


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, report: UUID) -> HttpResponseBase:
    """Show a report with what may be done with it."""
    found, viewer = found_report(request, workspace, report, Capability.SEE), reader(request)
    writes = is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer)
    reviewed = found.paper.state == State.IN_REVIEW
    shown = {
        "report": found,
        "state": state_words(found),
        "edition": edition_of(found),
        "page": report_page(found, _changed(request, found) if writes else ()),
        "forms": FORM_WORDS.items(),
        "may_edit": writes and is_draft(found),
        "may_approve": reviewed and may_paper(OfPapers.APPROVE_PAPER, workspace=workspace, user=viewer),
        "may_return": reviewed and may_paper(OfPapers.RETURN_PAPER, workspace=workspace, user=viewer),
        "may_place": writes and is_approved(found),
        "crumbs": crumbs(workspace, Crumb(f"{found.body}, {found.period.words}")),
    }
    return render(request, "highlights/one.html", shown)
