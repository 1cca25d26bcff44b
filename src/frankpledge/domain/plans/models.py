"""Plans, their parts as rows that point to one another, their steps, and the copies that were sent."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.plans.rules import OUTCOMES, LeftOutKind, Origin, Outcome, PlanState, Standing, Status
from frankpledge.domain.risks.models import Risk
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.models import Edition, Paper

APPROVED_BY_A_DECISION = ~Q(state=PlanState.APPROVED) | Q(decided_on__isnull=False)


class Plan(models.Model):
    """The partnership plan of a year, within a term.

    `decision`: what its board decided, in words; `decision_about`: the row of the register of decisions, where one
    stands there. `agenda_about`: the meeting on whose agenda it was put, `agenda_words`: where there. `source`: where a
    plan that was made elsewhere was printed. `texts` hold what is said once for the whole plan, by the names of
    `definitions/plan.toml`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="partnership_plans")
    year = models.CharField(max_length=7, help_text="The year of which this is the plan, or its revision.")
    first_year = models.CharField(max_length=7)
    last_year = models.CharField(max_length=7)
    title = models.CharField(max_length=200)
    state = models.CharField(
        max_length=12, choices=[(one.value, one.label) for one in PlanState], default=PlanState.DRAFT
    )
    origin = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Origin], default=Origin.HERE)
    source = models.CharField(max_length=300, blank=True)
    texts = models.JSONField(default=dict)
    assessment = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    came_from = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="went_to")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="plan")
    page = models.OneToOneField(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_on_a_page")
    decision = models.CharField(max_length=200, blank=True)
    decision_about = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    agenda_about = models.CharField(max_length=60, blank=True)
    agenda_words = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("workspace", "-year")
        constraints = (
            models.UniqueConstraint(fields=("workspace", "year"), name="one_partnership_plan_a_year"),
            models.CheckConstraint(condition=APPROVED_BY_A_DECISION, name="a_plan_is_approved_by_a_decision"),
            models.CheckConstraint(
                condition=~Q(origin=Origin.PRINTED) | ~Q(source=""), name="a_printed_plan_says_where"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """What every part of a plan has: its plan, its place in it, who wrote it, and the part it came from last year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class Priority(Part):
    """A priority, a cross-cutting theme or a watching brief.

    `recommended`: what the edition of the assessment recommends, word for word; empty where it recommends no such
    thing, and then `departs` says why the board took it up all the same. `risks`: what could go wrong in words,
    `register_risks` the rows of the risk register that say so.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="priorities")
    standing = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in Standing], default=Standing.PRIORITY
    )
    name = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    recommended = models.CharField(max_length=300, blank=True)
    departs = models.CharField(max_length=500, blank=True)
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lead_words = models.CharField(max_length=200, blank=True, help_text="The lead as printed, or a second one.")
    strategies = models.JSONField(default=list)
    four_ps = models.JSONField(default=list)
    commissioner = models.CharField(max_length=300, blank=True, help_text="The objective of the police and crime plan.")
    equality = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    register_risks = models.ManyToManyField(Risk, blank=True, related_name="plan_priorities")
    came_from = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="went_to")

    class Meta:
        ordering = ("plan", "standing", "number")
        constraints = (models.UniqueConstraint(fields=("plan", "name"), name="one_priority_of_a_name_in_a_plan"),)

    def __str__(self) -> str:
        return self.name


class Objective(Part):
    """What is aimed at under a priority."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="objectives")
    words = models.CharField(max_length=500)
    came_from = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="went_to")

    class Meta:
        ordering = ("priority", "number")

    def __str__(self) -> str:
        return self.words


class Effect(Part):
    """An outcome: what will be different, by when."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="outcomes")
    words = models.CharField(max_length=500)
    by = models.CharField(max_length=60, blank=True)
    came_from = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="went_to")

    class Meta:
        ordering = ("priority", "number")

    def __str__(self) -> str:
        return self.words


class Measure(Part):
    """How it will be known. `now` and `target` as they are written; `source`: whose figure, which period and base."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="measures")
    words = models.CharField(max_length=300)
    now = models.CharField(max_length=120, blank=True)
    target = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=300, blank=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_measures"
    )
    came_from = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="went_to")

    class Meta:
        ordering = ("priority", "number")

    def __str__(self) -> str:
        return self.words


class Share(Part):
    """What one authority puts into the plan, and how it will measure success (reg 11(d) and (e))."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plan_shares")
    resources = models.CharField(max_length=500, blank=True)
    success = models.CharField(max_length=500, blank=True)
    came_from = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="went_to")

    class Meta:
        ordering = ("plan", "number")
        constraints = (models.UniqueConstraint(fields=("plan", "organisation"), name="one_share_of_an_authority"),)

    def __str__(self) -> str:
        return f"{self.organisation}"


class Context(Part):
    """A figure that the plan sets out from, with its source, period and base."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="context")
    words = models.CharField(max_length=200)
    figure = models.CharField(max_length=60)
    source = models.CharField(max_length=300)
    came_from = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="went_to")

    class Meta:
        ordering = ("plan", "number")

    def __str__(self) -> str:
        return f"{self.words}: {self.figure}"


class LeftOut(Part):
    """What the plan does not take up, and why. `kind` and `about`: of what it was a part."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="left_out")
    kind = models.CharField(max_length=16, choices=[(one.value, one.value) for one in LeftOutKind])
    about = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=500)
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ("plan", "number")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="what_a_plan_leaves_out_says_why"),)

    def __str__(self) -> str:
        return self.words


class Step(models.Model):
    """A step of the plan of one year: what was to be done, who led it, how far it was done, and why no further.

    `outcome` is empty until it is said. A step of a plan that was made elsewhere may stand without one. `lead` is the
    name of the organisation as it then was. `status_words` say the status as it was printed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="plan_steps")
    year = models.CharField(max_length=7, help_text="The year of the plan, such as 2024/25.")
    words = models.CharField(max_length=500)
    lead = models.CharField(max_length=200)
    outcome = models.CharField(max_length=20, choices=OUTCOMES, blank=True)
    why = models.CharField(max_length=1000, blank=True)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")
    objective = models.ForeignKey(Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="steps")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    status = models.CharField(
        max_length=12, choices=[(one.value, one.label) for one in Status], default=Status.NOT_STARTED
    )
    status_words = models.CharField(max_length=200, blank=True)
    said_on = models.DateField(null=True, blank=True)
    came_from = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="went_to")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__in=["", *[one.value for one in Outcome]]), name="plans_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", Outcome.IMPLEMENTED.value]) | ~Q(why=""),
                name="plans_what_was_not_done_has_a_reason",
            ),
        )
        ordering = ("workspace", "-year", "recorded_at")

    def __str__(self) -> str:
        return self.words


class Sent(models.Model):
    """A copy of an edition of the plan that was sent to the local policing body (reg 13A)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="copies")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=200)
    on = models.DateField()
    how = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("plan", "on")

    def __str__(self) -> str:
        return f"{self.edition} to {self.recipient}"
