"""The procedure in its versions, and the four counts of reporting periods."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from frankpledge.domain.asb_reviews.models.kept import UNITS, Row


class Procedure(Row):
    """A version of the published procedure, with the local rules and targets that hold from its day.

    The rules are those of `statute.case_procedures`; the last four are targets in working days.
    """

    number = models.PositiveIntegerField()
    in_force_from = models.DateField()
    words = models.TextField()
    point_of_contact = models.TextField()
    objection = models.TextField(help_text="What an applicant does who is not content.")
    complaints = models.PositiveSmallIntegerField()
    complaint_within = models.PositiveSmallIntegerField()
    complaint_unit = models.CharField(max_length=10, choices=UNITS)
    application_within = models.PositiveSmallIntegerField()
    application_unit = models.CharField(max_length=10, choices=UNITS)
    one_person = models.BooleanField(default=False)
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    one_hate_report = models.BooleanField(default=False)
    policing_body_review_from = models.DateField(null=True, blank=True)
    acknowledge = models.PositiveSmallIntegerField()
    decide = models.PositiveSmallIntegerField()
    meet = models.PositiveSmallIntegerField()
    tell = models.PositiveSmallIntegerField()
    commissioner_consulted_on = models.DateField(null=True, blank=True)
    landlords_consulted_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-in_force_from", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "number"], name="asb_reviews_one_version_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(published_by__isnull=False),
                name="asb_reviews_somebody_published_the_procedure",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Counts(Row):
    """The four statutory counts of a reporting period. None is not known; 0 is none.

    Printed: taken from a paper of before, whose `source` is named. Otherwise they were counted here and published.
    """

    starts = models.DateField()
    ends = models.DateField()
    applications = models.PositiveIntegerField(null=True, blank=True)
    not_met = models.PositiveIntegerField(null=True, blank=True)
    reviews = models.PositiveIntegerField(null=True, blank=True)
    with_recommendations = models.PositiveIntegerField(null=True, blank=True)
    printed = models.BooleanField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["starts", "recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="asb_reviews_a_period_ends"),
            models.CheckConstraint(
                condition=models.Q(printed=True)
                | models.Q(
                    applications__isnull=False,
                    not_met__isnull=False,
                    reviews__isnull=False,
                    with_recommendations__isnull=False,
                ),
                name="asb_reviews_what_is_counted_here_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts} to {self.ends}"
