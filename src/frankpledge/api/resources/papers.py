"""Approved editions for programs: which there are, and their files as they were frozen.

A kind of paper that is not named here is not there: who may have its files is for its own app to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Schema

from frankpledge.api.calls import Call, there
from frankpledge.api.parts import PAPERS
from frankpledge.api.routing import Rows, lists, reads
from frankpledge.domain.assessments.actions import KIND as ASSESSMENT
from frankpledge.domain.assessments.permissions import GRANTS as OF_ASSESSMENTS
from frankpledge.domain.assessments.permissions import Capability as Assessment
from frankpledge.domain.decision_reports.actions.agreeing import EXEMPT_KIND as EXEMPT_REPORT
from frankpledge.domain.decision_reports.actions.agreeing import KIND as DECISION_REPORT
from frankpledge.domain.decision_reports.permissions import GRANTS as OF_REPORTS
from frankpledge.domain.decision_reports.permissions import Capability as Report
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell
from frankpledge.domain.highlights.actions import KIND as HIGHLIGHT
from frankpledge.domain.highlights.permissions import GRANTS as OF_HIGHLIGHTS
from frankpledge.domain.highlights.permissions import Capability as Highlight
from frankpledge.domain.meetings.actions.minutes import KIND as MINUTES
from frankpledge.domain.meetings.permissions import GRANTS as OF_MEETINGS
from frankpledge.domain.meetings.permissions import Capability as Meeting
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.permissions import GRANTS, Capability
from frankpledge.ground.documents.queries import document_of, edition_of, editions, file_of, formats_of
from frankpledge.ground.ui.pages import attachment

# kind of paper -> what its app asks of whoever sees it, and of whoever takes its files away
WHO: Mapping[str, tuple[Any, Any, Any]] = {
    ASSESSMENT: (OF_ASSESSMENTS, Assessment.SEE, Assessment.EXPORT),
    MINUTES: (OF_MEETINGS, Meeting.SEE, Meeting.SEE),
    HIGHLIGHT: (OF_HIGHLIGHTS, Highlight.SEE, Highlight.SEE),
    DECISION_REPORT: (OF_REPORTS, Report.SEE, Report.SEE),
    EXEMPT_REPORT: (OF_REPORTS, Report.EXEMPT, Report.EXEMPT),
}


class EditionOut(Schema):
    """An approved, frozen document. `cut_off`: the last day whose data it knows."""

    id: UUID
    kind: str
    title: str
    number: int
    cut_off: date
    note: str
    replaces: UUID | None
    approved_by: str
    approved_at: datetime
    digest: str
    formats: list[str]


def edition_out(one: Edition) -> EditionOut:
    """Return an edition as it is told."""
    return EditionOut(
        id=one.pk, kind=one.kind, title=one.title, number=one.number, cut_off=one.cut_off, note=one.note,
        replaces=one.replaces_id, approved_by=one.approved_by.name, approved_at=one.approved_at, digest=one.digest,
        formats=list(formats_of(one)),
    )  # fmt: skip


def found(call: Call, edition: UUID) -> Edition:
    """Return an edition that whoever calls may see."""
    call.check(GRANTS, Capability.READ_EDITION)
    one = edition_of(edition=edition, **call.here)
    grants, sees, _ = there(WHO.get(one.kind), "edition")
    call.check(grants, sees)
    return one


@lists("/papers", part=PAPERS, of=EditionOut)
def list_editions(call: Call) -> Rows:
    """List approved editions, the newest first."""
    call.check(GRANTS, Capability.READ_EDITION)
    seen = [kind for kind, (grants, sees, _) in WHO.items() if call.may(grants, sees)]
    return Rows(editions(**call.here).filter(kind__in=seen), edition_out)


@reads("/papers/{uuid:edition}", part=PAPERS, returns=EditionOut)
def read_edition(call: Call, edition: UUID) -> EditionOut:
    """Read of an approved edition: who approved it when, its cut-off, and its formats."""
    return edition_out(found(call, edition))


@reads("/papers/{uuid:edition}/files/{str:form}", part=PAPERS, returns=None)
def fetch_edition(call: Call, edition: UUID, form: str) -> HttpResponse:
    """Fetch an edition as a file, as it was frozen.

    `form` is one of its formats: html, pdf, docx, odt, xlsx, pptx, brief.pdf.
    """
    one = found(call, edition)
    grants, _, takes = WHO[one.kind]
    call.check(grants, takes)
    file = file_of(edition=one, format=form)
    figures = document_of(one).figures.values()
    cells = [Cell(key=f.key, value=f.value, policy=f.policy, state=f.state) for f in figures]
    release(audience=Audience.WORKSPACE, cells=cells, what=f"{one}, {form}", workspace=call.workspace, by=call.by)
    kind = one.kind.replace("_", "-").replace(" ", "-")
    name = f"{call.workspace.slug}-{kind}-edition-{one.number}.{form}"
    return attachment(bytes(file.content), name=name, media_type=file.media_type)
