"""What leaves: the register of exactly this view, the statement, a file of evidence, and the calendar of a link."""

from __future__ import annotations

from uuid import UUID

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.disclosure.actions import release as let_out
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.duties import documents
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.duties.presenters.feeds import days_of
from frankpledge.domain.duties.presenters.register import register_listing
from frankpledge.domain.duties.queries.feeds import owed_by_feed
from frankpledge.domain.duties.queries.kept import evidence_of, file_of
from frankpledge.domain.duties.views.register import chosen, stands
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.calendar import calendar
from frankpledge.ground.documents.formats import HTML_POLICY
from frankpledge.ground.links.rules import LinkClosed
from frankpledge.ground.ui.pages import as_it_came, attachment, in_workspace, list_as_file, reader

QUIET = {"Cache-Control": "no-store, private", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


@require_safe
@in_workspace
def export(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give the obligations that the address asks for as a list, after recording that they left."""
    found = stands(request, workspace)
    listing = register_listing(chosen(request, found)[1], found)
    return list_as_file(request, workspace, listing, kind, let_list_out)


@require_safe
@csp_replace(HTML_POLICY)
@in_workspace
def statement_file(request: HttpRequest, workspace: Workspace, statement_form: str) -> HttpResponseBase:
    """Give the assurance statement in one format, after recording that it left."""
    found = stands(request, workspace)
    if statement_form not in documents.FORMS:
        raise Http404("no statement is written so")
    _release(request, workspace, f"assurance statement {found.year}", [one.obligation.key for one in found.owed])
    made = documents.statement_files(documents.statement(found, workspace), [statement_form])[statement_form]
    if statement_form == "html":
        return HttpResponse(made, content_type=documents.FORMS["html"].media_type)
    name = f"assurance-statement-{str(found.year).replace('/', '-')}.{statement_form}"
    return attachment(made, name=name, media_type=documents.FORMS[statement_form].media_type)


@require_safe
@in_workspace
def evidence_file(request: HttpRequest, workspace: Workspace, evidence: UUID) -> HttpResponseBase:
    """Give the file of a piece of evidence as it came, to be kept and not opened here."""
    check_granted(GRANTS, Capability.SEE, workspace=workspace, user=reader(request))
    found = evidence_of(evidence, workspace=workspace, viewer=reader(request))
    kept = file_of(found) if found else None
    if kept is None:
        raise Http404("there is no such file")
    _release(request, workspace, f"evidence file {kept.evidence_id}", [str(kept.evidence_id)])
    return as_it_came(bytes(kept.content), name=kept.name)


def _release(request: HttpRequest, workspace: Workspace, what: str, keys: list[str]) -> None:
    cells = [Cell(key=f"{at} {key}", value=None, policy=Policy.RESTRICTED) for at, key in enumerate(keys, start=1)]
    let_out(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=workspace, by=reader(request))


@login_not_required
@require_safe
def feed_(_request: HttpRequest, feed: str) -> HttpResponse:
    """Give the calendar of a link: the dates of the running year and the next, and nothing of any case."""
    try:
        found = owed_by_feed(feed, today=clock.today())
    except LinkClosed as refusal:
        raise Http404(str(refusal)) from None
    name = f"Duties, {found.link.workspace.name}"
    content = calendar(days_of(found.owed, link=found.link), title=name, product="Duties", at=clock.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=QUIET)
