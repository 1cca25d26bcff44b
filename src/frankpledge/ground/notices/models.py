"""How people wish to be told, each message with what it tells, and reminders that were let out, held or refused."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.notices.rules import LONGEST_REASON, Purpose, Rhythm, State

LONGEST_ADDRESS = 254
LONGEST_LINE = 200
HOURS = tuple((hour, f"{hour:02}:00") for hour in range(24))
ENDED = (State.SENT, State.KEPT, State.NOTHING, State.DROPPED, State.FAILED)


def _choices(kinds: Any) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in kinds]


class Wish(models.Model):
    """How a person wishes to be told, in all their partnerships. `off` names the kinds that they do not want."""

    person = models.OneToOneField(User, on_delete=models.PROTECT, related_name="wish")
    rhythm = models.CharField(max_length=10, choices=_choices(Rhythm))
    weekday = models.PositiveSmallIntegerField()
    hour = models.PositiveSmallIntegerField()
    quiet_from = models.PositiveSmallIntegerField()
    quiet_until = models.PositiveSmallIntegerField()
    working_days = models.BooleanField()
    at_once = models.BooleanField()
    off = models.JSONField(default=list)
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(weekday__lt=7, hour__lt=24, quiet_from__lt=24, quiet_until__lt=24),
                name="notices_a_wish_names_days_and_hours",
            ),
        )
        ordering = ("person",)

    def __str__(self) -> str:
        return f"{self.person}: {self.rhythm}"


class Addressee(models.Model):
    """Somebody without an account who is reminded at an address, until they ask not to be."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(max_length=LONGEST_ADDRESS)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("workspace", "address"), name="notices_one_addressee_of_an_address"),
        )
        ordering = ("workspace", "address")

    def __str__(self) -> str:
        return self.address


class Mail(models.Model):
    """One message: to whom, for what, from when on, what became of it. Its words are made when it goes, and not kept.

    `key` names it, so that none is made twice. `since` and `until` are the time of which it tells. A reminder belongs
    to a workspace; a digest tells of all in which its person serves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    purpose = models.CharField(max_length=10, choices=_choices(Purpose))
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="mails")
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, null=True, related_name="mails")
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, null=True, related_name="mails")
    address = models.EmailField(max_length=LONGEST_ADDRESS)
    not_before = models.DateTimeField()
    state = models.CharField(max_length=10, choices=_choices(State), default=State.WAITING)
    because = models.CharField(max_length=LONGEST_REASON, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True, addressee__isnull=False) | Q(person__isnull=False, addressee=None),
                name="notices_a_mail_goes_to_one",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | (~Q(state__in=ENDED) & Q(ended_at=None)),
                name="notices_a_mail_ended_at_a_moment",
            ),
        )
        indexes = (models.Index(fields=("state", "not_before"), name="notices_next_to_go"),)
        ordering = ("-not_before",)

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} of {self.not_before:%Y-%m-%d}"


class MailLine(models.Model):
    """One thing that a mail told, as it told it. `about` names the thing as it stood."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=200)
    words = models.CharField(max_length=LONGEST_LINE, blank=True)

    class Meta:
        indexes = (models.Index(fields=("workspace", "kind", "about"), name="notices_who_was_told"),)
        ordering = ("mail", "pk")

    def __str__(self) -> str:
        return self.words or self.kind


class ChaserPlan(models.Model):
    """Whether a partnership reminds organisations of what they undertook, when, and who let that be done.

    Links without an account are made in that person's name: when they no longer may, nothing goes out.
    """

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="chaser_plan")
    on = models.BooleanField(default=False)
    weekday = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(weekday__lt=5), name="notices_reminders_on_a_weekday"),)
        ordering = ("workspace",)

    def __str__(self) -> str:
        return f"{self.workspace}: {'on' if self.on else 'off'}"


class Hold(models.Model):
    """A reminder that does not go out on a day, and why. `key` names whom it would have gone to."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    on = models.DateField()
    reason = models.CharField(max_length=LONGEST_REASON)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("workspace", "key", "on"), name="notices_one_hold_of_a_reminder"),
            models.CheckConstraint(condition=~Q(reason=""), name="notices_a_hold_says_why"),
        )
        ordering = ("workspace", "-on")

    def __str__(self) -> str:
        return f"{self.on}: {self.reason}"
