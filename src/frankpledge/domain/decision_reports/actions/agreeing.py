"""A report as a paper: sent with its withheld part, agreed by a second person, corrected by a new edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from frankpledge.domain.decision_reports import rules
from frankpledge.domain.decision_reports.models import Report
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability
from frankpledge.domain.decision_reports.queries.reports import (
    authors_of,
    editions_of,
    headings_of,
    known_paragraphs,
    overtaken,
    states_of,
)
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents import actions as papers
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Edition, Paper
from frankpledge.ground.documents.rules import State

KIND, EXEMPT_KIND = "decision_report", "decision_report_exempt"
FORMS = ("html", "docx", "odt", "pdf")


@dataclass(frozen=True)
class Trees:
    """The two parts of a report, made from one source: what is open, and what is withheld, if anything is."""

    open: Document
    exempt: Document | None


@transaction.atomic
def send_report(*, report: Report, trees: Trees, by: User) -> Report:
    """Put a report before whoever may agree it, as it stands. Refused while it is not whole, or not as the evidence."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    rules.check_open(state=report.state)
    written = headings_of(report)
    known = known_paragraphs(report.workspace)
    rules.check_whole(states_of(written), exempt=report.exempt, public_interest=report.public_interest, known=known)
    _check_as_the_evidence(report)
    report.paper = _sent(report.paper, KIND, trees.open, report, by)
    if trees.exempt is not None:
        report.exempt_paper = _sent(report.exempt_paper, EXEMPT_KIND, trees.exempt, report, by)
    report.save(update_fields=("paper", "exempt_paper"))
    record("decision_reports.report_sent", report, by=by, facts={"number": report.number})
    return report


def _check_as_the_evidence(report: Report) -> None:
    waiting = overtaken(report, headings_of(report))
    if waiting:
        first = waiting[0]
        raise rules.NotWhole(
            f"{len(waiting)} things are no longer as written, first “{first.sentence or first.label}”: {first.words}",
            cure="Accept the value, or rewrite the sentence.",
        )


def _sent(paper: Paper | None, kind: str, tree: Document, report: Report, by: User) -> Paper:
    if paper is None:
        paper = papers.create_paper(workspace=report.workspace, kind=kind, title=tree.title, tree=tree, by=by)
    elif paper.state == State.APPROVED:
        note = report.paper.note if report.paper and report.paper.note else "The report was put right."
        paper = papers.correct(edition=editions_of(paper)[0], tree=tree, note=note, by=by)
    else:
        paper = papers.revise_paper(paper=paper, tree=tree, by=by)
    return papers.send_for_review(paper=paper, by=by)


def return_report(*, report: Report, reason: str, by: User) -> Report:
    """Return a report to draft, with what is wrong in it."""
    check_granted(GRANTS, Capability.AGREE, workspace=report.workspace, user=by)
    with transaction.atomic():
        report.paper = papers.return_to_draft(paper=_paper(report), reason=reason, by=by)
        if report.exempt_paper is not None and report.exempt_paper.state == State.IN_REVIEW:
            report.exempt_paper = papers.return_to_draft(paper=report.exempt_paper, reason=reason, by=by)
    return report


def agree_report(*, report: Report, by: User, formats: Iterable[str] = FORMS) -> Edition:
    """Agree a report: refused for whoever wrote in it. It becomes an edition, and what is withheld one of its own."""
    check_granted(GRANTS, Capability.AGREE, workspace=report.workspace, user=by)
    rules.check_second_person(approver=by.pk, authors=authors_of(report))
    paper, kept = _paper(report), tuple(formats)
    if report.exempt_paper is not None and report.exempt_paper.state == State.IN_REVIEW:
        papers.approve(paper=report.exempt_paper, by=by, formats=kept)
    return papers.approve(paper=paper, by=by, formats=kept)


def correct_report(*, report: Report, tree: Document, note: str, by: User) -> Report:
    """Open an agreed report again to put it right; the note is printed on the next edition."""
    check_granted(GRANTS, Capability.WRITE, workspace=report.workspace, user=by)
    latest = next(iter(editions_of(_paper(report))), None)
    if latest is None:
        raise rules.NotAReport("it was not agreed yet.", cure="Return it to draft.")
    report.paper = papers.correct(edition=latest, tree=tree, note=note, by=by)
    return report


def _paper(report: Report) -> Paper:
    if report.paper is None:
        raise rules.NotAReport("it was not sent for agreement yet.", cure="Send it first.")
    return report.paper
