"""Tokens. The token itself is never kept: only its mark, from which it cannot be had back."""

from __future__ import annotations

import uuid

from django.db import models

from frankpledge.ground.accounts.models import User, Workspace


class Token(models.Model):
    """One token: whose, for which workspace, for what, until when, and what became of it.

    `parts` names what of the interface it reaches. `revoked_by` is empty where it ended with its owner's leaving.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="tokens")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    writes = models.BooleanField(default=False)
    parts = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="tokens_token_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_by__isnull=True) | models.Q(revoked_at__isnull=False),
                name="tokens_who_withdrew_and_when",
            ),
        )
        indexes = (models.Index(fields=("workspace", "user"), name="tokens_of_a_person"),)
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.name
