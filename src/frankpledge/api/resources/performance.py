"""Commentary and reports of performance for programs: asked for, written, drafted, approved, placed, as files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import PERFORMANCE
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.commentaries import actions as said
from frankpledge.domain.commentaries.forms import ReasonForm as SaidReason
from frankpledge.domain.commentaries.forms import WordsForm
from frankpledge.domain.commentaries.models import Commentary
from frankpledge.domain.commentaries.permissions import GRANTS as OF_WORDS
from frankpledge.domain.commentaries.permissions import Capability as OfWords
from frankpledge.domain.commentaries.presenters import printed
from frankpledge.domain.commentaries.queries import commentaries_of, commentary_of
from frankpledge.domain.commentaries.rules import State as SaidState
from frankpledge.domain.indicators.actions.publishing import publish_waiting
from frankpledge.domain.indicators.permissions import GRANTS as OF_VALUES
from frankpledge.domain.indicators.permissions import Capability as OfValues
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.reports import actions
from frankpledge.domain.reports.documents import leaving
from frankpledge.domain.reports.forms import AskForm, DraftForm, LeadForm, MeetingForm, ReasonForm, WaitingForm
from frankpledge.domain.reports.models import Report
from frankpledge.domain.reports.permissions import GRANTS, Capability
from frankpledge.domain.reports.queries import (
    edition_of,
    groups,
    is_approved,
    meetings_ahead,
    report_of,
    reports_of,
    themes,
)
from frankpledge.domain.reports.queries.unseen import to_publish
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import check_may
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.documents.rules import State
from frankpledge.ground.ui.pages import attachment

SAID = "/commentaries/{uuid:commentary}"
ONE = "/reports/{uuid:performance}"
UNTIL: Any = {
    "until": (
        date | None,
        Field(None, description="The last day of the period; the newest period if left out."),
    )
}


class CommentaryOut(Schema):
    """What is said of an indicator in a period, its figures printed."""

    id: UUID
    indicator: UUID
    indicator_name: str
    starts: date
    ends: date
    state: Annotated[str, listed(SaidState)]
    happened: str
    why: str
    next: str
    written_by: str


class ReportOut(Schema):
    """A report of performance. `known_at`: the moment whose values it tells; `meeting`: on whose agenda it stands."""

    id: UUID
    title: str
    kind: str
    starts: date
    ends: date
    known_at: datetime
    state: Annotated[str, listed(State)]
    edition: UUID | None
    meeting: UUID | None


def _commentary_out(one: Commentary) -> CommentaryOut:
    return CommentaryOut(
        id=one.pk, indicator=one.indicator_id, indicator_name=one.indicator.name, starts=one.starts, ends=one.ends,
        state=one.state, happened=printed(one.happened, one.figures), why=printed(one.why, one.figures),
        next=printed(one.next, one.figures), written_by=one.written_by.name,
    )  # fmt: skip


def _said(call: Call, commentary: UUID, capability: OfWords) -> Commentary:
    call.check(OF_WORDS, capability)
    return there(commentary_of(commentary, **call.here), "commentary")


def _again(call: Call, commentary: UUID) -> CommentaryOut:
    return _commentary_out(there(commentary_of(commentary, **call.here), "commentary"))


@lists("/commentaries", part=PERFORMANCE, of=CommentaryOut)
def list_commentaries(call: Call) -> Rows:
    """List what is said of indicators, the latest period first."""
    call.check(OF_WORDS, OfWords.SEE)
    return Rows(commentaries_of(**call.here), _commentary_out)


@acts(
    "/indicators/{uuid:indicator}/commentary", part=PERFORMANCE, asks=WordsForm, returns=CommentaryOut, status=201,
    also=UNTIL,
)  # fmt: skip
def write_commentary(call: Call, indicator: UUID, given: dict[str, Any]) -> CommentaryOut:
    """Write what is said of an indicator in a period, or write it anew while it is a draft."""
    call.check(OF_WORDS, OfWords.WRITE)
    one = there(indicators(**call.here).filter(pk=indicator).first(), "indicator")
    until = given.pop("until", None)
    words = filled(WordsForm(given)).words()
    return _again(call, said.write_commentary(indicator=one, until=until, words=words, by=call.by).pk)


@acts(f"{SAID}/send", part=PERFORMANCE, returns=CommentaryOut)
def send_commentary(call: Call, commentary: UUID) -> CommentaryOut:
    """Send a commentary to whoever may approve it."""
    said.send_commentary(commentary=_said(call, commentary, OfWords.WRITE), by=call.by)
    return _again(call, commentary)


@acts(f"{SAID}/approve", part=PERFORMANCE, returns=CommentaryOut)
def approve_commentary(call: Call, commentary: UUID) -> CommentaryOut:
    """Approve what another wrote."""
    said.approve_commentary(commentary=_said(call, commentary, OfWords.APPROVE), by=call.by)
    return _again(call, commentary)


@acts(f"{SAID}/return", part=PERFORMANCE, asks=SaidReason, returns=CommentaryOut)
def return_commentary(call: Call, commentary: UUID, given: dict[str, Any]) -> CommentaryOut:
    """Return a commentary to its author, with what is wrong in it."""
    reason = filled(SaidReason(given)).cleaned_data["reason"]
    said.return_commentary(commentary=_said(call, commentary, OfWords.APPROVE), reason=reason, by=call.by)
    return _again(call, commentary)


@acts(f"{SAID}/reopen", part=PERFORMANCE, asks=SaidReason, returns=CommentaryOut)
def reopen_commentary(call: Call, commentary: UUID, given: dict[str, Any]) -> CommentaryOut:
    """Open an approved commentary to write it anew. What was approved stays as it was."""
    reason = filled(SaidReason(given)).cleaned_data["reason"]
    said.reopen_commentary(commentary=_said(call, commentary, OfWords.WRITE), reason=reason, by=call.by)
    return _again(call, commentary)


class PublishedOut(Schema):
    """How many values were put before the board."""

    published: int


@acts("/reports/waiting", part=PERFORMANCE, asks=WaitingForm, returns=PublishedOut)
def publish_waiting_values(call: Call, given: dict[str, Any]) -> PublishedOut:
    """Put before the board what waits of some indicators and somebody else wrote down."""
    call.check(OF_VALUES, OfValues.PUBLISH)
    form = filled(WaitingForm(given, waits=to_publish(**call.here)))
    count = publish_waiting(workspace=call.workspace, indicators=form.chosen(), by=call.by)
    return PublishedOut(published=count)


# ---- reports -------------------------------------------------------------------------------------------------------


def _report_out(one: Report) -> ReportOut:
    edition = edition_of(one)
    return ReportOut(
        id=one.pk, title=one.paper.title, kind=one.kind, starts=one.starts, ends=one.ends, known_at=one.known_at,
        state=one.paper.state, edition=edition.pk if edition else None,
        meeting=one.item.meeting_id if one.item else None,
    )  # fmt: skip


def _found(call: Call, performance: UUID, capability: Capability = Capability.SEE) -> Report:
    call.check(GRANTS, capability)
    one = there(report_of(performance, **call.here), "report")
    if not may_paper(OfPapers.READ_PAPER, workspace=call.workspace, user=call.by) and not is_approved(one):
        raise NotPermitted("the report is not approved yet.", cure="It is open to you once it is.")
    return one


def _told(call: Call, performance: UUID) -> ReportOut:
    return _report_out(there(report_of(performance, **call.here), "report"))


@lists("/reports", part=PERFORMANCE, of=ReportOut)
def list_reports(call: Call) -> Rows:
    """List the reports of performance, the latest period first."""
    call.check(GRANTS, Capability.SEE)
    return Rows(reports_of(**call.here), _report_out)


@acts("/reports", part=PERFORMANCE, asks=DraftForm, returns=ReportOut, status=201)
def draft_performance_report(call: Call, given: dict[str, Any]) -> ReportOut:
    """Draft a report on a period, with values as known on a day."""
    call.check(GRANTS, Capability.WRITE)
    here = {**call.here, "on": call.today}
    form = filled(DraftForm(given, bodies=groups(**here), themes=themes(**here)))
    return _told(call, actions.draft_report(workspace=call.workspace, by=call.by, **form.given()).pk)


@acts(f"{ONE}/lead", part=PERFORMANCE, asks=LeadForm, returns=ReportOut)
def lead_performance_report(call: Call, performance: UUID, given: dict[str, Any]) -> ReportOut:
    """Write what a draft says first."""
    one = _found(call, performance, Capability.WRITE)
    actions.edit_lead(report=one, lead=filled(LeadForm(given)).cleaned_data["lead"], by=call.by)
    return _told(call, performance)


@acts(f"{ONE}/asks", part=PERFORMANCE, asks=AskForm, returns=ReportOut, status=201)
def ask_in_performance_report(call: Call, performance: UUID, given: dict[str, Any]) -> ReportOut:
    """Ask the readers of a draft to decide or to note something."""
    one = _found(call, performance, Capability.WRITE)
    form = filled(AskForm(given, indicators=indicators(**call.here)))
    actions.add_ask(report=one, given=form.given(), by=call.by)
    return _told(call, performance)


@acts(f"{ONE}/draw", part=PERFORMANCE, returns=ReportOut)
def draw_performance_report(call: Call, performance: UUID) -> ReportOut:
    """Draw a draft again with what is known now."""
    actions.draw_again(report=_found(call, performance, Capability.WRITE), by=call.by)
    return _told(call, performance)


@acts(f"{ONE}/send", part=PERFORMANCE, returns=ReportOut)
def send_performance_report(call: Call, performance: UUID) -> ReportOut:
    """Send a report to whoever may approve it."""
    actions.send_report(report=_found(call, performance, Capability.WRITE), by=call.by)
    return _told(call, performance)


@acts(f"{ONE}/approve", part=PERFORMANCE, returns=ReportOut)
def approve_performance_report(call: Call, performance: UUID) -> ReportOut:
    """Approve a report. Refused to whoever wrote in it."""
    check_may(OfPapers.APPROVE_PAPER, workspace=call.workspace, user=call.by)
    actions.approve_report(report=_found(call, performance), by=call.by)
    return _told(call, performance)


@acts(f"{ONE}/return", part=PERFORMANCE, asks=ReasonForm, returns=ReportOut)
def return_performance_report(call: Call, performance: UUID, given: dict[str, Any]) -> ReportOut:
    """Return a report to draft, with what is wrong in it."""
    check_may(OfPapers.RETURN_PAPER, workspace=call.workspace, user=call.by)
    reason = filled(ReasonForm(given)).cleaned_data["reason"]
    actions.return_report(report=_found(call, performance), reason=reason, by=call.by)
    return _told(call, performance)


@acts(f"{ONE}/correct", part=PERFORMANCE, asks=ReasonForm, returns=ReportOut)
def correct_performance_report(call: Call, performance: UUID, given: dict[str, Any]) -> ReportOut:
    """Open an approved report again, drawn with what is known now. The note is printed on the next edition."""
    note = filled(ReasonForm(given)).cleaned_data["reason"]
    actions.correct_report(report=_found(call, performance, Capability.WRITE), note=note, by=call.by)
    return _told(call, performance)


@acts(f"{ONE}/agenda", part=PERFORMANCE, asks=MeetingForm, returns=ReportOut)
def put_performance_report_before(call: Call, performance: UUID, given: dict[str, Any]) -> ReportOut:
    """Put an approved report on the agenda of a meeting, with what it asks to decide."""
    one = _found(call, performance, Capability.WRITE)
    form = filled(MeetingForm(given, meetings=meetings_ahead(one, viewer=call.by, today=call.today)))
    actions.put_before(report=one, meeting=form.chosen(), by=call.by)
    return _told(call, performance)


@reads(f"{ONE}/files/{{str:form}}", part=PERFORMANCE, returns=None)
def fetch_performance_report(call: Call, performance: UUID, form: str) -> HttpResponse:
    """Fetch a report as a file: as it was approved, or as it stands.

    `form` is html, pdf, docx, odt, xlsx, pptx or brief.pdf.
    """
    one = _found(call, performance)
    if form not in FORMATS:
        raise Http404("there is no such form.")
    name = f"{call.workspace.slug}-{one.kind}-report-{one.ends.isoformat()}.{form}"
    return attachment(leaving(one, form, by=call.by), name=name, media_type=FORMATS[form].media_type)
