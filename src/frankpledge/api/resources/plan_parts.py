"""Parts of a draft plan for programs: written, written anew, moved, taken out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import LONGEST_CHOICE, Given, Unfit, filled, listed
from frankpledge.api.parts import PLANS
from frankpledge.api.resources.plans import ONE, WholePlan, found_plan, told
from frankpledge.api.routing import acts
from frankpledge.domain.plans import actions
from frankpledge.domain.plans.forms.writing import PartForm, RemovalForm, part_as_typed
from frankpledge.domain.plans.models import Plan, Priority
from frankpledge.domain.plans.queries import part_of
from frankpledge.domain.plans.rules import LONGEST_TEXT, FourP, Standing
from frankpledge.domain.plans.rules.parts import Kind

OF_KIND = f"{ONE}/parts/{{slug:part_kind}}"
PART = f"{OF_KIND}/{{uuid:plan_part}}"
MOST = 20
Chosen = Annotated[str, Field(max_length=LONGEST_CHOICE)]
Choices = Annotated[list[Chosen], Field(max_length=MOST)]


class PlanPartGiven(Given):
    """A part of a plan. Its texts by their names, as the plan tells them; what it points to, where its kind does."""

    texts: dict[Chosen, Annotated[str, Field(max_length=LONGEST_TEXT)]] = Field(default_factory=dict, max_length=MOST)
    standing: Annotated[str, listed(Standing)] | None = Field(
        None, description="Of a priority; left out, it is one proper."
    )
    recommended: Annotated[str, Field(max_length=300)] | None = Field(None, description="Of a priority.")
    lead: Chosen | None = Field(None, description="Of a priority: an organisation.")
    strategies: Choices | None = Field(None, description="Of a priority: those of the law that it carries.")
    four_ps: list[Annotated[str, listed(FourP)]] | None = Field(None, max_length=MOST, description="Of a priority.")
    register_risks: Choices | None = Field(None, description="Of a priority: the rows of the risk register it names.")
    objective: Chosen | None = Field(None, description="Of a step: the objective that it serves.")
    organisation: Chosen | None = Field(None, description="Of a step: who leads it; of a share: whose it is.")
    due: date | None = Field(None, description="Of a step: by when.")
    indicator: Chosen | None = Field(None, description="Of a measure: the indicator of the register that it is.")


class PlanPartAdded(PlanPartGiven):
    """A part that is written anew. `priority`: under which one, for what stands under one."""

    priority: UUID | None = None


class PlanPartMoved(Given):
    """Whether a part goes one place up, else down."""

    up: bool


def kind_of(word: str) -> Kind:
    """Return a kind of part; where there is none such, it is not there."""
    return there(Kind(word) if word in set(Kind) else None, "kind of part")


def found_part(call: Call, plan: UUID, word: str, identity: UUID) -> tuple[Plan, Kind, Any]:
    """Return a plan, a kind and one part of the plan, once whoever calls may write there."""
    of, kind = found_plan(call, plan), kind_of(word)
    return of, kind, there(part_of(kind, identity, plan=of), "part of the plan")


def part_form(
    call: Call, given: dict[str, Any], *, kind: Kind, plan: Plan, under: Priority | None, stood: dict[str, Any]
) -> PartForm:
    """Return the form of a part, filled with what was sent over what stood; refused where more was sent than asked."""
    texts = given.pop("texts")
    form = PartForm(stood | given | texts, kind=kind, plan=plan, viewer=call.by, under=under)
    if strange := sorted((set(given) | set(texts)) - set(form.fields)):
        raise Unfit([(name, f"this is not asked of a part such as “{kind.label}”.") for name in strange])
    return filled(form)


@acts(OF_KIND, part=PLANS, asks=PlanPartAdded, returns=WholePlan, status=201)
def add_plan_part(call: Call, partnership_plan: UUID, part_kind: str, given: dict[str, Any]) -> WholePlan:
    """Write a part in a draft.

    `part_kind` is priority, objective, outcome, step, measure, share, context or left_out.
    """
    plan, kind = found_plan(call, partnership_plan), kind_of(part_kind)
    named, under = given.pop("priority", None), None
    if kind.under_priority and named:
        under = part_of(Kind.PRIORITY, named, plan=plan)
    if (under is None) == kind.under_priority or (named and not kind.under_priority):
        raise Unfit([("priority", "it names a priority of this plan where the part stands under one, and else none.")])
    stood = {"standing": Standing.PRIORITY} if kind is Kind.PRIORITY else {}
    form = part_form(call, given, kind=kind, plan=plan, under=under, stood=stood)
    actions.write_part(plan=plan, kind=kind, values=form.given(), under=under, by=call.by)
    return told(call, partnership_plan)


@acts(PART, part=PLANS, asks=PlanPartGiven, returns=WholePlan, method="PUT")
def write_plan_part(
    call: Call, partnership_plan: UUID, part_kind: str, plan_part: UUID, given: dict[str, Any]
) -> WholePlan:
    """Write a part of a draft anew. What is left out stays as it is."""
    plan, kind, row = found_part(call, partnership_plan, part_kind, plan_part)
    under = row.priority if kind.under_priority else None
    form = part_form(call, given, kind=kind, plan=plan, under=under, stood=part_as_typed(kind, row))
    actions.write_part(plan=plan, kind=kind, values=form.given(), under=under, part=row, by=call.by)
    return told(call, partnership_plan)


@acts(f"{PART}/remove", part=PLANS, asks=RemovalForm, returns=WholePlan)
def remove_plan_part(
    call: Call, partnership_plan: UUID, part_kind: str, plan_part: UUID, given: dict[str, Any]
) -> WholePlan:
    """Take a part out of a draft. One from the plan before goes with a reason."""
    plan, kind, row = found_part(call, partnership_plan, part_kind, plan_part)
    reason = filled(RemovalForm(given)).cleaned_data["reason"]
    actions.remove_part(plan=plan, kind=kind, part=row, reason=reason, by=call.by)
    return told(call, partnership_plan)


@acts(f"{PART}/move", part=PLANS, asks=PlanPartMoved, returns=WholePlan)
def move_plan_part(
    call: Call, partnership_plan: UUID, part_kind: str, plan_part: UUID, given: dict[str, Any]
) -> WholePlan:
    """Let a part of a draft stand one place further up or down."""
    plan, kind, row = found_part(call, partnership_plan, part_kind, plan_part)
    actions.order_part(plan=plan, kind=kind, part=row, up=given["up"], by=call.by)
    return told(call, partnership_plan)
