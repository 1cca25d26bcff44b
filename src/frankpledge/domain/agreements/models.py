"""Agreements, their versions and texts, who signed, who is nominated, and what was asked under them."""

from django.db import models

from frankpledge.domain.agreements.rules import Answer, Kind, Outcome
from frankpledge.domain.bodies.models import Dated, Kept, Organisation, Person
from frankpledge.ground.documents.models import Edition


class Agreement(Kept):
    """One agreement through all its versions: what is shared, for what, and on which basis (of the definitions)."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Kind])
    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements_kept")
    which_data = models.TextField(blank=True)
    purposes = models.TextField(blank=True)
    bases = models.JSONField(default=list)
    basis_words = models.TextField(blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Version(Kept):
    """One version: from when to when it is in force, when it is looked at again, and where its text lies."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True, help_text="What is new in it.")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=500, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["-since"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["agreement", "number"], name="agreements_one_version_of_a_number"),
            models.UniqueConstraint(
                fields=["agreement", "since"], condition=models.Q(withdrawn_at__isnull=True),
                name="agreements_one_version_from_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="a_version_ends_after_it_begins",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.agreement}, version {self.number}"


class VersionFile(Kept):
    """The text of a version as a file, as it came."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="file")
    name = models.CharField(max_length=150)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    told = models.JSONField(default=list, help_text="What its sender was told that it shows.")
    content = models.BinaryField()

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["version"]

    def __str__(self) -> str:
        return self.name


class Signature(Kept):
    """What an organisation answered to a version, by whose hand. The latest answer counts; those before stay."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    answer = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Answer])
    on = models.DateField()
    by_whom = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["on", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.answer}"


class Liaison(Dated):
    """Whom an organisation nominates for requests, from a day to a day: a person of the register, or a post."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="liaisons")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="liaisons")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="liaisons")
    role = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["organisation__name", "since"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(role=""), name="somebody_is_nominated"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.person or self.role}"


class Request(Kept):
    """What was asked under an agreement: who asked whom for what, and when it was answered. Never about whom."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveIntegerField()
    asked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    what = models.CharField(max_length=500)
    basis = models.CharField(max_length=30)
    due = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True, choices=[(one.value, one.label) for one in Outcome])
    answer = models.CharField(max_length=500, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["-number"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "number"], name="one_request_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True, outcome="")
                | models.Q(answered_on__isnull=False) & ~models.Q(outcome=""),
                name="an_answer_to_a_request_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Request {self.number}"
