"""Risks, every score that they were given, what holds them down, what they are tied to, and what a body bears."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.risks.rules import ScoreKind, State
from frankpledge.ground.accounts.models import Workspace

SAYS_WHY = ~models.Q(reason="")


class Kept(models.Model):
    """What every row has: its workspace, and who recorded it when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Appetite(Kept):
    """What a body bears from a day on. The one before stays: a score is judged by what held on its day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="appetites")
    since = models.DateField()
    scheme = models.CharField(max_length=20)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    by_category = models.JSONField(default=dict, blank=True)
    review_months = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["body", "since"]
        constraints = [
            models.UniqueConstraint(fields=["body", "since"], name="one_appetite_of_a_body_from_a_day"),
            models.CheckConstraint(condition=SAYS_WHY, name="an_appetite_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.body} from {self.since}"


class Risk(Kept):
    """What may happen, to be looked at by one body. `state` is that of today; `turns` tell of every other day."""

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    cause = models.CharField(max_length=500, blank=True)
    effect = models.CharField(max_length=500, blank=True)
    category = models.CharField(max_length=20)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="risks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="risks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="risks")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="deputy_risks")
    raised_on = models.DateField()
    state = models.CharField(max_length=10, choices=[(one.value, one.label) for one in State], default=State.OPEN)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["workspace", "number"], name="one_risk_of_a_number")]

    def __str__(self) -> str:
        return f"Risk {self.number}"


class Score(Kept):
    """One scoring of a risk with its reason. None is ever changed: the next one follows it."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="scores")
    kind = models.CharField(max_length=10, choices=[(one.value, one.label) for one in ScoreKind])
    scheme = models.CharField(max_length=20)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    on = models.DateField()

    class Meta:
        ordering = ["on", "at"]
        constraints = [
            models.CheckConstraint(condition=SAYS_WHY, name="a_score_says_why"),
            models.CheckConstraint(condition=models.Q(likelihood__gte=1, impact__gte=1), name="a_score_begins_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.risk}: {self.kind} {self.likelihood} × {self.impact}"


class Review(Kept):
    """One look at a risk, and when the next is due. The first, without words, is set when it is raised."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="reviews")
    on = models.DateField()
    words = models.CharField(max_length=500, blank=True)
    due_next = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "at"]

    def __str__(self) -> str:
        return f"{self.risk}: looked at on {self.on}"


class Turn(Kept):
    """A risk was closed, or opened again, on a day and for a reason."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="turns")
    state = models.CharField(max_length=10, choices=[(one.value, one.label) for one in State])
    on = models.DateField()
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["on", "at"]
        constraints = [models.CheckConstraint(condition=SAYS_WHY, name="a_turn_says_why")]

    def __str__(self) -> str:
        return f"{self.risk}: {self.state} on {self.on}"


class Control(Kept):
    """What holds a risk down, or is meant to. It ends on a day and stays in the record."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="controls")
    words = models.CharField(max_length=500)
    since = models.DateField(null=True, blank=True, help_text="The day from which it is in place; none: still meant.")
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.risk}: {self.words}"


class Tie(Kept):
    """What bears on a risk: an action of the log, or any page of the workspace under its name."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="ties")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, blank=True, related_name="risk_ties")
    place = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(action__isnull=True) ^ models.Q(place=""), name="a_tie_leads_to_one_thing"
            ),
            models.UniqueConstraint(
                fields=["risk", "action"], condition=models.Q(action__isnull=False), name="an_action_is_tied_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk}: {self.action or self.words}"
