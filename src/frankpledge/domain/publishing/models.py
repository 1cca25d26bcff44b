"""A publication: an edition that the public may read, from a moment until it is withdrawn; and what waits for a day."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.publishing.rules import Waiting
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Edition


class Essential(models.Model):
    """Why an edition may be published in a pre-election period: stated by somebody who does not publish it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="essential")
    reason = models.CharField(max_length=500)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["-stated_at"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="what_is_essential_says_why")]

    def __str__(self) -> str:
        return f"{self.edition}, essential"


class Scheduled(models.Model):
    """An edition that is to be published on a day. `words` say why it waits longer, or did not go out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="scheduled")
    on = models.DateField()
    state = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Waiting], default=Waiting.WAITS)
    words = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(state=Waiting.WAITS), name="an_edition_waits_for_one_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, {self.on}"


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
