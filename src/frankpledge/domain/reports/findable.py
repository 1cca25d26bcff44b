"""What of reports of performance can be found: those that were approved. Their history is told, and people comment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.used import quoted_in
from frankpledge.domain.meetings.models import Decision
from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.permissions import GRANTS, Capability
from frankpledge.domain.reports.presenters import one_href
from frankpledge.domain.reports.queries import edition_of, report_of, reports_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.comparison import words_of
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of
from frankpledge.ground.documents.rules import State
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage
from frankpledge.statute.deadlines import in_words

__all__ = ["FINDABLE", "SUBJECTS", "THREAD"]
REPORT, INDICATOR, DECISION = (one._meta.label_lower for one in (Report, Indicator, Decision))


def _reports(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Report.objects.filter(workspace=workspace, paper__state=State.APPROVED).select_related("paper", "workspace")
    for one in found.filter(pk=about) if about else found:
        edition = edition_of(one)
        if edition is not None:
            document = document_of(edition)
            text = " ".join(words_of(section, document) for section in document.sections)
            yield Findable(str(one.pk), one.paper.title, text, one_href(one), edition.approved_at)


FINDABLE = (
    FindableKind(
        REPORT, "Reports of performance", GRANTS[Capability.SEE], _reports, order=7, after=("reports.", "documents.")
    ),
)


def _report(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = report_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    editions = tuple(str(key) for key in Edition.objects.filter(paper=one.paper_id).values_list("pk", flat=True))
    events = ((REPORT, (about,)), (Edition._meta.label_lower, editions))
    return Subject(one.paper.title, one_href(one), events)


SUBJECTS = (SubjectKind(REPORT, "a report of performance", _report),)


# ---- on the thread ---------------------------------------------------------------------------------------------------


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not is_granted(GRANTS, Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    found = reports_of(workspace=asked.workspace, viewer=asked.viewer).filter(paper__state=State.APPROVED)
    for one in asked.among(found):
        known = f"values as known on {in_words(one.known_at.date())}"
        yield Place(Ref(REPORT, str(one.pk)), one.paper.title, one_href(one), words=known, on=one.ends)


def _told_of(workspace: Workspace) -> Iterator[Implied]:
    """Yield the indicators that the newest edition of each approved report quotes, and what was decided on a report."""
    found = Report.objects.filter(workspace=workspace, paper__state=State.APPROVED)
    editions = Edition.objects.filter(paper__in=found.values("paper")).values_list("paper", "pk", "digest")
    newest = {paper: (edition, digest) for paper, edition, digest in editions.order_by("number")}
    here = {report.paper_id: Ref(REPORT, str(report.pk)) for report in found}
    for paper, report in here.items():
        for indicator in sorted(quoted_in(*newest[paper])):
            yield Implied(Ref(INDICATOR, indicator), report, "this report tells of it")
    decided = Decision.objects.filter(workspace=workspace, seen__paper__in=here).values_list("seen__paper", "pk")
    for paper, decision in decided:
        yield Implied(here[paper], Ref(DECISION, str(decision)), "it lay before whoever decided")


THREAD = (PlaceKind(REPORT, "a report of performance", "Reports of performance", Stage.DECISION, _places, _told_of),)
