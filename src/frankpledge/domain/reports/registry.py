"""What this app adds to the ground."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.reports.actions import KIND
from frankpledge.domain.reports.findable import FINDABLE, SUBJECTS, THREAD
from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.permissions import GRANTS, Capability
from frankpledge.domain.reports.presenters import one_href, state_words, to_approve, to_draft, to_let_out, to_place
from frankpledge.domain.reports.queries import reports_of, unplaced, waiting
from frankpledge.domain.reports.queries.unseen import to_publish
from frankpledge.domain.reports.rules import last_ended, template
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.registry import (
    Beside,
    BesideRequest,
    HomeContribution,
    HomeRequest,
    ListPage,
    NavigationEntry,
    Need,
)

__all__ = [
    "AUDIT_SENTENCES",
    "BESIDE",
    "FINDABLE",
    "HOME",
    "LIST_PAGES",
    "NAVIGATION",
    "PAPER_PAGES",
    "SUBJECTS",
    "THREAD",
]

AUDIT_SENTENCES = {
    "reports.drafted": "drafted “{report}”",
    "reports.drawn_again": "drew “{report}” again",
    "reports.edited": "edited “{report}”",
    "reports.ask_added": "asked in “{report}”: {asked}",
    "reports.ask_removed": "took out of “{report}”: {asked}",
    "reports.sent": "sent “{report}” for approval",
    "reports.returned": "returned “{report}” to draft",
    "reports.correction_opened": "opened edition {number} of “{report}” to correct it",
    "reports.put_before": "put “{report}” before {body} as item {item}",
}
NAVIGATION = (
    NavigationEntry(
        label="Reports",
        route="reports:list",
        order=42,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
        under="performance:list",
    ),
)
LIST_PAGES = (
    ListPage(
        "reports:list",
        "Reports of performance",
        ("kind",),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)
USUAL = "board"
SHOWN = 4


def _page(paper: Paper) -> str:
    report: Report = paper.performance_report
    return one_href(report)


PAPER_PAGES = {KIND: _page}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return the reports that wait to be drafted, approved or placed, and the values that wait for the board."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return HomeContribution()
    found = list(reports_of(workspace=workspace, viewer=viewer))
    needs: list[Need] = []
    if may_paper(OfPapers.APPROVE_PAPER, workspace=workspace, user=viewer):
        needs += [to_approve(one) for one in waiting(found, viewer=viewer)]
    if is_granted(GRANTS, Capability.WRITE, workspace=workspace, user=viewer):
        needs += [to_place(one) for one in unplaced(found, today=asked.today)]
        needs += _undrafted(found, asked)
    needs += to_let_out(len(to_publish(workspace=workspace, viewer=viewer)), workspace.slug)
    return HomeContribution(needs=tuple(needs))


def _undrafted(found: list[Report], asked: HomeRequest) -> Iterator[Need]:
    """Yield the board report of the quarter that has just ended, where earlier ones were made and this one was not."""
    known = template(USUAL)
    last = last_ended(known.every, asked.today)
    boards = [one for one in found if one.kind == USUAL]
    if boards and all(one.ends != last.ends for one in boards):
        yield to_draft(known.title, last.name, USUAL, asked.workspace.slug)


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return the latest reports for the page of a group that they are for, and for the page of meetings."""
    workspace, viewer = asked.workspace, asked.viewer
    if asked.kind not in {"bodies.body", "meetings"} or not is_granted(
        GRANTS, Capability.SEE, workspace=workspace, user=viewer
    ):
        return None
    found = reports_of(workspace=workspace, viewer=viewer)
    if asked.kind == "bodies.body":
        found = found.filter(body_id=UUID(asked.about))
    needs = tuple(Need(one.paper.title, one_href(one), state_words(one)) for one in found[:SHOWN])
    every = (("All reports of performance", reverse("reports:list", args=(workspace.slug,))),)
    return Beside("Reports of performance", needs, every) if needs or asked.kind == "meetings" else None
