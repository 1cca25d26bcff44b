"""Answering somebody who asks what is held about them: each passage is decided, a second person lets the answer out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.sealed.actions.reading import Opened, read_within
from frankpledge.ground.sealed.models import AccessRequest, Passage, sealed_fields
from frankpledge.ground.sealed.permissions import check_may_open
from frankpledge.ground.sealed.queries import row_of
from frankpledge.ground.sealed.queries.keeping import case_kind
from frankpledge.ground.sealed.rules.access import Fate, NotAnswered, redacted
from frankpledge.ground.sealed.rules.grants import Matter
from frankpledge.statute.retention import access_due, exemption

REASON = "case_access_request"


@dataclass(frozen=True)
class Given:
    """One part of an answer: which field it is, its words (None where it is withheld), and the ground if any."""

    number: int
    source: str
    words: str | None
    ground: str


@transaction.atomic
def open_access_request(*, workspace: Workspace, matter: Matter, received_on: date, by: User) -> AccessRequest:
    """Open a request for what is held in a case: everything that is written in it waits to be decided."""
    check_may_open(matter, workspace=workspace, user=by, works=True)
    if received_on > clock.today():
        raise NotAnswered("this day lies ahead.", where="received_on", cure="Write the day on which it came.")
    rows = tuple(case_kind(matter.kind).rows(workspace, matter.about))
    found = read_within(workspace=workspace, matter=matter, rows=rows, reason=REASON, by=by)
    made = AccessRequest.objects.create(
        workspace=workspace, kind=matter.kind, about=matter.about, received_on=received_on,
        due_on=access_due(received_on), opened_by=by, opened_at=clock.now(),
    )  # fmt: skip
    held = [(row, one, found.of(row, one.name)) for row in rows for one in sealed_fields(type(row))]
    written = [(row, one.sealed_as, words) for row, one, words in held if words]
    for number, (row, source, words) in enumerate(written, start=1):
        Passage.objects.create(
            workspace=workspace, request=made, number=number, source=source, row=str(row.pk), text=words
        )
    facts: dict[str, str | int] = {"until": made.due_on.isoformat(), "passages": len(written)}
    record("sealed.access_asked", row_of(matter, workspace=workspace), by=by, workspace=workspace, facts=facts)
    return made


@transaction.atomic
def extend_access_request(*, request: AccessRequest, by: User) -> AccessRequest:
    """Take up to two months more, where the person was told why within the first."""
    check_may_open(request.matter, workspace=request.workspace, user=by, works=True)
    _check_open(request)
    if clock.today() > access_due(request.received_on):
        raise NotAnswered("the first month is over, in which the person had to be told.", cure="Answer it now.")
    request.due_on = access_due(request.received_on, longer=True)
    request.save(update_fields=("due_on",))
    facts = {"until": request.due_on.isoformat()}
    row = row_of(request.matter, workspace=request.workspace)
    record("sealed.access_extended", row, by=by, workspace=request.workspace, facts=facts)
    return request


@transaction.atomic
def decide_passage(
    *, passage: Passage, fate: Fate, ground: str = "", leave_out: Iterable[str] = (), by: User
) -> Passage:
    """Decide what becomes of a passage: given whole, given with some words left out, or withheld, on a ground."""
    request = passage.request
    check_may_open(request.matter, workspace=request.workspace, user=by, works=True)
    _check_open(request)
    if fate is Fate.WAITING:
        raise NotAnswered("nothing was decided.", where="fate", cure="Choose what becomes of the passage.")
    passage.ground = "" if fate is Fate.WHOLE else exemption(ground).id
    passage.shown = None
    if fate is Fate.REDACTED:
        found = read_within(workspace=request.workspace, matter=request.matter, rows=[passage], reason=REASON, by=by)
        passage.shown = redacted(found.of(passage, "text") or "", leave_out)
    passage.fate, passage.decided_by = fate, by
    passage.save(update_fields=("ground", "shown", "fate", "decided_by"))
    facts: dict[str, str | int] = {"number": passage.number, "fate": fate.label.lower()}
    row = row_of(request.matter, workspace=request.workspace)
    record("sealed.passage_decided", row, by=by, workspace=request.workspace, facts=facts)
    return passage


@transaction.atomic(durable=True)
def answer_access_request(*, request: AccessRequest, by: User) -> tuple[Given, ...]:
    """Return the answer, part by part, after recording that it is let out: for a document that the app makes.

    Refused while a passage waits, and to whoever decided every passage: a second person looks at it.
    """
    check_may_open(request.matter, workspace=request.workspace, user=by, works=True)
    _check_open(request)
    passages = tuple(Passage.objects.filter(request=request).select_related("request").order_by("number"))
    waiting = [one.number for one in passages if one.fate == Fate.WAITING]
    if waiting:
        raise NotAnswered(
            f"{len(waiting)} passages wait to be decided.",
            where=", ".join(map(str, waiting)),
            cure="Decide what becomes of each.",
        )
    if {one.decided_by_id for one in passages} == {by.pk}:
        raise NotAnswered("whoever decided every passage does not let the answer out.", cure="Ask a second person.")
    found = read_within(workspace=request.workspace, matter=request.matter, rows=passages, reason=REASON, by=by)
    request.answered_by, request.answered_at = by, clock.now()
    request.save(update_fields=("answered_by", "answered_at"))
    facts: dict[str, str | int] = {"passages": len(passages)}
    row = row_of(request.matter, workspace=request.workspace)
    record("sealed.access_answered", row, by=by, workspace=request.workspace, facts=facts)
    return _given(passages, found)


@transaction.atomic(durable=True)
def take_answer(*, request: AccessRequest, by: User) -> tuple[Given, ...]:
    """Return an answer that was let out, after recording that it is taken: for a file of it, as often as one is needed.

    Nothing of it is decided anew: it says what it said when it was let out.
    """
    check_may_open(request.matter, workspace=request.workspace, user=by, works=True)
    if request.answered_at is None:
        raise NotAnswered("this request is not answered yet.", cure="Have a second person let the answer out.")
    passages = tuple(Passage.objects.filter(request=request).select_related("request").order_by("number"))
    found = read_within(workspace=request.workspace, matter=request.matter, rows=passages, reason=REASON, by=by)
    row = row_of(request.matter, workspace=request.workspace)
    record("sealed.answer_taken", row, by=by, workspace=request.workspace, facts={"passages": len(passages)})
    return _given(passages, found)


def _given(passages: Iterable[Passage], found: Opened) -> tuple[Given, ...]:
    shown = {Fate.WHOLE: "text", Fate.REDACTED: "shown"}
    return tuple(
        Given(
            number=one.number,
            source=one.source,
            words=found.of(one, shown[Fate(one.fate)]) if Fate(one.fate) in shown else None,
            ground=exemption(one.ground).label if one.ground else "",
        )
        for one in passages
    )


def _check_open(request: AccessRequest) -> None:
    if AccessRequest.objects.get(pk=request.pk).answered_at is not None:
        raise NotAnswered("this request was answered already.", cure="Open another if something was missed.")
