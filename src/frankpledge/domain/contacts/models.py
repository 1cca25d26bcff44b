"""Contacts of organisations, each from a day to a day."""

import uuid

from django.conf import settings
from django.db import models

from frankpledge.domain.bodies.models import Organisation, Person
from frankpledge.domain.contacts.rules import LONGEST_WORDS
from frankpledge.ground.accounts.models import Workspace


class Contact(models.Model):
    """Where an organisation is written to: an address, and perhaps the person who reads it. No last day: it holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="contact_for")
    address = models.EmailField()
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["organisation", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(until__isnull=True), name="one_open_contact_an_organisation"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="a_contact_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~models.Q(address=""), name="a_contact_has_an_address"),
        ]

    def __str__(self) -> str:
        return f"contact of {self.organisation}"
