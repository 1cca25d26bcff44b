"""Indicators, the versions of their definitions, what is aimed at, and every value as it became known."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frankpledge.domain.bodies.models import Kept, Organisation
from frankpledge.domain.indicators.rules import (
    Every,
    Measure,
    Origin,
    Polarity,
    Status,
    TargetKind,
    WindowKind,
)

NOTHING_IS_SAID = Q(numerator__isnull=True, denominator__isnull=True, value__isnull=True)
HAS_A_NUMBER_OR_A_REASON = (NOTHING_IS_SAID & ~Q(missing="")) | (~NOTHING_IS_SAID & Q(missing=""))
BY_SOMEBODY_AT_A_TIME = Q(published_at__isnull=True, published_by__isnull=True) | Q(
    published_at__isnull=False, published_by__isnull=False
)


class Indicator(Kept):
    """What is measured. How it is defined, and what is aimed at, is dated and stands apart."""

    reference = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    supplier = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    sensitive = models.BooleanField(default=False, help_text="Earlier values are not shown by a link alone.")
    order = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.CharField(max_length=500, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["order", "reference"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "reference"], name="one_indicator_of_a_reference"),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True) | ~Q(retired_because=""),
                name="an_indicator_is_retired_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Definition(Kept):
    """One version of an indicator's definition, from a day on. A value keeps the version that it was counted by."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="definitions")
    number = models.PositiveSmallIntegerField()
    since = models.DateField()
    changed_because = models.CharField(max_length=500, blank=True)
    words = models.CharField(max_length=1000)
    measure = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Measure])
    numerator = models.CharField(max_length=300)
    denominator = models.CharField(max_length=300, blank=True)
    per = models.PositiveIntegerField(default=1)
    base_adds_up = models.BooleanField(
        default=True, help_text="The second number adds up over time, as cases do; residents do not."
    )
    unit = models.CharField(max_length=60)
    polarity = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Polarity])
    source = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Origin])
    question = models.JSONField(default=dict, blank=True, help_text="What is asked of the evidence.")
    reckoned_from = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="reckoned",
        help_text="Another indicator, of whose numbers this one is a window.",
    )  # fmt: skip
    every = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Every])
    window = models.CharField(max_length=12, choices=[(one.value, one.label) for one in WindowKind])
    start_month = models.PositiveSmallIntegerField(default=4)
    decimals = models.PositiveSmallIntegerField(default=0)
    lag_days = models.PositiveSmallIntegerField(null=True, blank=True)
    caveats = models.CharField(max_length=1000, blank=True)
    review_on = models.DateField(null=True, blank=True)
    breakdowns = models.JSONField(default=list, blank=True, help_text="Parts that are counted beside the whole.")
    reworded_at = models.DateTimeField(null=True, blank=True, help_text="When its words were put right last.")
    reworded_because = models.CharField(max_length=500, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["indicator", "number"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["indicator", "number"], name="one_definition_of_a_number"),
            models.UniqueConstraint(fields=["indicator", "since"], name="one_definition_from_a_day"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(changed_because=""), name="a_definition_changes_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(reworded_at__isnull=True, reworded_because="")
                | (Q(reworded_at__isnull=False) & ~Q(reworded_because="")),
                name="a_definition_is_reworded_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(start_month__gte=1, start_month__lte=12, per__gte=1, decimals__lte=6),
                name="a_definition_is_reckoned_in_months_and_places",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, definition {self.number}"


class Target(Kept):
    """What is aimed at from a day on. `points` of a trajectory are pairs of a day and a value."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    since = models.DateField()
    by = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=[(one.value, one.label) for one in TargetKind])
    low = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    points = models.JSONField(default=list, blank=True)
    baseline = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    expected_on = models.DateField(null=True, blank=True, help_text="When a target that is not set yet will be.")

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["indicator", "since"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["indicator", "since"], name="one_target_from_a_day"),
            models.CheckConstraint(
                condition=~Q(kind=TargetKind.NONE_YET.value) | (~Q(reason="") & Q(expected_on__isnull=False)),
                name="no_target_yet_has_a_reason_and_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.get_kind_display()}"


class Value(Kept):
    """What was known of a period from a moment on. A correction is another row, known later; none is overwritten."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="values")
    starts = models.DateField()
    ends = models.DateField()
    breakdown = models.CharField(max_length=60, blank=True)
    numerator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    missing = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Status])
    known_at = models.DateTimeField()
    because = models.CharField(max_length=500, blank=True, help_text="Why it differs from what was known before.")
    comment = models.CharField(max_length=1000, blank=True)
    came_from = models.CharField(max_length=300, blank=True, help_text="The return, file or release, in words.")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["indicator", "starts", "breakdown", "known_at"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["indicator", "starts", "ends", "breakdown", "known_at"], name="one_value_known_at_a_time"
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_value_is_of_days_in_order"),
            models.CheckConstraint(condition=HAS_A_NUMBER_OR_A_REASON, name="a_value_has_a_number_or_a_reason"),
            models.CheckConstraint(condition=BY_SOMEBODY_AT_A_TIME, name="a_value_is_published_by_somebody"),
        ]
        indexes = [models.Index(fields=["indicator", "starts", "known_at"], name="values_as_known")]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.starts} to {self.ends}"


class ReportingColumn(Kept):
    """A column of red, amber and green that a partnership switches on (or off) from a day, by its own printed rule."""

    since = models.DateField()
    on = models.BooleanField()
    rule = models.CharField(max_length=1000)
    because = models.CharField(max_length=500)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["workspace", "since"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "since"], name="one_reporting_column_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{'on' if self.on else 'off'} from {self.since}"
