"""Who answers for a duty, what started a clock, and what proves that it was met. What is withdrawn stays."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from frankpledge.domain.duties.rules import KINDS, Kind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.models import Edition

STANDS_OR_SAYS_WHY = Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="") | (
    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")
)


class Responsibility(models.Model):
    """Who answers for a duty here: a person of the workspace, or a post in words; and whether it binds here at all."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="responsibilities")
    duty = models.CharField(max_length=20)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    role_words = models.CharField(max_length=200, blank=True)
    excused_because = models.CharField(max_length=500, blank=True)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("workspace", "duty"), name="duties_one_responsibility_to_a_duty"),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(deputy__isnull=True) | ~Q(owner=models.F("deputy")),
                name="duties_nobody_is_their_own_deputy",
            ),
        )
        ordering = ("workspace", "duty")

    def __str__(self) -> str:
        return self.duty


class DutyEvent(models.Model):
    """Something that happened and starts a clock: what, on which day, and the day that it names itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="duty_events")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    given = models.DateField(null=True)
    words = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=STANDS_OR_SAYS_WHY, name="duties_an_event_is_withdrawn_for_a_reason"),
            models.CheckConstraint(
                condition=Q(given__isnull=True) | Q(given__gte=models.F("on")),
                name="duties_an_event_names_no_day_before_it",
            ),
        )
        indexes = (models.Index(fields=("workspace", "kind"), name="duties_events_of_a_kind"),)
        ordering = ("workspace", "-on", "recorded_at")

    def __str__(self) -> str:
        return self.words


class Evidence(models.Model):
    """What proves one obligation: an edition, an address, a file or words, of a day, by whom recorded when.

    `key` says for which period or event; it is empty for a duty that stands always.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="duty_evidence")
    duty = models.CharField(max_length=20)
    key = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    words = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=KINDS)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=STANDS_OR_SAYS_WHY, name="duties_evidence_is_withdrawn_for_a_reason"),
            models.CheckConstraint(
                condition=(Q(kind=Kind.EDITION, edition__isnull=False, address=""))
                | (Q(kind=Kind.ADDRESS, edition__isnull=True) & ~Q(address=""))
                | Q(kind__in=(Kind.FILE, Kind.WORDS), edition__isnull=True, address=""),
                name="duties_evidence_is_one_thing",
            ),
        )
        indexes = (models.Index(fields=("workspace", "duty"), name="duties_evidence_of_a_duty"),)
        ordering = ("workspace", "duty", "on", "recorded_at")

    def __str__(self) -> str:
        return self.words


class EvidenceFile(models.Model):
    """The file of a piece of evidence, as it came."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="file")
    name = models.CharField(max_length=150)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    told = models.JSONField(default=list, help_text="What its sender was told that it shows.")
    content = models.BinaryField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(size__gt=0), name="duties_a_file_is_not_empty"),)
        ordering = ("workspace", "evidence")

    def __str__(self) -> str:
        return self.name
