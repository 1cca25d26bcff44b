"""The register of releases: every cell that ever left, for whom, and as what."""

from django.conf import settings
from django.db import models

from frankpledge.domain.disclosure.rules import Audience, State
from frankpledge.ground.accounts.models import Workspace


class Release(models.Model):
    """One act of letting figures out. Workspace is null for the installation's own open data (the command line)."""

    workspace = models.ForeignKey(Workspace, null=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Audience])
    what = models.CharField(max_length=300)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    cell_count = models.PositiveIntegerField()

    class Meta:
        ordering = ["-released_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.what} to {self.audience}"


class ReleasedCell(models.Model):
    """One number of a public release, as it was shown."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="cells")
    key = models.CharField(max_length=200)
    policy = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in State])
    value = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "key"], name="one_cell_per_key_and_release"),
            models.CheckConstraint(
                condition=models.Q(state="value") | models.Q(value__isnull=True), name="hidden_cells_hold_no_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"
