"""A highlight report as a file, let out as it was approved or as it stands."""

from __future__ import annotations

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.highlights.models import HighlightReport
from frankpledge.domain.highlights.queries import edition_of, is_approved, shown_lines
from frankpledge.domain.highlights.queries.telling import report_document
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.formats import FORMATS, ONE_PAGE
from frankpledge.ground.documents.queries import document_of

ONE_SHEET = "sheet"


def leaving(report: HighlightReport, form: str, *, by: User) -> bytes:
    """Return a report in one format, after recording that it left: as it was approved, once it was, else as a draft.

    The form `sheet` is a PDF without a cover.
    """
    what = f"highlight report of {report.body} for {report.period.words}"
    cells = [Cell(key=str(report.pk), value=None, policy=Policy.RESTRICTED)]
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=report.workspace, by=by)
    edition = edition_of(report) if is_approved(report) else None
    document = document_of(edition) if edition else report_document(report, shown_lines(report))
    return (ONE_PAGE if form == ONE_SHEET else FORMATS[form]).render(document)
