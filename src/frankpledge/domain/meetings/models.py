"""Meetings, their agendas, who came, what was decided."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from frankpledge.domain.bodies.models import Body, Organisation, Person, Seat
from frankpledge.domain.meetings.rules import ItemKind, Kind, Marking, Presence, State
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Edition, Paper
from frankpledge.statute.deadlines import in_words


def _choices(kinds: Any) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in kinds]


class Meeting(models.Model):
    """One meeting of one body on one day. `minutes`: the paper that its minutes are, once they were drafted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="meetings")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=15, choices=_choices(Kind), default=Kind.ORDINARY)
    on = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=_choices(State), default=State.PLANNED)
    because = models.CharField(max_length=500, blank=True, help_text="Why it was cancelled.")
    minutes = models.OneToOneField(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="meeting")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "body"]
        constraints = [
            models.UniqueConstraint(fields=["body", "on", "kind"], name="one_meeting_of_a_kind_a_day"),
            models.CheckConstraint(
                condition=models.Q(state=State.CANCELLED) & ~models.Q(because="")
                | ~models.Q(state=State.CANCELLED) & models.Q(because=""),
                name="a_meeting_is_cancelled_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {in_words(self.on)}"


class Item(models.Model):
    """One item of an agenda, and what is minuted under it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=_choices(ItemKind), default=ItemKind.DISCUSSION)
    marking = models.CharField(max_length=12, choices=_choices(Marking), default=Marking.OPEN)
    restricted_because = models.CharField(max_length=300, blank=True)
    presenter = models.CharField(max_length=200, blank=True)
    asks = models.CharField(max_length=500, blank=True, help_text="The decision that is sought.")
    paper = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paper_words = models.CharField(max_length=500, blank=True, help_text="A paper kept elsewhere: what and where.")
    draws = models.CharField(max_length=20, blank=True, help_text="What it takes from the record: a `Drawn`.")
    drawn = models.JSONField(default=list, help_text="What it took from the record when the meeting was held.")
    closes = models.BooleanField(default=False, help_text="It stays last: what is put on later comes before it.")
    minute = models.TextField(blank=True)

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [models.UniqueConstraint(fields=["meeting", "order"], name="one_item_of_a_number")]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"


class Attendance(models.Model):
    """How a seat was filled at a meeting, by whom, and for which organisation, as it was then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="attendance")
    presence = models.CharField(max_length=12, choices=_choices(Presence))

    class Meta:
        ordering = ["meeting", "seat"]
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="one_attendance_a_seat")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.presence}"


class Interest(models.Model):
    """An interest that was declared in an item: its restricted words and papers are withheld from whoever declared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="interests")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at"]
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="one_interest_a_seat_and_item")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.item}"


class Decision(models.Model):
    """What was decided, and all that must be known of it later. Numbered through the body."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decisions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    wording = models.TextField()
    reason = models.TextField()
    options = models.TextField(blank=True)
    section_17 = models.TextField()
    equality = models.TextField(blank=True)
    seen = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["body", "number"]
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="one_decision_of_a_number")]

    def __str__(self) -> str:
        return f"Decision {self.number}"
