"""The partnership plan for programs: plans with all their parts, and what becomes of one."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import Given, Unfit, filled, listed
from frankpledge.api.parts import PLANS
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.plans import actions
from frankpledge.domain.plans.actions import life
from frankpledge.domain.plans.actions.rolling import roll_forward
from frankpledge.domain.plans.documents import FORMS, SHORT, leaving
from frankpledge.domain.plans.forms.writing import (
    AgendaForm,
    DecidedForm,
    PlanForm,
    ReasonForm,
    SentForm,
    plan_as_typed,
)
from frankpledge.domain.plans.models import Plan, Priority
from frankpledge.domain.plans.permissions import GRANTS, Capability
from frankpledge.domain.plans.queries import Whole, copies_of, editions_of_plan, plan_of, plans_of, whole
from frankpledge.domain.plans.queries.agendas import agendas_for
from frankpledge.domain.plans.queries.gates import lacking
from frankpledge.domain.plans.rules import LONGEST_NAME, LONGEST_TEXT, Origin, PlanState, Standing, Status
from frankpledge.domain.plans.rules.parts import TEXTS, Kind
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.permissions import Capability as OfPapers
from frankpledge.ground.documents.permissions import check_may
from frankpledge.ground.ui.pages import attachment

HERE = "/plans"
ONE = f"{HERE}/{{uuid:partnership_plan}}"
Year = Annotated[str, Field(max_length=7, description="Written as 2026/27.")]
Short = Annotated[str, Field(max_length=LONGEST_NAME)]
Chosen = Annotated[str, Field(max_length=LONGEST_NAME)]


class PlanOut(Schema):
    """A plan of a year. One that was printed elsewhere says where, in `source`."""

    id: UUID
    year: str
    first_year: str
    last_year: str
    title: str
    state: Annotated[str, listed(PlanState)]
    origin: Annotated[str, listed(Origin)]
    source: str
    decision: str = Field(description="What its board decided, in words.")
    decided_on: date | None
    assessment: UUID | None = Field(description="The edition of the assessment that it considers.")
    came_from: UUID | None = Field(description="The plan that it was begun from.")


class PlanPartOut(Schema):
    """A part of a plan: its texts by the names of their fields. A step has its day and status too."""

    id: UUID
    number: int | None
    texts: dict[str, str]
    organisation: UUID | None
    indicator: UUID | None
    due: date | None
    status: Annotated[str, listed(Status)] | None


class PlanPriorityOut(Schema):
    """A priority, theme or watching brief with what stands under it."""

    id: UUID
    number: int
    standing: Annotated[str, listed(Standing)]
    texts: dict[str, str]
    recommended: str = Field(description="What the assessment recommends; empty where it recommends no such thing.")
    lead: UUID | None
    strategies: list[str]
    four_ps: list[str]
    objectives: list[PlanPartOut]
    outcomes: list[PlanPartOut]
    steps: list[PlanPartOut]
    measures: list[PlanPartOut]


class PlanEditionOut(Schema):
    """An approved edition of a plan or of its page. Its files are among the papers."""

    id: UUID
    kind: str
    number: int


class PlanCopyOut(Schema):
    """A copy that was sent to the local policing body."""

    recipient: str
    on: date
    how: str


class WholePlan(Schema):
    """A plan with all its parts. `lacks`: what a draft needs before its board; of a printed one nothing is asked."""

    plan: PlanOut
    texts: dict[str, str]
    priorities: list[PlanPriorityOut]
    shares: list[PlanPartOut]
    context: list[PlanPartOut]
    left_out: list[PlanPartOut]
    lacks: list[str]
    editions: list[PlanEditionOut]
    copies: list[PlanCopyOut]


class PlanStarted(Given):
    """A plan that is begun: its year and term. `printed`: where one that was made elsewhere stands in print."""

    title: Short
    year: Year
    first_year: Year
    last_year: Year
    assessment: Chosen = ""
    printed: Annotated[str, Field(max_length=300)] = ""


class PlanDescribed(Given):
    """What is said once for the whole plan. What is left out stays; texts by their names, as the plan tells them."""

    title: Short | None = None
    first_year: Year | None = None
    last_year: Year | None = None
    assessment: Chosen | None = None
    texts: dict[Short, Annotated[str, Field(max_length=LONGEST_TEXT)]] = Field(default_factory=dict, max_length=50)


class PlanDecided(Given):
    """What the board decided: a row of the register of decisions (`about`), or words and a day where none is there."""

    about: Chosen = ""
    words: Short = ""
    on: date | None = None


def plan_out(one: Plan) -> PlanOut:
    """Return a plan as it is told in the list."""
    return PlanOut(
        id=one.pk, year=one.year, first_year=one.first_year, last_year=one.last_year, title=one.title,
        state=one.state, origin=one.origin, source=one.source, decision=one.decision, decided_on=one.decided_on,
        assessment=one.assessment_id, came_from=one.came_from_id,
    )  # fmt: skip


def texts_of(kind: Kind, row: Any) -> dict[str, str]:
    """Return the texts of a part by the names of their fields."""
    return {one.name: getattr(row, one.name) for one in TEXTS[kind]}


def part_out(kind: Kind, row: Any) -> PlanPartOut:
    """Return a part as it is told."""
    return PlanPartOut(
        id=row.pk, number=row.number, texts=texts_of(kind, row), organisation=getattr(row, "organisation_id", None),
        indicator=getattr(row, "indicator_id", None), due=getattr(row, "due", None),
        status=row.status if kind is Kind.STEP else None,
    )  # fmt: skip


def whole_out(one: Whole) -> WholePlan:
    """Return a plan whole as it is told."""
    plan, asked = one.plan, one.plan.state == PlanState.DRAFT and one.plan.origin != Origin.PRINTED
    priorities = []
    for each in one.every:
        row: Priority = each.row
        under = {
            name: [part_out(kind, part) for part in getattr(each, name)]
            for name, kind in (
                ("objectives", Kind.OBJECTIVE), ("outcomes", Kind.OUTCOME), ("steps", Kind.STEP),
                ("measures", Kind.MEASURE),
            )
        }  # fmt: skip
        priorities.append(
            PlanPriorityOut(
                id=row.pk, number=row.number, standing=row.standing, texts=texts_of(Kind.PRIORITY, row),
                recommended=row.recommended, lead=row.lead_id, strategies=row.strategies, four_ps=row.four_ps, **under,
            )
        )  # fmt: skip
    return WholePlan(
        plan=plan_out(plan), texts=plan.texts, priorities=priorities,
        shares=[part_out(Kind.SHARE, each) for each in one.shares],
        context=[part_out(Kind.CONTEXT, each) for each in one.context],
        left_out=[part_out(Kind.LEFT_OUT, each) for each in one.left_out],
        lacks=[each.words for each in lacking(one)] if asked else [],
        editions=[PlanEditionOut.from_orm(each) for each in editions_of_plan(plan)],
        copies=[PlanCopyOut.from_orm(each) for each in copies_of(plan)],
    )  # fmt: skip


def found_plan(call: Call, plan: UUID, capability: Capability = Capability.WRITE) -> Plan:
    """Return a plan that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(plan_of(plan, **call.here), "plan")


def told(call: Call, plan: UUID) -> WholePlan:
    """Return a plan whole, as it stands after what was done."""
    return whole_out(whole(found_plan(call, plan, Capability.SEE)))


@lists(HERE, part=PLANS, of=PlanOut)
def list_plans(call: Call) -> Rows:
    """List partnership plans, the latest year first; drafts to whoever reads papers in draft."""
    call.check(GRANTS, Capability.SEE)
    return Rows(plans_of(**call.here), plan_out)


@reads(ONE, part=PLANS, returns=WholePlan)
def read_plan(call: Call, partnership_plan: UUID) -> WholePlan:
    """Read a plan with its priorities, what stands under each, and what it lacks."""
    return told(call, partnership_plan)


@reads(f"{ONE}/files/{{slug:plan_what}}.{{slug:form}}", part=PLANS, returns=None)
def fetch_plan(call: Call, partnership_plan: UUID, plan_what: str, form: str) -> HttpResponse:
    """Fetch a plan (`plan`) or its page (`page`) in one format: as approved, else as it stands."""
    plan = found_plan(call, partnership_plan, Capability.SEE)
    kind = there(SHORT.get(plan_what), "document")
    there(form if form in FORMS[kind] else None, "format")
    content = leaving(plan, kind, form, on=call.today, by=call.by)
    name = f"{call.workspace.slug}-{plan_what}-{plan.year.replace('/', '-')}.{form}"
    return attachment(content, name=name, media_type=FORMATS[form].media_type)


@acts(HERE, part=PLANS, asks=PlanStarted, returns=WholePlan, status=201)
def start_plan(call: Call, given: dict[str, Any]) -> WholePlan:
    """Begin the plan of a year as a draft; its parts come next."""
    call.check(GRANTS, Capability.WRITE)
    form = filled(PlanForm(given, **call.here, today=call.today))
    year, printed = form.cleaned_data["year"], form.cleaned_data["printed"]
    made = actions.start_plan(workspace=call.workspace, year=year, given=form.given(), printed=printed, by=call.by)
    return told(call, made.pk)


@acts(ONE, part=PLANS, asks=PlanDescribed, returns=WholePlan, method="PUT")
def describe_plan(call: Call, partnership_plan: UUID, given: dict[str, Any]) -> WholePlan:
    """Say what is said once for the whole plan, while it is a draft. What is left out stays as it is."""
    plan = found_plan(call, partnership_plan)
    texts = given.pop("texts")
    form = PlanForm(plan_as_typed(plan) | given | texts, **call.here, today=call.today, plan=plan)
    if strange := sorted(set(texts) - (set(form.fields) - set(PlanDescribed.model_fields))):
        raise Unfit([("texts", f"“{strange[0]}” is no text of a plan.")])
    actions.describe_plan(plan=plan, given=filled(form).given(), by=call.by)
    return told(call, partnership_plan)


@acts(f"{ONE}/roll", part=PLANS, returns=WholePlan, status=201)
def roll_plan(call: Call, partnership_plan: UUID) -> WholePlan:
    """Begin the plan of the next year from an approved one: everything goes on but what is done."""
    return told(call, roll_forward(plan=found_plan(call, partnership_plan), by=call.by).pk)


@acts(f"{ONE}/discard", part=PLANS, returns=WholePlan)
def discard_plan(call: Call, partnership_plan: UUID) -> WholePlan:
    """Take out a draft that was begun by mistake, and return it as it was."""
    plan = found_plan(call, partnership_plan)
    stood = told(call, partnership_plan)
    actions.discard_plan(plan=plan, by=call.by)
    return stood


@acts(f"{ONE}/forward", part=PLANS, returns=WholePlan)
def put_plan_before_board(call: Call, partnership_plan: UUID) -> WholePlan:
    """Put a draft before its board. Refused, naming what it lacks, unless it is whole."""
    life.put_before_board(plan=found_plan(call, partnership_plan), by=call.by)
    return told(call, partnership_plan)


@acts(f"{ONE}/agenda", part=PLANS, asks=AgendaForm, returns=WholePlan)
def put_plan_on_agenda(call: Call, partnership_plan: UUID, given: dict[str, Any]) -> WholePlan:
    """Put a plan on the agenda of a meeting of its board that is still to come."""
    plan = found_plan(call, partnership_plan)
    form = filled(AgendaForm(given, agendas=agendas_for(plan, viewer=call.by, today=call.today)))
    life.put_on_agenda(plan=plan, agenda=form.chosen(), by=call.by)
    return told(call, partnership_plan)


@acts(f"{ONE}/back", part=PLANS, asks=ReasonForm, returns=WholePlan)
def take_plan_back(call: Call, partnership_plan: UUID, given: dict[str, Any]) -> WholePlan:
    """Open a plan that is before its board to writing again, and say why."""
    plan = found_plan(call, partnership_plan)
    life.take_back(plan=plan, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return told(call, partnership_plan)


@acts(f"{ONE}/approve", part=PLANS, asks=PlanDecided, returns=WholePlan)
def approve_plan(call: Call, partnership_plan: UUID, given: dict[str, Any]) -> WholePlan:
    """Record by which decision the board approved a plan; it becomes two editions. Refused for whoever wrote in it."""
    plan = found_plan(call, partnership_plan, Capability.SEE)
    check_may(OfPapers.APPROVE_PAPER, workspace=call.workspace, user=call.by)
    life.approve_plan(plan=plan, decided=filled(DecidedForm(given, **call.here)).given(), by=call.by)
    return told(call, partnership_plan)


@acts(f"{ONE}/keep", part=PLANS, asks=PlanDecided, returns=WholePlan)
def keep_plan(call: Call, partnership_plan: UUID, given: dict[str, Any]) -> WholePlan:
    """Keep a plan that was printed elsewhere as history, with when it was adopted."""
    plan = found_plan(call, partnership_plan)
    life.keep_printed(plan=plan, decided=filled(DecidedForm(given, **call.here)).given(), by=call.by)
    return told(call, partnership_plan)


@acts(f"{ONE}/copies", part=PLANS, asks=SentForm, returns=WholePlan, status=201)
def record_plan_sent(call: Call, partnership_plan: UUID, given: dict[str, Any]) -> WholePlan:
    """Record to whom a copy of an approved plan was sent, and when."""
    plan = found_plan(call, partnership_plan)
    life.record_sent(plan=plan, **filled(SentForm(given)).cleaned_data, by=call.by)
    return told(call, partnership_plan)
