"""What of plans can be found, and what people comment on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.plans.models import Effect, Measure, Objective, Plan, Priority, Step
from frankpledge.domain.plans.permissions import GRANTS, Capability, may_see
from frankpledge.domain.plans.queries import editions_of_plan, plan_of, plans_of, priority_of
from frankpledge.domain.plans.rules import Outcome, PlanState, Standing
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.registry import Findable, FindableKind, Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage

__all__ = ["FINDABLE", "SUBJECTS", "THREAD"]
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


# ---- on the thread: of a plan that is a draft nothing, for whoever reads no drafts ------------------------------

OBJECTIVE, MEASURE, EFFECT, EDITION = (one._meta.label_lower for one in (Objective, Measure, Effect, Edition))


def _priority_places(asked: PlacesAsked) -> Iterator[Place]:
    if not may_see(workspace=asked.workspace, user=asked.viewer):
        return
    plans = plans_of(workspace=asked.workspace, viewer=asked.viewer)
    for one in asked.among(Priority.objects.filter(plan__in=plans).select_related("plan", "lead", "went_to")):
        yield Place(
            Ref(PRIORITY, str(one.pk)), f"{one.name}, {one.plan.year}",
            reverse("plans:priority", args=(asked.workspace.slug, one.pk)), words=Standing(one.standing).label,
            whose=str(one.lead) if one.lead else one.lead_words, over=hasattr(one, "went_to"),
        )  # fmt: skip


def _under(model: Any, asked: PlacesAsked) -> Iterator[Place]:
    """Yield the parts of one kind under the priorities that a person may see."""
    if not may_see(workspace=asked.workspace, user=asked.viewer):
        return
    plans = plans_of(workspace=asked.workspace, viewer=asked.viewer)
    for one in asked.among(model.objects.filter(priority__plan__in=plans).select_related("priority__plan", "went_to")):
        yield Place(
            Ref(model._meta.label_lower, str(one.pk)), one.words,
            reverse("plans:priority", args=(asked.workspace.slug, one.priority_id)),
            words=f"{one.priority.name}, {one.priority.plan.year}", over=hasattr(one, "went_to"),
        )  # fmt: skip


def _of_priorities(workspace: Workspace) -> Iterator[Implied]:
    """Yield on which edition a priority rests, and from which of last year's it came."""
    rows = Priority.objects.filter(workspace=workspace)
    for pk, edition, before in rows.values_list("pk", "plan__assessment_id", "came_from_id"):
        here = Ref(PRIORITY, str(pk))
        if edition is not None:
            yield Implied(Ref(EDITION, str(edition)), here, "the plan was made from this edition")
        if before is not None:
            yield Implied(Ref(PRIORITY, str(before)), here, "it was rolled forward from the year before")


def _of_parts(workspace: Workspace) -> Iterator[Implied]:
    for model, why in ((Objective, "it is aimed at under this priority"), (Effect, "it is what will be different"),
                       (Measure, "it will be known by this")):  # fmt: skip
        for pk, priority in model.objects.filter(workspace=workspace).values_list("pk", "priority_id"):
            yield Implied(Ref(PRIORITY, str(priority)), Ref(model._meta.label_lower, str(pk)), why)
    for pk, indicator in Measure.objects.filter(workspace=workspace, indicator__isnull=False).values_list(
        "pk", "indicator_id"
    ):
        yield Implied(Ref(MEASURE, str(pk)), Ref("indicators.indicator", str(indicator)), "it is measured by this")


THREAD = (
    PlaceKind(PRIORITY, "a priority of a plan", "Priorities", Stage.PRIORITY, _priority_places, _of_priorities),
    PlaceKind(
        OBJECTIVE, "an objective of a plan", "Objectives", Stage.OBJECTIVE, partial(_under, Objective), _of_parts
    ),
    PlaceKind(MEASURE, "a measure of a plan", "Measures", Stage.INDICATOR, partial(_under, Measure)),
    PlaceKind(EFFECT, "an outcome of a plan", "Outcomes", Stage.OUTCOME, partial(_under, Effect)),
)
