"""Courses, the events at which they were given, how many came from where, and what they said."""

from django.db import models

from frankpledge.domain.bodies.models import Kept, Organisation
from frankpledge.statute.deadlines import in_words

NOT_NEGATIVE = models.Q(cost__isnull=True) | models.Q(cost__gte=0)


class Course(Kept):
    """What is taught, by whom."""

    title = models.CharField(max_length=200)
    provider = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    about = models.CharField(max_length=500, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Session(Kept):
    """One event of a course. What is not known is None: a cost of 0 is free, and `asked` 0 that nobody was asked."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    funded_by = models.CharField(max_length=200, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=500, blank=True)
    asked = models.PositiveIntegerField(null=True, blank=True)
    answered = models.PositiveIntegerField(null=True, blank=True)
    said = models.CharField(max_length=500, blank=True, help_text="What they said, in our words and without names.")

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["-on", "course__title"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=NOT_NEGATIVE, name="an_event_of_training_costs_nothing_or_more"),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {in_words(self.on)}"


class Delegates(Kept):
    """How many came from an organisation: 0, a number, or (None) some, and nobody counted. No row: nothing was said."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="delegates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="trained")
    count = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["organisation__name"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["session", "organisation"], name="delegates_are_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.count}"


class Asked(Kept):
    """One question of the feedback: how many chose each step of its scale, as text of the step to count."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="questions")
    words = models.CharField(max_length=500)
    lowest = models.PositiveSmallIntegerField()
    highest = models.PositiveSmallIntegerField()
    counts = models.JSONField(default=dict)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["recorded_at"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(lowest__lt=models.F("highest")), name="a_scale_of_feedback_runs_up"
            ),
        ]

    def __str__(self) -> str:
        return self.words
