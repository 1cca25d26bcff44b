"""Reading reports of performance: which there are, one of them, its edition, and where it may be put."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.queries.reading import coming
from frankpledge.domain.plans.queries import in_force
from frankpledge.domain.reports.models import Report
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.rules import State

SOON = timedelta(days=84)


def reports_of(*, workspace: Workspace, viewer: Any) -> QuerySet[Report]:
    """Return the reports of a workspace that the viewer belongs to, the latest first."""
    found = Report.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    whose = ("workspace", "body", "paper__workspace", "item__meeting__body", "item__meeting__workspace", "drafted_by")
    return found.select_related(*whose).prefetch_related("asks__indicator").order_by("-ends", "kind", "-drafted_at")


def report_of(identity: UUID, *, workspace: Workspace, viewer: Any) -> Report | None:
    """Return one report; None where there is none that the viewer may see."""
    return reports_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def edition_of(report: Report) -> Edition | None:
    """Return the newest edition of a report, None where it was not approved yet."""
    return Edition.objects.filter(paper=report.paper).select_related("approved_by").order_by("-number").first()


def is_draft(report: Report) -> bool:
    """Return whether a report may still be written in."""
    return report.paper.state == State.DRAFT


def is_approved(report: Report) -> bool:
    """Return whether a report is approved as it stands."""
    return report.paper.state == State.APPROVED


def before(*, workspace: Workspace, kind: str, starts: date, theme: str = "") -> Report | None:
    """Return the report of a kind before a period, whose values its reader saw last."""
    found = Report.objects.filter(workspace=workspace, kind=kind, theme=theme, ends__lt=starts)
    return found.order_by("-ends", "-drafted_at").first()


def themes(*, workspace: Workspace, viewer: User, on: date) -> tuple[str, ...]:
    """Return the priorities of the plan in force, on each of which a thematic report may be made."""
    plan = in_force(workspace=workspace, viewer=viewer, on=on)
    return tuple(plan.priorities.order_by("standing", "number").values_list("name", flat=True)) if plan else ()


def groups(*, workspace: Workspace, viewer: User, on: date) -> list[Body]:
    """Return the boards and groups of a day."""
    found = standing_rows(Body, workspace=workspace, viewer=viewer).select_related("parent", "workspace")
    return [one for one in found.order_by("name") if one.span.holds(on)]


def meetings_ahead(report: Report, *, viewer: User, today: date) -> tuple[Meeting, ...]:
    """Return the meetings to come before which a report may be put: of its group, or of all where it names none."""
    return tuple(coming(report.body_id or "", workspace=report.workspace, viewer=viewer, on=today))


def waiting(reports: Iterable[Report], *, viewer: User) -> tuple[Report, ...]:
    """Return the reports that wait for approval by somebody else than whoever drafted them."""
    return tuple(one for one in reports if one.paper.state == State.IN_REVIEW and one.drafted_by_id != viewer.pk)


def unplaced(reports: Iterable[Report], *, today: date) -> tuple[Report, ...]:
    """Return the reports that were approved of late and stand on no agenda."""
    return tuple(one for one in reports if is_approved(one) and one.item is None and today - one.ends <= SOON)


def cut_off(day: date) -> datetime:
    """Return the last moment of a day, by which values are known."""
    return clock.at_london(day + timedelta(days=1), datetime.min.time()) - timedelta(seconds=1)
