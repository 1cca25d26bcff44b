"""Events, and where each chain of them ends."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.db import models

from frankpledge.ground.audit.rules import BEFORE_THE_FIRST, LedgerKept, moment

REFUSED = "the ledger only grows."


class EventQuerySet(models.QuerySet["Event"]):
    """Events can be read and added."""

    def update(self, **_: Any) -> NoReturn:
        """Refuse."""
        raise LedgerKept(REFUSED)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise LedgerKept(REFUSED)


class Event(models.Model):
    """One thing that was done. Written once by `audit.actions.record`, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.UUIDField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=100)
    actor = models.CharField(max_length=64, blank=True)
    actor_label = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=100, blank=True)
    subject = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("workspace", "number"), name="audit_event_has_its_own_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="audit_events_count_from_one"),
        )
        indexes = (models.Index(fields=("subject_kind", "subject"), name="audit_event_by_subject"),)
        ordering = ("workspace", "number")

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    def said(self) -> dict[str, object]:
        """Return everything that the seal covers."""
        return {
            "id": str(self.id),
            "workspace": str(self.workspace),
            "number": self.number,
            "at": moment(self.at),
            "verb": self.verb,
            "actor": self.actor,
            "actor_label": self.actor_label,
            "subject_kind": self.subject_kind,
            "subject": self.subject,
            "digest": self.digest,
            "facts": self.facts,
            "previous": self.previous,
        }

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new event. Refused for one that is already there."""
        if not self._state.adding:
            raise LedgerKept(REFUSED)
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        raise LedgerKept(REFUSED)


class Head(models.Model):
    """Where a chain ends now. Its row is the lock that makes writers wait for each other."""

    workspace = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default=BEFORE_THE_FIRST)

    def __str__(self) -> str:
        return f"{self.workspace} {self.number}"
