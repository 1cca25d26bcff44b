"""What a partnership has confirmed about the files that it is sent."""

from django.conf import settings
from django.db import models

from frankpledge.ground.accounts.models import Workspace


class ColumnMapping(models.Model):
    """How one layout of file is read, confirmed by a person. `headers` is the digest of its set of headers."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    headers = models.CharField(max_length=64)
    mapping = models.JSONField()
    remembered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    remembered_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "headers"], name="one_mapping_for_each_set_of_headers"),
        ]

    def __str__(self) -> str:
        return self.name
