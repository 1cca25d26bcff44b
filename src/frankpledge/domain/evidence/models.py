"""Published figures that came in a document instead of a file: what was printed, where, and what is wrong with it."""

from django.conf import settings
from django.db import models

from frankpledge.ground.accounts.models import Workspace


class PublishedFigure(models.Model):
    """One printed number of a partnership's own past documents, or the printed absence of one."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=200)
    label = models.CharField(max_length=300)
    unit = models.CharField(max_length=100)
    period = models.CharField(max_length=100)
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True)
    missing = models.CharField(max_length=200, blank=True, help_text="Why there is no value, in the source's words.")
    source = models.CharField(max_length=300)
    caveat = models.CharField(max_length=500, blank=True)
    position = models.PositiveIntegerField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "group", "label", "period"], name="one_published_figure_each"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False, missing="")
                | models.Q(value__isnull=True) & ~models.Q(missing=""),
                name="a_published_figure_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.period}"
