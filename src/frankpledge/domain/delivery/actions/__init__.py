"""Saying how a step of a plan stands, changing its date with the reason, and tying actions to it."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.delivery import rules
from frankpledge.domain.delivery.models import CarriedOutBy, Change
from frankpledge.domain.delivery.permissions import GRANTS, Capability
from frankpledge.domain.delivery.rules import Deed
from frankpledge.domain.plans.models import Step
from frankpledge.domain.plans.rules import PlanState, Status, by_words
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@transaction.atomic
def say(*, step: Step, status: Status, by: User, words: str = "", on: date | None = None, shown_as: str = "") -> Step:
    """Say how a step stands. `on`: the day on which it was said; `shown_as`: the words in which it is printed."""
    held = _held(step, by, Capability.SAY)
    said_on = on or clock.today()
    told = rules.check_said(status, words, on=said_on, today=clock.today())
    rules.check_going_on(was=Status(held.status), now=status)
    held.status, held.status_words, held.said_on = status, " ".join(shown_as.split())[:200], said_on
    held.save(update_fields=["status", "status_words", "said_on"])
    _note(held, Deed.SAID, by, told, said=status, on=said_on)
    record("delivery.step_said", held, by=by, facts={"year": held.year, "said": status.label.lower()})
    return held


@transaction.atomic
def move(*, step: Step, due: date, reason: str, by: User, on: date | None = None) -> Step:
    """Let a step be due on another day. The day before is kept beside it with the reason."""
    held = _held(step, by, Capability.KEEP)
    rules.check_open(Status(held.status))
    rules.check_moved(was=held.due, now=due)
    why, was = rules.check_reason(reason, what="why the date changes"), held.due
    held.due = due
    held.save(update_fields=["due"])
    _note(held, Deed.MOVED, by, why, was=was, now=due, on=on)
    facts: dict[str, str | int] = {"year": held.year, "was": by_words(was), "now": by_words(due)}
    record("delivery.step_moved", held, by=by, facts=facts)
    return held


@transaction.atomic
def drop(*, step: Step, reason: str, by: User) -> Step:
    """Drop a step that will not be done, and say why."""
    held = _held(step, by, Capability.KEEP)
    rules.check_open(Status(held.status))
    why = rules.check_reason(reason, what="why it is dropped")
    _turn(held, Status.DROPPED)
    _note(held, Deed.DROPPED, by, why)
    record("delivery.step_dropped", held, by=by, facts={"year": held.year})
    return held


@transaction.atomic
def reopen(*, step: Step, reason: str, by: User) -> Step:
    """Open again a step that was done or dropped, and say why."""
    held = _held(step, by, Capability.KEEP)
    rules.check_over(Status(held.status))
    why = rules.check_reason(reason, what="why it is opened again")
    _turn(held, Status.REVISED)
    _note(held, Deed.REOPENED, by, why)
    record("delivery.step_reopened", held, by=by, facts={"year": held.year})
    return held


@transaction.atomic
def tie_action(*, step: Step, action: Action, by: User) -> CarriedOutBy:
    """Say that an action of the log carries out a step."""
    held = _held(step, by, Capability.KEEP)
    rules.check_tie(
        same=action.workspace_id == held.workspace_id,
        there=CarriedOutBy.objects.filter(step=held, action=action).exists(),
    )
    made = CarriedOutBy.objects.create(workspace=held.workspace, step=held, action=action, by=by, at=clock.now())
    record("delivery.action_tied", made, by=by, facts={"year": held.year, "action": action.number})
    return made


@transaction.atomic
def untie_action(*, tie: CarriedOutBy, by: User) -> None:
    """Say that an action does not carry out a step after all."""
    held = _held(tie.step, by, Capability.KEEP)
    record("delivery.action_untied", tie, by=by, facts={"year": held.year, "action": tie.action.number})
    tie.delete()


# ---- parts -----------------------------------------------------------------------------------------------------------


def _held(step: Step, by: User, capability: Capability) -> Step:
    """Return a step as it is now, for whoever may do this with it, held until the transaction ends."""
    check_granted(GRANTS, capability, workspace=step.workspace, user=by)
    rows = Step.objects.filter(pk=step.pk).select_related("workspace", "priority__plan")
    held = (rows.select_for_update(of=("self",)) if connection.features.has_select_for_update else rows).get()
    rules.check_under_way(approved=held.priority is not None and held.priority.plan.state == PlanState.APPROVED)
    return held


def _turn(step: Step, status: Status) -> None:
    step.status, step.status_words, step.said_on = status, "", clock.today()
    step.save(update_fields=["status", "status_words", "said_on"])


def _note(
    step: Step, deed: Deed, by: User, words: str, *, said: Status | None = None, was: date | None = None,
    now: date | None = None, on: date | None = None,
) -> None:  # fmt: skip
    Change.objects.create(
        workspace=step.workspace, step=step, deed=deed, said=said or "", words=words, was=was, now=now,
        on=on or clock.today(), by=by, at=clock.now(),
    )  # fmt: skip
