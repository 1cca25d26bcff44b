"""What is said of an indicator in a period, and every text of it that was approved."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frankpledge.domain.commentaries.rules import State
from frankpledge.domain.indicators.models import Indicator
from frankpledge.ground.accounts.models import Workspace

SECOND_PERSON = Q(approved_by__isnull=True) | ~Q(approved_by=F("written_by"))


class Commentary(models.Model):
    """What is said of an indicator in a period, as it stands now.

    `figures` are the quoted figures by name, each as its author accepted it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="commentaries")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="commentaries")
    starts = models.DateField()
    ends = models.DateField()
    happened = models.TextField(blank=True)
    why = models.TextField(blank=True)
    next = models.TextField(blank=True)
    figures = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.label) for one in State], default=State.DRAFT)
    returned_because = models.CharField(max_length=500, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-ends", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "starts", "ends"], name="one_commentary_a_period"),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_commentary_is_of_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"Commentary on {self.indicator}, {self.starts} to {self.ends}"


class ApprovedWords(models.Model):
    """A text of a commentary as it was approved: later ones stand beside it, so that a report can be made again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    commentary = models.ForeignKey(Commentary, on_delete=models.PROTECT, related_name="approved")
    number = models.PositiveSmallIntegerField()
    happened = models.TextField()
    why = models.TextField(blank=True)
    next = models.TextField(blank=True)
    figures = models.JSONField(default=dict, blank=True)
    because = models.CharField(max_length=500, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ["commentary", "number"]
        constraints = [
            models.UniqueConstraint(fields=["commentary", "number"], name="approved_words_have_their_own_number"),
            models.CheckConstraint(condition=~Q(happened=""), name="approved_words_say_what_happened"),
            models.CheckConstraint(condition=SECOND_PERSON, name="words_are_approved_by_another_than_their_author"),
        ]

    def __str__(self) -> str:
        return f"{self.commentary}, text {self.number}"
