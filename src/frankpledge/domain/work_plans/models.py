"""Work plans, their lines, and each thing that was done with a line."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.work_plans.rules import Deed, PlanState, Status
from frankpledge.ground.accounts.models import Workspace

OVER_HAS_ITS_DAY = models.Q(status=Status.OPEN, closed_on__isnull=True) | (
    ~models.Q(status=Status.OPEN) & models.Q(closed_on__isnull=False)
)
APPROVED_BY_DECISION = (
    models.Q(state=PlanState.DRAFT)
    | models.Q(state=PlanState.CLOSED)
    | (models.Q(decision__isnull=False, approved_on__isnull=False))
)


class Plan(models.Model):
    """The work plan of a group for a year. `decision`: the number under which the group approved it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="work_plans")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="work_plans")
    year = models.CharField(max_length=7)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in PlanState], default=PlanState.DRAFT
    )
    decision = models.PositiveIntegerField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "body"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="one_work_plan_a_group_and_year"),
            models.CheckConstraint(condition=APPROVED_BY_DECISION, name="a_work_plan_is_approved_by_a_decision"),
        ]

    def __str__(self) -> str:
        return f"Work plan of {self.body}, {self.year}"


class Line(models.Model):
    """One thing that a group means to do. `came_from`: the line of the year before that was carried over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    wording = models.CharField(max_length=500)
    priority = models.CharField(max_length=300, blank=True)
    objective = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    quarter = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=300, blank=True, help_text="What will show that it is done.")
    status = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Status], default=Status.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    came_from = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="went_to")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_line_of_a_number"),
            models.CheckConstraint(condition=OVER_HAS_ITS_DAY, name="a_line_is_over_from_a_day"),
            models.CheckConstraint(condition=models.Q(quarter__range=(1, 4)), name="a_line_is_due_in_a_quarter"),
        ]

    def __str__(self) -> str:
        return f"Line {self.number}, {self.plan}"


class Change(models.Model):
    """One thing that was done with a line. `was` and `now`: quarters, where it was moved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="changes")
    deed = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Deed])
    said = models.CharField(max_length=12, blank=True, choices=[(one.value, one.label) for one in Progress])
    words = models.CharField(max_length=500, blank=True)
    was = models.PositiveSmallIntegerField(null=True, blank=True)
    now = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(deed__in=(Deed.MOVED, Deed.DROPPED, Deed.REOPENED)) | ~models.Q(words=""),
                name="a_change_of_a_line_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.deed}"
