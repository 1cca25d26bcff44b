"""The way of decision reports for programs: each step with what must be public before it, its day, what came of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import DECISIONS
from frankpledge.api.resources.decision_reports import ONE, found
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.decision_reports.actions import practice
from frankpledge.domain.decision_reports.actions import route as acts_
from frankpledge.domain.decision_reports.actions.agreeing import FORMS
from frankpledge.domain.decision_reports.documents import files, key_notice
from frankpledge.domain.decision_reports.forms import (
    AgendaForm,
    DayForm,
    HeadingForm,
    NoticeForm,
    OutcomeForm,
    PracticeForm,
    StepForm,
    notice_kinds,
)
from frankpledge.domain.decision_reports.models import Step
from frankpledge.domain.decision_reports.permissions import GRANTS, Capability
from frankpledge.domain.decision_reports.queries.reports import local_headings, nation_of, practice_on, report_of
from frankpledge.domain.decision_reports.queries.route import StepAt, forward_plan, judged, step_of, way_along
from frankpledge.domain.decision_reports.rules import Outcome
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.ui.pages import attachment
from frankpledge.statute.council_decisions import Standing

STEP = f"{ONE}/steps/{{uuid:stage}}"
MOVED: Any = {"reason": (str | None, Field(None, max_length=500, description="Why it moves, where it had a day."))}


class MustBePublicOut(Schema):
    """What must be public before a step. `by`: the last day for it; null while the step has no day."""

    rule: str
    label: str
    days: int
    published: date | None
    instead: str = Field(description="What stands in its place; empty where nothing does.")
    by: date | None
    kept: bool


class DecisionStepOut(Schema):
    """A body on the way of a report, as it stands on the day."""

    id: UUID
    report: UUID
    report_number: int
    report_title: str
    order: int
    kind: str
    maker: str
    body: UUID | None
    on: date | None
    period: str
    earliest: date | None = Field(description="The first lawful day; null where no rule of ours reaches it.")
    must_be_public: list[MustBePublicOut]
    outcome: Annotated[str, listed(Outcome)] | None
    words: str
    called_in_until: date | None
    care: list[str] = Field(description="Elections before which care is due on its day.")


class PracticeOut(Schema):
    """What the council does where the law leaves it open; since null: nothing is recorded, and this is usual."""

    since: date | None
    council: str
    threshold: str
    wards: int
    notice_counts: str
    papers_counts: str
    call_in_days: int
    contact: str
    cabinet_members: str
    board_is_committee: bool


class OwnHeadingOut(Schema):
    """A heading that this council's reports have besides the usual ones."""

    id: UUID
    title: str
    ask: str
    required: bool


def _rule(one: Standing) -> MustBePublicOut:
    return MustBePublicOut(
        rule=one.rule.id, label=one.rule.label, days=one.days, published=one.published,
        instead=one.waiver.label if one.waiver else "", by=one.by, kept=one.kept,
    )  # fmt: skip


def step_out(at: StepAt) -> DecisionStepOut:
    """Return a step as it is told."""
    one = at.step
    named = ("order", "kind", "maker", "on", "period", "words")
    return DecisionStepOut(
        **{name: getattr(one, name) for name in named}, id=one.pk, report=one.report_id,
        report_number=one.report.number, report_title=one.report.title, body=one.body_id, earliest=at.earliest,
        must_be_public=[_rule(each) for each in at.standings], outcome=one.outcome or None,
        called_in_until=at.called_in_until, care=[each.label for each in at.care],
    )  # fmt: skip


def found_step(call: Call, decision: UUID, stage: UUID, capability: Capability) -> Step:
    """Return a step of a report, once whoever calls may do what is asked."""
    return there(step_of(found(call, decision, capability), stage), "step")


def way(call: Call, decision: UUID) -> list[DecisionStepOut]:
    """Return the way of a report as it stands on the day of a call."""
    one = there(report_of(decision, **call.here), "report")
    return [step_out(at) for at in way_along(one, today=call.today)]


@lists("/forward-plan", part=DECISIONS, of=DecisionStepOut)
def list_forward_plan(call: Call) -> Rows:
    """List the decisions to come by day, with what must be public before each."""
    call.check(GRANTS, Capability.SEE)
    return Rows(forward_plan(**call.here, today=call.today), step_out)


@reads(f"{ONE}/steps", part=DECISIONS, returns=list[DecisionStepOut])
def read_way(call: Call, decision: UUID) -> list[DecisionStepOut]:
    """Read the way of a report: each body, its day, what must be public before it, and what came of it."""
    return way(call, found(call, decision).pk)


@acts(f"{ONE}/steps", part=DECISIONS, asks=StepForm, returns=list[DecisionStepOut], status=201)
def add_decision_step(call: Call, decision: UUID, given: dict[str, Any]) -> list[DecisionStepOut]:
    """Add the next body to the way of a report."""
    one = found(call, decision, Capability.KEEP)
    acts_.add_step(report=one, given=filled(StepForm(given, **call.here)).given(), by=call.by)
    return way(call, decision)


@acts(f"{STEP}/day", part=DECISIONS, asks=DayForm, without=("reason",), also=MOVED, returns=list[DecisionStepOut],
      method="PUT")  # fmt: skip
def set_step_day(call: Call, decision: UUID, stage: UUID, given: dict[str, Any]) -> list[DecisionStepOut]:
    """Set the day on which a body decides, or move it and say why. One too soon is refused with the first lawful."""
    one = found_step(call, decision, stage, Capability.KEEP)
    said = filled(DayForm(given, moves=one.on is not None)).cleaned_data
    acts_.set_day(step=one, on=said["on"], reason=said.get("reason", ""), by=call.by)
    return way(call, decision)


@acts(f"{STEP}/notices", part=DECISIONS, asks=NoticeForm, returns=list[DecisionStepOut], status=201)
def record_step_notice(call: Call, decision: UUID, stage: UUID, given: dict[str, Any]) -> list[DecisionStepOut]:
    """Record what was published before a step, or what stands instead. `kind` is a rule of the step."""
    one = found_step(call, decision, stage, Capability.KEEP)
    labels = [(each.rule.id, each.rule.label) for each in judged(one, today=call.today).standings]
    said = filled(NoticeForm(given, kinds=notice_kinds(labels, nation_of(call.workspace)))).cleaned_data
    acts_.record_notice(step=one, **said, by=call.by)
    return way(call, decision)


@acts(f"{STEP}/outcome", part=DECISIONS, asks=OutcomeForm, returns=list[DecisionStepOut], method="PUT")
def record_step_outcome(call: Call, decision: UUID, stage: UUID, given: dict[str, Any]) -> list[DecisionStepOut]:
    """Record what a body did with the report."""
    one = found_step(call, decision, stage, Capability.KEEP)
    said = filled(OutcomeForm(given)).cleaned_data
    acts_.record_outcome(step=one, outcome=Outcome(said["outcome"]), words=said["words"], by=call.by)
    return way(call, decision)


@acts(f"{STEP}/agenda", part=DECISIONS, asks=AgendaForm, returns=list[DecisionStepOut])
def put_step_on_agenda(call: Call, decision: UUID, stage: UUID, given: dict[str, Any]) -> list[DecisionStepOut]:
    """Put the agreed report on the agenda of a planned meeting, as a paper of an item."""
    one = found_step(call, decision, stage, Capability.KEEP)
    form = filled(AgendaForm(given, step=one, viewer=call.by))
    meeting, item = form.meetings[form.cleaned_data["meeting"]], form.items.get(form.cleaned_data["item"])
    acts_.put_on_agenda(step=one, meeting=meeting, item=item, by=call.by)
    return way(call, decision)


@acts(STEP, part=DECISIONS, returns=list[DecisionStepOut], method="DELETE")
def remove_decision_step(call: Call, decision: UUID, stage: UUID) -> list[DecisionStepOut]:
    """Take a step off the way."""
    acts_.remove_step(step=found_step(call, decision, stage, Capability.KEEP), by=call.by)
    return way(call, decision)


@reads(f"{STEP}/notice/{{slug:form}}", part=DECISIONS, returns=None)
def fetch_key_notice(call: Call, decision: UUID, stage: UUID, form: str) -> HttpResponse:
    """Fetch the notice of a key decision as a document: html, pdf, docx or odt."""
    one = found_step(call, decision, stage, Capability.SEE)
    if form not in FORMS or not one.report.key:
        raise Http404("there is no such notice.")
    what = f"key-decision notice, report {one.report.number}"
    made = files(key_notice(one, today=call.today), [form], report=one.report, what=what, by=call.by)[form]
    name = f"{call.workspace.slug}-key-decision-notice-{one.report.number}.{form}"
    return attachment(made, name=name, media_type=FORMATS[form].media_type)


# ---- the practice of the council -------------------------------------------------------------------------------------


@reads("/decision-practice", part=DECISIONS, returns=PracticeOut)
def read_practice(call: Call) -> PracticeOut:
    """Read what the council does where the law leaves it open."""
    call.check(GRANTS, Capability.SETTLE)
    return PracticeOut.from_orm(practice_on(call.workspace, call.today))


@acts("/decision-practice", part=DECISIONS, asks=PracticeForm, returns=PracticeOut, method="PUT")
def settle_practice(call: Call, given: dict[str, Any]) -> PracticeOut:
    """Record what the council does from a day on, where the law leaves it open."""
    call.check(GRANTS, Capability.SETTLE)
    form = filled(PracticeForm(given))
    since = form.cleaned_data["since"]
    practice.settle_practice(workspace=call.workspace, since=since, given=form.given(), by=call.by)
    return PracticeOut.from_orm(practice_on(call.workspace, call.today))


@lists("/decision-headings", part=DECISIONS, of=OwnHeadingOut)
def list_decision_headings(call: Call) -> Rows:
    """List the headings that this council's reports have besides the usual ones."""
    call.check(GRANTS, Capability.SETTLE)
    return Rows(local_headings(**call.here), OwnHeadingOut.from_orm)


@acts("/decision-headings", part=DECISIONS, asks=HeadingForm, returns=OwnHeadingOut, status=201)
def add_decision_heading(call: Call, given: dict[str, Any]) -> OwnHeadingOut:
    """Add a heading of the council's own to the reports that are begun from now on."""
    call.check(GRANTS, Capability.SETTLE)
    made = practice.add_heading(workspace=call.workspace, **filled(HeadingForm(given)).cleaned_data, by=call.by)
    return OwnHeadingOut.from_orm(made)


@acts("/decision-headings/{uuid:addition}", part=DECISIONS, returns=OwnHeadingOut, method="DELETE")
def put_heading_aside(call: Call, addition: UUID) -> OwnHeadingOut:
    """Leave a heading out of the reports that are begun from now on."""
    call.check(GRANTS, Capability.SETTLE)
    one = there(local_headings(**call.here).filter(pk=addition).first(), "heading")
    practice.put_heading_aside(heading=one, by=call.by)
    return OwnHeadingOut.from_orm(one)
