"""What this app adds to the ground."""

from frankpledge.domain.decision_reports.actions.agreeing import EXEMPT_KIND, KIND
from frankpledge.domain.decision_reports.actions.writing import hand_over
from frankpledge.domain.decision_reports.findable import FINDABLE, SUBJECTS, VERSIONED
from frankpledge.domain.decision_reports.models import Report
from frankpledge.domain.decision_reports.permissions import Capability, may
from frankpledge.domain.decision_reports.presenters.home import agreement_needs, due_needs, untold_needs
from frankpledge.domain.decision_reports.presenters.words import page_of
from frankpledge.domain.decision_reports.queries.reports import waits_for_agreement, written_by
from frankpledge.domain.decision_reports.queries.route import forward_plan, pressing, untold
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.registry import Holding, HoldingsRequest, HomeContribution, HomeRequest, ListPage, Need

__all__ = [
    "AUDIT_SENTENCES", "FACT_WORDS", "FINDABLE", "HOLDINGS", "HOME", "LIST_PAGES", "PAPER_PAGES", "SUBJECTS",
    "VERSIONED",
]  # fmt: skip

FACT_WORDS = {"decision_report_exempt": "exempt appendix of a decision report"}

LIST_PAGES = (
    ListPage(
        "decision_reports:list", "Decision reports", ("state", "words", "key"),
        lambda user, workspace: may(Capability.SEE, workspace=workspace, user=user),
    ),
)  # fmt: skip

AUDIT_SENTENCES = {
    "decision_reports.report_begun": "began decision report {number}",
    "decision_reports.report_amended": "put decision report {number} right",
    "decision_reports.heading_begun": "began to write under “{heading}”",
    "decision_reports.heading_written": "wrote under “{heading}”",
    "decision_reports.heading_left": "said that there is nothing to say under “{heading}”",
    "decision_reports.heading_marked": "marked “{heading}” as {how}",
    "decision_reports.grounds_given": "named the paragraphs of Schedule 12A: {paragraphs}",
    "decision_reports.evidence_moved": "moved decision report {number} to the newest evidence",
    "decision_reports.report_handed_over": "gave decision report {number} the next who answers for it",
    "decision_reports.report_sent": "sent decision report {number} for agreement",
    "decision_reports.step_added": "added a step: {step}",
    "decision_reports.day_given": "set the day of {step}: {on}",
    "decision_reports.day_set": "moved the day of {step} from {was} to {on}",
    "decision_reports.step_removed": "took a step off the way: {step}",
    "decision_reports.notice_recorded": "recorded as published before {step}: {kind}, {on}",
    "decision_reports.outcome_recorded": "recorded what came of {step}: {outcome}",
    "decision_reports.put_on_agenda": "put the report on the agenda of {step}, {on}",
    "decision_reports.practice_settled": "recorded the practice of the council from {since}",
    "decision_reports.heading_added": "added a heading to decision reports: {title}",
    "decision_reports.heading_put_aside": "put a heading of decision reports aside: {title}",
}


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the reports that a person answers for and that are not decided."""
    return tuple(_held(one) for one in written_by(asked.person, workspace=asked.workspace))


def _held(report: Report) -> Holding:
    return Holding(
        title=f"Decision report {report.number}: {report.title}",
        href=page_of(report),
        words=f"They answer for it. {report.state.label}.",
        hand_over=lambda to, by: hand_over(report=report, to=to, by=by),
    )


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what reports bring to "This quarter": what must be public, what waits for agreement, what came of what."""
    workspace, viewer, today = asked.workspace, asked.viewer, asked.today
    keeps, agrees = (may(one, workspace=workspace, user=viewer) for one in (Capability.KEEP, Capability.AGREE))
    needs: list[Need] = []
    if keeps:
        ahead = forward_plan(workspace=workspace, viewer=viewer, today=today)
        needs += due_needs(pressing(ahead, today=today), today=today)
        needs += untold_needs(untold(workspace=workspace, viewer=viewer, today=today))
    if agrees:
        needs += agreement_needs(waits_for_agreement(workspace=workspace, viewer=viewer))
    return HomeContribution(needs=tuple(needs))


def _page(paper: Paper) -> str:
    return page_of(paper.decision_report)


def _exempt_page(paper: Paper) -> str:
    return page_of(paper.exempt_of_report)


PAPER_PAGES = {KIND: _page, EXEMPT_KIND: _exempt_page}
