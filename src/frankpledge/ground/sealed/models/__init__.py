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
from frankpledge.ground.sealed.rules.access import Fate
from frankpledge.ground.sealed.rules.grants import Matter

__all__ = [
    "AccessRequest",
    "BlindIndex",
    "Grant",
    "Hold",
    "Passage",
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


class Hold(models.Model):
    """Why a case may not go though its time is over, from a day until somebody lifts it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="case_holds")
    kind = models.CharField(max_length=100)
    about = models.CharField(max_length=64)
    because = models.CharField(max_length=40)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="sealed_who_lifted_a_hold_and_when",
            ),
            models.UniqueConstraint(
                fields=("workspace", "kind", "about", "because"),
                condition=Q(lifted_at__isnull=True),
                name="sealed_one_open_hold_for_a_reason",
            ),
        )
        ordering = ("workspace", "kind", "about", "placed_at")

    def __str__(self) -> str:
        return f"Hold {self.pk}"


class AccessRequest(models.Model):
    """Somebody asked what is held about them in a case: when, by when they are answered, and when they were."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="access_requests")
    kind = models.CharField(max_length=100)
    about = models.CharField(max_length=64)
    received_on = models.DateField()
    due_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(due_on__gt=F("received_on")), name="sealed_an_answer_is_due_later"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="sealed_who_answered_and_when",
            ),
        )
        ordering = ("workspace", "due_on")

    def __str__(self) -> str:
        return f"Access request {self.pk}"

    @property
    def matter(self) -> Matter:
        """Return the case that it is about."""
        return Matter(self.kind, self.about)


class Passage(SealedModel):
    """One sealed field of the case, as it stood when somebody asked, and what becomes of it in the answer.

    `source` names the field, and `row` the row. `shown` is what is given where parts are left out.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=150)
    row = models.CharField(max_length=64)
    text = SealedText()
    shown = SealedText(null=True)
    fate = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Fate], default=Fate.WAITING.value)
    ground = models.CharField(max_length=40, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("request", "number"), name="sealed_one_passage_of_a_number"),
            models.CheckConstraint(
                condition=Q(fate="waiting", decided_by__isnull=True)
                | Q(fate="whole", decided_by__isnull=False, ground="")
                | Q(fate__in=("redacted", "withheld"), decided_by__isnull=False) & ~Q(ground=""),
                name="sealed_what_is_left_out_has_a_ground",
            ),
        )
        ordering = ("request", "number")

    @property
    def matter(self) -> Matter:
        """Return the case of the request."""
        return self.request.matter
