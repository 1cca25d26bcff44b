"""Elections with the days of care before them. One that was wrong is withdrawn, never removed."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.elections.rules import kind_label
from frankpledge.ground.accounts.models import Workspace
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.elections import Period


class Election(models.Model):
    """One election here: its kind, the first day of care, the day of the poll; `words` where the kind is not enough."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="elections")
    kind = models.CharField(max_length=20)
    words = models.CharField(
        max_length=200, blank=True, help_text="Which election it is, where the kind is not enough."
    )
    starts = models.DateField()
    poll = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["poll", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(poll__gte=models.F("starts")), name="care_begins_before_the_poll"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_because="")),
                name="an_election_is_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called}, {in_words(self.poll)}"

    @property
    def called(self) -> str:
        """Return what it is called: its own words, or its kind."""
        return self.words or kind_label(self.kind)

    @property
    def period(self) -> Period:
        """Return the days of care."""
        return Period(str(self), self.starts, self.poll)
