"""The delivery plan for programs: its steps as they stand, one with all that happened to it, said, moved, tied."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, row_in, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import PLANS
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.delivery import actions
from frankpledge.domain.delivery.documents import FORMS, leaving
from frankpledge.domain.delivery.forms import MoveForm, ReasonForm, SayForm, TieForm
from frankpledge.domain.delivery.permissions import GRANTS, Capability
from frankpledge.domain.delivery.presenters import number_of
from frankpledge.domain.delivery.queries import StepNow, delivery_of, one_step
from frankpledge.domain.delivery.rules import Deed
from frankpledge.domain.plans.models import Plan
from frankpledge.domain.plans.queries import plan_of
from frankpledge.domain.plans.rules import Status
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.ui.pages import attachment

OF_PLAN = "/plans/{uuid:partnership_plan}/delivery"
ONE = "/delivery/{uuid:delivery_step}"


class DeliveryStepOut(Schema):
    """A step of a plan as it stands on the day. `dates` are all that it was due on, the first one first."""

    id: UUID
    number: str = Field(description="That of its priority, and its own within it.")
    plan: UUID
    priority: UUID
    priority_name: str
    aim: str = Field(description="The objective that it serves; empty where none is named.")
    words: str
    lead: str
    due: date | None
    dates: list[date]
    status: Annotated[str, listed(Status)]
    status_words: str = Field(description="The status in the words in which it was said.")
    said_on: date | None = Field(description="When its status was said; null where nothing was said.")
    standing: str = Field(description="done, dropped, late, contradicts (its date belies what is said), due or none.")
    standing_words: str
    late: bool


class DeliveryChangeOut(Schema):
    """One thing that was done with a step, by whom and why. `was` and `now`: its dates, where it was moved."""

    deed: Annotated[str, listed(Deed)]
    said: str
    words: str
    was: date | None
    now: date | None
    on: date
    by: str
    at: datetime


class DeliveryActionOut(Schema):
    """An action of the log that carries a step out. `id` is that of the tie."""

    id: UUID
    action: UUID
    number: int
    wording: str


class WholeDeliveryStep(Schema):
    """A step with all that happened to it, the first first, and the actions that carry it out."""

    step: DeliveryStepOut
    changes: list[DeliveryChangeOut]
    actions: list[DeliveryActionOut]


def step_out(one: StepNow) -> DeliveryStepOut:
    """Return a step as it is told."""
    step, priority = one.step, one.step.priority
    assert priority is not None  # steps of no plan are not told here
    return DeliveryStepOut(
        id=step.pk, number=number_of(one), plan=priority.plan_id, priority=priority.pk, priority_name=priority.name,
        aim=str(step.objective or ""), words=step.words, lead=one.lead, due=step.due, dates=list(one.dates),
        status=one.status, status_words=one.status_words, said_on=step.said_on, standing=one.stands.kind,
        standing_words=one.stands.words, late=one.stands.late,
    )  # fmt: skip


def found(call: Call, delivery_step: UUID, capability: Capability = Capability.SEE) -> StepNow:
    """Return a step of an approved plan that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    one = one_step(delivery_step, **call.here, on=call.today)
    return there(one if one and one.step.priority else None, "step")


def told(call: Call, delivery_step: UUID) -> WholeDeliveryStep:
    """Return a step whole, as it stands on the day of a call."""
    one = found(call, delivery_step)
    changes = [
        DeliveryChangeOut(
            deed=each.deed, said=each.said, words=each.words, was=each.was, now=each.now, on=each.on, by=each.by.name,
            at=each.at,
        )
        for each in one.changes
    ]  # fmt: skip
    carried = [
        DeliveryActionOut(id=each.pk, action=each.action_id, number=each.action.number, wording=each.action.wording)
        for each in one.carried
    ]
    return WholeDeliveryStep(step=step_out(one), changes=changes, actions=carried)


def plan_delivered(call: Call, plan: UUID) -> Plan:
    """Return a plan whose delivery whoever calls may see."""
    call.check(GRANTS, Capability.SEE)
    return there(plan_of(plan, **call.here), "plan")


@lists(OF_PLAN, part=PLANS, of=DeliveryStepOut)
def list_delivery(call: Call, partnership_plan: UUID) -> Rows:
    """List the steps of an approved plan as they stand today, priority by priority."""
    plan = plan_delivered(call, partnership_plan)
    return Rows(delivery_of(plan, viewer=call.by, on=call.today), step_out)


@reads(f"{OF_PLAN}/files/{{slug:form}}", part=PLANS, returns=None)
def fetch_delivery(call: Call, partnership_plan: UUID, form: str) -> HttpResponse:
    """Fetch a delivery plan as a document: html, docx, odt or pdf."""
    plan = plan_delivered(call, partnership_plan)
    there(form if form in FORMS else None, "format")
    content = leaving(plan, form, on=call.today, by=call.by)
    name = f"{call.workspace.slug}-delivery-{plan.year.replace('/', '-')}.{form}"
    return attachment(content, name=name, media_type=FORMATS[form].media_type)


@reads(ONE, part=PLANS, returns=WholeDeliveryStep)
def read_delivery_step(call: Call, delivery_step: UUID) -> WholeDeliveryStep:
    """Read a step: how it stands, every date it had with the reason, and which actions carry it out."""
    return told(call, delivery_step)


@acts(f"{ONE}/reports", part=PLANS, asks=SayForm, returns=WholeDeliveryStep, status=201)
def report_delivery_step(call: Call, delivery_step: UUID, given: dict[str, Any]) -> WholeDeliveryStep:
    """Say how a step stands. What is done, late or changed says what shows it, or why."""
    one, said = found(call, delivery_step, Capability.SAY), filled(SayForm(given)).cleaned_data
    status = Status(said["status"])
    actions.say(step=one.step, status=status, words=said["words"], on=said["on"], by=call.by)
    return told(call, delivery_step)


@acts(f"{ONE}/move", part=PLANS, asks=MoveForm, returns=WholeDeliveryStep)
def move_delivery_step(call: Call, delivery_step: UUID, given: dict[str, Any]) -> WholeDeliveryStep:
    """Let a step be due on another day, and say why. The day before is kept."""
    one = found(call, delivery_step, Capability.KEEP)
    actions.move(step=one.step, **filled(MoveForm(given)).cleaned_data, by=call.by)
    return told(call, delivery_step)


@acts(f"{ONE}/drop", part=PLANS, asks=ReasonForm, returns=WholeDeliveryStep)
def drop_delivery_step(call: Call, delivery_step: UUID, given: dict[str, Any]) -> WholeDeliveryStep:
    """Drop an open step that will not be done, and say why."""
    one = found(call, delivery_step, Capability.KEEP)
    actions.drop(step=one.step, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return told(call, delivery_step)


@acts(f"{ONE}/reopen", part=PLANS, asks=ReasonForm, returns=WholeDeliveryStep)
def reopen_delivery_step(call: Call, delivery_step: UUID, given: dict[str, Any]) -> WholeDeliveryStep:
    """Open again a step that was done or dropped, and say why."""
    one = found(call, delivery_step, Capability.KEEP)
    actions.reopen(step=one.step, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return told(call, delivery_step)


@acts(f"{ONE}/actions", part=PLANS, asks=TieForm, returns=WholeDeliveryStep, status=201)
def tie_delivery_step(call: Call, delivery_step: UUID, given: dict[str, Any]) -> WholeDeliveryStep:
    """Say that an action of the log carries a step out."""
    one = found(call, delivery_step, Capability.KEEP)
    form = filled(TieForm(given, **call.here))
    actions.tie_action(step=one.step, action=form.rows[form.cleaned_data["action"]], by=call.by)
    return told(call, delivery_step)


@acts(f"{ONE}/actions/{{uuid:delivery_tie}}/untie", part=PLANS, returns=WholeDeliveryStep)
def untie_delivery_step(call: Call, delivery_step: UUID, delivery_tie: UUID) -> WholeDeliveryStep:
    """Say that an action does not carry a step out after all."""
    one = found(call, delivery_step, Capability.KEEP)
    actions.untie_action(tie=row_in(one.carried, delivery_tie, "tie"), by=call.by)
    return told(call, delivery_step)
