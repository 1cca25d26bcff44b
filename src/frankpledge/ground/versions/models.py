"""How things stood."""

import uuid

from django.db import models

from frankpledge.ground.accounts.models import Workspace

LONGEST_KIND, LONGEST_IDENTIFIER = 100, 200


class Version(models.Model):
    """How one thing stood after an event of the ledger: the values of the fields that its app names, as JSON.

    Whom it refers to stands in it by identifier alone. Who and when are those of the event.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=LONGEST_KIND)
    about = models.CharField(max_length=LONGEST_IDENTIFIER)
    number = models.PositiveIntegerField()
    state = models.JSONField(default=dict)
    verb = models.CharField(max_length=100)
    who = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        ordering = ["workspace", "kind", "about", "number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "kind", "about", "number"], name="versions_one_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"
