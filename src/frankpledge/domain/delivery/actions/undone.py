"""Taking back what a list did to a plan: a step that it wrote leaves, one that it changed is as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from frankpledge.domain.delivery.models import CarriedOutBy, Change
from frankpledge.domain.delivery.permissions import GRANTS, Capability
from frankpledge.domain.plans.models import Objective, Step
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record

FIELDS = (
    "words", "lead", "organisation_id", "objective_id", "due", "status", "status_words", "said_on", "outcome", "why",
)  # fmt: skip


def state_of(step: Step) -> dict[str, Any]:
    """Return how a step stands, as it can be kept: its fields, and how often something was done with it."""
    values = {name: getattr(step, name) for name in FIELDS}
    told = {name: None if value is None else str(value) for name, value in values.items()}
    ties = CarriedOutBy.objects.filter(step=step).count()
    return {**told, "changes": Change.objects.filter(step=step).count(), "ties": ties}


def standing_in_the_way(steps: Sequence[Mapping[str, Any]], found: Mapping[str, Step]) -> list[str]:
    """Return the steps from which a list cannot be taken back: gone, or changed since it was taken in."""
    told = []
    for done in steps:
        step = found.get(done["step"])
        if step is None:
            told.append("a step that is not there any more")
        elif state_of(step) != done["now"]:
            told.append(f"“{step.words[:60]}”")
    return told


@transaction.atomic
def put_back(*, step: Step, was: Mapping[str, Any] | None, aim: str, by: User) -> None:
    """Put a step back as it was before a list; one that the list wrote leaves, with the aim that came with it."""
    check_granted(GRANTS, Capability.KEEP, workspace=step.workspace, user=by)
    record("delivery.step_put_back", step, by=by, facts={"year": step.year})
    if was is None:
        Step.objects.filter(pk=step.pk).delete()
        if aim:
            Objective.objects.filter(pk=aim, steps__isnull=True).delete()
        return
    rows = Change.objects.filter(step=step)
    ours = list(rows.order_by("at", "pk").values_list("pk", flat=True))[was["changes"] :]
    rows.filter(pk__in=ours).delete()
    Step.objects.filter(pk=step.pk).update(**{name: was[name] for name in FIELDS})
