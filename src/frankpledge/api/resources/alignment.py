"""Plans of other bodies for programs: kept with their priorities, and ours judged against them pair by pair."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, row_in, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import PLANS
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.alignment import actions
from frankpledge.domain.alignment.forms import (
    DropForm,
    JudgeForm,
    MatrixForm,
    PriorityForm,
    TheirPlanForm,
    WithdrawForm,
)
from frankpledge.domain.alignment.models import TheirPlan, TheirPriority
from frankpledge.domain.alignment.permissions import GRANTS, Capability
from frankpledge.domain.alignment.queries import (
    Matrix,
    Pair,
    history_of,
    matrix,
    pair_of,
    priorities_of,
    their_plan,
    their_plans,
)
from frankpledge.domain.alignment.rules import Verdict
from frankpledge.domain.plans.queries import plans_of

PAIR = "/alignment/pairs/{uuid:our_priority}/{uuid:their_priority}"
THEIRS = "/alignment/plans"
ONE = f"{THEIRS}/{{uuid:their_plan}}"
PRIORITY = f"{ONE}/priorities/{{uuid:their_priority}}"


class TheirPriorityOut(Schema):
    """A priority of a plan of another body. One that was dropped says from when."""

    id: UUID
    number: int
    name: str
    detail: str
    changed_at: datetime
    dropped_on: date | None


class TheirPlanOut(Schema):
    """A plan of another body. A day of null was not said."""

    id: UUID
    kind: str
    title: str
    owner: UUID
    owner_name: str
    starts: date | None
    ends: date | None
    source: str
    over: bool = Field(description="Whether its last day is over: what was judged of it is outdated.")
    priorities: list[TheirPriorityOut]


class PairOut(Schema):
    """One of ours beside one of theirs. A verdict of null: nobody judged it."""

    ours: UUID
    our_name: str
    theirs: UUID
    their_name: str
    plan: UUID
    plan_title: str
    verdict: Annotated[str, listed(Verdict)] | None
    reason: str
    outdated: list[str] = Field(description="Why the judgement does not hold as it was made.")


class JudgementOut(Schema):
    """One judgement of a pair, as it was made. None is ever replaced."""

    verdict: Annotated[str, listed(Verdict)]
    reason: str
    our_name: str
    their_name: str
    by: str
    at: datetime


class JudgedPair(Schema):
    """A pair with every judgement of it, the latest first."""

    pair: PairOut
    judgements: list[JudgementOut]


class AlignmentOut(Schema):
    """How our plan stands to theirs. A plan of null: there is none of ours. An orphan goes with none of the others."""

    plan: UUID | None
    plan_title: str
    as_at: date
    pairs: int
    not_judged: int
    conflicts: list[PairOut]
    outdated: list[PairOut]
    our_orphans: list[str]
    their_orphans: list[TheirPriorityOut]


def plan_out(one: TheirPlan, on: date) -> TheirPlanOut:
    """Return a plan of another body as it is told."""
    return TheirPlanOut(
        id=one.pk, kind=one.kind, title=one.title, owner=one.owner_id, owner_name=str(one.owner), starts=one.starts,
        ends=one.ends, source=one.source, over=one.ends is not None and one.ends < on,
        priorities=[TheirPriorityOut.from_orm(each) for each in priorities_of(one)],
    )  # fmt: skip


def pair_out(one: Pair) -> PairOut:
    """Return a pair as it is told."""
    return PairOut(
        ours=one.ours.pk, our_name=one.ours.name, theirs=one.theirs.pk, their_name=one.theirs.name,
        plan=one.theirs.plan_id, plan_title=one.theirs.plan.title, verdict=one.stands.verdict,
        reason=one.stands.reason, outdated=list(one.stands.outdated),
    )  # fmt: skip


def found(call: Call, identity: UUID, capability: Capability = Capability.SEE) -> TheirPlan:
    """Return a plan of another body that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(their_plan(identity, **call.here), "plan")


def whole(call: Call, identity: UUID) -> TheirPlanOut:
    """Return a plan of another body with its priorities, as it stands now."""
    return plan_out(found(call, identity), call.today)


def priority_of(call: Call, plan: UUID, identity: UUID) -> TheirPriority:
    """Return a priority of a plan of another body, once whoever calls may keep it."""
    return row_in(priorities_of(found(call, plan, Capability.KEEP)), identity, "priority")


def asked(call: Call, given: dict[str, Any]) -> Matrix:
    """Return the part of the matrix that the filters of the page name."""
    call.check(GRANTS, Capability.SEE)
    years = [(one.year, one.title) for one in plans_of(**call.here)]
    choice = filled(MatrixForm(given, years=years)).asked()
    return matrix(**call.here, on=call.today, year=choice["year"], kind=choice["kind"])


def judged(call: Call, ours: UUID, theirs: UUID) -> JudgedPair:
    """Return a pair with every judgement of it."""
    pair = there(pair_of(ours, theirs, **call.here, on=call.today), "pair")
    judgements = [
        JudgementOut(
            verdict=one.verdict, reason=one.reason, our_name=one.ours_then, their_name=one.theirs_then,
            by=one.recorded_by.name, at=one.recorded_at,
        )
        for one in history_of(pair)
    ]  # fmt: skip
    return JudgedPair(pair=pair_out(pair), judgements=judgements)


@reads("/alignment", part=PLANS, returns=AlignmentOut, asks=MatrixForm)
def read_alignment(call: Call, given: dict[str, Any]) -> AlignmentOut:
    """Read what stands out where our plan is held against theirs: conflicts, what is outdated, what stands alone."""
    one = asked(call, given)
    return AlignmentOut(
        plan=one.plan.pk if one.plan else None, plan_title=one.plan.title if one.plan else "", as_at=one.on,
        pairs=len(one.every), not_judged=len(one.unjudged),
        conflicts=[pair_out(each) for each in one.conflicts], outdated=[pair_out(each) for each in one.outdated],
        our_orphans=[each.name for each in one.our_orphans],
        their_orphans=[TheirPriorityOut.from_orm(each) for each in one.their_orphans],
    )  # fmt: skip


@lists("/alignment/pairs", part=PLANS, of=PairOut, asks=MatrixForm)
def list_pairs(call: Call, given: dict[str, Any]) -> Rows:
    """List the pairs of one of ours and one of theirs, judged or not, under the filters of the page."""
    return Rows(asked(call, given).every, pair_out)


@reads(PAIR, part=PLANS, returns=JudgedPair)
def read_pair(call: Call, our_priority: UUID, their_priority: UUID) -> JudgedPair:
    """Read how one of ours stands to one of theirs, with every judgement of it."""
    call.check(GRANTS, Capability.SEE)
    return judged(call, our_priority, their_priority)


@acts(f"{PAIR}/judgements", part=PLANS, asks=JudgeForm, returns=JudgedPair, status=201)
def judge_pair(call: Call, our_priority: UUID, their_priority: UUID, given: dict[str, Any]) -> JudgedPair:
    """Say how one of ours stands to one of theirs, and why. The judgement before stays."""
    call.check(GRANTS, Capability.KEEP)
    pair = there(pair_of(our_priority, their_priority, **call.here, on=call.today), "pair")
    said = filled(JudgeForm(given)).cleaned_data
    verdict = Verdict(said["verdict"])
    actions.judge(ours=pair.ours, theirs=pair.theirs, verdict=verdict, reason=said["reason"], by=call.by)
    return judged(call, our_priority, their_priority)


@lists(THEIRS, part=PLANS, of=TheirPlanOut)
def list_their_plans(call: Call) -> Rows:
    """List plans of other bodies with their priorities."""
    call.check(GRANTS, Capability.SEE)
    return Rows(their_plans(**call.here), lambda one: plan_out(one, call.today))


@reads(ONE, part=PLANS, returns=TheirPlanOut)
def read_their_plan(call: Call, their_plan: UUID) -> TheirPlanOut:
    """Read a plan of another body with its priorities."""
    return whole(call, their_plan)


@acts(THEIRS, part=PLANS, asks=TheirPlanForm, returns=TheirPlanOut, status=201)
def add_their_plan(call: Call, given: dict[str, Any]) -> TheirPlanOut:
    """Write down that there is a plan of another body; its priorities come next."""
    call.check(GRANTS, Capability.KEEP)
    form = filled(TheirPlanForm(given, **call.here))
    return whole(call, actions.add_plan(workspace=call.workspace, given=form.given(), by=call.by).pk)


@acts(ONE, part=PLANS, asks=TheirPlanForm, returns=TheirPlanOut, method="PUT")
def amend_their_plan(call: Call, their_plan: UUID, given: dict[str, Any]) -> TheirPlanOut:
    """Put a plan of another body right, or say when it ends. What is left out is emptied."""
    one = found(call, their_plan, Capability.KEEP)
    actions.amend_plan(plan=one, given=filled(TheirPlanForm(given, **call.here)).given(), by=call.by)
    return whole(call, their_plan)


@acts(f"{ONE}/withdraw", part=PLANS, asks=WithdrawForm, returns=TheirPlanOut)
def withdraw_their_plan(call: Call, their_plan: UUID, given: dict[str, Any]) -> TheirPlanOut:
    """Take out a plan that was written down by mistake, and return it as it was."""
    one = found(call, their_plan, Capability.KEEP)
    stood, reason = plan_out(one, call.today), filled(WithdrawForm(given)).cleaned_data["reason"]
    actions.withdraw_plan(plan=one, reason=reason, by=call.by)
    return stood


@acts(f"{ONE}/priorities", part=PLANS, asks=PriorityForm, returns=TheirPlanOut, status=201)
def add_their_priority(call: Call, their_plan: UUID, given: dict[str, Any]) -> TheirPlanOut:
    """Write down a priority of a plan of another body under its next number."""
    one = found(call, their_plan, Capability.KEEP)
    actions.add_priority(plan=one, **filled(PriorityForm(given)).cleaned_data, by=call.by)
    return whole(call, their_plan)


@acts(PRIORITY, part=PLANS, asks=PriorityForm, returns=TheirPlanOut, method="PUT")
def change_their_priority(call: Call, their_plan: UUID, their_priority: UUID, given: dict[str, Any]) -> TheirPlanOut:
    """Say that a priority of theirs reads otherwise now. What was judged before is outdated from here."""
    row = priority_of(call, their_plan, their_priority)
    actions.change_priority(priority=row, **filled(PriorityForm(given)).cleaned_data, by=call.by)
    return whole(call, their_plan)


@acts(f"{PRIORITY}/drop", part=PLANS, asks=DropForm, returns=TheirPlanOut)
def drop_their_priority(call: Call, their_plan: UUID, their_priority: UUID, given: dict[str, Any]) -> TheirPlanOut:
    """Say from which day their plan does not have a priority any more."""
    row = priority_of(call, their_plan, their_priority)
    actions.drop_priority(priority=row, on=filled(DropForm(given)).cleaned_data["on"], by=call.by)
    return whole(call, their_plan)
