"""Lines of work plans for programs: one, written, put right, reported on, moved, dropped, opened again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import WORK
from frankpledge.api.routing import acts, reads
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.work_plans import actions
from frankpledge.domain.work_plans.forms import LineForm, MoveForm, ReasonForm, ReportForm, as_typed
from frankpledge.domain.work_plans.models import Line
from frankpledge.domain.work_plans.permissions import GRANTS, Capability
from frankpledge.domain.work_plans.queries import LineNow, line_now, line_of, plan_of
from frankpledge.domain.work_plans.rules import Deed, Status

ONE = "/work-plans/lines/{uuid:plan_line}"


class PlanLineOut(Schema):
    """A line of a work plan as it stands on the day. `first_quarter`: the quarter first agreed."""

    id: UUID
    plan: UUID
    number: int
    wording: str
    priority: str
    objective: str
    organisation: UUID
    organisation_name: str
    person: str
    deputy: str
    quarter: int
    first_quarter: int
    moves: int
    due: date
    measure: str
    status: Annotated[str, listed(Status)]
    closed_on: date | None
    standing: str
    late: bool
    said: Annotated[str, listed(Progress)] | None = Field(description="What was last said of it; null: nothing yet.")
    words: str
    came_from: UUID | None = Field(description="The line of the year before that it carries on.")


class PlanLineChangeOut(Schema):
    """One thing that was done with a line; `was` and `now` are quarters, where it was moved."""

    at: datetime
    who: str
    deed: Annotated[str, listed(Deed)]
    said: Annotated[str, listed(Progress)] | None
    words: str
    was: int | None
    now: int | None


class WholePlanLine(Schema):
    """A line of a work plan and all that was done with it, in order."""

    line: PlanLineOut
    changes: list[PlanLineChangeOut]


def line_out(told: LineNow) -> PlanLineOut:
    """Return a line as it is told."""
    one = told.line
    named = ("number", "wording", "priority", "objective", "quarter", "measure", "status", "closed_on")
    return PlanLineOut(
        **{name: getattr(one, name) for name in named}, id=one.pk, plan=one.plan_id, organisation=one.organisation_id,
        organisation_name=one.organisation.name, person=one.person.name if one.person else "",
        deputy=one.deputy.name if one.deputy else "", first_quarter=told.first_quarter, moves=told.moves, due=told.due,
        standing=told.standing.words, late=told.standing.late, said=told.said, words=told.words,
        came_from=one.came_from_id,
    )  # fmt: skip


def found(call: Call, plan_line: UUID, capability: Capability = Capability.SEE) -> Line:
    """Return a line that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(line_of(plan_line, **call.here), "line")


def whole(call: Call, plan_line: UUID) -> WholePlanLine:
    """Return a line whole, as it stands on the day of a call."""
    told = line_now(there(line_of(plan_line, **call.here), "line"), on=call.today)
    changes = [
        PlanLineChangeOut(
            at=one.at, who=one.by.name, deed=one.deed, said=one.said or None, words=one.words, was=one.was, now=one.now
        )
        for one in told.changes
    ]  # fmt: skip
    return WholePlanLine(line=line_out(told), changes=changes)


@reads(ONE, part=WORK, returns=WholePlanLine)
def read_plan_line(call: Call, plan_line: UUID) -> WholePlanLine:
    """Read a line of a work plan, how it stands, and all that was done with it."""
    return whole(call, found(call, plan_line).pk)


@acts("/work-plans/{uuid:plan}/lines", part=WORK, asks=LineForm, without=("reason",), returns=WholePlanLine, status=201)
def add_plan_line(call: Call, plan: UUID, given: dict[str, Any]) -> WholePlanLine:
    """Write a line in a plan, under the next number of it."""
    call.check(GRANTS, Capability.KEEP)
    one = there(plan_of(plan, **call.here), "work plan")
    form = filled(LineForm(given, **call.here, year=one.year))
    return whole(call, actions.add_line(plan=one, given=form.given(), by=call.by).pk)


@acts(ONE, part=WORK, asks=LineForm, without=("quarter",), returns=WholePlanLine, method="PUT")
def amend_plan_line(call: Call, plan_line: UUID, given: dict[str, Any]) -> WholePlanLine:
    """Put a line right; once its plan is approved, with a reason. What is left out is emptied."""
    one = found(call, plan_line, Capability.KEEP)
    form = filled(LineForm(given, **call.here, year=one.plan.year, amended=True, initial=as_typed(one)))
    actions.amend_line(line=one, given=form.given(one), reason=form.cleaned_data["reason"], by=call.by)
    return whole(call, plan_line)


@acts(f"{ONE}/reports", part=WORK, asks=ReportForm, returns=WholePlanLine, status=201)
def report_plan_line(call: Call, plan_line: UUID, given: dict[str, Any]) -> WholePlanLine:
    """Report how a line stands. Done ends it, and needs what shows it."""
    one = found(call, plan_line, Capability.REPORT)
    actions.report_line(line=one, given=filled(ReportForm(given)).given(), by=call.by)
    return whole(call, plan_line)


@acts(f"{ONE}/move", part=WORK, asks=MoveForm, returns=WholePlanLine)
def move_plan_line(call: Call, plan_line: UUID, given: dict[str, Any]) -> WholePlanLine:
    """Let a line be due in another quarter of its year, and say why. The one before is kept."""
    one = found(call, plan_line, Capability.KEEP)
    said = filled(MoveForm(given, year=one.plan.year)).cleaned_data
    actions.move_line(line=one, quarter=int(said["quarter"]), reason=said["reason"], by=call.by)
    return whole(call, plan_line)


@acts(f"{ONE}/drop", part=WORK, asks=ReasonForm, returns=WholePlanLine)
def drop_plan_line(call: Call, plan_line: UUID, given: dict[str, Any]) -> WholePlanLine:
    """Drop a line that will not be done, and say why."""
    one = found(call, plan_line, Capability.KEEP)
    actions.drop_line(line=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return whole(call, plan_line)


@acts(f"{ONE}/reopen", part=WORK, asks=ReasonForm, returns=WholePlanLine)
def reopen_plan_line(call: Call, plan_line: UUID, given: dict[str, Any]) -> WholePlanLine:
    """Open again a line that was done or dropped, and say why."""
    one = found(call, plan_line, Capability.KEEP)
    actions.reopen_line(line=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return whole(call, plan_line)
