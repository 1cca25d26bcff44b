"""Dates and answers for the public, each drafted by one person and approved by another."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frankpledge.domain.engagement.models import Exercise
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.noticeboard.rules import LONGEST_REASON, LONGEST_TITLE, LONGEST_WORDS, Done, Kind
from frankpledge.ground.accounts.models import Workspace


def _choices(kinds: Any) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in kinds]


class Posted(models.Model):
    """Something of the noticeboard. `root` is the same for all that follow one another, `number` counts them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    root = models.UUIDField(default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    off_at = models.DateTimeField(null=True)
    off_because = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=["root", "number"], name="%(class)s_follow_one_another"),
            models.UniqueConstraint(
                fields=["root"], condition=Q(approved_at__isnull=True), name="%(class)s_one_draft_of_each"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("drafted_by")),
                name="%(class)s_a_second_person_approved",
            ),
            models.CheckConstraint(
                condition=Q(off_at__isnull=True, off_because="")
                | Q(off_at__isnull=False, approved_at__isnull=False) & ~Q(off_because=""),
                name="%(class)s_is_called_off_for_a_reason",
            ),
        )


class PublicDate(Posted):
    """A day on which residents may come, or until which they may answer."""

    kind = models.CharField(max_length=12, choices=_choices(Kind))
    title = models.CharField(max_length=LONGEST_TITLE)
    on = models.DateField()
    starts = models.TimeField(null=True)
    ends = models.DateField(null=True)
    place = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Posted.Meta):
        ordering = ["on", "starts", "title"]

    def __str__(self) -> str:
        return self.title


class Answer(Posted):
    """What people were asked and said, and what was done: with the name and days of the exercise as they were."""

    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    began = models.DateField()
    ended = models.DateField()
    asked = models.CharField(max_length=LONGEST_WORDS)
    said = models.CharField(max_length=LONGEST_WORDS)
    did = models.CharField(max_length=LONGEST_WORDS)
    done = models.CharField(max_length=12, choices=_choices(Done))

    class Meta(Posted.Meta):
        ordering = ["-ended", "name"]

    def __str__(self) -> str:
        return self.name
