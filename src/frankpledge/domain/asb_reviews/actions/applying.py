"""Applying: an application is begun, kept as it grows, and sent, by whoever has its code or by an officer for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from frankpledge.domain.asb_reviews import rules
from frankpledge.domain.asb_reviews.actions import letting
from frankpledge.domain.asb_reviews.actions.applicant import Applicant
from frankpledge.domain.asb_reviews.models import Case, Message, Report
from frankpledge.domain.asb_reviews.permissions import GRANTS, Capability
from frankpledge.domain.asb_reviews.queries.codes import mark_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import locked_head, record

MOST_REPORTS = 40
MOST_MESSAGES = 200


@dataclass(frozen=True)
class Begun:
    """An application that was begun, and its code, which is shown and kept nowhere."""

    case: Case
    code: str


@dataclass(frozen=True)
class Line:
    """One time that it was reported, as the applicant tells it. A day may be about, or not known."""

    what: str
    told: str
    happened_on: date | None = None
    happened_sure: str = rules.Sure.UNKNOWN
    told_on: date | None = None
    told_sure: str = rules.Sure.UNKNOWN
    told_whom: str = ""
    reference: str = ""
    made_by: int = 0
    hate: bool | None = None
    once: str = ""


PLAIN = ("whose", "consent", "hate", "contact_by")
SEALED = ("applicant", "affected", "place", "effect", "danger", "contact_how")


@transaction.atomic
def begin(
    *, workspace: Workspace, channel: str, by: User | None = None, sender_mark: str = "", doubts: Sequence[str] = ()
) -> Begun:
    """Begin an application and return its code. Nothing is asked yet; what is doubted is looked at all the same."""
    if by is not None:
        check_granted(GRANTS, Capability.TAKE, workspace=workspace, user=by)
    code = rules.new_code()
    case = Case.objects.create(
        workspace=workspace, channel=channel, code_mark=mark_of(code), sender_mark=sender_mark, doubts=list(doubts),
        recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    if by is not None:
        letting.let_in_first(case=case, person=by, by=by)
    record("asb_reviews.begun", case, by=by or Applicant(case.pk), facts={"channel": channel})
    return Begun(case, code)


def _writer(case: Case, by: User | None) -> User | Applicant:
    """Return whoever writes: the applicant until it is sent, an officer who was let in until it is closed."""
    if by is not None:
        letting.check_let_in(case=case, person=by)
        rules.check_open(closed=case.closed_on is not None)
        return by
    rules.check_before(
        case.received_on is None, lacks="this was sent.", cure="What is to be added now is written as a message."
    )
    return Applicant(case.pk)


@transaction.atomic
def keep(*, case: Case, given: Mapping[str, Any], by: User | None = None) -> Case:
    """Keep a part of an application as far as it is written. Incomplete is not wrong until it is sent."""
    writer = _writer(case, by)
    for name in PLAIN:
        setattr(case, name, given.get(name, getattr(case, name)))
    for name in SEALED:
        if name in given:
            setattr(case, name, str(given[name]).strip()[: rules.LONGEST_WORDS] or None)
    case.save()
    record("asb_reviews.kept", case, by=writer)
    return case


@transaction.atomic
def add_line(*, case: Case, given: Line, by: User | None = None) -> Report:
    """Add a time that it was reported. The same form sent twice is one line."""
    writer = _writer(case, by)
    there = case.reports.filter(once=given.once).first() if given.once else None
    if there is not None:
        return there
    last = case.reports.order_by("position").last()
    position = (last.position if last else 0) + 1
    rules.check_before(
        position <= MOST_REPORTS, lacks=f"{MOST_REPORTS} reports are here.", cure="Those suffice: send it."
    )
    made = Report.objects.create(
        workspace=case.workspace,
        case=case,
        position=position,
        recorded_by=by,
        recorded_at=clock.now(),
        **line_fields(given),
    )
    record("asb_reviews.line_added", case, by=writer, facts={"line": position})
    return made


def line_fields(given: Line) -> dict[str, Any]:
    """Return the fields of a line. A day that is not given is not known, whatever was chosen beside it."""
    found: dict[str, Any] = {
        "what": rules.check_words(given.what, what="what happened"), "told": given.told, "once": given.once,
        "made_by": given.made_by, "hate": given.hate,
        "told_whom": given.told_whom.strip()[: rules.LONGEST_LINE],
        "reference": given.reference.strip()[: rules.LONGEST_LINE],
    }  # fmt: skip
    for name, day, sure, what in (
        ("happened", given.happened_on, given.happened_sure, "what happened"),
        ("told", given.told_on, given.told_sure, "the report"),
    ):
        known = day if sure != rules.Sure.UNKNOWN else None
        if known:
            rules.check_past(known, what=what, today=clock.today())
        found |= {f"{name}_on": known, f"{name}_sure": sure if known else rules.Sure.UNKNOWN}
    return found


@transaction.atomic
def send(*, case: Case, received_on: date | None = None, by: User | None = None) -> Case:
    """Send an application: it has a number and a day from now on. Sent twice, it is sent once.

    Too few reports are no hindrance: how long it goes on, the harm and how it was answered count too.
    """
    if case.received_on is not None:
        return case
    writer = _writer(case, by)
    rules.check_consent(whose=case.whose, consent=case.consent)
    rules.check_before(
        bool(case.effect) or case.reports.exists(),
        lacks="nothing is said of what happens.",
        cure="Say it in a sentence.",
    )
    on = rules.check_past(received_on or clock.today(), what="its receipt", today=clock.today())
    locked_head(case.workspace_id)
    last = Case.objects.filter(workspace=case.workspace).aggregate(last=Max("number"))["last"] or 0
    case.number, case.received_on = last + 1, on
    case.save(update_fields=["number", "received_on"])
    record("asb_reviews.received", case, by=writer, facts={"case": case.number, "channel": case.channel})
    return case


@transaction.atomic
def enter(*, workspace: Workspace, channel: str, received_on: date, given: Mapping[str, Any], by: User) -> Begun:
    """Enter an application that came on paper or by telephone. Whoever enters it looks after it."""
    begun = begin(workspace=workspace, channel=channel, by=by)
    case = keep(case=begun.case, given=given, by=by)
    case.named_contact = by
    case.save(update_fields=["named_contact"])
    return Begun(send(case=case, received_on=received_on, by=by), begun.code)


@transaction.atomic
def write_back(*, case: Case, words: str, once: str = "") -> Message:
    """Write to whoever looks after one's case, by its code. The same form sent twice is one message."""
    rules.check_before(case.received_on is not None, lacks="it is not sent yet.", cure="Send it first.")
    there = case.messages.filter(from_applicant=True, once=once).first() if once else None
    if there is not None:
        return there
    rules.check_before(
        case.messages.count() < MOST_MESSAGES, lacks="very much was written here.", cure="Ring your contact."
    )
    made = Message.objects.create(
        workspace=case.workspace, case=case, from_applicant=True, once=once, recorded_at=clock.now(),
        words=rules.check_words(words, what="your message"),
    )  # fmt: skip
    record("asb_reviews.applicant_wrote", case, by=Applicant(case.pk), facts={"case": case.number or 0})
    return made
