"""A partnership's public site: whether it is open."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.ground.accounts.models import Workspace


class Site(models.Model):
    """The public site of a partnership, open from a moment until it is closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="site")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["workspace"]

    def __str__(self) -> str:
        return f"{self.workspace}, public site"
