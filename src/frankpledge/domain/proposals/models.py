"""Words that somebody else proposes for a heading."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from frankpledge.domain.chapters.models import Part
from frankpledge.domain.proposals.rules import STATES, WAYS, State
from frankpledge.ground.accounts.models import User, Workspace


class Proposal(models.Model):
    """Words for a heading, asked of another agency by a link or brought back from Word, until somebody decides.

    `revision` is that of the passage that was sent out; 0 where none was. `told` is what was lost on the way.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="proposals")
    whose = models.CharField(max_length=200, help_text="The organisation that was asked, or who brought the file.")
    way = models.CharField(max_length=10, choices=WAYS)
    state = models.CharField(max_length=10, choices=STATES)
    due = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=list)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    came_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, state__in=(State.ASKED, State.CAME))
                | Q(decided_by__isnull=False, decided_at__isnull=False, state__in=(State.ACCEPTED, State.DECLINED)),
                name="proposals_decided_by_somebody",
            ),
        )
        ordering = ("part", "-asked_at")

    def __str__(self) -> str:
        return f"{self.part}, {self.whose}"
