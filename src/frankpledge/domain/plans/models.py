"""The steps of a plan."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from frankpledge.domain.plans.rules import OUTCOMES, Outcome
from frankpledge.ground.accounts.models import User, Workspace


class Step(models.Model):
    """A step of the plan of one year: what was to be done, who led it, how far it was done, and why no further."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="plan_steps")
    year = models.CharField(max_length=7, help_text="The year of the plan, such as 2024/25.")
    words = models.CharField(max_length=500)
    lead = models.CharField(max_length=200)
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    why = models.CharField(max_length=1000, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=[one.value for one in Outcome]), name="plans_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.IMPLEMENTED) | ~Q(why=""), name="plans_what_was_not_done_has_a_reason"
            ),
        )
        ordering = ("workspace", "-year", "recorded_at")

    def __str__(self) -> str:
        return self.words
