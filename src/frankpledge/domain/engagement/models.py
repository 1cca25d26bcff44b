"""What people said in answer to whom, and what partners sent. What is withdrawn stays, with its reason."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.disclosure.rules import State
from frankpledge.domain.engagement.rules import KINDS
from frankpledge.ground.accounts.models import Workspace

STANDS_OR_SAYS_WHY = models.Q(withdrawn_at__isnull=True, withdrawn_because="") | (
    models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_because="")
)


class Exercise(models.Model):
    """One exercise: how people were asked, who answered, how far they stand for the area, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="exercises")
    year = models.CharField(max_length=7, help_text="The year whose assessment it is for, such as 2025/26.")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    began = models.DateField()
    ended = models.DateField()
    run_by = models.CharField(max_length=200)
    method = models.TextField(blank=True)
    drawn = models.TextField(blank=True)
    respondents = models.PositiveIntegerField(null=True)
    out_of = models.PositiveIntegerField(null=True)
    received = models.BooleanField(default=True)
    public = models.BooleanField(default=False, help_text="The results are public already, as they are recorded here.")
    representative = models.TextField(blank=True)
    used = models.TextField(blank=True)
    source = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-ended", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended__gte=models.F("began")), name="an_exercise_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(respondents__isnull=True)
                | models.Q(out_of__isnull=True)
                | models.Q(respondents__lte=models.F("out_of")),
                name="no_more_answer_than_were_asked",
            ),
            models.CheckConstraint(condition=STANDS_OR_SAYS_WHY, name="an_exercise_is_withdrawn_for_a_reason"),
        ]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """A group that an exercise reached, or asked in vain on a day."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="groups")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    affected = models.BooleanField(default=False)
    people = models.PositiveIntegerField(null=True)
    asked_in_vain_on = models.DateField(null=True)

    class Meta:
        ordering = ["exercise", "order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(people__isnull=True) | models.Q(asked_in_vain_on__isnull=True),
                name="a_group_asked_in_vain_has_no_people",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """A question, and how many people answered it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500)
    base = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["exercise", "order"]

    def __str__(self) -> str:
        return self.words


class Answer(models.Model):
    """One answer: a count, a percentage, or that it is not shown or not known."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    order = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    count = models.PositiveIntegerField(null=True)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in State])

    class Meta:
        ordering = ["question", "order"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.VALUE, count__isnull=False, percent__isnull=True)
                | models.Q(state=State.VALUE, count__isnull=True, percent__isnull=False)
                | (~models.Q(state=State.VALUE) & models.Q(count__isnull=True, percent__isnull=True)),
                name="an_answer_is_a_count_a_share_or_not_there",
            )
        ]

    def __str__(self) -> str:
        return self.words


class Input(models.Model):
    """One thing that an assessment must consider: from whom, when, about which period; or asked for in vain."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="inputs")
    year = models.CharField(max_length=7)
    need = models.CharField(max_length=100)
    supplier = models.CharField(max_length=200)
    what = models.CharField(max_length=500, blank=True)
    period = models.CharField(max_length=100, blank=True)
    asked_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    nothing = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["need", "supplier", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(nothing=True, received_on__isnull=True, asked_on__isnull=False)
                | models.Q(nothing=False, received_on__isnull=False),
                name="an_input_came_or_was_asked_for_in_vain",
            ),
            models.CheckConstraint(condition=STANDS_OR_SAYS_WHY, name="an_input_is_withdrawn_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.need} from {self.supplier}"
