"""Decision reports for programs: the list, one, begun, put right, sent, agreed, corrected, and their files."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import DECISIONS
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.decision_reports.actions import agreeing
from frankpledge.domain.decision_reports.actions import writing as acts_
from frankpledge.domain.decision_reports.documents import files, open_tree, trees
from frankpledge.domain.decision_reports.forms import ChoiceForm, GroundsForm, NilForm, ReasonForm, ReportForm
from frankpledge.domain.decision_reports.models import Heading, Report
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability
from frankpledge.domain.decision_reports.queries.reports import (
    chosen,
    editions_of,
    heading_of,
    headings_of,
    nation_of,
    report_of,
    reports_of,
)
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Edition, Paper
from frankpledge.ground.documents.queries import file_of
from frankpledge.ground.documents.rules import State
from frankpledge.ground.ui.pages import attachment

ONE = "/decision-reports/{uuid:decision}"
HEADING = f"{ONE}/headings/{{uuid:under}}"


class DecisionReportOut(Schema):
    """A report on which a body decides: what it asks for, and how far it is."""

    id: UUID
    number: int
    title: str
    purpose: str
    wards: str
    key: bool
    key_because: str
    framework: bool = Field(description="Whether it adopts the plan that is on the policy framework.")
    state: Annotated[str, listed(State)]
    author: str
    exempt: list[str] = Field(description="Paragraphs of Schedule 12A by which a part is withheld.")
    public_interest: str
    edition: int | None = Field(None, description="The number of its newest agreed edition; told of one report alone.")


class HeadingOut(Schema):
    """A heading of a report. Of one that is withheld from you no words are told."""

    id: UUID
    title: str
    ask: str
    required: bool
    answered: bool
    restricted: bool
    nil: str = Field(description="Why there is nothing to say under it.")
    words: str


class WholeDecisionReport(Schema):
    """A report and its headings. Whoever may not read drafts is told of no heading."""

    report: DecisionReportOut
    headings: list[HeadingOut]


def report_out(one: Report, edition: Edition | None = None) -> DecisionReportOut:
    """Return a report as it is told."""
    named = ("number", "title", "purpose", "wards", "key", "key_because", "framework", "exempt", "public_interest")
    return DecisionReportOut(
        **{name: getattr(one, name) for name in named}, id=one.pk, state=one.state, author=one.author.name,
        edition=edition.number if edition else None,
    )  # fmt: skip


def _heading(one: Heading, *, withheld: bool) -> HeadingOut:
    words = one.passage.text if one.passage is not None and not one.nil else ""
    return HeadingOut(
        id=one.pk, title=one.title, ask=one.ask, required=one.required, answered=one.answered,
        restricted=one.restricted, nil="" if withheld else one.nil, words="" if withheld else words,
    )  # fmt: skip


def found(call: Call, decision: UUID, capability: Capability = Capability.SEE) -> Report:
    """Return a report that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(report_of(decision, **call.here), "report")


def found_heading(call: Call, decision: UUID, under: UUID) -> Heading:
    """Return a heading of a report, for whoever writes."""
    return there(heading_of(found(call, decision, Capability.WRITE), under), "heading")


def whole(call: Call, decision: UUID) -> WholeDecisionReport:
    """Return a report whole, as far as whoever calls may read it."""
    one = there(report_of(decision, **call.here), "report")
    exempt = call.may(GRANTS, Capability.EXEMPT)
    written = headings_of(one) if call.may(GRANTS, Capability.READ) else ()
    headings = [_heading(each, withheld=each.restricted and not exempt) for each in written]
    return WholeDecisionReport(report=report_out(one, next(iter(editions_of(one.paper)), None)), headings=headings)


@lists("/decision-reports", part=DECISIONS, of=DecisionReportOut, asks=ChoiceForm)
def list_decision_reports(call: Call, given: dict[str, Any]) -> Rows:
    """List decision reports under the filters of the page; where none is given those on their way."""
    call.check(GRANTS, Capability.SEE)
    return Rows(chosen(reports_of(**call.here), filled(ChoiceForm(given)).choice()), report_out)


@reads(ONE, part=DECISIONS, returns=WholeDecisionReport)
def read_decision_report(call: Call, decision: UUID) -> WholeDecisionReport:
    """Read a decision report, with what is written under each heading as far as you may read it."""
    return whole(call, found(call, decision).pk)


@acts("/decision-reports", part=DECISIONS, asks=ReportForm, returns=WholeDecisionReport, status=201)
def begin_decision_report(call: Call, given: dict[str, Any]) -> WholeDecisionReport:
    """Begin a report under the next number, with its headings. Their words are written on its page."""
    call.check(GRANTS, Capability.WRITE)
    form = filled(ReportForm(given))
    return whole(call, acts_.begin_report(workspace=call.workspace, given=form.given(), by=call.by).pk)


@acts(ONE, part=DECISIONS, asks=ReportForm, returns=WholeDecisionReport, method="PUT")
def amend_decision_report(call: Call, decision: UUID, given: dict[str, Any]) -> WholeDecisionReport:
    """Put right what a report is. What is left out is emptied."""
    one = found(call, decision, Capability.WRITE)
    acts_.amend_report(report=one, given=filled(ReportForm(given)).given(), by=call.by)
    return whole(call, decision)


@acts(f"{HEADING}/nil", part=DECISIONS, asks=NilForm, returns=WholeDecisionReport, method="PUT")
def say_nothing_under(call: Call, decision: UUID, under: UUID, given: dict[str, Any]) -> WholeDecisionReport:
    """Answer a heading with the reason why there is nothing to say. It is printed under it."""
    one = found_heading(call, decision, under)
    acts_.say_nothing(heading=one, reason=filled(NilForm(given)).cleaned_data["reason"], by=call.by)
    return whole(call, decision)


@acts(f"{HEADING}/withhold", part=DECISIONS, returns=WholeDecisionReport)
def withhold_heading(call: Call, decision: UUID, under: UUID) -> WholeDecisionReport:
    """Keep what is written under a heading from the public: it goes into the exempt appendix."""
    acts_.withhold(heading=found_heading(call, decision, under), restricted=True, by=call.by)
    return whole(call, decision)


@acts(f"{HEADING}/open", part=DECISIONS, returns=WholeDecisionReport)
def open_heading(call: Call, decision: UUID, under: UUID) -> WholeDecisionReport:
    """Let what is written under a heading stand in the open report again."""
    acts_.withhold(heading=found_heading(call, decision, under), restricted=False, by=call.by)
    return whole(call, decision)


@acts(f"{ONE}/grounds", part=DECISIONS, asks=GroundsForm, returns=WholeDecisionReport, method="PUT")
def give_grounds(call: Call, decision: UUID, given: dict[str, Any]) -> WholeDecisionReport:
    """Say by which paragraphs parts are withheld, and why the public interest is in that."""
    one = found(call, decision, Capability.WRITE)
    form = filled(GroundsForm(given, nation=nation_of(call.workspace)))
    acts_.give_grounds(report=one, **form.cleaned_data, by=call.by)
    return whole(call, decision)


@acts(f"{ONE}/newest", part=DECISIONS, returns=WholeDecisionReport)
def read_newest(call: Call, decision: UUID) -> WholeDecisionReport:
    """Move a draft to the newest evidence."""
    acts_.read_newest(report=found(call, decision, Capability.WRITE), by=call.by)
    return whole(call, decision)


# ---- agreeing --------------------------------------------------------------------------------------------------------


@acts(f"{ONE}/send", part=DECISIONS, returns=WholeDecisionReport)
def send_decision_report(call: Call, decision: UUID) -> WholeDecisionReport:
    """Send a report for agreement as it stands."""
    one = found(call, decision, Capability.WRITE)
    agreeing.send_report(report=one, trees=trees(one, today=call.today), by=call.by)
    return whole(call, decision)


@acts(f"{ONE}/agree", part=DECISIONS, returns=WholeDecisionReport)
def agree_decision_report(call: Call, decision: UUID) -> WholeDecisionReport:
    """Agree a report as it was sent. Refused to whoever wrote in it."""
    agreeing.agree_report(report=found(call, decision, Capability.AGREE), by=call.by)
    return whole(call, decision)


@acts(f"{ONE}/return", part=DECISIONS, asks=ReasonForm, returns=WholeDecisionReport)
def return_decision_report(call: Call, decision: UUID, given: dict[str, Any]) -> WholeDecisionReport:
    """Return a report to draft, with what is wrong in it."""
    one = found(call, decision, Capability.AGREE)
    agreeing.return_report(report=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return whole(call, decision)


@acts(f"{ONE}/correct", part=DECISIONS, asks=ReasonForm, returns=WholeDecisionReport)
def correct_decision_report(call: Call, decision: UUID, given: dict[str, Any]) -> WholeDecisionReport:
    """Open an agreed report again to put it right. The reason is printed on the next edition."""
    one = found(call, decision, Capability.WRITE)
    note = filled(ReasonForm(given)).cleaned_data["reason"]
    agreeing.correct_report(report=one, tree=open_tree(one, today=call.today), note=note, by=call.by)
    return whole(call, decision)


# ---- files -----------------------------------------------------------------------------------------------------------


def _file(content: bytes, form: str, name: str) -> HttpResponse:
    return attachment(content, name=f"{name}.{form}", media_type=FORMATS[form].media_type)


@reads(f"{ONE}/draft/{{slug:form}}", part=DECISIONS, returns=None)
def fetch_decision_draft(call: Call, decision: UUID, form: str) -> HttpResponse:
    """Fetch the open part of a report as it stands: html, pdf, docx or odt."""
    one = found(call, decision, Capability.READ)
    if form not in agreeing.FORMS:
        raise Http404("there is no such form.")
    what = f"draft of decision report {one.number}"
    made = files(open_tree(one, today=call.today), [form], report=one, what=what, by=call.by)
    return _file(made[form], form, f"{call.workspace.slug}-decision-report-{one.number}-draft")


@reads(f"{ONE}/editions/{{int:number}}/{{slug:form}}", part=DECISIONS, returns=None)
def fetch_decision_edition(call: Call, decision: UUID, number: int, form: str) -> HttpResponse:
    """Fetch an agreed report as it was frozen: html, pdf, docx or odt."""
    one = found(call, decision)
    return _kept(call, one, one.paper, number, form, "report")


@reads(f"{ONE}/exempt/{{int:number}}/{{slug:form}}", part=DECISIONS, returns=None)
def fetch_exempt_part(call: Call, decision: UUID, number: int, form: str) -> HttpResponse:
    """Fetch the withheld part of an agreed report as it was frozen."""
    one = found(call, decision, Capability.EXEMPT)
    return _kept(call, one, one.exempt_paper, number, form, "exempt-appendix")


def _kept(call: Call, report: Report, paper: Paper | None, number: int, form: str, what: str) -> HttpResponse:
    edition = there(next((each for each in editions_of(paper) if each.number == number), None), "edition")
    content = bytes(file_of(edition=edition, format=form).content)
    call.let_out(f"{what} {report.number}, edition {number}", lines=1)
    return _file(content, form, f"{call.workspace.slug}-decision-report-{report.number}-{what}-{number}")
