"""Subscribers, the letters to them, and how often a connection asked on a day."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from frankpledge.domain.subscriptions.rules import ENDED, Purpose, State
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.sealed.models import BlindIndex, SealedModel, SealedText


def _choices(kinds: Any) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in kinds]


class Subscriber(SealedModel):
    """Somebody who asked to be told: of what, since when, and whether they confirmed it. Their address is sealed.

    `asked` is what waits to be confirmed, `topics` what was. Who stops is removed, and with them their letters.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    address = SealedText()
    address_mark = BlindIndex(of="address", tidy="address")
    topics = models.JSONField(default=list)
    asked = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["workspace", "asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "address_mark"], name="subscriptions_one_of_an_address"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, told_until__isnull=True)
                | Q(confirmed_at__isnull=False, told_until__isnull=False),
                name="subscriptions_told_once_confirmed",
            ),
        ]


class Letter(models.Model):
    """One mail to one subscriber: for what, of which time, what became of it. Its words are made when it goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="letters")
    key = models.CharField(max_length=120, unique=True)
    purpose = models.CharField(max_length=10, choices=_choices(Purpose))
    state = models.CharField(max_length=10, choices=_choices(State), default=State.WAITING)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    things = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="subscriptions_next_to_go")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | (~Q(state__in=ENDED) & Q(ended_at=None)),
                name="subscriptions_a_letter_ended",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.made_at:%Y-%m-%d}"


class Asking(models.Model):
    """How often something was asked on a day from one connection, or for one address: known by a mark of the day."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    mark = models.CharField(max_length=64)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "on", "mark"], name="subscriptions_one_count_of_a_mark")
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.times}"
