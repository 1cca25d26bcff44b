"""Member lists that came in as files: what each would change, what it did change, and how to take it back."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.roster.rules import ListState
from frankpledge.ground.accounts.models import Workspace


class MemberList(models.Model):
    """One file. Its lines are kept until it is applied; then only what it made and ended, by identifier."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    head = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    wrong = models.JSONField(default=list)
    made = models.JSONField(default=list)
    ended = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ListState])
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.name
