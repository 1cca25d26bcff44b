"""What of decision reports can be found, and what people comment on: the open parts, and nothing that is withheld."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.decision_reports.actions.writing import ReportFacts, amend_report
from frankpledge.domain.decision_reports.models import Report
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability
from frankpledge.domain.decision_reports.queries.reports import headings_of, report_of
from frankpledge.domain.decision_reports.rules import Outcome, check_open
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.passages import rendered
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.words import plain_text
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.versions.permissions import kept_by
from frankpledge.ground.versions.rules import VersionedKind, by_act

__all__ = ["FINDABLE", "SUBJECTS", "VERSIONED"]
REPORT = Report._meta.label_lower


def _reports(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Report.objects.filter(workspace=workspace).select_related("paper").defer("paper__tree")
    for one in found.filter(pk=about) if about else found:
        came = [f"{step.maker}: {Outcome(step.outcome).label}." for step in one.steps.exclude(outcome="")]
        words = [_said(each.passage) if each.passage and not each.nil else each.nil for each in _open(one)]
        text = " ".join(filter(None, [one.purpose, one.wards, *came, *words]))
        href = reverse("decision_reports:one", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), f"Decision report {one.number}: {one.title}", text, href, one.recorded_at)


def _open(one: Report) -> list[Any]:
    return [each for each in headings_of(one) if each.answered and not each.restricted]


def _said(passage: Passage) -> str:
    paragraphs, figures = rendered(passage)
    return " ".join(plain_text(each.line, figures) for each in paragraphs)


FINDABLE = (
    FindableKind(
        REPORT,
        "Decision reports",
        GRANTS[Capability.READ],
        _reports,
        order=5,
        after=("decision_reports.", "narrative.", "documents."),
    ),
)


def _report(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    one = report_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    href = reverse("decision_reports:one", args=(workspace.slug, one.pk))
    passages = tuple(str(key) for key in one.headings.exclude(passage=None).values_list("passage", flat=True))
    papers = tuple(str(paper.pk) for paper in (one.paper, one.exempt_paper) if paper is not None)
    events = ((REPORT, (about,)), (Passage._meta.label_lower, passages), ("documents.paper", papers))
    return Subject(one.title, href, events)


def _keeps(workspace: Workspace, viewer: Any, about: str) -> bool:  # noqa: ARG001 (of every one alike)
    return is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer)


SUBJECTS = (SubjectKind(REPORT, "a decision report", _report, keeps=_keeps),)

# How its particulars stood. What it says is a paper, whose states are kept and compared as those of every paper are.
FIELDS = (
    ("title", "Title"), ("purpose", "Purpose"), ("wards", "Wards"), ("key", "A key decision"),
    ("key_because", "Why it is one"), ("framework", "Within the budget and policy framework"),
)  # fmt: skip
VERSIONED = (
    VersionedKind(
        REPORT, Report, FIELDS, _report, by_act(amend_report, "report", ReportFacts),
        kept_by(GRANTS, Capability.WRITE, lambda report: check_open(state=report.state)),
    ),
)  # fmt: skip
