"""Reading highlight reports: which there are, one with its lines, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.bodies.rules import BodyKind
from frankpledge.domain.highlights.models import HighlightReport, ReportLine
from frankpledge.domain.highlights.rules import Period, usual_period
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.queries.reading import coming
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.rules import State

REPORTING = (BodyKind.SUB_GROUP, BodyKind.TASK_GROUP)
SOON = timedelta(days=21)


def reports_of(*, workspace: Workspace, viewer: Any) -> QuerySet[HighlightReport]:
    """Return the highlight reports of a workspace that the viewer belongs to, the latest first."""
    found = HighlightReport.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    lines = Prefetch("lines", queryset=ReportLine.objects.order_by("order"))
    whose = ("workspace", "body__parent", "paper__workspace", "item__meeting__body", "item__meeting__workspace")
    return found.select_related(*whose, "drafted_by").prefetch_related(lines).order_by("-last", "body__name")


def report_of(identity: UUID, *, workspace: Workspace, viewer: Any) -> HighlightReport | None:
    """Return one report with its lines; None where there is none that the viewer may see."""
    return reports_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def edition_of(report: HighlightReport) -> Edition | None:
    """Return the newest edition of a report, None where it was not approved yet."""
    return Edition.objects.filter(paper=report.paper).select_related("approved_by").order_by("-number").first()


def is_draft(report: HighlightReport) -> bool:
    """Return whether a report may still be written in."""
    return report.paper.state == State.DRAFT


def is_approved(report: HighlightReport) -> bool:
    """Return whether a report is approved as it stands."""
    return report.paper.state == State.APPROVED


def shown_lines(report: HighlightReport) -> list[ReportLine]:
    """Return the lines that a report tells, in order."""
    return [one for one in report.lines.all() if not one.left_out]


def groups(*, workspace: Workspace, viewer: User, today: date) -> list[Body]:
    """Return the groups that report to another today."""
    found = standing_rows(Body, workspace=workspace, viewer=viewer).filter(kind__in=REPORTING, parent__isnull=False)
    return [one for one in found.select_related("parent", "workspace").order_by("name") if one.span.holds(today)]


def period_offered(body: Body, *, today: date) -> Period:
    """Return the period that the next report of a group is offered."""
    last = HighlightReport.objects.filter(workspace=body.workspace, body=body, last__lt=today).order_by("-last").first()
    return usual_period(last_report=last.last if last else None, today=today)


def boards_ahead(report: HighlightReport, *, viewer: User, today: date) -> tuple[Meeting, ...]:
    """Return the meetings to come of the board that a group reports to, the next first."""
    parent = report.body.parent_id
    return tuple(coming(parent, workspace=report.workspace, viewer=viewer, on=today)) if parent else ()


def owing(*, workspace: Workspace, viewer: User, today: date) -> tuple[tuple[Body, Meeting], ...]:
    """Return the groups whose board meets soon and has no report of theirs that ends since it last met."""
    told = []
    recent = {one.body_id: one.last for one in reversed(reports_of(workspace=workspace, viewer=viewer))}
    soon = coming("", workspace=workspace, viewer=viewer, on=today).filter(on__lte=today + SOON)
    next_of = {meeting.body_id: meeting for meeting in reversed(soon)}
    for body in groups(workspace=workspace, viewer=viewer, today=today):
        assert body.parent_id is not None
        following, last = next_of.get(body.parent_id), recent.get(body.pk)
        if following and (last is None or following.on - last > SOON * 2):
            told.append((body, following))
    return tuple(told)


def waiting(reports: Iterable[HighlightReport], *, viewer: User) -> tuple[HighlightReport, ...]:
    """Return the reports that wait for approval by somebody else than whoever drafted them."""
    return tuple(one for one in reports if one.paper.state == State.IN_REVIEW and one.drafted_by_id != viewer.pk)


def unplaced(reports: Iterable[HighlightReport], *, today: date) -> tuple[HighlightReport, ...]:
    """Return the reports that were approved of late and stand on no agenda."""
    return tuple(one for one in reports if is_approved(one) and one.item is None and today - one.last <= SOON * 4)
