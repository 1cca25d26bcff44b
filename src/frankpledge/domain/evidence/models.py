"""What is recorded beside the files: figures that came in print, and events that bend a series."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.ground.accounts.models import Workspace


class PublishedFigure(models.Model):
    """One printed number of a partnership's own past documents, or the printed absence of one."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=200)
    label = models.CharField(max_length=300)
    unit = models.CharField(max_length=100)
    period = models.CharField(max_length=100)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    missing = models.CharField(max_length=200, blank=True, help_text="Why there is no value, in the source's words.")
    source = models.CharField(max_length=300)
    caveat = models.CharField(max_length=500, blank=True)
    position = models.PositiveIntegerField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "group", "label", "period"], name="one_published_figure_each"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False, missing="")
                | models.Q(value__isnull=True) & ~models.Q(missing=""),
                name="a_published_figure_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.period}"


class LocalEvent(models.Model):
    """A dated change of recording, unusual time or mark that a partnership registered; never deleted, only withdrawn.

    Without a workspace it is the installation's, for all. `area_code` is empty where it concerns all of the force, and
    `force` where it concerns all of them. `types` names types of crime; none means all.
    """

    class Kind(models.TextChoices):
        """What it does to a series."""

        RECORDING = "recording", "Recording changed"
        EVENT = "event", "An unusual time"
        MARK = "mark", "A mark"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    first = models.CharField(max_length=7)
    last = models.CharField(max_length=7)
    force = models.CharField(max_length=60, blank=True)
    area_kind = models.CharField(max_length=20, blank=True)
    area_code = models.CharField(max_length=20, blank=True)
    types = models.JSONField(default=list)
    words = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["first", "last", "registered_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="an_event_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~models.Q(withdrawn_because=""),
                name="an_event_is_withdrawn_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words}, {self.first}"
