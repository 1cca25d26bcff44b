"""What every row is made of: what is written of a case is sealed; days, choices and whose turn it is are not."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.sealed.models import SealedText

UNITS = (("days", "days"), ("weeks", "weeks"), ("months", "months"))


def choices(kind: Any) -> list[tuple[str, str]]:
    """Return the choices of a kind."""
    return [(one.value, one.label) for one in kind]


def chosen(kind: Any, **more: Any) -> models.CharField[Any, Any]:
    """Return a field for one of the choices of a kind."""
    return models.CharField(max_length=20, choices=choices(kind), **more)


def sealed() -> SealedText:
    """Return a field for what is written of a case. Nothing was written: it is missing."""
    return SealedText(null=True, blank=True)


class Noted(models.Model):
    """A row of the workspace: when it was kept and by whom; by nobody where the applicant wrote it."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class Row(Noted):
    """A row of the office's own, that is no case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
