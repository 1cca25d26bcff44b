"""Ties between two things, from the day they were made until they were ended."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from frankpledge.ground.accounts.models import User, Workspace

LONGEST_KIND, LONGEST_IDENTIFIER = 100, 200


class Tie(models.Model):
    """A person said that `later` follows from `earlier`, and why. One that was ended keeps by whom, when and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="ties")
    earlier_kind = models.CharField(max_length=LONGEST_KIND)
    earlier_about = models.CharField(max_length=LONGEST_IDENTIFIER)
    later_kind = models.CharField(max_length=LONGEST_KIND)
    later_about = models.CharField(max_length=LONGEST_IDENTIFIER)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(why=""), name="threads_a_tie_says_why"),
            models.CheckConstraint(
                condition=~Q(earlier_kind=F("later_kind"), earlier_about=F("later_about")),
                name="threads_a_tie_has_two_ends",
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True, ended_because="")
                | Q(ended_by__isnull=False, ended_at__isnull=False) & ~Q(ended_because=""),
                name="threads_a_tie_is_ended_by_somebody_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=("workspace", "earlier_kind", "earlier_about", "later_kind", "later_about"),
                condition=Q(ended_at__isnull=True),
                name="threads_two_things_are_tied_once",
            ),
        )
        indexes = (models.Index(fields=("workspace", "ended_at"), name="threads_standing"),)
        ordering = ("workspace", "at")

    def __str__(self) -> str:
        return f"tie of {self.by}"
