"""The register of releases: every cell that ever left, for whom, and as what; and what is known to hold between cells.

Of a number that is hidden no value is kept, here or anywhere in the register. Whether a cell is the one that an earlier
release was about is told by a keyed mark of its count: the key lies outside the database.
"""

from django.conf import settings
from django.db import models

from frankpledge.domain.disclosure.rules import Audience, State
from frankpledge.ground.accounts.models import Workspace


class Release(models.Model):
    """One act of letting figures out. Workspace is null for the installation's own open data (the command line).

    `data_set` names the restricted data that the release is a view of, empty for any other; `told` says which table and
    periods, from whom, as known when.
    """

    workspace = models.ForeignKey(Workspace, null=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Audience])
    what = models.CharField(max_length=300)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    cell_count = models.PositiveIntegerField()
    data_set = models.CharField(max_length=120, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    told = models.JSONField(default=dict)

    class Meta:
        ordering = ["-released_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(data_set="", proposed_by__isnull=True)
                | (~models.Q(data_set="") & models.Q(workspace__isnull=False, proposed_by__isnull=False)),
                name="restricted_data_are_proposed_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_by__isnull=True) | ~models.Q(proposed_by=models.F("released_by")),
                name="two_people_release_restricted_data",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} to {self.audience}"


class ReleasedCell(models.Model):
    """One number of a public release, as it was shown. `cells` are the cells that it adds up, each in its version.

    `primary`: it is hidden because it is small itself. The register alone knows: whoever reads the release does not.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="cells")
    key = models.CharField(max_length=200)
    policy = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in State])
    value = models.FloatField(null=True)
    place = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=20, blank=True)
    primary = models.BooleanField(default=False)
    cells = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "key"], name="one_cell_per_key_and_release"),
            models.CheckConstraint(
                condition=models.Q(state="value") | models.Q(value__isnull=True), name="hidden_cells_hold_no_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.state}"


class CellVersion(models.Model):
    """A cell of restricted data with one count: a revision makes the next version, an unchanged count does not."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    data_set = models.CharField(max_length=120)
    cell = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "data_set", "cell", "number"], name="one_version_by_number")
        ]

    def __str__(self) -> str:
        return f"{self.cell}#{self.number}"


class KnownTie(models.Model):
    """Two sums of cells, each in its version, that are equal: what tables of one data set have in common."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    data_set = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    one = models.JSONField()
    other = models.JSONField()
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "data_set", "digest"], name="a_tie_is_kept_once")]

    def __str__(self) -> str:
        return f"{len(self.one)} cells are {len(self.other)} others"


class Solved(models.Model):
    """What an attack on one part of the union found, by the digest of that part: it is not solved twice."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    ranges = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "digest"], name="a_part_is_solved_once")]

    def __str__(self) -> str:
        return self.digest[:12]
