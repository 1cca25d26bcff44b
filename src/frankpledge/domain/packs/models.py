"""Papers that people sent, with every version; the pack of a meeting as it was last built; what its readers keep."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.rules import Marking
from frankpledge.domain.packs.rules import is_secret
from frankpledge.ground.accounts.models import Workspace

KINDS = [("pdf", "PDF"), ("docx", "Word"), ("odt", "OpenDocument text")]
_DIGEST = r"^[0-9a-f]{64}$"


class Paper(models.Model):
    """A paper that somebody sent for an item. Its versions are kept; one that was taken out keeps the reason.

    `item` is None where its item was taken off the agenda: the paper is then out of the pack, until it has another.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="papers")
    title = models.CharField(max_length=300)
    author = models.CharField(max_length=200)
    marking = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Marking], default=Marking.OPEN)
    because = models.CharField(max_length=300, blank=True, help_text="Why it is restricted.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["meeting", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(marking=Marking.OPEN, because="") | Q(marking=Marking.RESTRICTED) & ~Q(because=""),
                name="packs_a_restricted_paper_says_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
                name="packs_a_paper_is_taken_out_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One version of a paper: who sent it when, what changed, and what was taken out of the file (`told`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    changed = models.CharField(max_length=300, blank=True, help_text="What changed from the version before.")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=4, choices=KINDS)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(default=0, help_text="0 where it has none of its own.")
    told = models.JSONField(default=list)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="packs_one_version_of_a_number"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(changed=""), name="packs_a_version_says_what_changed"),
            models.CheckConstraint(condition=Q(sha256__regex=_DIGEST), name="packs_version_digest_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.paper}, version {self.number}"


class VersionFile(models.Model):
    """The file of a version: as it came, and as it may be shown (a clean PDF, or the words of it as JSON)."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="file")
    sent = models.BinaryField()
    shown = models.BinaryField()

    class Meta:
        ordering = ["version"]

    def __str__(self) -> str:
        return str(self.version)


class VersionPage(models.Model):
    """A page of a PDF that was sent: its words, and a picture of it."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="shown_pages")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    picture = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["version", "number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="packs_one_page_of_a_number")]

    def __str__(self) -> str:
        return f"{self.version}, page {self.number}"


class Pack(models.Model):
    """The pack of a meeting as it was last built. `digest` is of all that it was built from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="packs")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="pack")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    built_at = models.DateTimeField()

    class Meta:
        ordering = ["-built_at"]

    def __str__(self) -> str:
        return f"Pack of {self.meeting}"


class Build(models.Model):
    """What a pack held when it was built for the nth time: its parts and their states, to tell what changed since."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="builds")
    number = models.PositiveIntegerField()
    parts = models.JSONField()
    pages = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pack", "number"]
        constraints = [models.UniqueConstraint(fields=["pack", "number"], name="packs_one_build_of_a_number")]

    def __str__(self) -> str:
        return f"{self.pack}, {self.number}"


class Part(models.Model):
    """A part of the pack as it stands: its pages without numbers, and where they come in the whole.

    `reading` is its tree and on which page each block fell, empty for a PDF that was sent. `sheet` and `sheet_reading`
    are what stands in its place for whom it is withheld from: empty for a part that is open to every reader.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    item_number = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    restricted = models.BooleanField(default=False)
    because = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64)
    first = models.PositiveIntegerField()
    takes = models.PositiveIntegerField()
    content = models.BinaryField()
    reading = models.TextField(blank=True)
    sheet = models.BinaryField(default=b"")
    sheet_reading = models.TextField(blank=True)

    @property
    def secret(self) -> bool:
        """Return whether it is restricted for what it says, and not only as of the partnership's logs."""
        return is_secret(restricted=self.restricted, because=self.because)

    class Meta:
        ordering = ["pack", "order"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "key"], name="packs_one_part_of_a_key"),
            models.UniqueConstraint(fields=["pack", "order"], name="packs_one_part_of_an_order"),
        ]

    def __str__(self) -> str:
        return self.title


class Opening(models.Model):
    """Which build of a pack a reader last opened, and which before: kept to tell them what changed, for no more."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="openings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    build = models.PositiveIntegerField()
    at = models.DateTimeField()
    before = models.PositiveIntegerField(null=True, blank=True)
    before_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pack", "reader"]
        constraints = [models.UniqueConstraint(fields=["pack", "reader"], name="packs_one_opening_a_reader")]

    def __str__(self) -> str:
        return f"{self.reader}: {self.pack}"


class Note(models.Model):
    """A note of a reader on a part of a pack, or on a page of it (counted from the part's first). Theirs alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["meeting", "reader", "at"]
        indexes = [models.Index(fields=["meeting", "reader"], name="packs_notes_of_a_reader")]

    def __str__(self) -> str:
        return "a note"
