"""Views of lists, and which of them a person sees first."""

import uuid

from django.db import models

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.saved_views.rules import MOST_NAMED, MOST_QUERY


class SavedView(models.Model):
    """A choice of one list, under a name. `route` is the list, `query` the choice as it stands in an address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=100)
    name = models.CharField(max_length=MOST_NAMED)
    query = models.CharField(max_length=MOST_QUERY)
    shared = models.BooleanField(default=False)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["route", "name"]
        indexes = [models.Index(fields=["workspace", "route"], name="views_of_a_list")]

    def __str__(self) -> str:
        return self.name


class FirstView(models.Model):
    """The view that a person sees where they ask a list for nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=100)
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="first_of")

    class Meta:
        ordering = ["route"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "person", "route"], name="views_one_first_of_a_list"),
        ]

    def __str__(self) -> str:
        return f"{self.route}: {self.view}"
