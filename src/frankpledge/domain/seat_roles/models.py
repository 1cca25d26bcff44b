"""What a seat brings where an officer said otherwise than its kind does."""

from django.conf import settings
from django.db import models

from frankpledge.domain.bodies.models import Seat
from frankpledge.ground.accounts.models import ROLE_CHOICES, Workspace


class SeatRole(models.Model):
    """The role that one seat brings; `none` where it brings none."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="brings")
    role = models.CharField(max_length=20, choices=[*ROLE_CHOICES, ("none", "None")])
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["seat"]

    def __str__(self) -> str:
        return f"{self.seat}: {self.role}"
