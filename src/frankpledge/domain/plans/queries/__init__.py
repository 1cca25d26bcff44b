"""Reading plans: which there are, one as a whole, and the steps of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.bodies.models import Capacity, Organisation
from frankpledge.domain.bodies.rules.kinds import CapacityKind
from frankpledge.domain.plans.models import (
    Context,
    Effect,
    LeftOut,
    Measure,
    Objective,
    Plan,
    Priority,
    Sent,
    Share,
    Step,
)
from frankpledge.domain.plans.permissions import sees_drafts
from frankpledge.domain.plans.rules import NoSuchStep, PlanState, Standing
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.documents.models import Edition

# ---- steps ---------------------------------------------------------------------------------------------------------


def steps(*, workspace: Workspace, viewer: User) -> QuerySet[Step]:
    """Return the steps of a workspace's plans that the viewer may see, the latest year first."""
    found = Step.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    if not sees_drafts(workspace=workspace, user=viewer):
        found = found.exclude(priority__plan__state__in=(PlanState.DRAFT, PlanState.BEFORE_BOARD))
    return found.select_related("priority__plan", "organisation").order_by("-year", "number", "recorded_at")


def steps_in(*, workspace: Workspace, year: str) -> tuple[Step, ...]:
    """Return the steps of the plan of one year in order, for whoever makes a document of them: of no draft."""
    found = Step.objects.filter(workspace=workspace, year=year)
    found = found.exclude(priority__plan__state__in=(PlanState.DRAFT, PlanState.BEFORE_BOARD))
    return tuple(found.order_by("priority__number", "number", "recorded_at"))


def step_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Step:
    """Return one step; refused alike where there is none and where the viewer may not see it."""
    found = steps(workspace=workspace, viewer=viewer).filter(pk=identity).first()
    if found is None:
        raise NoSuchStep("there is no such step.")
    return found


# ---- plans ---------------------------------------------------------------------------------------------------------


def plans_of(*, workspace: Workspace, viewer: Any) -> QuerySet[Plan]:
    """Return the plans of a workspace that the viewer may see, the latest year first: drafts to those who read them."""
    found = Plan.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    if not sees_drafts(workspace=workspace, user=viewer):
        found = found.filter(state=PlanState.APPROVED)
    whose = ("workspace__partnership", "assessment", "came_from", "paper__workspace", "page__workspace", "recorded_by")
    return found.select_related(*whose).defer("assessment__tree").order_by("-year")


def plan_of(identity: UUID, *, workspace: Workspace, viewer: Any) -> Plan | None:
    """Return one plan; None where there is none that the viewer may see."""
    return plans_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def held_as_it_is(plan: Plan) -> Plan:
    """Return a plan as it is now, held until the transaction of whoever changes it ends."""
    rows = Plan.objects.filter(pk=plan.pk).select_related("workspace")
    return (rows.select_for_update(of=("self",)) if connection.features.has_select_for_update else rows).get()


def plan_in(year: str, *, workspace: Workspace, viewer: Any) -> Plan | None:
    """Return the plan of a year; None where there is none that the viewer may see."""
    return plans_of(workspace=workspace, viewer=viewer).filter(year=year).first()


def in_force(*, workspace: Workspace, viewer: Any, on: date) -> Plan | None:
    """Return the approved plan that holds on a day: that of its year, or an earlier one whose term still runs."""
    year = str(financial_year_of(on))
    found = plans_of(workspace=workspace, viewer=viewer).filter(state=PlanState.APPROVED, year__lte=year)
    return found.filter(last_year__gte=year).first()


def priority_of(identity: UUID, *, workspace: Workspace, viewer: Any) -> Priority | None:
    """Return one priority of a plan that the viewer may see; None where there is none."""
    found = Priority.objects.filter(pk=identity, plan__in=plans_of(workspace=workspace, viewer=viewer))
    return found.select_related("plan__workspace", "plan__assessment", "lead", "came_from__plan", "workspace").first()


MODELS: dict[Kind, Any] = {
    Kind.PRIORITY: Priority, Kind.OBJECTIVE: Objective, Kind.OUTCOME: Effect, Kind.STEP: Step,
    Kind.MEASURE: Measure, Kind.SHARE: Share, Kind.CONTEXT: Context, Kind.LEFT_OUT: LeftOut,
}  # fmt: skip


def part_of(kind: Kind, identity: UUID, *, plan: Plan) -> Any:
    """Return one part of a plan; None where the plan has none such."""
    of = {"priority__plan": plan} if kind.under_priority else {"plan": plan}
    return MODELS[kind].objects.filter(pk=identity, **of).first()


def following(year: str) -> str:
    """Return the year after a year."""
    return str(FinancialYear(FinancialYear.parse(year).start + 1))


def editions_of_plan(plan: Plan) -> tuple[Edition, ...]:
    """Return the editions of a plan and of its page, the latest first, without their trees."""
    papers = [one for one in (plan.paper_id, plan.page_id) if one is not None]
    found = Edition.objects.filter(paper__in=papers).defer("tree").select_related("approved_by", "paper")
    return tuple(found.order_by("-number", "kind"))


def copies_of(plan: Plan) -> tuple[Sent, ...]:
    """Return the copies of a plan that were sent, the first one first."""
    return tuple(plan.copies.select_related("edition", "recorded_by").defer("edition__tree").order_by("on"))


def authorities(*, workspace: Workspace, on: date) -> tuple[Organisation, ...]:
    """Return the responsible authorities of a day, by name."""
    found = Capacity.objects.filter(
        workspace=workspace, kind=CapacityKind.RESPONSIBLE, withdrawn_at__isnull=True,
        organisation__withdrawn_at__isnull=True,
    )  # fmt: skip
    standing = (one.organisation for one in found.select_related("organisation") if one.span.holds(on))
    return tuple(sorted((one for one in standing if one.span.holds(on)), key=lambda one: one.name))


# ---- one as a whole ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WholePriority:
    """A priority with what stands under it."""

    row: Priority
    objectives: tuple[Objective, ...]
    outcomes: tuple[Effect, ...]
    steps: tuple[Step, ...]
    measures: tuple[Measure, ...]

    @property
    def lead(self) -> str:
        """Return who leads it, in words; empty where nobody does."""
        named = [self.row.lead.name] if self.row.lead else []
        return ", ".join([*named, *([self.row.lead_words] if self.row.lead_words else [])])


@dataclass(frozen=True)
class Whole:
    """A plan with all of its parts."""

    plan: Plan
    every: tuple[WholePriority, ...]
    shares: tuple[Share, ...]
    context: tuple[Context, ...]
    left_out: tuple[LeftOut, ...]

    def standing(self, kind: Standing) -> tuple[WholePriority, ...]:
        """Return its priorities, its themes or its watching briefs."""
        return tuple(one for one in self.every if one.row.standing == kind)

    @property
    def priorities(self) -> tuple[WholePriority, ...]:
        """Return its priorities proper."""
        return self.standing(Standing.PRIORITY)

    def text(self, name: str) -> str:
        """Return what is said once for the whole plan."""
        return str(self.plan.texts.get(name, ""))


_ORDER = {one: place for place, one in enumerate(Standing)}


def whole(plan: Plan) -> Whole:
    """Return a plan with all of its parts, each in its place."""
    steps_ = Step.objects.select_related("organisation", "objective", "came_from").order_by("number", "recorded_at")
    under = [
        Prefetch("objectives", queryset=Objective.objects.order_by("number")),
        Prefetch("outcomes", queryset=Effect.objects.order_by("number")),
        Prefetch("measures", queryset=Measure.objects.order_by("number")),
        Prefetch("steps", queryset=steps_),
    ]
    rows = Priority.objects.filter(plan=plan).select_related("lead", "came_from").prefetch_related(*under)
    rows = rows.order_by("number", "name")
    every = [
        WholePriority(
            one, tuple(one.objectives.all()), tuple(one.outcomes.all()), tuple(one.steps.all()),
            tuple(one.measures.all()),
        )
        for one in rows
    ]  # fmt: skip
    return Whole(
        plan=plan,
        every=tuple(sorted(every, key=lambda one: (_ORDER[Standing(one.row.standing)], one.row.number))),
        shares=tuple(plan.shares.select_related("organisation").order_by("number")),
        context=tuple(plan.context.order_by("number")),
        left_out=tuple(plan.left_out.order_by("number")),
    )
