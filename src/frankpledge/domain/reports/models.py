"""Reports of performance, and what each asks of its readers."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.meetings.models import Item
from frankpledge.domain.reports.rules import AskKind
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Paper


class Report(models.Model):
    """A report for a period. `kind` is its template; `theme` narrows a thematic one.

    `known_at`: the moment whose values it tells. `drawn_at`: the moment whose commentary, steps, actions and risks it
    tells; `record` keeps what the registers said at it. `item`: where it stands on an agenda.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="performance_reports")
    kind = models.CharField(max_length=20)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="performance_reports")
    theme = models.CharField(max_length=200, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    known_at = models.DateTimeField()
    drawn_at = models.DateTimeField()
    lead = models.TextField(blank=True)
    record = models.JSONField(default=list, blank=True)
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="performance_report")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        ordering = ["-ends", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "kind", "theme", "starts", "ends", "body"], name="one_performance_report_a_group"
            ),
            models.UniqueConstraint(
                fields=["workspace", "kind", "theme", "starts", "ends"],
                condition=Q(body__isnull=True),
                name="one_performance_report_a_period",
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_report_is_of_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.paper.title


class Ask(models.Model):
    """What a report asks of its readers on an indicator, or on nothing in particular: to decide, or to note."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="asks")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=[(one.value, one.label) for one in AskKind])
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=500)
    owner = models.CharField(max_length=200, blank=True)
    due = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "order"], name="one_ask_of_a_number"),
            models.CheckConstraint(condition=~Q(words=""), name="an_ask_says_what_is_asked"),
        ]

    def __str__(self) -> str:
        return self.words
