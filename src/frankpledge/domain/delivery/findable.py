"""What people comment on: a step of a plan, as it is carried out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from frankpledge.domain.delivery.models import CarriedOutBy
from frankpledge.domain.delivery.permissions import Capability, may
from frankpledge.domain.delivery.queries import step_rows
from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.rules import Outcome, Status
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Subject, SubjectKind
from frankpledge.ground.threads.rules import Implied, Place, PlaceKind, PlacesAsked, Ref, Stage

__all__ = ["SUBJECTS", "THREAD"]
STEP = Step._meta.label_lower


def _step(workspace: Workspace, viewer: Any, about: str) -> Subject | None:
    if not may(Capability.SEE, workspace=workspace, user=viewer):
        return None
    one = step_rows(workspace=workspace, viewer=viewer).filter(pk=UUID(about)).first()
    if one is None:
        return None
    href = reverse("delivery:step", args=(workspace.slug, one.pk))
    return Subject(f"{one.words} (step of the plan {one.year})", href, ((STEP, (about,)),))


SUBJECTS = (SubjectKind(STEP, "a step of a plan", _step, history=False, matter=True),)


# ---- on the thread ---------------------------------------------------------------------------------------------


def _places(asked: PlacesAsked) -> Iterator[Place]:
    if not may(Capability.SEE, workspace=asked.workspace, user=asked.viewer):
        return
    for one in asked.among(step_rows(workspace=asked.workspace, viewer=asked.viewer)):
        yield Place(
            Ref(STEP, str(one.pk)), f"{one.words} (step of the plan {one.year})",
            reverse("delivery:step", args=(asked.workspace.slug, one.pk)),
            words=Outcome(one.outcome).label if one.outcome else Status(one.status).label, whose=one.lead,
            over=bool(one.outcome), on=one.due,
        )  # fmt: skip


def _carried_out(workspace: Workspace) -> Iterator[Implied]:
    """Yield under which priority and objective a step stands, what it came from, and which actions carry it out."""
    rows = Step.objects.filter(workspace=workspace, priority__isnull=False).annotate(free=Q(objective__isnull=True))
    asked = ("pk", "priority_id", "objective_id", "came_from_id", "free")
    for pk, priority, objective, before, free in rows.values_list(*asked):
        here = Ref(STEP, str(pk))
        above = Ref("plans.priority", str(priority)) if free else Ref("plans.objective", str(objective))
        yield Implied(above, here, "it is a step of the plan towards this")
        if before is not None:
            yield Implied(Ref(STEP, str(before)), here, "it was rolled forward from the year before")
    for step, action in CarriedOutBy.objects.filter(workspace=workspace).values_list("step_id", "action_id"):
        yield Implied(Ref(STEP, str(step)), Ref("action_log.action", str(action)), "the action carries the step out")


THREAD = (PlaceKind(STEP, "a step of a plan", "Steps of plans", Stage.ACTION, _places, _carried_out),)
