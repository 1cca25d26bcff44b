"""What this app adds to the ground."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from frankpledge.domain.highlights.actions import KIND
from frankpledge.domain.highlights.findable import FINDABLE, SUBJECTS
from frankpledge.domain.highlights.models import HighlightReport
from frankpledge.domain.highlights.permissions import GRANTS, Capability
from frankpledge.domain.highlights.presenters import state_words, to_approve, to_draft, to_place
from frankpledge.domain.highlights.queries import groups, owing, reports_of, unplaced, waiting
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.registry import Beside, BesideRequest, HomeContribution, HomeRequest, Need

__all__ = ["AUDIT_SENTENCES", "BESIDE", "FINDABLE", "HOME", "PAPER_PAGES", "SUBJECTS"]

AUDIT_SENTENCES = {
    "highlights.report_drafted": "drafted the highlight report of {body} from the record: {lines} lines",
    "highlights.report_edited": "edited the highlight report of {body}",
    "highlights.report_drawn_again": "took what the record says by now into the highlight report of {body}",
    "highlights.report_sent": "sent the highlight report of {body} for approval",
    "highlights.report_put_before": "put a highlight report before {body} as item {item}",
}
SHOWN = 3


def _page(paper: Paper) -> str:
    report: HighlightReport = paper.highlight_report
    return reverse("highlights:one", args=(report.workspace.slug, report.pk))


PAPER_PAGES = {KIND: _page}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return the reports that wait: to be drafted before a board, approved by a second person, put on an agenda."""
    workspace, viewer, slug = asked.workspace, asked.viewer, asked.workspace.slug
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return HomeContribution()
    needs: list[Need] = []
    found = list(reports_of(workspace=workspace, viewer=viewer))
    if may_paper(OfPapers.APPROVE_PAPER, workspace=workspace, user=viewer):
        needs += [to_approve(one, slug) for one in waiting(found, viewer=viewer)]
    if is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer):
        needs += [to_place(one, slug) for one in unplaced(found, today=asked.today)]
        owed = owing(workspace=workspace, viewer=viewer, today=asked.today)
        needs += [to_draft(body, meeting, slug) for body, meeting in owed]
    return HomeContribution(needs=tuple(needs))


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return the latest highlight reports of a group, for its page, and the way to draft the next."""
    workspace, viewer = asked.workspace, asked.viewer
    if asked.kind != "bodies.body" or not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return None
    body, slug = UUID(asked.about), workspace.slug
    found = reports_of(workspace=workspace, viewer=viewer).filter(body_id=body)[:SHOWN]
    needs = tuple(
        Need(one.period.words, reverse("highlights:one", args=(slug, one.pk)), state_words(one)) for one in found
    )
    writes = is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer)
    reports = writes and any(one.pk == body for one in groups(workspace=workspace, viewer=viewer, today=asked.today))
    href = f"{reverse('highlights:draft', args=(slug,))}?body={body}"
    deeds = (("Draft the highlight report", href),) if reports else ()
    return Beside("Highlight reports", needs, deeds) if needs or deeds else None
