"""What this app adds to the ground."""

from django.urls import reverse

from frankpledge.domain.contacts.actions import hand_over
from frankpledge.domain.contacts.models import Contact
from frankpledge.domain.contacts.presenters import holding_words
from frankpledge.domain.contacts.queries import contacts_through
from frankpledge.ground.registry import Holding, HoldingsRequest

__all__ = ["AUDIT_SENTENCES", "HOLDINGS"]

AUDIT_SENTENCES = {
    "contacts.contact_given": "said where {organisation} is written to",
    "contacts.contact_ended": "ended the contact of {organisation}",
    "contacts.contact_handed_over": "handed on the contact of {organisation}",
}


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return the organisations that are written to through a person."""
    return tuple(_held(one) for one in contacts_through(asked.person, workspace=asked.workspace))


def _held(contact: Contact) -> Holding:
    return Holding(
        title=f"Contact of {contact.organisation}",
        href=reverse("contacts:list", args=(contact.workspace.slug,)),
        words=holding_words(contact),
        hand_over=lambda to, by: hand_over(contact=contact, to=to, by=by),
    )
