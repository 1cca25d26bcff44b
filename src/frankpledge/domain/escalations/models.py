"""What was sent up, and each thing that was done with it."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.escalations.rules import OPEN, Deed, State
from frankpledge.ground.accounts.models import Workspace

OVER_HAS_ITS_DAY = models.Q(state__in=OPEN, closed_on__isnull=True) | (
    ~models.Q(state__in=OPEN) & models.Q(closed_on__isnull=False)
)
ANSWERED_SAYS_WHAT = models.Q(state=State.ANSWERED) & ~models.Q(answer="") | ~models.Q(state=State.ANSWERED)


class Escalation(models.Model):
    """One thing that a group sent up. `about_words` is its matter as it was called then; it outlives the matter.

    `about_kind` and `about` name the matter where it has a page; `agenda_kind` and `agenda_about` the meeting that has
    it before it, `agenda_drawn` whether an item draws on what was sent up. `sender` is who waits for the answer, and
    `read_at` when they noted it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="escalations")
    number = models.PositiveIntegerField()
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sent_up")
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="asked_of")
    about_kind = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=60, blank=True)
    about_words = models.CharField(max_length=500)
    asks = models.CharField(max_length=500, help_text="What is asked of the group.")
    why = models.CharField(max_length=500)
    sent_on = models.DateField()
    by_when = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=[(one.value, one.label) for one in State], default=State.SENT)
    agenda_kind = models.CharField(max_length=60, blank=True)
    agenda_about = models.CharField(max_length=60, blank=True)
    agenda_words = models.CharField(max_length=300, blank=True)
    agenda_drawn = models.BooleanField(default=False, help_text="An item took it up by itself.")
    answer = models.TextField(blank=True)
    decision = models.PositiveIntegerField(null=True, blank=True, help_text="The number of the group's decision.")
    closed_on = models.DateField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["workspace", "state", "by_when"], name="escalations_by_day"),
            models.Index(fields=["workspace", "about_kind", "about"], name="escalations_about"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="one_escalation_of_a_number"),
            models.CheckConstraint(condition=OVER_HAS_ITS_DAY, name="an_escalation_is_over_from_a_day"),
            models.CheckConstraint(condition=ANSWERED_SAYS_WHAT, name="an_answer_has_words"),
            models.CheckConstraint(
                condition=~models.Q(from_body=models.F("to_body")), name="nothing_is_sent_up_to_its_sender"
            ),
            models.CheckConstraint(
                condition=~models.Q(asks="") & ~models.Q(why="") & ~models.Q(about_words=""),
                name="an_escalation_says_what_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Escalation {self.number}"


class Step(models.Model):
    """One thing that was done with an escalation, by whom, and in which words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    escalation = models.ForeignKey(Escalation, on_delete=models.CASCADE, related_name="steps")
    deed = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Deed])
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.escalation}: {self.deed}"
