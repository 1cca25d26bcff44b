"""Keeping the address book: a contact given, ended, and handed on when its reader leaves."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from frankpledge.domain.bodies.models import STANDS, Organisation, Person
from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.contacts import rules
from frankpledge.domain.contacts.models import Contact
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.accounts.rules import tidy_email
from frankpledge.ground.audit.actions import record

DAY = timedelta(days=1)


@transaction.atomic
def give_contact(
    *, organisation: Organisation, address: str = "", person: Person | None = None, words: str = "", since: date,
    by: User,
) -> Contact:  # fmt: skip
    """Say where an organisation is written to from a day on. The contact before it ends the day before."""
    workspace = organisation.workspace
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    rules.check_same(same=person is None or person.workspace_id == workspace.pk)
    where = rules.check_address(address or (person.email if person else ""))
    before = Contact.objects.filter(organisation=organisation, until__isnull=True).first()
    rules.check_begins(since, earlier=before.since if before else None, today=clock.today())
    if before is not None:
        before.until = since - DAY
        before.save(update_fields=["until"])
    made = Contact.objects.create(
        workspace=workspace, organisation=organisation, person=person, address=tidy_email(where),
        words=" ".join(words.split())[: rules.LONGEST_WORDS], since=since, recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    record("contacts.contact_given", made, by=by, facts={"organisation": organisation.name})
    return made


@transaction.atomic
def end_contact(*, contact: Contact, last: date, by: User) -> Contact:
    """Say that an organisation is no longer written to there, after a last day."""
    check_granted(GRANTS, Capability.KEEP, workspace=contact.workspace, user=by)
    rules.check_ends(last, since=contact.since, until=contact.until)
    contact.until = last
    contact.save(update_fields=["until"])
    record("contacts.contact_ended", contact, by=by, facts={"organisation": contact.organisation.name})
    return contact


@transaction.atomic
def hand_over(*, contact: Contact, to: User, by: User) -> None:
    """Let the next owner be written to where a leaver was, if they work for the same organisation; else end it.

    Whoever lets people go may do it.
    """
    today = clock.today()
    contact.until = max(contact.since, today - DAY)
    contact.save(update_fields=["until"])
    here = Person.objects.filter(STANDS, workspace=contact.workspace, user=to)
    colleague = here.filter(
        posts__organisation=contact.organisation, posts__withdrawn_at=None, posts__until=None
    ).first()
    if colleague is not None and contact.until < today:
        Contact.objects.create(
            workspace=contact.workspace, organisation=contact.organisation, person=colleague,
            address=colleague.email or to.email, words=contact.words, since=today, recorded_by=by,
            recorded_at=clock.now(),
        )  # fmt: skip
    facts = {"organisation": contact.organisation.name}
    record("contacts.contact_handed_over", contact, by=by, facts=facts)
