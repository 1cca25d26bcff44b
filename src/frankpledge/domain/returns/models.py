"""Rounds, the return of each supplier, its cells, every submission of it, codes, and pairs that are held together."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frankpledge.domain.bodies.models import Kept, Organisation
from frankpledge.domain.indicators.models import Definition, Indicator, Value
from frankpledge.domain.indicators.rules import Every
from frankpledge.domain.returns.rules import LONGEST_COMMENT, LONGEST_REASON, LONGEST_WORDS, State
from frankpledge.ground.accounts.models import Workspace

SAYS_WHY_IT_IS_UNLOCKED = Q(unlocked_at__isnull=True, unlocked_because="", unlocked_by__isnull=True) | (
    Q(unlocked_at__isnull=False, unlocked_by__isnull=False) & ~Q(unlocked_because="")
)
IS_SENT_AT_A_TIME = Q(state__in=[State.ASKED, State.BEGUN]) | Q(sent_at__isnull=False)


def _by() -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Round(models.Model):
    """One asking of all suppliers for a period. `closes_on`: until when a link for it can be used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    every = models.CharField(max_length=10, choices=[(one.value, one.label) for one in (Every.MONTH, Every.QUARTER)])
    name = models.CharField(max_length=30)
    starts = models.DateField()
    ends = models.DateField()
    closes_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts", "every"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "every", "starts"], name="one_round_of_a_period"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_round_is_of_days_in_order"),
            models.CheckConstraint(condition=Q(closes_on__gt=F("ends")), name="a_round_closes_after_its_period"),
        ]

    def __str__(self) -> str:
        return self.name


class Return(models.Model):
    """What one supplier is asked in a round, and how far it has come.

    `draft` holds what was typed and not sent, as it was typed: it is its writer's alone. `agreed_as` says who agreed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="returns")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="returns")
    due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(one.value, one.label) for one in State], default=State.ASKED.value
    )
    draft = models.JSONField(default=dict, blank=True)
    draft_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = _by()
    checked_words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_as = models.CharField(max_length=200, blank=True)
    agreed_by = _by()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = _by()
    unlocked_at = models.DateTimeField(null=True, blank=True)
    unlocked_by = _by()
    unlocked_because = models.CharField(max_length=LONGEST_WORDS, blank=True)
    wish = models.CharField(max_length=LONGEST_WORDS, blank=True, help_text="What the supplier wishes to correct.")
    wished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round", "supplier__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "supplier"], name="one_return_of_a_supplier"),
            models.CheckConstraint(condition=SAYS_WHY_IT_IS_UNLOCKED, name="a_return_is_unlocked_for_a_reason"),
            models.CheckConstraint(condition=IS_SENT_AT_A_TIME, name="a_return_is_sent_at_a_time"),
        ]
        indexes = [models.Index(fields=["workspace", "state", "due_on"], name="returns_by_day")]

    def __str__(self) -> str:
        return f"{self.supplier}, {self.round}"


class Cell(models.Model):
    """One figure that is asked for, and what was last sent for it.

    `questions` are what a check asked, `explanation` is what the supplier answered. `set_aside` says why a checker did
    not take the numbers. `value` is what they became in the register.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="cells")
    order = models.PositiveSmallIntegerField()
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="cells")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField(max_length=60, blank=True)
    numerator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    missing = models.CharField(max_length=LONGEST_REASON, blank=True)
    comment = models.CharField(max_length=LONGEST_COMMENT, blank=True)
    questions = models.JSONField(default=list, blank=True)
    explanation = models.CharField(max_length=LONGEST_WORDS, blank=True)
    set_aside = models.CharField(max_length=LONGEST_REASON, blank=True)
    value = models.ForeignKey(Value, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["of", "order"]
        constraints = [
            models.UniqueConstraint(fields=["of", "indicator", "breakdown"], name="one_cell_of_an_indicator_and_part"),
            models.CheckConstraint(
                condition=Q(missing="") | Q(numerator__isnull=True, denominator__isnull=True),
                name="a_cell_has_numbers_or_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.breakdown}" if self.breakdown else str(self.indicator)


class Submission(models.Model):
    """One sending of a return, with its figures as they were sent. `by` is None where it came by a link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    receipt = models.CharField(max_length=20)
    in_name_of = models.CharField(max_length=200)
    by = _by()
    late = models.BooleanField()
    figures = models.JSONField(default=list)

    class Meta:
        ordering = ["of", "number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="one_submission_of_a_number"),
            models.CheckConstraint(condition=~Q(receipt=""), name="a_submission_has_a_receipt"),
        ]

    def __str__(self) -> str:
        return f"{self.of}, sent the {self.number}. time"


class Sheet(models.Model):
    """The file that a supplier sent in place of typing, with what is wrong with it, until the return is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    of = models.OneToOneField(Return, on_delete=models.CASCADE, related_name="sheet")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    taken = models.PositiveIntegerField()
    wrong = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Code(models.Model):
    """A code that was sent to a supplier's registered address. Only its mark is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["of", "-made_at"]
        constraints = [models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_code_ends_after_it")]

    def __str__(self) -> str:
        return f"code for {self.of}"


class Pair(Kept):
    """Two indicators of different sources that are held against each other: one is so many times the other."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="held_against")
    other = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    low = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=10, decimal_places=4, null=True, blank=True)
    words = models.CharField(max_length=300)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["indicator", "other"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["indicator", "other"], condition=Q(withdrawn_at__isnull=True), name="one_pair_of_two_indicators"
            ),
            models.CheckConstraint(
                condition=~Q(indicator=F("other")) & (Q(low__isnull=False) | Q(high__isnull=False)),
                name="a_pair_is_of_two_and_has_a_bound",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} against {self.other}"
