"""Links. The token itself is never kept: only its mark, from which it cannot be had back."""

from __future__ import annotations

import uuid

from django.db import models

from frankpledge.ground.accounts.models import User, Workspace


class Link(models.Model):
    """One link: for which purpose, about what, for whom, until when, and what became of it.

    `about` identifies the thing that is asked about as text: the purpose's app knows what it is. `kept` holds what was
    saved to come back to, and is emptied when the link is used or withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=100)
    about = models.CharField(max_length=100)
    to_whom = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    kept = models.JSONField(default=dict)
    kept_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    receipt = models.CharField(max_length=20, blank=True)
    receipt_words = models.CharField(max_length=500, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="links_link_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True, receipt="")
                | (models.Q(used_at__isnull=False) & ~models.Q(receipt="")),
                name="links_a_used_link_has_a_receipt",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="links_who_withdrew_and_when",
            ),
        )
        indexes = (models.Index(fields=("workspace", "purpose", "about"), name="links_about_a_thing"),)
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.purpose} for {self.to_whom}"
