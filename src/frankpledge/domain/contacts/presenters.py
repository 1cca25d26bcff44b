"""The address book in the parts of a page, and as a list that leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from frankpledge.domain.contacts.models import Contact
from frankpledge.domain.contacts.queries import Entry
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words

HEAD = ("organisation", "address", "person", "what_it_is", "since")
COLUMNS = (Column("Organisation"), Column("Written to at"), Column("Who reads it"), Column("Since"))
NOBODY = "nobody: it cannot be reminded"


def book_table(entries: Iterable[Entry], slug: str, *, keeps: bool) -> Table:
    """Return where each organisation is written to."""
    rows = tuple(
        _row(entry, reverse("contacts:one", args=(slug, entry.organisation)) if keeps else "") for entry in entries
    )
    return Table("Where organisations are written to", COLUMNS, rows, caption_hidden=True)


def _row(entry: Entry, href: str) -> Row:
    one = entry.contact
    if one is None:
        return Row((entry.name, NOBODY, "–", "–"), href=href)
    words = f"{one.address} ({one.words})" if one.words else one.address
    return Row(
        (entry.name, words, one.person.name if one.person else "a shared mailbox", in_words(one.since)), href=href
    )


def listing(entries: Iterable[Entry], *, today: date) -> Listing:
    """Return the address book as a list that leaves."""
    rows = tuple(_cells(entry) for entry in entries)
    return Listing("contacts", f"Contacts on {in_words(today)}", HEAD, rows, today)


def _cells(entry: Entry) -> tuple[Cell, ...]:
    one = entry.contact
    if one is None:
        return (entry.name, None, None, None, None)
    return (entry.name, one.address, one.person.name if one.person else None, one.words or None, one.since)


def holding_words(contact: Contact) -> str:
    """Return what becomes of a contact whose reader leaves."""
    return (
        f"{contact.organisation} is written to through them. A colleague who takes over is written to instead; "
        "otherwise nobody is."
    )
