"""Each thing that was done with a step of a plan, and the actions that carry a step out."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.delivery.rules import Deed
from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.rules import Status
from frankpledge.ground.accounts.models import Workspace


class Change(models.Model):
    """One thing that was done with a step, said on a day. `was` and `now`: its dates, where it was moved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="changes")
    deed = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Deed])
    said = models.CharField(max_length=12, blank=True, choices=[(one.value, one.label) for one in Status])
    words = models.CharField(max_length=500, blank=True)
    was = models.DateField(null=True, blank=True)
    now = models.DateField(null=True, blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("on", "at")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(deed=Deed.SAID) | ~models.Q(words=""), name="a_change_of_a_step_says_why"
            ),
            models.CheckConstraint(
                condition=~models.Q(deed=Deed.MOVED) | models.Q(now__isnull=False), name="a_slip_has_a_new_date"
            ),
        )

    def __str__(self) -> str:
        return f"{self.step}: {self.deed}"


class CarriedOutBy(models.Model):
    """An action of the log that carries out a step."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="carried_out_by")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="carries_out")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("step", "at")
        constraints = (models.UniqueConstraint(fields=("step", "action"), name="an_action_carries_a_step_out_once"),)

    def __str__(self) -> str:
        return f"{self.action} carries out {self.step}"
