"""What a partnership has confirmed about the files that it is sent, and the files on their way in."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.releases.rules import FileState, Whose
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.jobs.models import JobRun


class ColumnMapping(models.Model):
    """How one layout of file is read, confirmed by a person. `headers` is the digest of its set of headers."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    headers = models.CharField(max_length=64)
    mapping = models.JSONField()
    remembered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    remembered_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "headers"], name="one_mapping_for_each_set_of_headers"),
        ]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """Files that one person sent in one go: whose they are, for which partnerships, and the work that loads them.

    `workspace` is where they were sent from; `meant_for` whose own evidence they become (nobody's where it is open).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    whose = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Whose])
    meant_for = models.ManyToManyField(Workspace, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    run = models.ForeignKey(JobRun, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(whose__in=[one.value for one in Whose]), name="upload_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return f"files sent {self.sent_at:%d %B %Y %H:%M}"


class UploadedFile(models.Model):
    """One file of an upload. Its bytes lie under the data folder until it is loaded, refused or given up.

    `outcome` holds a record for each plain file in it and each lake that it went to, as the load told it. `trial` is
    the last run that read it by a proposed mapping, without keeping anything.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=150)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in FileState])
    outcome = models.JSONField(default=list)
    trial = models.ForeignKey(JobRun, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="one_uploaded_file_to_a_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=[one.value for one in FileState]), name="uploaded_file_has_a_known_state"
            ),
        ]

    def __str__(self) -> str:
        return self.name
