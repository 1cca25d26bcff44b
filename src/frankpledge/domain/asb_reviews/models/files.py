"""What was put to a case as a file: how it is called, the key that opens it, and what it holds, each by itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from frankpledge.domain.asb_reviews.models.cases import Case, Part
from frankpledge.domain.asb_reviews.models.kept import sealed
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.sealed.models import SealedModel, SealedText
from frankpledge.ground.sealed.rules.grants import Matter


class File(Part):
    """A photograph, a PDF or a diary, by whom it came, and what it shows. Its bytes are not here."""

    number = models.PositiveSmallIntegerField()
    from_applicant = models.BooleanField()
    name = sealed()
    words = sealed()
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    once = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="asb_reviews_one_file_of_a_number"),
        ]


class FileKey(SealedModel):
    """The key of a file. Its identifier is the file's: where one is looked for, so are the others."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField(File, on_delete=models.CASCADE, related_name="key_of")
    key = SealedText()

    class Meta:
        ordering: ClassVar = ["file"]

    @property
    def matter(self) -> Matter:
        """Return the case that it belongs to."""
        return Matter(Case._meta.label_lower, str(self.file.case_id))


class FileBody(models.Model):
    """What a file holds, shut with its key."""

    id = models.UUIDField(primary_key=True, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField(File, on_delete=models.CASCADE, related_name="body")
    held = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["file"]

    def __str__(self) -> str:
        return f"What file {self.pk} holds"
