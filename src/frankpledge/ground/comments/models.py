"""Comments on things of a workspace, and who is mentioned in them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from frankpledge.ground.accounts.models import User, Workspace

LONGEST_KIND, LONGEST_IDENTIFIER = 100, 200


class Comment(models.Model):
    """What a person said about one thing, which is known by its kind and identifier as the ledger knows its subjects.

    One that was taken off keeps who did so and why; its words are gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="comments")
    kind = models.CharField(max_length=LONGEST_KIND)
    about = models.CharField(max_length=LONGEST_IDENTIFIER)
    words = models.TextField(blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    taken_off_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken_off_at = models.DateTimeField(null=True)
    taken_off_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(taken_off_by__isnull=True, taken_off_at__isnull=True, taken_off_because="") & ~Q(words="")
                | Q(taken_off_by__isnull=False, taken_off_at__isnull=False, words="") & ~Q(taken_off_because=""),
                name="comments_taken_off_by_somebody_for_a_reason",
            ),
        )
        indexes = (models.Index(fields=("workspace", "kind", "about", "at"), name="comments_of_a_thing"),)
        ordering = ("workspace", "at")

    def __str__(self) -> str:
        return f"comment of {self.by}"


class Mention(models.Model):
    """A person whom a comment mentions, until they have read it and after."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("comment", "person"), name="comments_one_mention_of_a_person"),)
        indexes = (models.Index(fields=("workspace", "person", "read_at"), name="comments_unread_of_a_person"),)
        ordering = ("workspace", "comment", "person")

    def __str__(self) -> str:
        return f"{self.person} in a {self.comment}"
