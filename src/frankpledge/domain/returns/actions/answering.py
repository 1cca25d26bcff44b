"""Answering a return: kept to come back to, filled from a file, sent once, and what is wished to be corrected after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from frankpledge.domain.returns import rules
from frankpledge.domain.returns.actions import facts_of, held
from frankpledge.domain.returns.models import Cell, Return, Sheet, Submission
from frankpledge.domain.returns.permissions import GRANTS, Capability
from frankpledge.domain.returns.queries import boxes_of, return_for_link
from frankpledge.domain.returns.queries.earlier import questions_about
from frankpledge.domain.returns.rules import NotAnswered, State
from frankpledge.domain.returns.rules.answers import Answer, Read, fields_of, read
from frankpledge.domain.returns.rules.questions import Question, unanswered, within
from frankpledge.domain.returns.rules.sheets import Filled
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.links.actions import holder_of, use_link
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.rules import RECEIPT_LENGTH, RECEIPT_LETTERS, Holder
from frankpledge.statute.settings import settings

MOST_TYPED = 20_000
MOST_FAULTS = 20


@dataclass(frozen=True)
class _Sender:
    """Whoever sends a return: a person of the workspace, or the holder of a link."""

    name: str
    user: User | None
    actor: User | Holder


def _by_link(link: Link) -> _Sender:
    return _Sender(link.to_whom, None, holder_of(link))


@transaction.atomic
def keep_draft(*, link: Link, typed: Mapping[str, str]) -> Return:
    """Keep what was typed, complete or not, to be come back to by any link for the same return."""
    one = held(return_for_link(link))
    rules.check_state(State(one.state), rules.OPEN, to="write in it")
    _draft(one, typed)
    record("returns.draft_kept", one, by=holder_of(link), facts=facts_of(one))
    return one


def _draft(one: Return, typed: Mapping[str, str]) -> None:
    names = set(fields_of(boxes_of(one)))
    kept = {name: text for name, text in typed.items() if name in names and text.strip()}
    length = sum(len(text) for text in kept.values())
    if length > MOST_TYPED:
        raise NotAnswered(
            f"{length:,} characters are more than the {MOST_TYPED:,} that these boxes keep.",
            cure="Each box takes one number. Send a file instead, or shorten what you wrote.",
        )
    one.draft, one.draft_at = kept, clock.now()
    if one.begun_at is None:
        one.begun_at = clock.now()
    if one.state == State.ASKED:
        one.state = State.BEGUN
    one.save(update_fields=["draft", "draft_at", "begun_at", "state"])


@transaction.atomic
def take_sheet(*, link: Link, name: str, content: bytes, filled: Filled) -> Return:
    """Fill the boxes from a file that was read, and keep the file with what is wrong in it until the return is sent."""
    one = held(return_for_link(link))
    rules.check_state(State(one.state), rules.OPEN, to="write in it")
    _draft(one, {**one.draft, **filled.typed})
    told = [fault.told for fault in filled.faults[:MOST_FAULTS]]
    Sheet.objects.update_or_create(
        of=one,
        defaults={
            "workspace": one.workspace, "name": name[:200], "content": content, "taken": filled.taken,
            "wrong": len(filled.faults), "faults": told, "at": clock.now(),
        },
    )  # fmt: skip
    facts = {**facts_of(one), "taken": filled.taken, "wrong": len(filled.faults)}
    record("returns.file_came", one, by=holder_of(link), facts=facts)
    return one


# ---- sent ------------------------------------------------------------------------------------------------------------


def send_by_link(*, link: Link, typed: Mapping[str, str]) -> Link:
    """Send a return by a link, once, and return the link with its receipt. Refused where something must be mended."""
    return use_link(link=link, answers={"typed": dict(typed)})


def take(link: Link, answers: Mapping[str, Any]) -> str:
    """Take what was sent by a link, in the transaction that uses it up, and return the words of its receipt."""
    one = held(return_for_link(link))
    sent = _submit(one, read(boxes_of(one), answers["typed"]), _by_link(link), link.receipt)
    record("returns.sent", one, by=holder_of(link), facts={**facts_of(one), "receipt": sent.receipt})
    return f"Your figures for {one.round} have come{' after their day, which is still useful' if sent.late else ''}."


@transaction.atomic
def send_for(*, one: Return, typed: Mapping[str, str], by: User, at: datetime | None = None) -> Submission:
    """Send a return in the name of its supplier, as somebody of the partnership was told it; `at` for history."""
    check_granted(GRANTS, Capability.KEEP, workspace=one.workspace, user=by)
    code = get_random_string(RECEIPT_LENGTH, RECEIPT_LETTERS)
    sender = _Sender(f"{one.supplier.name}, entered by {by.name}", by, by)
    one = held(one)
    sent = _submit(one, read(boxes_of(one), typed), sender, f"{code[:4]}-{code[4:]}", at=at)
    record("returns.sent", one, by=by, facts={**facts_of(one), "receipt": sent.receipt})
    return sent


def _submit(one: Return, given: Read, sender: _Sender, receipt: str, *, at: datetime | None = None) -> Submission:
    rules.check_state(State(one.state), rules.OPEN, to="send it")
    now = at or clock.now()
    late = rules.is_late(due=one.due_on, sent_on=now.date(), today=now.date())
    _check_sendable(one, given, late=late)
    asked = questions_about(one, given.answers, at_entry=False)
    for cell in one.cells.all():
        _fill(cell, given.answers[str(cell.pk)], asked[str(cell.pk)])
    number = one.submissions.count() + 1
    first = one.first_sent_at is None
    one.state, one.sent_at, one.draft, one.draft_at, one.wish = State.SUBMITTED, now, {}, None, ""
    one.first_sent_at = one.first_sent_at or now
    one.begun_at = one.begun_at or now
    one.save(update_fields=["state", "sent_at", "first_sent_at", "begun_at", "draft", "draft_at", "wish"])
    Sheet.objects.filter(of=one).delete()
    return Submission.objects.create(
        workspace=one.workspace, of=one, number=number, at=now, receipt=receipt, in_name_of=sender.name[:200],
        by=sender.user, late=late and first, figures=[_kept(cell) for cell in one.cells.all()],
    )  # fmt: skip


def _check_sendable(one: Return, given: Read, *, late: bool) -> None:
    if given.faults:
        raise NotAnswered(next(iter(given.faults.values())), cure="Mend it; nothing else that you typed is lost.")
    if late and one.first_sent_at is None and settings().returns_late == "refused":
        raise NotAnswered(
            f"the day for it was {one.due_on:%-d %B %Y}, and this partnership takes nothing later.",
            cure="Send it with the next round, or ask whoever sent you the link.",
        )
    must = unanswered(within(boxes_of(one), given.answers), given.answers)
    if must:
        raise NotAnswered(next(iter(must.values())), cure="Mend one of the numbers, or explain beneath the box.")


def _fill(cell: Cell, answer: Answer, asked: list[Question]) -> None:
    cell.numerator, cell.denominator, cell.missing = answer.numerator, answer.denominator, answer.missing
    cell.comment, cell.explanation, cell.set_aside = answer.comment, answer.explanation, ""
    cell.questions = [one.as_json() for one in asked]
    cell.save(update_fields=["numerator", "denominator", "missing", "comment", "explanation", "set_aside", "questions"])


def _kept(cell: Cell) -> dict[str, str]:
    numbers = {"numerator": cell.numerator, "denominator": cell.denominator}
    told = {name: "" if value is None else f"{value.normalize():f}" for name, value in numbers.items()}
    return {"reference": cell.indicator.reference, "part": cell.breakdown, "missing": cell.missing, **told}


@transaction.atomic
def wish_to_correct(*, link: Link, words: str) -> Return:
    """Keep what the supplier says is wrong in what it sent. The figures stand until the partnership unlocks them."""
    one = held(return_for_link(link))
    rules.check_state(State(one.state), rules.SENT, to="ask for a correction")
    one.wish, one.wished_at = rules.check_reason(words), clock.now()
    one.save(update_fields=["wish", "wished_at"])
    record("returns.correction_wished", one, by=holder_of(link), facts=facts_of(one))
    return one
