"""Making messages, taking one to send, and writing down what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.notices import rules
from frankpledge.ground.notices.models import LONGEST_LINE, Addressee, Mail, MailLine
from frankpledge.ground.notices.permissions import GRANTS, Capability
from frankpledge.ground.notices.queries.chasing import Reminder
from frankpledge.ground.notices.queries.mails import has_waiting, stuck_mails
from frankpledge.ground.notices.queries.wishes import chosen_by, digests_of
from frankpledge.ground.notices.rules import Purpose, State

HALF_WAY = timedelta(hours=1)
NOT_KNOWN = "The server stopped while it was being sent: nobody knows whether it went."


@dataclass(frozen=True)
class Told:
    """One thing that a message told, as it is kept."""

    workspace: Workspace
    kind: str
    about: str
    words: str


@transaction.atomic
def plan_digests(*, on: date) -> int:
    """Make the digests of a day, to be filled when they go, and return how many. Doing it again makes none."""
    made = 0
    for person, at in digests_of(on):
        key = f"{Purpose.DIGEST}:{person.pk}:{on.isoformat()}"
        made += _make(key, Purpose.DIGEST, at, person=person) is not None
    return made


@transaction.atomic
def tell_at_once(*, person: User) -> Mail | None:
    """Make a message that tells a person soon of what waits for them, unless they do not wish it or one waits already.

    It holds nothing yet: when it goes, at the first of the person's own hours, it tells what is still to be told.
    """
    chosen, now = chosen_by(person), clock.now()
    if not chosen.at_once or has_waiting(person, Purpose.AT_ONCE):
        return None
    at = rules.next_open(now, chosen.hours)
    return _make(f"{Purpose.AT_ONCE}:{person.pk}:{now.isoformat()}", Purpose.AT_ONCE, at, person=person)


@transaction.atomic
def plan_reminders(*, workspace: Workspace, reminders: Iterable[Reminder], on: date, at: datetime) -> int:
    """Make the reminders of a day, to be filled when they go, and return how many. Doing it again makes none."""
    made = 0
    for one in reminders:
        key, whom = rules.reminder_key(workspace.pk, on, one.key), None
        if one.person is None:
            whom, _ = Addressee.objects.get_or_create(workspace=workspace, address=one.address)
        made += _make(key, Purpose.CHASER, at, person=one.person, addressee=whom, workspace=workspace) is not None
    return made


def _make(
    key: str, purpose: Purpose, at: datetime, *, person: User | None = None, addressee: Addressee | None = None,
    workspace: Workspace | None = None,
) -> Mail | None:  # fmt: skip
    """Return a new message of a key; None where there is one."""
    address = person.email if person else addressee.address if addressee else ""
    mail, new = Mail.objects.get_or_create(
        key=key,
        defaults={
            "purpose": purpose, "person": person, "addressee": addressee, "workspace": workspace, "address": address,
            "not_before": at, "made_at": clock.now(),
        },
    )  # fmt: skip
    return mail if new else None


def take(identity: UUID) -> bool:
    """Take a waiting message to send, and return whether it is ours: of two servers only one finds it waiting."""
    waiting = Mail.objects.filter(pk=identity, state=State.WAITING)
    return bool(waiting.update(state=State.SENDING))


@transaction.atomic
def note_went(*, mail: Mail, told: Iterable[Told], until: datetime, since: datetime | None, kept: bool) -> None:
    """Write down that a message went, or was kept where none goes out, and what it told of which partnership."""
    lines = [
        MailLine(workspace=one.workspace, mail=mail, kind=one.kind, about=one.about, words=one.words[:LONGEST_LINE])
        for one in told
    ]
    MailLine.objects.bulk_create(lines)
    mail.since, mail.until = since, until
    _end(mail, State.KEPT if kept else State.SENT)
    for workspace in {line.workspace_id: line.workspace for line in lines}.values():
        count = sum(line.workspace_id == workspace.pk for line in lines)
        facts: dict[str, str | int] = {
            "how": "kept here" if kept else "sent", "purpose": Purpose(mail.purpose).label.lower(), "things": count,
        }  # fmt: skip
        record("notices.mail_went", mail, by=None, workspace=workspace, facts=facts)


@transaction.atomic
def note_not_sent(*, mail: Mail, state: State, because: str = "") -> None:
    """Write down that a message was not sent, as there was nothing to tell or nobody to tell it."""
    _end(mail, state, because)


@transaction.atomic
def note_failed(*, mail: Mail, because: str) -> None:
    """Write down that a mail server did not take a message: it is tried again later, or has failed."""
    mail.tries += 1
    again = rules.try_again_at(mail.tries, now=clock.now())
    if again is None:
        _end(mail, State.FAILED, because)
    else:
        mail.state, mail.not_before, mail.because = State.WAITING, again, because[: rules.LONGEST_REASON]
        mail.save(update_fields=("state", "not_before", "because", "tries"))


def _end(mail: Mail, state: State, because: str = "") -> None:
    mail.state, mail.because, mail.ended_at = state, because[: rules.LONGEST_REASON], clock.now()
    mail.save(update_fields=("state", "because", "ended_at", "tries", "since", "until"))


def note_stuck() -> int:
    """Write down which messages a stopped server left half way, and return how many."""
    stuck = list(stuck_mails(before=clock.now() - HALF_WAY))
    for mail in stuck:
        note_not_sent(mail=mail, state=State.FAILED, because=NOT_KNOWN)
    return len(stuck)


@transaction.atomic
def try_again(*, mail: Mail, workspace: Workspace, by: User) -> Mail:
    """Let a message that failed be tried again, from now on."""
    check_granted(GRANTS, Capability.SEE_OUTBOX, workspace=workspace, user=by)
    rules.check_can_try_again(State(mail.state))
    mail.state, mail.tries, mail.not_before, mail.ended_at = State.WAITING, 0, clock.now(), None
    mail.save(update_fields=("state", "tries", "not_before", "ended_at"))
    record("notices.mail_tried_again", mail, by=by, workspace=workspace)
    return mail
