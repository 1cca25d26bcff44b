"""Lists that came in, and what their senders told us of their heads and words."""

import uuid

from django.db import models

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.rules import LONGEST_WORD, ListState


class SentList(models.Model):
    """One list. `heads`: each sheet with the row of its header and its heads; `lines`: place of its sheet, row, cells.

    Lines are kept until it is applied; then only what was changed, and the steps that take it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    said = models.JSONField(default=dict)
    heads = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    not_read = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    unchanged = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    chosen = models.BooleanField(default=False, help_text="Made from rows chosen on a page, not from a file.")
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ListState])
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at"]
        indexes = [models.Index(fields=["workspace", "kind", "-sent_at"], name="lists_of_a_kind")]

    def __str__(self) -> str:
        return self.name


class KnownHead(models.Model):
    """Which column a head means in the lists of a partnership; none for one that is not read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    head = models.CharField(max_length=LONGEST_WORD)
    column = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["head"]
        constraints = [models.UniqueConstraint(fields=["workspace", "kind", "head"], name="lists_a_head_means_one")]

    def __str__(self) -> str:
        return f"{self.head}: {self.column or 'not read'}"


class KnownWord(models.Model):
    """What a word under a column means in the lists of a partnership."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    column = models.CharField(max_length=60)
    word = models.CharField(max_length=LONGEST_WORD)
    means = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["column", "word"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "kind", "column", "word"], name="lists_a_word_means_one"),
        ]

    def __str__(self) -> str:
        return f"{self.word}: {self.means or 'nothing'}"
