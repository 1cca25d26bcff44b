"""Grants on cases, and the fields that cases are written in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.sealed.models.fields import (
    BlindIndex,
    Sealed,
    SealedModel,
    SealedText,
    blind_indexes,
    index_of,
    sealed_fields,
)
from frankpledge.ground.sealed.rules.grants import Matter

__all__ = [
    "BlindIndex",
    "Grant",
    "Sealed",
    "SealedModel",
    "SealedText",
    "blind_indexes",
    "index_of",
    "sealed_fields",
]


class Grant(models.Model):
    """One person's need to know of one case, from a moment to the end of a day.

    `kind` and `about` name the case as the ledger does. `works`: they may change it, else they read. `leads`: they may
    give it to others. `capacity` is a short name of the app's own ("panel"), never words that somebody wrote.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="case_grants")
    kind = models.CharField(max_length=100)
    about = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_grants")
    capacity = models.CharField(max_length=40)
    works = models.BooleanField(default=False)
    leads = models.BooleanField(default=False)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until__gt=F("given_at")), name="sealed_grant_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="sealed_who_ended_a_grant_and_when",
            ),
            models.UniqueConstraint(
                fields=("workspace", "kind", "about", "user"),
                condition=Q(ended_at__isnull=True),
                name="sealed_one_open_grant_to_a_person",
            ),
        )
        indexes = (models.Index(fields=("workspace", "user", "kind"), name="sealed_grants_of_a_person"),)
        ordering = ("workspace", "kind", "about", "given_at")

    def __str__(self) -> str:
        return f"Grant {self.pk}"

    @property
    def matter(self) -> Matter:
        """Return the case that it is for."""
        return Matter(self.kind, self.about)
