"""What of plans can be found."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.permissions import GRANTS, Capability
from frankpledge.domain.plans.rules import Outcome
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Findable, FindableKind

__all__ = ["FINDABLE"]


def _steps(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = Step.objects.filter(workspace=workspace)
    for one in found.filter(pk=about) if about else found:
        text = f"Step of the plan of {one.year}, led by {one.lead}. {_outcome(one)}. {one.why}".strip()
        yield Findable(str(one.pk), one.words, text, reverse("plans:list", args=(workspace.slug,)), one.recorded_at)


def _outcome(step: Step) -> str:
    return Outcome(step.outcome).label if step.outcome else "Not said yet"


FINDABLE = (FindableKind(Step._meta.label_lower, "Steps of plans", GRANTS[Capability.SEE], _steps, order=28),)
