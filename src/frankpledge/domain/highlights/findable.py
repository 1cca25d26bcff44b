"""What of highlight reports can be found: those that were approved. Their history is told, and people comment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.highlights.models import HighlightReport, ReportLine
from frankpledge.domain.highlights.permissions import GRANTS, Capability
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.rules import State
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]
REPORT = HighlightReport._meta.label_lower


def _page(workspace: Workspace, one: HighlightReport) -> str:
    return reverse("highlights:one", args=(workspace.slug, one.pk))


def _reports(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = HighlightReport.objects.filter(workspace=workspace, paper__state=State.APPROVED).select_related("body")
    for one in (found.filter(pk=about) if about else found).prefetch_related("lines"):
        lines: list[ReportLine] = [line for line in one.lines.all() if not line.left_out]
        text = " ".join(filter(None, [one.lead, one.asks, *(line.said for line in lines)]))
        yield Findable(str(one.pk), str(one), text, _page(workspace, one), one.drafted_at)


FINDABLE = (
    FindableKind(
        REPORT, "Highlight reports", GRANTS[Capability.SEE], _reports, order=7, after=("highlights.", "documents.")
    ),
)


def _report(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = HighlightReport.objects.filter(workspace=workspace, pk=UUID(about)).select_related("body").first()
    if one is None:
        return None
    editions = tuple(str(key) for key in Edition.objects.filter(paper=one.paper_id).values_list("pk", flat=True))
    events = ((REPORT, (about,)), (Edition._meta.label_lower, editions))
    return Subject(str(one), _page(workspace, one), events)


SUBJECTS = (SubjectKind(REPORT, "a highlight report", _report),)
