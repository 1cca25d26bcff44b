"""Files beside things, numbered within each thing."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from frankpledge.ground.accounts.models import Workspace

_DIGEST = r"^[0-9a-f]{64}$"


class Attachment(models.Model):
    """A file put to one thing, which is known by its kind and identifier as the ledger knows its subjects.

    `told`: what its sender was told of it (a hidden sheet). One that was taken away keeps who did so and why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=100)
    about = models.CharField(max_length=200)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True, help_text="What it shows.")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    told = models.JSONField(default=list)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    taken_away_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    taken_away_at = models.DateTimeField(null=True)
    taken_away_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["workspace", "kind", "about", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "kind", "about", "number"], name="attachments_one_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(taken_away_at__isnull=True, taken_away_by__isnull=True, taken_away_because="")
                | Q(taken_away_at__isnull=False, taken_away_by__isnull=False) & ~Q(taken_away_because=""),
                name="attachments_taken_away_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(condition=Q(sha256__regex=_DIGEST), name="attachments_digest_is_one"),
        ]

    def __str__(self) -> str:
        return f"Attachment {self.number}"


class AttachmentFile(models.Model):
    """What a file holds, byte for byte. It is gone where the attachment was taken away."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    attachment = models.OneToOneField(Attachment, on_delete=models.PROTECT, related_name="file")
    content = models.BinaryField()

    class Meta:
        ordering = ["attachment"]

    def __str__(self) -> str:
        return str(self.attachment)
