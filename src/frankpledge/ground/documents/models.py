"""Papers in their states, who wrote in them, and the editions that came of them."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.rules import STATE_LABELS, EditionKept, State

_REFUSED = "an approved edition never changes; correct it by a new edition."
_DIGEST = r"^[0-9a-f]{64}$"


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that can be read and added."""

    def update(self, **_: Any) -> NoReturn:
        """Refuse."""
        raise EditionKept(_REFUSED)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise EditionKept(_REFUSED)


class Kept(models.Model):
    """A row written once. The database refuses a change as well (migration 0002)."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row. Refused for one that is already there."""
        if not self._state.adding:
            raise EditionKept(_REFUSED)
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        raise EditionKept(_REFUSED)


class Paper(models.Model):
    """A document on its way: the tree as it stands now, and the editions that it has become.

    `revision` counts the writings; `tree` is canonical JSON and `digest` its SHA-256. A paper that corrects an edition
    names it, with the note that the new edition will carry.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=STATE_LABELS.items(), default=State.DRAFT)
    tree = models.TextField()
    digest = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=1)
    corrects = models.ForeignKey("Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    note = models.TextField(blank=True)
    returned_because = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(State)), name="documents_paper_state_is_known"),
            models.CheckConstraint(condition=Q(digest__regex=_DIGEST), name="documents_paper_digest_is_one"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, note="") | (Q(corrects__isnull=False) & ~Q(note="")),
                name="documents_paper_corrects_with_a_note",
            ),
        )
        indexes = (models.Index(fields=("workspace", "kind", "state"), name="documents_paper_by_state"),)
        ordering = ("workspace", "kind", "-created_at")

    def __str__(self) -> str:
        return self.title


class Writing(Kept):
    """Who wrote in a paper, for which edition of it, and what it then said. Nobody on this list may approve it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="writings")
    edition_number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("paper", "revision"), name="documents_writing_has_its_own_revision"),
        )
        ordering = ("paper", "revision")

    def __str__(self) -> str:
        return f"{self.paper}, revision {self.revision}"


class Edition(Kept):
    """An approved, frozen document: its tree with every figure and its inputs, its digest, and who approved it when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="editions")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    cut_off = models.DateField()
    tree = models.TextField()
    digest = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("paper", "number"), name="documents_edition_has_its_own_number"),
            models.CheckConstraint(condition=Q(digest__regex=_DIGEST), name="documents_edition_digest_is_one"),
            models.CheckConstraint(
                condition=Q(number=1, replaces__isnull=True) | (Q(number__gt=1, replaces__isnull=False) & ~Q(note="")),
                name="documents_edition_corrects_with_a_note",
            ),
        )
        indexes = (models.Index(fields=("workspace", "kind", "-approved_at"), name="documents_edition_by_kind"),)
        ordering = ("workspace", "kind", "-approved_at", "-number")

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"


class EditionFile(Kept):
    """One rendering of an edition, byte for byte as it was approved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("edition", "format"), name="documents_one_file_to_a_format"),
            models.CheckConstraint(condition=Q(sha256__regex=_DIGEST), name="documents_file_digest_is_one"),
        )
        ordering = ("edition", "format")

    def __str__(self) -> str:
        return f"{self.edition}, {self.format}"
