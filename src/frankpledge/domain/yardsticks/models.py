"""What a partnership chose to be held against: sets of peers, and weights of its own."""

from django.conf import settings
from django.db import models

from frankpledge.ground.accounts.models import Workspace


class PeerSet(models.Model):
    """Other partnerships to be compared with: how they were chosen, by what, when and by whom.

    `members` are in order, the nearest first, each with code and name (and its distance where it was worked out);
    `variables` name and date what the distance is made of; `parameters` say the rest ({"size": 15}). One set of a
    workspace is in use. A set is never changed: another is made.
    """

    class Method(models.TextChoices):
        """How the peers were chosen."""

        NEAREST = "nearest", "Nearest by the open method"
        BY_HAND = "by_hand", "Chosen by hand"

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    method = models.CharField(max_length=20, choices=Method.choices)
    reason = models.CharField(max_length=500, blank=True)
    variables = models.JSONField(default=list)
    parameters = models.JSONField(default=dict)
    members = models.JSONField()
    dated = models.DateField()
    in_use = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], name="one_peer_set_of_each_name"),
            models.UniqueConstraint(
                fields=["workspace"], condition=models.Q(in_use=True), name="one_peer_set_is_in_use"
            ),
            models.CheckConstraint(
                condition=models.Q(method="nearest") | ~models.Q(reason=""), name="peers_chosen_by_hand_have_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def identity(self) -> str:
        """Return what is the same for this set alone: it is never changed once it is made."""
        return f"set {self.pk} of {self.made_at.isoformat()}"


class WeightSet(models.Model):
    """A partnership's own weights of offences, as one file gave them: `weights` by offence code, or by type.

    `price_year` is empty where weights are not money. One set of each name; loading it again replaces none.
    """

    class Kind(models.TextChoices):
        """What a weight measures."""

        HARM = "harm", "Harm"
        COST = "cost", "Cost"

    class By(models.TextChoices):
        """What a weight belongs to."""

        CODE = "code", "Home Office offence code"
        TYPE = "type", "Type of data.police.uk"

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.CharField(max_length=10, choices=By.choices)
    unit = models.CharField(max_length=60)
    price_year = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=300)
    licence = models.CharField(max_length=200)
    weights = models.JSONField()
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], name="one_weight_set_of_each_name"),
            models.CheckConstraint(
                condition=~models.Q(kind="cost") | ~models.Q(price_year=""), name="a_cost_has_its_price_year"
            ),
        ]

    def __str__(self) -> str:
        return self.name
