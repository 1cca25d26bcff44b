"""Reading the address book: the organisations of a day with where each is written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from frankpledge.domain.bodies.models import STANDS, Organisation
from frankpledge.domain.contacts.models import Contact
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


@dataclass(frozen=True)
class Entry:
    """An organisation of the day, and where it is written to, if that is known."""

    organisation: UUID
    name: str
    contact: Contact | None


def organisations_here(*, workspace: Workspace, viewer: User, on: date) -> QuerySet[Organisation]:
    """Return the organisations that are there on a day, by name."""
    found = Organisation.objects.filter(STANDS, workspace=workspace, workspace__in=workspaces_of(viewer))
    there = (Q(since__isnull=True) | Q(since__lte=on)) & (Q(until__isnull=True) | Q(until__gte=on))
    return found.filter(there).order_by("name")


def organisation_here(identity: UUID, *, workspace: Workspace, viewer: User, on: date) -> Organisation | None:
    """Return one organisation that is there on a day; None where there is none."""
    return organisations_here(workspace=workspace, viewer=viewer, on=on).filter(pk=identity).first()


def contacts_on(*, workspace: Workspace, on: date) -> QuerySet[Contact]:
    """Return the contacts that hold on a day."""
    holds = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
    return Contact.objects.filter(holds, workspace=workspace).select_related("organisation", "person")


def address_book(*, workspace: Workspace, viewer: User, on: date) -> tuple[Entry, ...]:
    """Return every organisation of a day with its contact, by name."""
    known = {one.organisation_id: one for one in contacts_on(workspace=workspace, on=on)}
    found = organisations_here(workspace=workspace, viewer=viewer, on=on)
    return tuple(Entry(one.pk, one.name, known.get(one.pk)) for one in found)


def addresses_on(*, workspace: Workspace, on: date) -> dict[UUID, str]:
    """Return where each organisation is written to on a day, for whoever writes to it in the partnership's name."""
    return {one.organisation_id: one.address for one in contacts_on(workspace=workspace, on=on)}


def contacts_through(person: User, *, workspace: Workspace) -> tuple[Contact, ...]:
    """Return the contacts that hold and whose reader has an account, for whoever lets that person go."""
    found = Contact.objects.filter(workspace=workspace, person__user=person, until__isnull=True)
    return tuple(found.select_related("workspace", "organisation", "person"))
