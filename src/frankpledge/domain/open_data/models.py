"""Tables that are proposed for the public, and those that are public, from a moment until they are withdrawn."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.open_data.rules import State
from frankpledge.ground.accounts.models import Workspace


class Proposal(models.Model):
    """A table as it was proposed: what was asked, as known at which state of the evidence, and what the trial found.

    `report` holds the table as it may be shown, and no count that is hidden; `digest` is of it, and approving makes the
    same table again from the evidence.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="proposals_of_open_data")
    title = models.CharField(max_length=200)
    asked = models.JSONField()
    manifest = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    report = models.JSONField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=[(one.value, one.label) for one in State], default=State.WAITS)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.WAITS, decided_by__isnull=True, decided_at__isnull=True)
                | (~models.Q(state=State.WAITS) & models.Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="a_proposal_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.RELEASED) | ~models.Q(decided_by=models.F("proposed_by")),
                name="a_table_is_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DataTable(models.Model):
    """A table that the public may have: one release, and the proposal that led to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="data_tables")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="table")
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="table")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_because="")
                | models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_because=""),
                name="a_table_is_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.proposal.title
