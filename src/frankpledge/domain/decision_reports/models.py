"""Reports by headings, the steps on their way with what was published before each, and what is local practice."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.decision_reports.rules import Outcome
from frankpledge.domain.meetings.models import Item
from frankpledge.domain.narrative.models import Passage
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Paper
from frankpledge.ground.documents.rules import State
from frankpledge.statute.council_decisions import deciding_bodies

COUNTING = [("calendar", "Every day"), ("working", "Working days")]


def _who(**more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class Report(models.Model):
    """What is asked of a council. `manifest`: the state of the evidence that its figures are read at, if there is one.

    `paper` and `exempt_paper` are its open and its withheld part, once it was sent for agreement. `exempt` names the
    paragraphs of Schedule 12A by which parts of it are withheld, `public_interest` why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="decision_reports")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    purpose = models.TextField()
    wards = models.CharField(max_length=300, blank=True)
    key = models.BooleanField(default=False)
    key_because = models.TextField(blank=True)
    framework = models.BooleanField(default=False)
    author = _who()
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="decision_report")
    exempt_paper = models.OneToOneField(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="exempt_of_report"
    )
    exempt = models.JSONField(default=list)
    public_interest = models.TextField(blank=True)
    manifest = models.CharField(max_length=200, blank=True)
    recorded_by = _who()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="one_decision_report_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(key=False) | ~models.Q(key_because=""), name="a_key_decision_says_why_it_is_one"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> State:
        """Return where it stands: a draft until it is sent, then as its paper stands."""
        return State(self.paper.state) if self.paper else State.DRAFT


class Heading(models.Model):
    """One heading of a report: what is written under it, or why there is nothing to say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="headings")
    ref = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    ask = models.TextField(blank=True)
    position = models.PositiveIntegerField()
    required = models.BooleanField()
    passage = models.OneToOneField(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="decision_heading"
    )
    nil = models.TextField(blank=True)
    nil_by = _who(null=True, blank=True)
    restricted = models.BooleanField(default=False)

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "ref"], name="one_heading_of_a_name_in_a_decision_report"),
            models.CheckConstraint(
                condition=models.Q(nil="", nil_by__isnull=True) | (~models.Q(nil="") & models.Q(nil_by__isnull=False)),
                name="nothing_to_say_is_said_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def answered(self) -> bool:
        """Return whether something is written, or it is said why there is nothing to say."""
        return bool(self.nil or (self.passage and self.passage.text.strip()))


class Step(models.Model):
    """One body on the way of a report: its day, or the period in which it will decide, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    maker = models.CharField(max_length=200)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(null=True, blank=True)
    period = models.CharField(max_length=100, blank=True)
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=12, blank=True, choices=[(one.value, one.label) for one in Outcome])
    words = models.TextField(blank=True)
    recorded_by = _who()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "order"], name="one_step_of_an_order_in_a_decision_report"),
            models.CheckConstraint(
                condition=models.Q(outcome="") | models.Q(on__isnull=False), name="what_came_of_a_step_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.maker} ({deciding_bodies()[self.kind].label.lower()})"


class Slip(models.Model):
    """One move of a step from its day to another, with why. The days that it had before are never lost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="slips")
    was = models.DateField()
    now = models.DateField()
    reason = models.CharField(max_length=500)
    moved_by = _who()
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["step", "moved_at"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_move_of_a_step_says_why"),
            models.CheckConstraint(condition=~models.Q(was=models.F("now")), name="a_move_of_a_step_changes_its_day"),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.was} to {self.now}"


class Notice(models.Model):
    """What was published before a step, and when; or what stands instead, with who agreed and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30)
    on = models.DateField()
    words = models.TextField(blank=True)
    recorded_by = _who()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["step", "on"]
        constraints = [models.UniqueConstraint(fields=["step", "kind"], name="one_notice_of_a_kind_before_a_step")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.on}"


class Practice(models.Model):
    """What the council does where the law leaves it open, from a first day until the next row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    council = models.CharField(max_length=200)
    threshold = models.CharField(max_length=300, blank=True)
    wards = models.PositiveSmallIntegerField()
    notice_counts = models.CharField(max_length=10, choices=COUNTING)
    papers_counts = models.CharField(max_length=10, choices=COUNTING)
    call_in_days = models.PositiveSmallIntegerField()
    contact = models.CharField(max_length=500, blank=True)
    cabinet_members = models.TextField(blank=True)
    board_is_committee = models.BooleanField(default=False)
    recorded_by = _who()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["workspace", "since"]
        constraints = [models.UniqueConstraint(fields=["workspace", "since"], name="one_practice_from_a_day")]

    def __str__(self) -> str:
        return f"{self.council}, from {self.since}"


class LocalHeading(models.Model):
    """A heading of this council's reports besides the usual ones. Put aside, it stays where it is already."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    ref = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    ask = models.TextField()
    required = models.BooleanField()
    after = models.CharField(max_length=60, blank=True)
    in_use = models.BooleanField(default=True)
    recorded_by = _who()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["workspace", "title"]
        constraints = [models.UniqueConstraint(fields=["workspace", "ref"], name="one_local_heading_of_a_name")]

    def __str__(self) -> str:
        return self.title
