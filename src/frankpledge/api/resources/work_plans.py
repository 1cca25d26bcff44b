"""Work plans for programs: which there are, one with its lines, started, approved, reported on, closed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import Given, Unfit, filled, listed
from frankpledge.api.parts import WORK
from frankpledge.api.resources.plan_lines import PlanLineOut, line_out
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.action_log.rules import OFFERED, Progress
from frankpledge.domain.work_plans import actions
from frankpledge.domain.work_plans.actions import Fate, Said
from frankpledge.domain.work_plans.forms import ApprovalForm, ChoiceForm, PlanForm
from frankpledge.domain.work_plans.models import Line, Plan
from frankpledge.domain.work_plans.permissions import GRANTS, Capability
from frankpledge.domain.work_plans.queries import LineNow, line_now, lines_of, plan_of, plans_of
from frankpledge.domain.work_plans.rules import LONGEST_WORDS, PlanState, Status

ONE = "/work-plans/{uuid:plan}"
MOST_LINES = 300
Words = Annotated[str, Field(max_length=LONGEST_WORDS)]


class WorkPlanOut(Schema):
    """The work plan of a group for a year, and how many of its lines are open and late."""

    id: UUID
    body: UUID
    body_name: str
    year: str
    state: Annotated[str, listed(PlanState)]
    decision: int | None = Field(description="By which decision of the group it was approved.")
    approved_on: date | None
    lines: int
    open: int
    late: int


class WholeWorkPlan(Schema):
    """A work plan with its lines."""

    plan: WorkPlanOut
    lines: list[PlanLineOut]


class LineReport(Given):
    """How one line stands."""

    line: UUID
    said: Annotated[str, Field(json_schema_extra={"enum": [one.value for one in OFFERED]})]
    words: Words = ""


class ReportsGiven(Given):
    """How lines of a plan stand. Those that are left out have nothing new."""

    reports: list[LineReport] = Field(max_length=MOST_LINES)


class LineFate(Given):
    """What becomes of an open line: the quarter next year in which it is due; without one it is dropped, and why."""

    line: UUID
    quarter: Annotated[int, Field(ge=1, le=4)] | None = None
    reason: Words = ""


class FatesGiven(Given):
    """What becomes of each open line when the year is over: none may be left out."""

    lines: list[LineFate] = Field(max_length=MOST_LINES)


def plan_out(plan: Plan, lines: list[LineNow]) -> WorkPlanOut:
    """Return a work plan as it is told."""
    return WorkPlanOut(
        id=plan.pk, body=plan.body_id, body_name=plan.body.name, year=plan.year, state=plan.state,
        decision=plan.decision, approved_on=plan.approved_on, lines=len(lines),
        open=sum(one.status is Status.OPEN for one in lines), late=sum(one.standing.late for one in lines),
    )  # fmt: skip


def found(call: Call, plan: UUID, capability: Capability = Capability.SEE) -> Plan:
    """Return a work plan that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(plan_of(plan, **call.here), "work plan")


def lines_now(call: Call, plan: UUID) -> list[LineNow]:
    """Return the lines of a plan as they stand on the day of a call."""
    return [line_now(one, on=call.today) for one in lines_of(**call.here).filter(plan=plan)]


def whole(call: Call, plan: UUID) -> WholeWorkPlan:
    """Return a work plan whole, as it stands on the day of a call."""
    lines = lines_now(call, plan)
    one = there(plan_of(plan, **call.here), "work plan")
    return WholeWorkPlan(plan=plan_out(one, lines), lines=[line_out(line) for line in lines])


def of_plan(call: Call, plan: Plan, named: list[UUID]) -> dict[UUID, Line]:
    """Return the lines of a plan by their identifiers; refused where one of those named is not among them."""
    rows = {one.line.pk: one.line for one in lines_now(call, plan.pk)}
    if strange := [str(one) for one in named if one not in rows]:
        raise Unfit([("line", f"{strange[0]} is no line of this plan.")])
    return rows


@lists("/work-plans", part=WORK, of=WorkPlanOut, asks=ChoiceForm)
def list_work_plans(call: Call, given: dict[str, Any]) -> Rows:
    """List work plans under the filters of the page, the latest year first."""
    call.check(GRANTS, Capability.SEE)
    every = list(plans_of(**call.here))
    years = sorted({one.year for one in every}, reverse=True)
    form = filled(ChoiceForm(given, bodies={one.body for one in every}, years=years))
    body, year = form.chosen("body"), form.chosen("year")
    rows = [one for one in every if body in {"", str(one.body_id)} and year in {"", one.year}]
    told: dict[UUID, list[LineNow]] = {one.pk: [] for one in rows}
    for line in lines_of(**call.here).filter(plan__in=rows):
        told[line.plan_id].append(line_now(line, on=call.today))
    return Rows(rows, lambda one: plan_out(one, told[one.pk]))


@reads(ONE, part=WORK, returns=WholeWorkPlan)
def read_work_plan(call: Call, plan: UUID) -> WholeWorkPlan:
    """Read a work plan with its lines, as they stand today."""
    return whole(call, found(call, plan).pk)


@acts("/work-plans", part=WORK, asks=PlanForm, returns=WholeWorkPlan, status=201)
def start_work_plan(call: Call, given: dict[str, Any]) -> WholeWorkPlan:
    """Start the work plan of a group for a year, as a draft."""
    call.check(GRANTS, Capability.KEEP)
    form = filled(PlanForm(given, **call.here))
    body, year = form.bodies[form.cleaned_data["body"]], form.cleaned_data["year"]
    return whole(call, actions.start_plan(workspace=call.workspace, body=body, year=year, by=call.by).pk)


@acts(f"{ONE}/approve", part=WORK, asks=ApprovalForm, returns=WholeWorkPlan)
def approve_work_plan(call: Call, plan: UUID, given: dict[str, Any]) -> WholeWorkPlan:
    """Record that the group approved its plan. From then on every change of a line says why."""
    one = found(call, plan, Capability.KEEP)
    actions.approve_plan(plan=one, **filled(ApprovalForm(given)).cleaned_data, by=call.by)
    return whole(call, plan)


@acts(f"{ONE}/reports", part=WORK, asks=ReportsGiven, returns=WholeWorkPlan, status=201)
def report_plan_lines(call: Call, plan: UUID, given: dict[str, Any]) -> WholeWorkPlan:
    """Report on several lines of a plan in one stroke, all of them or none."""
    one = found(call, plan, Capability.REPORT)
    rows = of_plan(call, one, [each["line"] for each in given["reports"]])
    if strange := [each["said"] for each in given["reports"] if each["said"] not in OFFERED]:
        raise Unfit([("said", f"“{strange[0]}” is not how a line stands.")])
    said = {rows[each["line"]]: Said(Progress(each["said"]), each["words"]) for each in given["reports"]}
    actions.report_lines(reports=said, by=call.by)
    return whole(call, plan)


@acts(f"{ONE}/close", part=WORK, asks=FatesGiven, returns=WholeWorkPlan)
def close_work_plan(call: Call, plan: UUID, given: dict[str, Any]) -> WholeWorkPlan:
    """Close a plan and return that of the next year, into which its open lines were carried over.

    Each open line goes on into the next year, or is dropped with a reason.
    """
    one = found(call, plan, Capability.KEEP)
    of_plan(call, one, [each["line"] for each in given["lines"]])
    fates = {each["line"]: Fate(each.get("quarter"), each["reason"]) for each in given["lines"]}
    return whole(call, actions.close_plan(plan=one, fates=fates, by=call.by).pk)
