"""Drafting dates and answers for residents, approving them as a second person, and calling them off."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from frankpledge.domain.elections.queries import periods_of
from frankpledge.domain.engagement.models import Exercise
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.noticeboard import rules
from frankpledge.domain.noticeboard.models import Answer, Posted, PublicDate
from frankpledge.domain.noticeboard.permissions import GRANTS, Capability
from frankpledge.domain.noticeboard.rules import AnswerFacts, DateFacts
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record

Some = TypeVar("Some", bound=Posted)
NAMES = {PublicDate: "date", Answer: "answer"}


def _draft(row: Some, by: User) -> Some:
    """Keep a draft: whoever changed it last drafted it, and does not approve it."""
    check_granted(GRANTS, Capability.WRITE, workspace=row.workspace, user=by)
    rules.check_draft(approved=row.approved_at is not None)
    row.drafted_by, row.drafted_at = by, clock.now()
    row.save()
    return row


def _told(row: Posted) -> dict[str, str | int]:
    return {"what": NAMES[type(row)], "number": row.number}


# ---- dates -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def draft_date(*, workspace: Workspace, given: DateFacts, row: PublicDate | None = None, by: User) -> PublicDate:
    """Draft a date, or change a draft of one."""
    rules.check_date(given)
    facts = asdict(given) | {"meeting": _meeting(given, workspace), "starts": given.starts, "ends": given.ends}
    kept = _draft(_with(row or PublicDate(workspace=workspace), facts), by)
    record("noticeboard.drafted", kept, by=by, facts=_told(kept))
    return kept


def _meeting(given: DateFacts, workspace: Workspace) -> Meeting | None:
    if given.meeting is None:
        return None
    found = Meeting.objects.filter(workspace=workspace, pk=given.meeting).first()
    if found is None:
        raise rules.NotForTheBoard("there is no such meeting.", cure="Choose one of the list.")
    return found


def _with(row: Some, facts: dict[str, Any]) -> Some:
    for name, value in facts.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    return row


@transaction.atomic
def approve_date(*, row: PublicDate, by: User) -> PublicDate:
    """Approve a date that somebody else drafted: it is on the site at once, in place of the one before."""
    _check_approving(row, by)
    rules.check_to_come(row.ends or row.on, today=clock.today())
    rules.check_care(periods_of(row.workspace), clock.today(), kind=row.kind)
    return _approved(row, by)


# ---- answers ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def draft_answer(*, workspace: Workspace, given: AnswerFacts, row: Answer | None = None, by: User) -> Answer:
    """Draft what came of what people said in an exercise, or change a draft of it."""
    exercise = Exercise.objects.filter(workspace=workspace, pk=given.exercise).first()
    if exercise is None:
        raise rules.NotForTheBoard("there is no such record of what people said.", cure="Choose one of the list.")
    rules.check_stands(withdrawn=exercise.withdrawn_at is not None, same=True)
    facts = asdict(given) | {"exercise": exercise, **_as_recorded(exercise)}
    kept = _draft(_with(row or Answer(workspace=workspace), facts), by)
    record("noticeboard.drafted", kept, by=by, facts=_told(kept))
    return kept


def _as_recorded(exercise: Exercise) -> dict[str, Any]:
    return {"name": exercise.name, "began": exercise.began, "ended": exercise.ended}


@transaction.atomic
def approve_answer(*, row: Answer, by: User) -> Answer:
    """Approve an answer that somebody else drafted. Refused where the record that it answers no longer stands."""
    _check_approving(row, by)
    exercise = row.exercise
    same = all(getattr(row, name) == value for name, value in _as_recorded(exercise).items())
    rules.check_stands(withdrawn=exercise.withdrawn_at is not None, same=same)
    rules.check_care(periods_of(row.workspace), clock.today(), kind="")
    return _approved(row, by)


# ---- both ------------------------------------------------------------------------------------------------------------


def _check_approving(row: Posted, by: User) -> None:
    check_granted(GRANTS, Capability.APPROVE, workspace=row.workspace, user=by)
    rules.check_draft(approved=row.approved_at is not None)
    rules.check_second(by=by.pk, drafted_by=row.drafted_by_id)


def _approved(row: Some, by: User) -> Some:
    row.approved_by, row.approved_at = by, clock.now()
    row.save(update_fields=["approved_by", "approved_at"])
    record("noticeboard.approved", row, by=by, facts=_told(row))
    return row


@transaction.atomic
def begin_next(*, row: Some, by: User) -> Some:
    """Begin the next draft of what is on the site; the site goes on showing that until the draft is approved."""
    check_granted(GRANTS, Capability.WRITE, workspace=row.workspace, user=by)
    model: Any = type(row)
    others = model.objects.filter(workspace=row.workspace, root=row.root)
    rules.check_no_draft(known=others.filter(approved_at__isnull=True).exists())
    latest = others.order_by("-number").first()
    own = {"pk", "id", "number", "drafted_by", "drafted_at", "approved_by", "approved_at", "off_at", "off_because"}
    kept = {one.name: getattr(latest, one.name) for one in model._meta.concrete_fields if one.name not in own}
    made: Some = _draft(model(**kept, number=latest.number + 1), by)
    record("noticeboard.drafted", made, by=by, facts=_told(made))
    return made


@transaction.atomic
def call_off(*, row: Posted, reason: str, by: User) -> Posted:
    """Call off a date, or withdraw an answer: the site goes on showing it, and says so, with the reason."""
    check_granted(GRANTS, Capability.APPROVE, workspace=row.workspace, user=by)
    rules.check_shown(approved=row.approved_at is not None, off=row.off_at is not None)
    row.off_because, row.off_at = rules.check_reason(reason), clock.now()
    row.save(update_fields=["off_because", "off_at"])
    record("noticeboard.called_off", row, by=by, facts=_told(row))
    return row


def call_off_with_meeting(*, meeting: UUID) -> int:
    """Call off what the site tells of a meeting that was cancelled, at once and in neutral words; return how many."""
    found = PublicDate.objects.filter(meeting=meeting, approved_at__isnull=False, off_at__isnull=True)
    for row in found.select_related("workspace"):
        row.off_because, row.off_at = rules.CALLED_OFF, clock.now()
        row.save(update_fields=["off_because", "off_at"])
        record("noticeboard.called_off", row, by=None, facts=_told(row))
    return len(found)
