"""Passages with their history, the figures that they quote, and the claims attached to their sentences."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from frankpledge.domain.narrative.rules import Predicate, Reference, figure_from_json
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.blocks import Figure


class Passage(models.Model):
    """People's words on one matter. `revision` counts the writings; every earlier text is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="passages")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("workspace", "written_at")

    def __str__(self) -> str:
        return f"passage {self.short}"

    @property
    def short(self) -> str:
        """Return the short name under which a document knows it."""
        return self.pk.hex[:12]

    def key(self, name: str) -> str:
        """Return the key of one of its figures in a document."""
        return f"p.{self.short}.{name}"


class PassageVersion(models.Model):
    """What a passage said at one revision, with the references that it quoted by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="versions")
    revision = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    references = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("passage", "revision")
        constraints = (
            models.UniqueConstraint(fields=("passage", "revision"), name="narrative_version_has_its_own_revision"),
        )

    def __str__(self) -> str:
        return f"{self.passage}, revision {self.revision}"


class QuotedFigure(models.Model):
    """A figure that a passage quotes by name: the question, and its answer as the author accepted it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="quoted")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    manifest = models.CharField(max_length=200)
    figure = models.JSONField()
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ("passage", "name")
        constraints = (
            models.UniqueConstraint(fields=("passage", "name"), name="narrative_one_figure_to_a_name"),
            models.CheckConstraint(condition=Q(name__regex=r"^[a-z][a-z0-9_]*$"), name="narrative_figure_name_is_one"),
        )

    def __str__(self) -> str:
        return f"{{{self.name}}} of {self.passage}"

    @property
    def reference(self) -> Reference:
        """Return the question."""
        return Reference(self.query, self.arguments)

    def accepted(self, *, key: str = "") -> Figure:
        """Return the answer as accepted, under a key of the document."""
        return figure_from_json({**self.figure, "key": key or self.name})


class Claim(models.Model):
    """A predicate attached to a sentence, with the words that it was accepted with. One given up stays, with why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="claims")
    sentence = models.TextField()
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    manifest = models.CharField(max_length=200)
    words = models.TextField()
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()
    gone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_because = models.TextField(blank=True)

    class Meta:
        ordering = ("passage", "attached_at")
        constraints = (
            models.CheckConstraint(
                condition=Q(gone_by__isnull=True, gone_at__isnull=True, gone_because="")
                | Q(gone_by__isnull=False, gone_at__isnull=False),
                name="narrative_claim_is_gone_by_somebody_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.sentence[:60]}"

    @property
    def predicate(self) -> Predicate:
        """Return what is claimed."""
        return Predicate(self.kind, self.arguments)
