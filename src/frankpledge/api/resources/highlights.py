"""Highlight reports for programs: which there are, one, drafted, edited, approved, put before its board, as files."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import Given, Unfit, filled, listed
from frankpledge.api.parts import WORK
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.highlights import actions
from frankpledge.domain.highlights.actions import Edited
from frankpledge.domain.highlights.documents import ONE_SHEET, leaving
from frankpledge.domain.highlights.forms import ChoiceForm, DraftForm, MeetingForm, ReasonForm
from frankpledge.domain.highlights.models import HighlightReport, ReportLine
from frankpledge.domain.highlights.permissions import GRANTS, Capability
from frankpledge.domain.highlights.presenters import FORM_WORDS
from frankpledge.domain.highlights.queries import boards_ahead, edition_of, groups, report_of, reports_of
from frankpledge.domain.highlights.rules import LONGEST_ASKS, LONGEST_LEAD, LONGEST_WORDS, Part
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import check_may
from frankpledge.ground.documents.permissions import may as may_paper
from frankpledge.ground.documents.rules import State
from frankpledge.ground.ui.pages import attachment

ONE = "/highlights/{uuid:report}"
MOST_LINES, MOST_ADDED = 500, 20
Words = Annotated[str, Field(max_length=LONGEST_WORDS)]


class HighlightOut(Schema):
    """The highlight report of a group for a stretch of days. `meeting`: on whose agenda it stands."""

    id: UUID
    body: UUID
    body_name: str
    first: date
    last: date
    state: Annotated[str, listed(State)]
    lead: str
    asks: str
    meeting: UUID | None
    drafted_by: str


class HighlightLineOut(Schema):
    """A line of a report. `drawn` is what the record said; `said` what the report says."""

    id: UUID
    part: Annotated[str, listed(Part)]
    label: str
    drawn: str
    said: str
    left_out: bool
    href: str


class MeetingAheadOut(Schema):
    """A meeting to come of the board that the group reports to."""

    id: UUID
    title: str
    on: date


class WholeHighlight(Schema):
    """A highlight report with its lines, its newest edition, and the meetings before which it can be put."""

    report: HighlightOut
    lines: list[HighlightLineOut]
    edition: UUID | None
    meetings: list[MeetingAheadOut]


class LineGiven(Given):
    """What a line says instead of the record. What is not said of it stays."""

    line: UUID
    words: Words | None = None
    left_out: bool | None = None


class LineAdded(Given):
    """A line of one's own, which no row of the record stands behind."""

    part: Annotated[str, listed(Part)]
    words: Annotated[str, Field(min_length=1, max_length=LONGEST_WORDS)]


class HighlightGiven(Given):
    """The words of a report. What is not said stays as it is."""

    lead: Annotated[str, Field(max_length=LONGEST_LEAD)] | None = None
    asks: Annotated[str, Field(max_length=LONGEST_ASKS)] | None = None
    lines: list[LineGiven] = Field([], max_length=MOST_LINES)
    added: list[LineAdded] = Field([], max_length=MOST_ADDED)


def highlight_out(one: HighlightReport) -> HighlightOut:
    """Return a report as it is told."""
    return HighlightOut(
        id=one.pk, body=one.body_id, body_name=one.body.name, first=one.first, last=one.last, state=one.paper.state,
        lead=one.lead, asks=one.asks, meeting=one.item.meeting_id if one.item else None,
        drafted_by=one.drafted_by.name,
    )  # fmt: skip


def _line(one: ReportLine) -> HighlightLineOut:
    return HighlightLineOut(
        id=one.pk, part=one.part, label=one.label, drawn=one.drawn, said=one.said, left_out=one.left_out, href=one.href
    )


def found(call: Call, report: UUID, capability: Capability = Capability.SEE) -> HighlightReport:
    """Return a report, once whoever calls may do what is asked; a draft to whoever may read drafts."""
    call.check(GRANTS, capability)
    one = there(report_of(report, **call.here), "report")
    drafts = may_paper(OfPapers.READ_PAPER, workspace=call.workspace, user=call.by)
    if not drafts and edition_of(one) is None:
        raise NotPermitted("the report is not approved yet.", cure="It is open to you once it is.")
    return one


def whole(call: Call, report: UUID) -> WholeHighlight:
    """Return a report whole."""
    one = there(report_of(report, **call.here), "report")
    edition = edition_of(one)
    ahead = boards_ahead(one, viewer=call.by, today=call.today)
    return WholeHighlight(
        report=highlight_out(one),
        lines=[_line(line) for line in one.lines.all()],
        edition=edition.pk if edition else None,
        meetings=[MeetingAheadOut(id=each.pk, title=str(each), on=each.on) for each in ahead],
    )


@lists("/highlights", part=WORK, of=HighlightOut, asks=ChoiceForm)
def list_highlights(call: Call, given: dict[str, Any]) -> Rows:
    """List highlight reports, of one group or of all, the latest first."""
    call.check(GRANTS, Capability.SEE)
    every = list(reports_of(**call.here))
    body = filled(ChoiceForm(given, bodies={one.body for one in every})).chosen()
    return Rows([one for one in every if body in {"", str(one.body_id)}], highlight_out)


@reads(ONE, part=WORK, returns=WholeHighlight)
def read_highlight(call: Call, report: UUID) -> WholeHighlight:
    """Read a highlight report with its lines, each with what the record said."""
    return whole(call, found(call, report).pk)


@acts("/highlights", part=WORK, asks=DraftForm, returns=WholeHighlight, status=201)
def draft_highlight(call: Call, given: dict[str, Any]) -> WholeHighlight:
    """Draft the report of a group for a stretch of days from the record. With nothing to report it says so."""
    call.check(GRANTS, Capability.WRITE)
    form = filled(DraftForm(given, bodies=groups(**call.here, today=call.today)))
    body = form.bodies[form.cleaned_data["body"]]
    return whole(call, actions.draft_report(body=body, period=form.period(), by=call.by).pk)


@acts(ONE, part=WORK, asks=HighlightGiven, returns=WholeHighlight, method="PUT")
def edit_highlight(call: Call, report: UUID, given: dict[str, Any]) -> WholeHighlight:
    """Edit the words of a draft, line by line. Each line stays tied to the row that it tells of."""
    one = found(call, report, Capability.WRITE)
    actions.edit_report(report=one, given=_edited(one, given), by=call.by)
    return whole(call, report)


def _edited(report: HighlightReport, given: dict[str, Any]) -> Edited:
    """Return a report as it is edited; refused where a line is named that is not there, or that counts alone."""
    rows = {one.pk: one for one in report.lines.all() if one.part != Part.ATTENDANCE}
    said = {each["line"]: each for each in given["lines"]}
    if strange := [str(key) for key in said if key not in rows]:
        raise Unfit([("lines", f"{strange[0]} is no line of this report that has words of its own.")])
    if odd := [each["part"] for each in given["added"] if each["part"] not in set(Part)]:
        raise Unfit([("added", f"“{odd[0]}” is no part of such a report.")])
    out = {key: said.get(key, {}).get("left_out", row.left_out) for key, row in rows.items()}
    return Edited(
        lead=given.get("lead", report.lead),
        asks=given.get("asks", report.asks),
        words={key: said.get(key, {}).get("words", row.said) for key, row in rows.items()},
        left_out=frozenset(key for key, gone in out.items() if gone),
        added=tuple((Part(each["part"]), each["words"]) for each in given["added"]),
    )


@acts(f"{ONE}/take", part=WORK, returns=WholeHighlight)
def take_into_highlight(call: Call, report: UUID) -> WholeHighlight:
    """Take over into a draft what the record says by now. Words that somebody wrote stay theirs."""
    actions.take_changes(report=found(call, report, Capability.WRITE), by=call.by)
    return whole(call, report)


@acts(f"{ONE}/send", part=WORK, returns=WholeHighlight)
def send_highlight(call: Call, report: UUID) -> WholeHighlight:
    """Send a report to whoever may approve it."""
    actions.send_report(report=found(call, report, Capability.WRITE), by=call.by)
    return whole(call, report)


@acts(f"{ONE}/approve", part=WORK, returns=WholeHighlight)
def approve_highlight(call: Call, report: UUID) -> WholeHighlight:
    """Approve a report. Refused to whoever wrote in it."""
    check_may(OfPapers.APPROVE_PAPER, workspace=call.workspace, user=call.by)
    actions.approve_report(report=found(call, report), by=call.by)
    return whole(call, report)


@acts(f"{ONE}/return", part=WORK, asks=ReasonForm, returns=WholeHighlight)
def return_highlight(call: Call, report: UUID, given: dict[str, Any]) -> WholeHighlight:
    """Return a report to draft, with what is wrong in it."""
    check_may(OfPapers.RETURN_PAPER, workspace=call.workspace, user=call.by)
    one = found(call, report)
    actions.return_report(report=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return whole(call, report)


@acts(f"{ONE}/correct", part=WORK, asks=ReasonForm, returns=WholeHighlight)
def correct_highlight(call: Call, report: UUID, given: dict[str, Any]) -> WholeHighlight:
    """Open an approved report again to put it right. The note is printed on the next edition."""
    one = found(call, report, Capability.WRITE)
    actions.correct_report(report=one, note=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return whole(call, report)


@acts(f"{ONE}/agenda", part=WORK, asks=MeetingForm, returns=WholeHighlight)
def put_highlight_before(call: Call, report: UUID, given: dict[str, Any]) -> WholeHighlight:
    """Put an approved report on the agenda of a meeting of its board, with the decision that is sought."""
    one = found(call, report, Capability.WRITE)
    form = filled(MeetingForm(given, meetings=boards_ahead(one, viewer=call.by, today=call.today)))
    actions.put_before(report=one, meeting=form.chosen(), by=call.by)
    return whole(call, report)


@reads(f"{ONE}/files/{{slug:form}}", part=WORK, returns=None)
def fetch_highlight(call: Call, report: UUID, form: str) -> HttpResponse:
    """Fetch a report as a file: as it was approved, or as it stands.

    `form` is sheet (one page), html, pdf, docx, odt, pptx or xlsx.
    """
    one = found(call, report)
    if form not in FORM_WORDS:
        raise Http404("there is no such form.")
    content, ending = leaving(one, form, by=call.by), "pdf" if form == ONE_SHEET else form
    name = f"{call.workspace.slug}-highlight-report-{one.last.isoformat()}.{ending}"
    return attachment(content, name=name, media_type=FORMATS[ending].media_type)
