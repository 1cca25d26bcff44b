"""Putting files to a case, taking them out, and giving one out to whoever was let in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max

from frankpledge.domain.asb_reviews import rules
from frankpledge.domain.asb_reviews.actions import facts_of, letting
from frankpledge.domain.asb_reviews.actions.applicant import Applicant
from frankpledge.domain.asb_reviews.models import Case, File, FileBody, FileKey
from frankpledge.domain.asb_reviews.rules.files import Mistaken, check_files
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.actions import record
from frankpledge.ground.documents.cleaned import Cleaned, cleaned
from frankpledge.ground.documents.words import printable
from frankpledge.ground.sealed.actions import read
from frankpledge.ground.sealed.rules.files import new_file_key, opened, shut


@dataclass(frozen=True)
class Sent:
    """A file on its way in: the name that it came under, its bytes, and what it shows."""

    name: str
    content: bytes
    words: str = ""
    once: str = ""


def add_file(*, case: Case, sent: Sent, by: User | None = None) -> File:
    """Put a file to a case, without what it tells besides. It is looked at first, outside any transaction.

    An applicant does so with their code until the case is closed, an officer who was let in likewise.
    """
    _check_may(case, by)
    there = case.files.filter(once=sent.once).first() if sent.once else None
    return there or _kept(case, sent, cleaned(sent.content, name=sent.name), by)


def _check_may(case: Case, by: User | None) -> None:
    if by is not None:
        letting.check_let_in(case=case, person=by)
    rules.check_open(closed=case.closed_on is not None)
    check_files(case.files.filter(from_applicant=by is None).count(), by_applicant=by is None)


@transaction.atomic
def _kept(case: Case, sent: Sent, made: Cleaned, by: User | None) -> File:
    """Keep a file under its own key, within the transaction that numbers it."""
    rows = Case.objects.filter(pk=case.pk)
    found = (rows.select_for_update() if connection.features.has_select_for_update else rows).get()
    _check_may(found, by)
    last = found.files.aggregate(last=Max("number"))["last"] or 0
    file = File.objects.create(
        workspace=case.workspace, case=found, recorded_by=by, recorded_at=clock.now(), number=last + 1,
        from_applicant=by is None, name=printable(sent.name)[-rules.LONGEST_LINE :], once=sent.once,
        words=printable(sent.words).strip()[: rules.LONGEST_LINE] or None, kind=made.kind, size=len(made.content),
    )  # fmt: skip
    key = new_file_key()
    FileKey.objects.create(id=file.pk, workspace=case.workspace, file=file, key=key)
    held = shut(made.content, key=key, row=str(file.pk))
    FileBody.objects.create(id=file.pk, workspace=case.workspace, file=file, held=held)
    record("asb_reviews.file_added", found, by=by or Applicant(case.pk), facts=facts_of(found, file=file.number))
    return file


@transaction.atomic
def take_own_file(*, case: Case, number: int) -> None:
    """Take a file out of one's own application, before it is sent. Taken twice, it is gone."""
    rules.check_before(case.received_on is None, lacks="this was sent.", cure="Ask your contact to take it out.")
    if case.files.filter(number=number, from_applicant=True).delete()[0]:
        record("asb_reviews.file_taken_out", case, by=Applicant(case.pk), facts=facts_of(case, file=number))


@transaction.atomic
def take_file(*, file: File, because: str, by: User) -> None:
    """Take a file out of a case for one of the reasons that there are. What it held is gone."""
    case = file.case
    letting.check_let_in(case=case, person=by)
    facts = facts_of(case, file=file.number, because=Mistaken(because).value)
    file.delete()
    record("asb_reviews.file_removed", case, by=by, facts=facts)


def give_file(*, file: File, reason: str, by: User) -> bytes:
    """Return what a file holds, to whoever was let in to its case and says why; the ledger has both first."""
    key = FileKey.objects.select_related("file").get(file=file)
    case = file.case
    found = read(workspace=case.workspace, matter=case.matter, rows=[key], reason=reason, by=by)
    with transaction.atomic():
        record("asb_reviews.file_given", case, by=by, facts=facts_of(case, file=file.number))
    held = bytes(FileBody.objects.get(file=file).held)
    return opened(held, key=found.of(key, "key") or "", row=str(file.pk))
