"""Scorings, their issues and agencies, the sheets with the marks, and the board's choice."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.priorities.rules import FIRST, LABELS, SECOND, State
from frankpledge.ground.accounts.models import Workspace


class Scoring(models.Model):
    """One scoring for one year's assessment. `scheme` keeps the criteria and the method as they were when it began."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="scorings")
    year = models.CharField(max_length=7)
    title = models.CharField(max_length=200)
    top = models.PositiveSmallIntegerField(help_text="How many issues are recommended.")
    state = models.CharField(max_length=20, choices=list(LABELS.items()), default=State.PREPARED)
    scheme = models.JSONField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "year", "title"], name="one_scoring_of_a_name_in_a_year"),
            models.CheckConstraint(
                condition=models.Q(chosen_at__isnull=True, chosen_by__isnull=True)
                | models.Q(chosen_at__isnull=False, chosen_by__isnull=False),
                name="who_recorded_a_choice_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Issue(models.Model):
    """A matter that is scored: its name, what the evidence says, and where that can be read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    scoring = models.ForeignKey(Scoring, on_delete=models.PROTECT, related_name="issues")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    evidence = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    chosen = models.BooleanField(null=True, help_text="The board's choice; null while none is recorded.")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["scoring", "order", "name"]
        constraints = [models.UniqueConstraint(fields=["scoring", "name"], name="one_issue_of_a_name")]

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """An agency that marks, by a person with an account or, where `scorer` is null, by a link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    scoring = models.ForeignKey(Scoring, on_delete=models.PROTECT, related_name="agencies")
    name = models.CharField(max_length=200)
    scorer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["scoring", "name"]
        constraints = [
            models.UniqueConstraint(fields=["scoring", "name"], name="one_agency_of_a_name"),
            models.UniqueConstraint(fields=["scoring", "scorer"], name="one_person_marks_for_one_agency"),
        ]

    def __str__(self) -> str:
        return self.name


class Sheet(models.Model):
    """An agency's marks in one round: saved, and once sent never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="sheets")
    round = models.PositiveSmallIntegerField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    by_link = models.BooleanField(default=False)

    class Meta:
        ordering = ["agency", "round"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "round"], name="one_sheet_of_an_agency_in_a_round"),
            models.CheckConstraint(condition=models.Q(round__in=[FIRST, SECOND]), name="a_sheet_is_of_a_known_round"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, round {self.round}"


class Marks(models.Model):
    """The marks of one issue on a sheet. `scores`: criterion to a mark from 0 to 4, or null for "cannot say"."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="marks")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="+")
    scores = models.JSONField(default=dict)
    certainty = models.CharField(max_length=20, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["sheet", "issue"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "issue"], name="one_set_of_marks_of_an_issue_on_a_sheet")
        ]

    def __str__(self) -> str:
        return f"{self.issue} on {self.sheet}"
