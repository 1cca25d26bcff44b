"""The assessment of one partnership for one window, and the paper that carries its words through approval."""

from django.db import models

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.models import Paper


class Assessment(models.Model):
    """A strategic assessment: the twelve months it looks at and the cut-off at which its evidence was read."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="assessments")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="assessment")
    year = models.CharField(max_length=7, help_text="The statutory year in which it is made, such as 2025/26.")
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    as_known = models.DateTimeField(help_text="The cut-off: the moment of the manifest that was read.")
    manifest = models.CharField(max_length=100)

    class Meta:
        ordering = ["-last_month", "workspace"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "last_month"], name="one_assessment_per_window"),
            models.CheckConstraint(
                condition=models.Q(last_month__gte=models.F("first_month")), name="assessment_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.paper.title
