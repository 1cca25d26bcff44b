"""Campaigns, what they consist of, whom they reached, what people said of them, and what changed."""

from django.db import models

from frankpledge.domain.bodies.models import Kept, Organisation
from frankpledge.domain.campaigns.rules import PieceKind


class Campaign(Kept):
    """One campaign. A cost of None is not known; no last day: it runs on. `changed`: what came of it."""

    name = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    aim = models.CharField(max_length=500, blank=True)
    began = models.DateField()
    ended = models.DateField(null=True, blank=True)
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="campaigns_led")
    cost = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    funded_by = models.CharField(max_length=200, blank=True)
    changed = models.CharField(max_length=500, blank=True)
    known_from = models.CharField(max_length=300, blank=True, help_text="From what one knows that it changed.")

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["-began", "name"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ended__isnull=True) | models.Q(ended__gte=models.F("began")),
                name="a_campaign_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True) | models.Q(cost__gte=0), name="a_campaign_costs_nothing_or_more"
            ),
            models.CheckConstraint(
                condition=models.Q(changed="") | ~models.Q(known_from=""), name="a_change_says_how_it_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Partner(Kept):
    """An organisation that takes part in a campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="campaigns_joined")

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["organisation__name"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["campaign", "organisation"], name="a_partner_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.campaign}"


class Piece(Kept):
    """An event or a material of a campaign. `count` None: not known; 0: nobody came, or none was made."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="pieces")
    kind = models.CharField(max_length=10, choices=[(one.value, one.label) for one in PieceKind])
    name = models.CharField(max_length=200)
    on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["on", "name"]

    def __str__(self) -> str:
        return self.name


class Reach(Kept):
    """How many a campaign reached by one channel until a day, and who says so."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="reaches")
    channel = models.CharField(max_length=20)
    count = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=300)
    as_at = models.DateField()

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["channel", "as_at"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(source=""), name="a_reach_says_who_counted"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.count}"


class Said(Kept):
    """What people said of a campaign: who, as a group and never by name, and when."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="said")
    words = models.CharField(max_length=500)
    whose = models.CharField(max_length=200)
    on = models.DateField()

    class Meta(Kept.Meta):
        abstract = False
        ordering = ["on"]

    def __str__(self) -> str:
        return self.words
