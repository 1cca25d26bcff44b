"""What of plans can be found, and what people comment on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.plans.models import Plan, Priority, Step
from frankpledge.domain.plans.permissions import GRANTS, Capability, may_see
from frankpledge.domain.plans.queries import editions_of_plan, plan_of, priority_of
from frankpledge.domain.plans.rules import Outcome, PlanState
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind

__all__ = ["FINDABLE", "SUBJECTS"]
STEP, PLAN, PRIORITY = (model._meta.label_lower for model in (Step, Plan, Priority))


def _steps(workspace: Workspace, about: str) -> Iterator[Findable]:
    """Yield the steps of plans, but of those that are drafts."""
    found = Step.objects.filter(workspace=workspace)
    found = found.exclude(priority__plan__state__in=(PlanState.DRAFT, PlanState.BEFORE_BOARD))
    for one in found.filter(pk=about) if about else found:
        text = f"Step of the plan of {one.year}, led by {one.lead}. {_outcome(one)}. {one.why}".strip()
        href = reverse("plans:priority", args=(workspace.slug, one.priority_id)) if one.priority_id else ""
        yield Findable(
            str(one.pk), one.words, text, href or reverse("plans:steps", args=(workspace.slug,)), one.recorded_at
        )


def _outcome(step: Step) -> str:
    return Outcome(step.outcome).label if step.outcome else "Not said yet"


def _plans(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Plan.objects.filter(workspace=workspace, state=PlanState.APPROVED)
    for one in found.filter(pk=about) if about else found:
        text = " ".join(str(words) for words in one.texts.values())
        yield Findable(
            str(one.pk), one.title, text, reverse("plans:one", args=(workspace.slug, one.pk)), one.recorded_at
        )


def _priorities(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Priority.objects.filter(workspace=workspace, plan__state=PlanState.APPROVED).select_related("plan")
    for one in (found.filter(pk=about) if about else found).prefetch_related("objectives", "outcomes", "measures"):
        under = [str(row) for rows in (one.objectives, one.outcomes, one.measures) for row in rows.all()]
        text = " ".join(filter(None, [one.plan.title, one.why, one.equality, one.risks, *under]))
        href = reverse("plans:priority", args=(workspace.slug, one.pk))
        yield Findable(str(one.pk), f"{one.name}, {one.plan.year}", text, href, one.recorded_at)


_SEE = GRANTS[Capability.SEE]
FINDABLE = (
    FindableKind(PLAN, "Partnership plans", _SEE, _plans, order=26, after=("plans.",)),
    FindableKind(PRIORITY, "Priorities of plans", _SEE, _priorities, order=27, after=("plans.",)),
    FindableKind(STEP, "Steps of plans", _SEE, _steps, order=28),
)


def _plan(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not may_see(workspace=workspace, user=viewer):
        return None
    one = plan_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    editions = tuple(str(edition.pk) for edition in editions_of_plan(one))
    events = ((PLAN, (about,)), (Edition._meta.label_lower, editions))
    return Subject(one.title, reverse("plans:one", args=(workspace.slug, one.pk)), events)


def _priority(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not may_see(workspace=workspace, user=viewer):
        return None
    one = priority_of(UUID(about), workspace=workspace, viewer=viewer)
    if one is None:
        return None
    title = f"{one.name}, {one.plan.title}"
    return Subject(title, reverse("plans:priority", args=(workspace.slug, one.pk)), ((PRIORITY, (about,)),))


SUBJECTS = (
    SubjectKind(PLAN, "a partnership plan", _plan),
    SubjectKind(PRIORITY, "a priority of a plan", _priority, matter=True),
)
