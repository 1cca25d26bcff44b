"""Cases and what is written of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from frankpledge.domain.asb_reviews import rules
from frankpledge.domain.asb_reviews.models.kept import Noted, chosen, sealed
from frankpledge.domain.asb_reviews.models.office import Procedure
from frankpledge.domain.bodies.models import Organisation
from frankpledge.ground.sealed.models import SealedModel
from frankpledge.ground.sealed.rules.grants import Matter


class Case(SealedModel, Noted):
    """One application and all that became of it. Without `received_on` it is being written still.

    `code_mark` is what the receipt code is known by; the code itself is kept nowhere. `doubts` say why a machine may
    have sent it: it is looked at all the same.
    """

    number = models.PositiveIntegerField(null=True, blank=True)
    channel = chosen(rules.Channel)
    whose = chosen(rules.Whose, default=rules.Whose.SELF)
    consent = models.BooleanField(default=False)
    code_mark = models.CharField(max_length=64, unique=True)
    sender_mark = models.CharField(max_length=64, blank=True)
    doubts = models.JSONField(default=list)
    received_on = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    named_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    applicant = sealed()
    affected = sealed()
    place = sealed()
    effect = sealed()
    danger = sealed()
    hate = models.BooleanField(null=True, blank=True)
    contact_by = chosen(rules.Contact, default=rules.Contact.CODE)
    contact_how = sealed()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = chosen(rules.Closing, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "number"], name="asb_reviews_one_case_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(number__isnull=True, received_on__isnull=True)
                | models.Q(number__isnull=False, received_on__isnull=False),
                name="asb_reviews_what_came_has_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True, closed_because="")
                | (models.Q(closed_on__isnull=False) & ~models.Q(closed_because="")),
                name="asb_reviews_closed_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.number}" if self.number else "an application that is being written"


class Part(SealedModel, Noted):
    """A row that belongs to a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def matter(self) -> Matter:
        """Return the case that it belongs to."""
        return Matter(Case._meta.label_lower, str(self.case_id))


class Report(Part):
    """One time that it was reported. Days from a log, or that the reviewer settled, stand beside those given."""

    position = models.PositiveSmallIntegerField()
    what = sealed()
    happened_on = models.DateField(null=True, blank=True)
    happened_sure = chosen(rules.Sure, default=rules.Sure.UNKNOWN)
    told_on = models.DateField(null=True, blank=True)
    told_sure = chosen(rules.Sure, default=rules.Sure.UNKNOWN)
    told = chosen(rules.Told)
    told_whom = sealed()
    made_by = models.PositiveSmallIntegerField(default=0, help_text="0 is the applicant; others are numbered.")
    reference = sealed()
    hate = models.BooleanField(
        null=True, blank=True, help_text="Whether its motive is said to be hate; None: not said."
    )
    log_happened_on = models.DateField(null=True, blank=True)
    log_told_on = models.DateField(null=True, blank=True)
    log_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_because = sealed()
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="told_again")
    same_because = sealed()
    once = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "position"], name="asb_reviews_one_report_at_a_position"),
        ]


class Request(Part):
    """What a relevant body was asked, by when, and what it answered: the lines it was asked about, and no others."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asks = sealed()
    about = models.ManyToManyField(Report, related_name="+")
    asked_on = models.DateField()
    due = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = sealed()

    class Meta:
        ordering: ClassVar = ["asked_on", "recorded_at"]


class Decision(Part):
    """Whether the threshold was met, on which arithmetic, and what was weighed. Each decision is a row of its own."""

    on = models.DateField()
    met = models.BooleanField()
    forced = models.BooleanField()
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    arithmetic = sealed()
    persistence = sealed()
    harm = sealed()
    response = sealed()

    class Meta:
        ordering: ClassVar = ["on", "recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(forced=False) | models.Q(met=True), name="asb_reviews_what_is_forced_is_met"
            ),
        ]


class Panel(Part):
    """A meeting of the bodies on a case: who chairs it, why they are independent, how the victim takes part."""

    meets_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    chair = sealed()
    chair_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    independent_because = sealed()
    victim = chosen(rules.Invited)
    victim_how = sealed()
    found = sealed()

    class Meta:
        ordering: ClassVar = ["meets_on"]


class Member(Part):
    """Who sits on a panel, by post, and what they declared."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = sealed()
    conflict = chosen(rules.Conflict)
    conflict_how = sealed()

    class Meta:
        ordering: ClassVar = ["recorded_at"]


class Risk(Part):
    """How great the risk to the victim is held to be on a day, and why."""

    on = models.DateField()
    level = chosen(rules.Level)
    words = sealed()

    class Meta:
        ordering: ClassVar = ["on", "recorded_at"]


class Step(Part):
    """A step of the action plan: who does what by when."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    words = sealed()
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["due", "recorded_at"]


class Recommendation(Part):
    """What a body with public functions is recommended, to which it must have regard, and what it answered."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    words = sealed()
    answer_by = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    regard = chosen(rules.Regard, blank=True)
    answer = sealed()

    class Meta:
        ordering: ClassVar = ["on", "recorded_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True, regard="")
                | (models.Q(answered_on__isnull=False) & ~models.Q(regard="")),
                name="asb_reviews_an_answer_says_which_regard",
            ),
        ]


class Letter(Part):
    """What the applicant was told in writing, to be read with the code: acknowledgement, reasons, outcome, closing."""

    class Kind(models.TextChoices):
        """What a letter says."""

        ACKNOWLEDGEMENT = "acknowledgement", "We have your application"
        REASONS = "reasons", "Whether there will be a review, and why"
        OUTCOME = "outcome", "What came of the review"
        ANSWER = "answer", "About what you were not content with"
        CLOSING = "closing", "Why this is closed"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    words = sealed()

    class Meta:
        ordering: ClassVar = ["on", "recorded_at"]


class Message(Part):
    """What the applicant and whoever looks after the case write each other."""

    from_applicant = models.BooleanField()
    words = sealed()
    once = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["recorded_at"]


class Pause(Part):
    """From when to when the clock stands still, and why. No last day: it does so still."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = chosen(rules.PauseReason)

    class Meta:
        ordering: ClassVar = ["since"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="asb_reviews_a_pause_ends_after_it_begins",
            ),
        ]


class Discontent(Part):
    """That the applicant was not content with a decision or with how it went, before whom, and what was answered."""

    class About(models.TextChoices):
        """With what."""

        DECISION = "decision", "The decision on the threshold"
        REVIEW = "review", "How the review was carried out"

    class Before(models.TextChoices):
        """Before whom."""

        PARTNERSHIP = "partnership", "The partnership"
        COMMISSIONER = "commissioner", "The local policing body"

    about = models.CharField(max_length=20, choices=About.choices)
    before = models.CharField(max_length=20, choices=Before.choices)
    raised_on = models.DateField()
    words = sealed()
    answered_on = models.DateField(null=True, blank=True)
    upheld = models.BooleanField(null=True, blank=True)
    answer = sealed()

    class Meta:
        ordering: ClassVar = ["raised_on"]
