"""What people comment on: a step of a plan, as it is carried out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.domain.delivery.permissions import Capability, may
from frankpledge.domain.delivery.queries import step_rows
from frankpledge.domain.plans.models import Step
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Subject, SubjectKind

__all__ = ["SUBJECTS"]
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
