"""What every page of a report stands on: the report, the way to it, and what its reader may do."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from frankpledge.domain.decision_reports.models import Heading, Report, Step
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability, may
from frankpledge.domain.decision_reports.presenters.words import page_of
from frankpledge.domain.decision_reports.queries.reports import heading_of, report_of
from frankpledge.domain.decision_reports.queries.route import step_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.ui.pages import attachment, reader
from frankpledge.ground.ui.parts import Crumb


def crumbs(workspace: Workspace, *steps: Crumb) -> tuple[Crumb, ...]:
    """Return the way to a page of decision reports."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    meetings = Crumb("Meetings", reverse("meetings:list", args=(workspace.slug,)))
    home = Crumb("Decision reports", reverse("decision_reports:list", args=(workspace.slug,)) if steps else "")
    return (start, meetings, home, *steps)


def crumb_of(report: Report) -> Crumb:
    """Return the step of a report on the way to what lies beneath it."""
    return Crumb(report.title, page_of(report))


def found_report(request: HttpRequest, workspace: Workspace, decision: UUID, capability: Capability) -> Report:
    """Return a report of the workspace, once the reader's role allows what is asked."""
    check_granted(GRANTS, capability, workspace=workspace, user=reader(request))
    found = report_of(decision, workspace=workspace, viewer=reader(request))
    if found is None:
        raise Http404("there is no such report")
    return found


def found_heading(report: Report, under: UUID) -> Heading:
    """Return a heading of a report."""
    found = heading_of(report, under)
    if found is None:
        raise Http404("there is no such heading")
    return found


def found_step(request: HttpRequest, workspace: Workspace, decision: UUID, stage: UUID, capability: Capability) -> Step:
    """Return a step of a report, once the reader's role allows what is asked."""
    found = step_of(found_report(request, workspace, decision, capability), stage)
    if found is None:
        raise Http404("there is no such step")
    return found


def may_here(request: HttpRequest, workspace: Workspace, capability: Capability) -> bool:
    """Return whether the reader's role allows something here."""
    return may(capability, workspace=workspace, user=reader(request))


def as_file(content: bytes, form: str, name: str) -> HttpResponse:
    """Return a document as a file to be kept."""
    return attachment(content, name=f"{name}.{form}", media_type=FORMATS[form].media_type)
