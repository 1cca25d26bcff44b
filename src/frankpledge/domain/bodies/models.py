"""Organisations, bodies, seats and people, each from a day to a day. What was wrong is withdrawn, never removed."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from frankpledge.domain.bodies import rules
from frankpledge.domain.bodies.rules import Span
from frankpledge.ground.accounts.models import Workspace

STANDS = models.Q(withdrawn_at__isnull=True)
STANDS_OR_SAYS_WHY = models.Q(withdrawn_at__isnull=True, withdrawn_because="") | (
    models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_because="")
)
OPEN = STANDS & models.Q(until__isnull=True)
ENDS_AFTER_IT_BEGINS = (
    models.Q(until__isnull=True) | models.Q(since__isnull=True) | models.Q(until__gte=models.F("since"))
)


def choices(kinds: Any) -> list[tuple[str, str]]:
    """Return the choices of a kind."""
    return [(kind.value, kind.label) for kind in kinds]


class Kept(models.Model):
    """A row that was recorded by somebody and may be withdrawn for a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=STANDS_OR_SAYS_WHY, name="%(class)s_is_withdrawn_for_a_reason"),
        ]


class Dated(Kept):
    """A kept row that holds from a first to a last day, both included. No first day: not recorded. No last: open."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="%(class)s_ends_after_it_begins"),
        ]

    @property
    def span(self) -> Span:
        """Return the days on which it holds."""
        return Span(self.since, self.until)


class Organisation(Dated):
    """An organisation under one name: another name is another organisation that came after it."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=30, choices=choices(rules.OrganisationKind))

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint("workspace", Lower("name"), condition=OPEN, name="one_open_organisation_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """Return its short name, or its name where it has none."""
        return self.short_name or self.name


class Succession(Kept):
    """One organisation came after another, from a first day."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="went_to")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="came_from")
    on = models.DateField()
    kind = models.CharField(max_length=20, choices=choices(rules.SuccessionKind))

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["on", "predecessor", "successor"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["predecessor", "successor"], condition=STANDS, name="one_succession_a_pair"
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="nothing_comes_after_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} {self.kind} to {self.successor}"


class Capacity(Dated):
    """In which capacity an organisation takes part in the partnership, and on what basis."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="capacities")
    kind = models.CharField(max_length=20, choices=choices(rules.CapacityKind))
    basis = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["organisation", "since"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["organisation"], condition=OPEN, name="one_open_capacity_an_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.kind}"


class Body(Dated):
    """A board, a group or a committee."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=30, choices=choices(rules.BodyKind))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="beneath")
    purpose = models.TextField(blank=True)

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["name"]
        verbose_name_plural = "bodies"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint("workspace", Lower("name"), condition=OPEN, name="one_open_body_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Terms(Kept):
    """One version of a body's terms of reference, in force from a day until the next version."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveSmallIntegerField()
    since = models.DateField()
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_of = models.CharField(max_length=20, choices=choices(rules.QuorumOf), default=rules.QuorumOf.MEMBERS)
    frequency = models.CharField(max_length=20, choices=choices(rules.Frequency))
    chair_rule = models.TextField(blank=True)
    words = models.TextField(blank=True)
    document = models.CharField(max_length=500, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["body", "version"]
        verbose_name_plural = "terms"
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["body", "version"], name="one_version_of_a_number"),
            models.UniqueConstraint(fields=["body", "since"], condition=STANDS, name="one_version_from_a_day"),
            models.CheckConstraint(
                condition=models.Q(quorum__isnull=True) | models.Q(quorum__gte=1), name="a_quorum_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, version {self.version}"


class Seat(Dated):
    """A place on a body, for an organisation to hold. `authority`: the description in the law that it is meant for."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    name = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)
    standing = models.CharField(max_length=20, choices=choices(rules.Standing), default=rules.Standing.MEMBER)
    authority = models.CharField(max_length=40, blank=True)
    basis = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["body", "order", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint("body", Lower("name"), condition=OPEN, name="one_open_seat_of_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"


class SeatHolding(Dated):
    """An organisation holds a seat, by itself or jointly with others."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holdings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="holdings")
    jointly = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["seat", "since"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["seat"], condition=OPEN & models.Q(jointly=False), name="one_open_holder_by_itself"
            ),
            models.UniqueConstraint(fields=["seat", "organisation"], condition=OPEN, name="one_open_holding_a_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} holds {self.seat}"


class Office(Dated):
    """A seat chairs its body, or is its vice-chair."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="offices")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="offices")
    kind = models.CharField(max_length=20, choices=choices(rules.OfficeKind))

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["body", "kind", "since"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["body", "kind"], condition=OPEN, name="one_open_office_a_body"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.seat}"


class Person(Kept):
    """Somebody who sits or may sit somewhere. The name of a role may stand in for their own."""

    name = models.CharField(max_length=200)
    by_role = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="persons"
    )

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["name"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "user"], condition=STANDS, name="one_person_an_account"),
            models.UniqueConstraint(
                "workspace",
                Lower("email"),
                condition=STANDS & ~models.Q(email=""),
                name="one_person_an_address",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(Dated):
    """A person works for an organisation under a title. Senior: enough to stand for it at the yearly public meeting."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200, blank=True)
    senior = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["person", "since"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["person", "organisation"], condition=OPEN, name="one_open_post_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"


class Representation(Dated):
    """A person sits in a seat for its holder, or stands in for whoever does."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="representations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="representations")
    part = models.CharField(max_length=20, choices=choices(rules.Part))

    class Meta(Dated.Meta):
        abstract = False
        ordering = ["seat", "part", "since"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["seat"],
                condition=OPEN & models.Q(part=rules.Part.REPRESENTATIVE),
                name="one_open_representative_a_seat",
            ),
            models.UniqueConstraint(fields=["seat", "person"], condition=OPEN, name="one_open_part_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.part} in {self.seat}"


class Correction(models.Model):
    """What a row said before it was put right, what it says since, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(max_length=500)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ["-corrected_at"]
        indexes = [models.Index(fields=["kind", "subject"], name="corrections_of_a_row")]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="a_correction_says_why")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
