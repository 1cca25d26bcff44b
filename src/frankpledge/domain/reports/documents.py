"""A report as a file, let out as it was approved or as it stands; and one that nobody drafted, made at once."""

from __future__ import annotations

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.queries import edition_of, is_approved, reports_of
from frankpledge.domain.reports.queries.building import tree_of
from frankpledge.domain.reports.queries.material import Wanted, gather
from frankpledge.domain.reports.queries.telling import report_document
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.queries import document_of


def leaving(report: Report, form: str, *, by: User) -> bytes:
    """Return a report in one format, after recording that it left: as it was approved, once it was, else as a draft."""
    document = shown_of(report, viewer=by)
    _let_out(document, what=report.paper.title, workspace=report.workspace, by=by)
    return FORMATS[form].render(document)


def shown_of(report: Report, *, viewer: User) -> Document:
    """Return the tree of a report: of its newest edition once it is approved, else as it stands."""
    edition = edition_of(report) if is_approved(report) else None
    return document_of(edition) if edition else tree_of(report, viewer=viewer)


def drafted_or_made(wanted: Wanted, *, workspace: Workspace, by: User, anew: bool = False) -> Document:
    """Return the tree of a report, after recording that it is let out.

    One that was drafted for the period is told as it was drafted, or as approved; with `anew`, or where there is none,
    it is made from the values known at the wanted moment.
    """
    found = reports_of(workspace=workspace, viewer=by).filter(
        kind=wanted.template.ref, theme=wanted.theme, starts=wanted.period.starts, ends=wanted.period.ends
    )
    there = None if anew else found.first()
    made = shown_of(there, viewer=by) if there else report_document(gather(wanted, workspace=workspace, viewer=by))
    _let_out(made, what=made.title, workspace=workspace, by=by)
    return made


def _let_out(document: Document, *, what: str, workspace: Workspace, by: User) -> None:
    cells = [Cell(key=one.key, value=None, policy=Policy(one.policy)) for one in document.figures.values()] or [
        Cell(key=what, value=None, policy=Policy.RESTRICTED)
    ]
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=workspace, by=by)
