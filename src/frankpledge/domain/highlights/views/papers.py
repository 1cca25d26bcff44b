"""A highlight report as a paper: taken away, sent, approved, returned, corrected, and put before the board."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.highlights import actions
from frankpledge.domain.highlights.documents import ONE_SHEET, leaving
from frankpledge.domain.highlights.forms import MeetingForm, ReasonForm
from frankpledge.domain.highlights.permissions import Capability
from frankpledge.domain.highlights.presenters import FORM_WORDS
from frankpledge.domain.highlights.queries import boards_ahead
from frankpledge.domain.highlights.views.one import crumb_of, crumbs, found_report
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import check_may
from frankpledge.ground.ui.pages import answered, attachment, in_workspace, reader, told


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, report: UUID, form: str) -> HttpResponseBase:
    """Give a report in one format, after recording that it left: as approved, or as it stands."""
    found = found_report(request, workspace, report, Capability.SEE)
    if form not in FORM_WORDS:
        raise Http404("there is no such form")
    content, ending = leaving(found, form, by=reader(request)), "pdf" if form == ONE_SHEET else form
    name = f"{workspace.slug}-highlight-report-{found.last.isoformat()}.{ending}"
    return attachment(content, name=name, media_type=FORMATS[ending].media_type)


@require_POST
@in_workspace
def send(request: HttpRequest, workspace: Workspace, report: UUID) -> HttpResponseBase:
    """Send a report to whoever may approve it."""
    found = found_report(request, workspace, report, Capability.WRITE)
    told(request, lambda: actions.send_report(report=found, by=reader(request)), "Sent for approval.")
    return redirect("highlights:one", workspace.slug, report)


@require_POST
@in_workspace
def approve(request: HttpRequest, workspace: Workspace, report: UUID) -> HttpResponseBase:
    """Approve a report that somebody else wrote."""
    check_may(OfPapers.APPROVE_PAPER, workspace=workspace, user=reader(request))
    found = found_report(request, workspace, report, Capability.SEE)
    told(request, lambda: actions.approve_report(report=found, by=reader(request)), "Approved.")
    return redirect("highlights:one", workspace.slug, report)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def return_(request: HttpRequest, workspace: Workspace, report: UUID) -> HttpResponseBase:
    """Ask what is wrong with a report and return it to draft."""
    check_may(OfPapers.RETURN_PAPER, workspace=workspace, user=reader(request))
    found = found_report(request, workspace, report, Capability.SEE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Return the report", "button": "Return it", "caption": str(found)}
    shown |= {"crumbs": crumbs(workspace, crumb_of(found))}

    def act() -> HttpResponseBase:
        actions.return_report(report=found, reason=form.cleaned_data["reason"], by=reader(request))
        return redirect("highlights:one", workspace.slug, report)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def correct(request: HttpRequest, workspace: Workspace, report: UUID) -> HttpResponseBase:
    """Ask what is to be put right in an approved report and open it again."""
    found = found_report(request, workspace, report, Capability.WRITE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Correct an approved report", "button": "Open a correction"}
    shown |= {"caption": str(found), "crumbs": crumbs(workspace, crumb_of(found))}

    def act() -> HttpResponseBase:
        actions.correct_report(report=found, note=form.cleaned_data["reason"], by=reader(request))
        return redirect("highlights:one", workspace.slug, report)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def agenda(request: HttpRequest, workspace: Workspace, report: UUID) -> HttpResponseBase:
    """Ask before which meeting a report is put, and put it there with the decision sought."""
    found, by = found_report(request, workspace, report, Capability.WRITE), reader(request)
    ahead = boards_ahead(found, viewer=by, today=clock.today())
    before = {"meeting": str(ahead[0].pk) if ahead else ""}
    form = MeetingForm(request.POST if request.method == "POST" else None, meetings=ahead, initial=before)
    shown: dict[str, Any] = {"title": "Put the report on an agenda", "button": "Put it there", "caption": str(found)}
    shown |= {"crumbs": crumbs(workspace, crumb_of(found))}
    if not ahead:
        shown["lede"] = f"No meeting of {found.body.parent or 'a group above'} is planned. Plan one first."

    def act() -> HttpResponseBase:
        item = actions.put_before(report=found, meeting=form.chosen(), by=by)
        messages.success(request, f"It is item {item.order} of {item.meeting}.")
        return redirect("highlights:one", workspace.slug, report)

    return answered(request, form, shown, act)
