"""Reading how a plan is carried out: its steps on a day, with every change of date and what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.domain.delivery.models import CarriedOutBy, Change
from frankpledge.domain.delivery.rules import Deed, Stands, stands
from frankpledge.domain.plans.models import Plan, Step
from frankpledge.domain.plans.queries import in_force, steps
from frankpledge.domain.plans.queries.wording import led_by
from frankpledge.domain.plans.rules import PlanState, Status, by_words
from frankpledge.ground.accounts.models import User, Workspace


@dataclass(frozen=True)
class StepNow:
    """A step of a delivery plan on a day, with every date that it was due on and what happened to it."""

    step: Step
    stands: Stands
    dates: tuple[date, ...]
    changes: tuple[Change, ...]
    carried: tuple[CarriedOutBy, ...]

    @property
    def status(self) -> Status:
        """Return how it stands, as it was last said."""
        return Status(self.step.status)

    @property
    def status_words(self) -> str:
        """Return how it stands in the words in which it was said, or the word of its status."""
        return self.step.status_words or self.status.label

    @property
    def slips(self) -> int:
        """Return how often its date was changed."""
        return len(self.dates) - 1 if self.dates else 0

    @property
    def by(self) -> str:
        """Return by when, as delivery plans print it: "Sep 2022, then Mar 2023"."""
        return ", then ".join(by_words(one) for one in self.dates) or by_words(None)

    @property
    def lead(self) -> str:
        """Return who leads it."""
        return led_by(self.step)


def step_rows(*, workspace: Workspace, viewer: User) -> QuerySet[Step]:
    """Return the steps of the approved plans of a workspace as the viewer may see them, with all that happened."""
    found = steps(workspace=workspace, viewer=viewer).filter(priority__plan__state=PlanState.APPROVED)
    told = Prefetch("changes", queryset=Change.objects.select_related("by").order_by("on", "at"))
    carried = Prefetch("carried_out_by", queryset=CarriedOutBy.objects.select_related("action__body").order_by("at"))
    whose = ("objective", "priority__plan__workspace", "workspace", "recorded_by")
    return found.select_related(*whose, "organisation").prefetch_related(told, carried)


def step_now(step: Step, *, on: date) -> StepNow:
    """Return a step as it stands on a day."""
    changes = tuple(step.changes.all())
    moves = [one for one in changes if one.deed == Deed.MOVED]
    dates = [one.was for one in moves[:1] if one.was] + [one.now for one in moves if one.now]
    if not moves and step.due:
        dates = [step.due]
    standing = stands(status=Status(step.status), due=step.due, said_on=step.said_on, on=on)
    return StepNow(step, standing, tuple(dates), changes, tuple(step.carried_out_by.all()))


def delivery_of(plan: Plan, *, viewer: User, on: date) -> tuple[StepNow, ...]:
    """Return the steps of a plan as they stand on a day, priority by priority in the order of the plan."""
    rows = step_rows(workspace=plan.workspace, viewer=viewer).filter(priority__plan=plan)
    ordered = rows.order_by("priority__standing", "priority__number", "objective__number", "number", "recorded_at")
    return tuple(step_now(one, on=on) for one in ordered)


def one_step(identity: UUID, *, workspace: Workspace, viewer: User, on: date) -> StepNow | None:
    """Return one step on a day; None where there is none that the viewer may see."""
    found = step_rows(workspace=workspace, viewer=viewer).filter(pk=identity).first()
    return step_now(found, on=on) if found else None


def pressing(*, workspace: Workspace, viewer: User, on: date) -> tuple[StepNow, ...]:
    """Return the steps of the plan in force that are late or belie their date, the longest overdue first."""
    plan = in_force(workspace=workspace, viewer=viewer, on=on)
    if plan is None:
        return ()
    late = [one for one in delivery_of(plan, viewer=viewer, on=on) if one.stands.late]
    return tuple(sorted(late, key=lambda one: one.step.due or on))


def contradicting(found: Iterable[StepNow]) -> tuple[StepNow, ...]:
    """Return the steps of which what is said is belied by their date."""
    return tuple(one for one in found if one.stands.kind == "contradicts")


def steps_to_change(plan: Plan) -> tuple[Step, ...]:
    """Return every step of a plan, a draft or not, with all that happened, for whoever takes a list in."""
    told = Prefetch("changes", queryset=Change.objects.order_by("on", "at"))
    rows = Step.objects.filter(workspace=plan.workspace, priority__plan=plan)
    rows = rows.select_related("priority__plan", "objective", "organisation", "workspace").prefetch_related(
        told, "carried_out_by"
    )
    return tuple(rows.order_by("priority__number", "number", "recorded_at"))
