"""One report: what it says, where it stands, and what may be done with it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frankpledge.domain.indicators.queries.used import restated_since
from frankpledge.domain.reports.documents import shown_of
from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.permissions import GRANTS, Capability
from frankpledge.domain.reports.presenters import FORM_WORDS, report_page, restated_words, state_words
from frankpledge.domain.reports.queries import edition_of, is_approved, is_draft, report_of
from frankpledge.domain.reports.views.listing import crumbs
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, check_granted, is_granted
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.documents.rules import State
from frankpledge.ground.ui.pages import in_workspace, reader
from frankpledge.ground.ui.parts import Crumb


def found_report(request: HttpRequest, workspace: Workspace, performance: UUID, capability: Capability) -> Report:
    """Return a report of the workspace, once the reader's role allows it; a draft to whoever may read drafts."""
    viewer = reader(request)
    check_granted(GRANTS, capability, workspace=workspace, user=viewer)
    found = report_of(performance, workspace=workspace, viewer=viewer)
    if found is None:
        raise Http404("there is no such report")
    drafts = may_paper(OfPapers.READ_PAPER, workspace=workspace, user=viewer)
    if not drafts and not is_approved(found):
        raise NotPermitted("the report is not approved yet.", cure="It is open to you once it is.")
    return found


@require_safe
@in_workspace
def one(request: HttpRequest, workspace: Workspace, performance: UUID) -> HttpResponseBase:
    """Show a report with what may be done with it."""
    found, viewer = found_report(request, workspace, performance, Capability.SEE), reader(request)
    writes = is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer)
    reviewed = found.paper.state == State.IN_REVIEW
    edition = edition_of(found)
    shown = {
        "report": found,
        "state": state_words(found),
        "edition": edition,
        "restated": [restated_words(found, one) for one in restated_since(edition)] if edition else (),
        "page": report_page(shown_of(found, viewer=viewer)),
        "asks": found.asks.all() if writes and is_draft(found) else (),
        "forms": FORM_WORDS.items(),
        "may_edit": writes and is_draft(found),
        "may_approve": reviewed and may_paper(OfPapers.APPROVE_PAPER, workspace=workspace, user=viewer),
        "may_return": reviewed and may_paper(OfPapers.RETURN_PAPER, workspace=workspace, user=viewer),
        "may_place": writes and is_approved(found),
        "crumbs": crumbs(workspace, Crumb(found.paper.title)),
    }
    return render(request, "reports/one.html", shown)
