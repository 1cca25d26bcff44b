"""Plans of other bodies, their priorities, and how each was judged against one of ours."""

from django.db import models
from django.db.models import F, Q

from frankpledge.domain.alignment.rules import Verdict
from frankpledge.domain.bodies.models import Kept, Organisation
from frankpledge.domain.plans.models import Priority


class TheirPlan(Kept):
    """A plan of another body. `source`: where it was read. `ends` without a day: not said."""

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plans_held_against_ours")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["kind", "-starts", "title"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "title"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_plan_of_theirs_of_a_title",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="their_plan_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TheirPriority(Kept):
    """A priority or objective of their plan. `changed_at`: when its words last changed, or it was written down."""

    plan = models.ForeignKey(TheirPlan, on_delete=models.CASCADE, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    detail = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField()
    dropped_on = models.DateField(null=True, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["plan", "number"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "number"], name="one_priority_of_theirs_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class Judgement(Kept):
    """How one of ours was judged to stand to one of theirs. None is changed: the next one follows it."""

    ours = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="judged_against")
    theirs = models.ForeignKey(TheirPriority, on_delete=models.CASCADE, related_name="judgements")
    verdict = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Verdict])
    reason = models.CharField(max_length=500)
    ours_then = models.CharField(max_length=300)
    theirs_then = models.CharField(max_length=300)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["recorded_at"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="a_judgement_of_priorities_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.ours} {self.verdict} {self.theirs}"
