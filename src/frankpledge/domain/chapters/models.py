"""Chapters with their parts in order, what readers remark on them, and every state that they have had."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from frankpledge.domain.chapters.rules import PARTS, REMARKS, STATES, ChapterState, PartKind, RemarkState
from frankpledge.domain.narrative.models import Passage
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.models import Paper


class Chapter(models.Model):
    """A chapter of one paper, or of the year while no paper has taken it in.

    `ref` is its anchor, and its name in the template of the document. `manifest` names the evidence that its exhibits
    and figures are read at. `dated` is the day of a chapter that was written by itself through the year: it is printed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="chapters")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="chapters")
    ref = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default=ChapterState.TO_WRITE)
    writer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dated = models.DateField(null=True, blank=True)
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    manifest = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("paper", "ref"), condition=Q(paper__isnull=False), name="chapters_one_of_a_name_in_a_paper"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ChapterState]), name="chapters_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(paper__isnull=False) | Q(dated__isnull=False), name="chapters_of_the_year_are_dated"
            ),
            models.CheckConstraint(
                condition=Q(last_month__gte=models.F("first_month")), name="chapters_window_ends_after_it_begins"
            ),
        )
        ordering = ("workspace", "paper", "position", "ref")

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """One part of a chapter: an exhibit by its name, or what a person writes to a prompt.

    `provides` are the needs that it meets once it is written; `nil` says why there is nothing to write, which is an
    answer too. `last_passage` holds last year's words, to be written anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=PARTS)
    exhibit = models.CharField(max_length=100, blank=True)
    ref = models.SlugField(max_length=60, blank=True)
    title = models.CharField(max_length=200, blank=True)
    ask = models.TextField(blank=True)
    why = models.TextField(blank=True)
    provides = models.JSONField(default=list)
    nil = models.CharField(max_length=1000, blank=True)
    hidden = models.BooleanField(default=False)
    last_passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    passage = models.OneToOneField(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="part")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=PartKind.EXHIBIT) & ~Q(exhibit="") | Q(kind=PartKind.NARRATIVE, exhibit=""),
                name="chapters_part_is_an_exhibit_or_words",
            ),
            models.CheckConstraint(
                condition=Q(passage__isnull=True) | Q(kind=PartKind.NARRATIVE), name="chapters_only_narrative_has_words"
            ),
        )
        ordering = ("chapter", "position", "id")

    def __str__(self) -> str:
        return self.title or self.exhibit


class Version(models.Model):
    """A chapter as it stood after somebody changed it, so that it can be looked at and restored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=300)
    stood = models.JSONField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("chapter", "number"), name="chapters_version_has_its_own_number"),
        )
        ordering = ("chapter", "-number")

    def __str__(self) -> str:
        return f"{self.chapter}, version {self.number}"


class Remark(models.Model):
    """What a reader says of a chapter or of one part of it, and what became of that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="remarks")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, null=True, blank=True, related_name="remarks")
    words = models.TextField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=REMARKS, default=RemarkState.OPEN)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True, answered_at__isnull=True)
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="chapters_remark_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True, closed_at__isnull=True)
                & Q(state__in=(RemarkState.OPEN, RemarkState.ANSWERED))
                | Q(closed_by__isnull=False, closed_at__isnull=False)
                & Q(state__in=(RemarkState.RESOLVED, RemarkState.CARRIED)),
                name="chapters_remark_is_closed_by_somebody",
            ),
        )
        ordering = ("chapter", "at")

    def __str__(self) -> str:
        return self.words[:80]
