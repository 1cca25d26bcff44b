"""The partnership and the area that it serves."""

from django.db import models

from frankpledge.domain.partnerships.rules import Level
from frankpledge.ground.accounts.models import Workspace


class Partnership(models.Model):
    """A community safety partnership, by the published area that it is responsible for; or a level above several.

    `parent` says what it lies within, and nothing more: it opens no row of one to a member of the other.
    """

    class Nation(models.TextChoices):
        ENGLAND = "england", "England"
        WALES = "wales", "Wales"

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, primary_key=True, related_name="partnership")
    name = models.CharField(max_length=200)
    area_kind = models.CharField(max_length=20, default="csp")
    area_code = models.CharField(max_length=20)
    area_name = models.CharField(max_length=200)
    nation = models.CharField(max_length=10, choices=Nation.choices)
    two_tier = models.BooleanField(help_text="Does the area lie within a county council's area?")
    level = models.CharField(
        max_length=20, choices=[(level.value, level.label) for level in Level], default=Level.PARTNERSHIP
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="beneath")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area_kind", "area_code"], name="one_partnership_per_area"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("workspace")),
                name="partnership_lies_within_another",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="partnership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name
