"""A publication: an edition that the public may read, from one moment until it is withdrawn."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.disclosure.models import Release
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Edition


class Publication(models.Model):
    """One edition, let out to the public by one release."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="publications")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="publication")
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_because="")
                | models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_because=""),
                name="a_withdrawal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, published"
