"""What this app adds to the ground. Cases are in no search, no comment and no digest: nothing of them is told there."""

from __future__ import annotations

from datetime import time
from typing import Any

from frankpledge.domain.asb_reviews.actions.handling import PURPOSE
from frankpledge.domain.asb_reviews.actions.keeping import remove_case
from frankpledge.domain.asb_reviews.forms.by_link import ANSWER
from frankpledge.domain.asb_reviews.jobs import TIDY
from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
from frankpledge.domain.asb_reviews.presenters.duties import DUTIES, STARTED
from frankpledge.domain.asb_reviews.presenters.register import home_needs
from frankpledge.domain.asb_reviews.queries.cases import lines_of
from frankpledge.domain.asb_reviews.queries.keeping import ended_cases, rows_kept
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, ListPage, NavigationEntry
from frankpledge.ground.sealed.rules.keeping import CaseKind
from frankpledge.ground.telling import Timetable

__all__ = [
    "AUDIT_SENTENCES", "CASEWORK", "DUTIES", "HOME", "JOBS", "LINKS", "LIST_PAGES", "NAVIGATION", "SCHEDULES",
    "STARTED",
]  # fmt: skip


def _lists(user: Any, workspace: Any) -> bool:
    return is_granted(GRANTS, Capability.LIST, workspace=workspace, user=user)


def _counts(user: Any, workspace: Any) -> bool:
    return is_granted(GRANTS, Capability.COUNT, workspace=workspace, user=user)


NAVIGATION = (
    NavigationEntry("ASB case reviews", "asb_reviews:list", 60, _lists, under="roster:list"),
    NavigationEntry("Counts of ASB case reviews", "asb_reviews:counts", 61, _counts, under="roster:list"),
)
LIST_PAGES = (ListPage("asb_reviews:list", "ASB case reviews", ("state", "stage"), _lists),)
LINKS = {PURPOSE: ANSWER}
JOBS = {"asb_reviews.tidy": TIDY}
SCHEDULES = {"asb_reviews.tidy": Timetable(at=time(3, 40))}
CASEWORK = (CaseKind("asb_reviews.case", "ASB case review", rows_kept, ended_cases, remove_case, "asb_reviews:one"),)

AUDIT_SENTENCES = {
    "asb_reviews.begun": "began an application for a case review ({channel})",
    "asb_reviews.unwritten_removed": "removed applications that were begun and never written in: {cases}",
    "asb_reviews.kept": "kept a part of an application",
    "asb_reviews.line_added": "added report {line} to an application",
    "asb_reviews.line_changed": "changed report {line} of an application that is not sent",
    "asb_reviews.line_taken_out": "took report {line} out of an application that is not sent",
    "asb_reviews.file_added": "put file {file} to a case",
    "asb_reviews.file_taken_out": "took file {file} out of an application that is not sent",
    "asb_reviews.file_removed": "took file {file} out of case {case} ({because})",
    "asb_reviews.file_given": "had file {file} of case {case}",
    "asb_reviews.motive_marked": "said of report {line} of case {case} whether its motive was hate",
    "asb_reviews.received": "sent the application of case {case} ({channel})",
    "asb_reviews.applicant_wrote": "wrote to case {case}",
    "asb_reviews.taken_up": "took up case {case}",
    "asb_reviews.handed_over": "gave case {case} another named contact",
    "asb_reviews.acknowledged": "acknowledged case {case}",
    "asb_reviews.code_replaced": "replaced the code of case {case}",
    "asb_reviews.reports_joined": "said of report {line} of case {case} which incident it tells of",
    "asb_reviews.days_logged": "recorded the days of report {line} of case {case} from a log",
    "asb_reviews.days_settled": "settled the days of report {line} of case {case}",
    "asb_reviews.body_asked": "asked a relevant body about case {case}",
    "asb_reviews.body_answered": "answered what was asked about case {case}",
    "asb_reviews.threshold_decided": "decided on the threshold of case {case}: {met}",
    "asb_reviews.panel_called": "called the panel of case {case}",
    "asb_reviews.member_seated": "seated a member on the panel of case {case}",
    "asb_reviews.panel_held": "recorded that the panel of case {case} met",
    "asb_reviews.risk_assessed": "assessed the risk in case {case}",
    "asb_reviews.step_added": "added a step to the plan of case {case}",
    "asb_reviews.step_done": "recorded that a step of case {case} was done",
    "asb_reviews.recommended": "made a recommendation in case {case}",
    "asb_reviews.regard_had": "recorded an answer to a recommendation of case {case}",
    "asb_reviews.outcome_told": "told the outcome of case {case}",
    "asb_reviews.office_wrote": "wrote to the applicant of case {case}",
    "asb_reviews.word_sent": "sent the applicant of case {case} word by e-mail that something is ready",
    "asb_reviews.clock_stopped": "let the clock of case {case} stand still",
    "asb_reviews.clock_runs": "let the clock of case {case} run again",
    "asb_reviews.discontent_raised": "recorded that the applicant of case {case} is not content",
    "asb_reviews.discontent_answered": "answered the applicant of case {case}, who was not content",
    "asb_reviews.closed": "closed case {case}",
    "asb_reviews.procedure_written": "wrote version {version} of the procedure of case reviews",
    "asb_reviews.procedure_published": "published version {version} of the procedure of case reviews",
    "asb_reviews.counts_published": "published the counts of case reviews from {starts} to {ends}",
    "asb_reviews.counts_recorded": "recorded printed counts of case reviews from {starts} to {ends}",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what cases bring to "This quarter" of whoever may look after one: by number, and nothing personal."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.TAKE, workspace=workspace, user=viewer):
        return HomeContribution()
    return home_needs(lines_of(workspace=workspace, viewer=viewer, on=asked.today), workspace.slug, viewer=viewer.pk)
