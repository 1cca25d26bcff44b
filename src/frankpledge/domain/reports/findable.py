"""What of reports of performance can be found: those that were approved. Their history is told, and people comment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.permissions import GRANTS, Capability
from frankpledge.domain.reports.presenters import one_href
from frankpledge.domain.reports.queries import edition_of, report_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.comparison import words_of
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of
from frankpledge.ground.documents.rules import State
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]
REPORT = Report._meta.label_lower


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
