"""A report as a paper: taken away, sent, approved, returned, corrected, and put before the board."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frankpledge.domain.reports import actions
from frankpledge.domain.reports.documents import leaving
from frankpledge.domain.reports.forms import MeetingForm, ReasonForm
from frankpledge.domain.reports.permissions import Capability
from frankpledge.domain.reports.presenters import FORM_WORDS, one_href
from frankpledge.domain.reports.queries import meetings_ahead
from frankpledge.domain.reports.views.listing import crumbs
from frankpledge.domain.reports.views.one import found_report
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import check_may
from frankpledge.ground.ui.pages import answered, attachment, in_workspace, reader, told
from frankpledge.ground.ui.parts import Crumb


@require_safe
@in_workspace
def file(request: HttpRequest, workspace: Workspace, performance: UUID, form: str) -> HttpResponseBase:
    """Give a report in one format, after recording that it left: as approved, or as it stands."""
    found = found_report(request, workspace, performance, Capability.SEE)
    if form not in FORM_WORDS:
        raise Http404("there is no such form")
    content = leaving(found, form, by=reader(request))
    name = f"{workspace.slug}-{found.kind}-report-{found.ends.isoformat()}.{form}"
    return attachment(content, name=name, media_type=FORMATS[form].media_type)


@require_POST
@in_workspace
def send(request: HttpRequest, workspace: Workspace, performance: UUID) -> HttpResponseBase:
    """Send a report to whoever may approve it."""
    found = found_report(request, workspace, performance, Capability.WRITE)
    told(request, lambda: actions.send_report(report=found, by=reader(request)), "Sent for approval.")
    return redirect("reports:one", workspace.slug, performance)


@require_POST
@in_workspace
def approve(request: HttpRequest, workspace: Workspace, performance: UUID) -> HttpResponseBase:
    """Approve a report that somebody else wrote."""
    check_may(OfPapers.APPROVE_PAPER, workspace=workspace, user=reader(request))
    found = found_report(request, workspace, performance, Capability.SEE)
    told(request, lambda: actions.approve_report(report=found, by=reader(request)), "Approved.")
    return redirect("reports:one", workspace.slug, performance)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def return_(request: HttpRequest, workspace: Workspace, performance: UUID) -> HttpResponseBase:
    """Ask what is wrong with a report and return it to draft."""
    check_may(OfPapers.RETURN_PAPER, workspace=workspace, user=reader(request))
    found = found_report(request, workspace, performance, Capability.SEE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Return the report", "button": "Return it", "caption": found.paper.title}
    shown |= {"crumbs": crumbs(workspace, Crumb(found.paper.title, one_href(found)))}

    def act() -> HttpResponseBase:
        actions.return_report(report=found, reason=form.cleaned_data["reason"], by=reader(request))
        return redirect("reports:one", workspace.slug, performance)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def correct(request: HttpRequest, workspace: Workspace, performance: UUID) -> HttpResponseBase:
    """Ask what is to be put right in an approved report and open it again."""
    found = found_report(request, workspace, performance, Capability.WRITE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"title": "Correct an approved report", "button": "Open a correction"}
    shown |= {"caption": found.paper.title, "crumbs": crumbs(workspace, Crumb(found.paper.title, one_href(found)))}

    def act() -> HttpResponseBase:
        actions.correct_report(report=found, note=form.cleaned_data["reason"], by=reader(request))
        return redirect("reports:one", workspace.slug, performance)

    return answered(request, form, shown, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_workspace
def agenda(request: HttpRequest, workspace: Workspace, performance: UUID) -> HttpResponseBase:
    """Ask before which meeting a report is put, and put it there with the decision sought."""
    found, by = found_report(request, workspace, performance, Capability.WRITE), reader(request)
    ahead = meetings_ahead(found, viewer=by, today=clock.today())
    before = {"meeting": str(ahead[0].pk) if ahead else ""}
    form = MeetingForm(request.POST if request.method == "POST" else None, meetings=ahead, initial=before)
    shown: dict[str, Any] = {
        "title": "Put the report on an agenda",
        "button": "Put it there",
        "caption": found.paper.title,
    }
    shown |= {"crumbs": crumbs(workspace, Crumb(found.paper.title, one_href(found)))}
    if not ahead:
        shown["lede"] = "No meeting is planned before which it could be put. Plan one first."

    def act() -> HttpResponseBase:
        item = actions.put_before(report=found, meeting=form.chosen(), by=by)
        messages.success(request, f"It is item {item.order} of {item.meeting}.")
        return redirect("reports:one", workspace.slug, performance)

    return answered(request, form, shown, act)
