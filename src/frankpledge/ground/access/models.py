"""Invitations. The link that accepts one is kept by links; here is what it gives."""

from __future__ import annotations

import uuid

from django.db import models

from frankpledge.ground.accounts.models import ROLE_CHOICES, User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.links.models import Link


class Invitation(models.Model):
    """One person invited to one role: by whom, for which organisation, until which day, and who accepted it.

    `source` names what the role is to follow from, such as a seat; without it, from the invitation itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="invitations")
    link = models.OneToOneField(Link, on_delete=models.PROTECT, related_name="+", null=True)
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    organisation = models.CharField(max_length=200)
    invites = models.BooleanField(default=False)
    source = models.CharField(max_length=100, blank=True)
    until = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | models.Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="access_who_accepted_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="access_invited_to_a_known_role"
            ),
        )
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.email} as {Role(self.role).label}"
