"""Actions, each change of their dates, and each word that was said of them."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.action_log.rules import Progress, Status
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.ground.accounts.models import Workspace

CLOSED_HAS_ITS_DAY = models.Q(status=Status.OPEN, closed_on__isnull=True) | (
    ~models.Q(status=Status.OPEN) & models.Q(closed_on__isnull=False)
)


class Action(models.Model):
    """What an organisation undertook to do. `origin` says where it was agreed, `evidence_wanted` what will show it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField()
    wording = models.CharField(max_length=500)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="actions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="actions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="deputises")
    agreed_on = models.DateField()
    due = models.DateField(null=True, blank=True)
    evidence_wanted = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=300, blank=True)
    origin_key = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=60, blank=True, help_text="Its number in a plan that it came from.")
    status = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Status], default=Status.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["workspace", "status", "due"], name="actions_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="one_action_of_a_number"),
            models.UniqueConstraint(
                fields=["body", "reference"], condition=~models.Q(reference=""), name="one_action_of_a_reference"
            ),
            models.CheckConstraint(condition=CLOSED_HAS_ITS_DAY, name="an_action_is_over_from_a_day"),
            models.CheckConstraint(
                condition=models.Q(due__isnull=True) | models.Q(due__gte=models.F("agreed_on")),
                name="an_action_is_due_after_it_was_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.number}"


class Slip(models.Model):
    """One change of an action's date, with its reason. `was` or `now` without a day: ongoing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="slips")
    was = models.DateField(null=True, blank=True)
    now = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="a_slip_says_why")]

    def __str__(self) -> str:
        return f"{self.action}: {self.was} to {self.now}"


class Report(models.Model):
    """What was said of an action: progress, words, evidence, and perhaps another date that is asked for.

    By a person of the workspace, or by the holder of a link in the name of an organisation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="reports")
    said = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Progress])
    words = models.CharField(max_length=2000, blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    asks_for = models.DateField(null=True, blank=True, help_text="Another date that is asked for.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    in_name_of = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.action}: {self.said}"
