"""Highlight reports and their lines, each tied to the row of the record that it tells of."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.highlights.rules import Drawn, Part, Period
from frankpledge.domain.meetings.models import Item
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Paper


class HighlightReport(models.Model):
    """The report of a group for a period. `item`: where it stands on an agenda. `lead`: what the chair says first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="highlight_reports")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="highlight_reports")
    first = models.DateField()
    last = models.DateField()
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="highlight_report")
    lead = models.TextField(blank=True)
    asks = models.CharField(max_length=500, blank=True, help_text="The decision that is sought.")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        ordering = ["-last", "body"]
        constraints = [
            models.UniqueConstraint(fields=["body", "first", "last"], name="one_highlight_report_a_period"),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="a_report_tells_of_days"),
        ]

    def __str__(self) -> str:
        return f"Highlight report of {self.body}, {self.period.words}"

    @property
    def period(self) -> Period:
        """Return the days that it tells of."""
        return Period(self.first, self.last)


class ReportLine(models.Model):
    """One line. `drawn`: what the record said; `words`: what it says instead, if somebody wrote it anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(HighlightReport, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=12, choices=[(one.value, one.heading) for one in Part])
    kind = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=120, blank=True)
    label = models.CharField(max_length=200, blank=True)
    drawn = models.TextField(blank=True)
    words = models.CharField(max_length=600, blank=True)
    href = models.CharField(max_length=300, blank=True)
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "part", "kind", "about"], condition=~models.Q(kind=""), name="one_line_a_row_and_part"
            ),
            models.CheckConstraint(condition=~models.Q(drawn="", words=""), name="a_line_of_a_report_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.said}"

    @property
    def said(self) -> str:
        """Return what the line says."""
        return self.words or self.drawn

    @property
    def as_drawn(self) -> Drawn:
        """Return the line as the record gave it."""
        return Drawn(Part(self.part), self.kind, self.about, self.label, self.drawn, self.href)
