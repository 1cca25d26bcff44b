"""What this app adds to the ground."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from frankpledge.domain.action_log.queries import bodies_of
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.highlights.actions import KIND
from frankpledge.domain.highlights.findable import FINDABLE, SUBJECTS
from frankpledge.domain.highlights.models import HighlightReport
from frankpledge.domain.highlights.permissions import GRANTS, Capability
from frankpledge.domain.highlights.presenters import state_words, to_approve, to_draft, to_place
from frankpledge.domain.highlights.queries import groups, owing, reports_of, unplaced, waiting
from frankpledge.domain.meetings.models import Meeting
from frankpledge.ground.accounts.permissions import Role, is_granted, roles_of
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.registry import Beside, BesideRequest, HomeContribution, HomeRequest, ListPage, Need

__all__ = ["AUDIT_SENTENCES", "BESIDE", "FINDABLE", "HOME", "LIST_PAGES", "PAPER_PAGES", "SUBJECTS"]

LIST_PAGES = (
    ListPage(
        "highlights:list", "Highlight reports", ("body",),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)  # fmt: skip

AUDIT_SENTENCES = {
    "highlights.report_drafted": "drafted the highlight report of {body} from the record: {lines} lines",
    "highlights.report_edited": "edited the highlight report of {body}",
    "highlights.report_drawn_again": "took what the record says by now into the highlight report of {body}",
    "highlights.report_sent": "sent the highlight report of {body} for approval",
    "highlights.report_returned": "returned the highlight report of {body} to draft",
    "highlights.correction_opened": "opened edition {number} of the highlight report of {body} to correct it",
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
        needs += [to_draft(body, meeting, slug) for body, meeting in _theirs(asked)]
    return HomeContribution(needs=tuple(needs))


def _theirs(asked: HomeRequest) -> list[tuple[Body, Meeting]]:
    """Return the reports that boards wait for: all of them for the officer, for others those of groups they sit in."""
    owed = owing(workspace=asked.workspace, viewer=asked.viewer, today=asked.today)
    if Role.OFFICER in roles_of(asked.viewer, asked.workspace):
        return list(owed)
    sits = bodies_of(asked.viewer, workspace=asked.workspace, on=asked.today)
    return [(body, meeting) for body, meeting in owed if body.pk in sits]


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return the latest highlight reports for the page of meetings, or of a group with the way to draft the next."""
    workspace, viewer = asked.workspace, asked.viewer
    if asked.kind not in {"bodies.body", "meetings"} or not is_granted(
        GRANTS, Capability.SEE, workspace=workspace, user=viewer
    ):
        return None
    found = reports_of(workspace=workspace, viewer=viewer)
    if asked.kind == "meetings":
        every = ("All highlight reports", reverse("highlights:list", args=(workspace.slug,)))
        return Beside("Highlight reports", tuple(_need(one, str(one)) for one in found[:SHOWN]), (every,))
    body = UUID(asked.about)
    needs = tuple(_need(one, one.period.words) for one in found.filter(body_id=body)[:SHOWN])
    deeds = _way_to_draft(asked, body)
    return Beside("Highlight reports", needs, deeds) if needs or deeds else None


def _need(one: HighlightReport, title: str) -> Need:
    return Need(title, reverse("highlights:one", args=(one.workspace.slug, one.pk)), state_words(one))


def _way_to_draft(asked: BesideRequest, body: UUID) -> tuple[tuple[str, str], ...]:
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer):
        return ()
    if not any(one.pk == body for one in groups(workspace=workspace, viewer=viewer, today=asked.today)):
        return ()
    href = f"{reverse('highlights:draft', args=(workspace.slug,))}?body={body}"
    return (("Draft the highlight report", href),)
