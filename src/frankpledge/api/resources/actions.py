"""The action log for programs: the list, one action, recorded, put right, reported on, moved, stopped, opened again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Schema

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import filled
from frankpledge.api.parts import ACTIONS
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.action_log import actions
from frankpledge.domain.action_log.forms import ActionForm, ChoiceForm, DateForm, ReasonForm, ReportForm, as_typed
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.action_log.permissions import GRANTS, Capability
from frankpledge.domain.action_log.presenters import action_page
from frankpledge.domain.action_log.queries import (
    Kept,
    Line,
    action_of,
    actions_of,
    chosen,
    kept_by_organisation,
    line_of,
)
from frankpledge.ground.ui.parts import Happened

ONE = "/actions/{uuid:action}"


class WholeAction(Schema):
    """An action, and all that happened to it, the latest first."""

    action: Line
    evidence_wanted: str
    origin: str
    happened: list[Happened]


def told(action: Action, call: Call) -> WholeAction:
    """Return an action whole, as it stands on the day of a call."""
    line = line_of(action, on=call.today)
    page = action_page(action, line)
    return WholeAction(
        action=line, evidence_wanted=action.evidence_wanted, origin=action.origin, happened=list(page.happened)
    )


def found(call: Call, action: UUID) -> Action:
    """Return an action that whoever calls may see."""
    call.check(GRANTS, Capability.SEE)
    return there(action_of(action, **call.here), "action")


def again(call: Call, action: UUID) -> WholeAction:
    """Return an action as it stands after it was changed."""
    return told(there(action_of(action, **call.here), "action"), call)


@lists("/actions", part=ACTIONS, of=Line, asks=ChoiceForm)
def list_actions(call: Call, given: dict[str, Any]) -> Rows:
    """List actions.

    Under the filters of the page; where none is given those that are open, the most pressing first.
    """
    call.check(GRANTS, Capability.SEE)
    form = filled(ChoiceForm(given, **call.here))
    rows = chosen(actions_of(**call.here), form.choice(), viewer=call.by, on=call.today)
    return Rows(rows, lambda one: line_of(one, on=call.today))


@lists("/actions/by-organisation", part=ACTIONS, of=Kept)
def list_kept(call: Call) -> Rows:
    """List how each organisation keeps its word.

    What is open, late, and moved, and what was completed in the last year, on its first date or not.
    """
    call.check(GRANTS, Capability.SEE)
    return Rows(kept_by_organisation(actions_of(**call.here), on=call.today))


@reads(ONE, part=ACTIONS, returns=WholeAction)
def read_action(call: Call, action: UUID) -> WholeAction:
    """Read an action.

    How it stands, who does it, and all that happened to it.
    """
    return told(found(call, action), call)


@acts("/actions", part=ACTIONS, asks=ActionForm, returns=WholeAction, status=201)
def add_action(call: Call, given: dict[str, Any]) -> WholeAction:
    """Record an action under the next number of the log."""
    call.check(GRANTS, Capability.KEEP)
    form = filled(ActionForm(given, **call.here))
    made = actions.add_action(workspace=call.workspace, given=form.given(), by=call.by)
    return again(call, made.pk)


@acts(ONE, part=ACTIONS, asks=ActionForm, without=("agreed_on", "due", "origin"), returns=WholeAction, method="PUT")
def amend_action(call: Call, action: UUID, given: dict[str, Any]) -> WholeAction:
    """Put an action right.

    Its wording, its group, or those who do it. What is left out is emptied; a change of date has its own act.
    """
    one = found(call, action)
    call.check(GRANTS, Capability.KEEP)
    form = filled(ActionForm(given, amended=True, initial=as_typed(one), **call.here))
    actions.amend_action(action=one, given=form.given(one), by=call.by)
    return again(call, action)


@acts(f"{ONE}/reports", part=ACTIONS, asks=ReportForm, returns=WholeAction, status=201)
def report_action(call: Call, action: UUID, given: dict[str, Any]) -> WholeAction:
    """Report how an action stands.

    Done completes it, and needs what shows it. Another date may be asked for, which the officer may agree to.
    """
    one = found(call, action)
    form = filled(ReportForm(given, wanted=one.evidence_wanted))
    actions.report_progress(action=one, given=form.given(), by=call.by)
    return again(call, action)


@acts(f"{ONE}/dates", part=ACTIONS, asks=DateForm, returns=WholeAction, status=201)
def move_action(call: Call, action: UUID, given: dict[str, Any]) -> WholeAction:
    """Move the date of an action.

    Without a date it becomes ongoing. The one before is kept with the reason.
    """
    form = filled(DateForm(given))
    told_ = form.cleaned_data
    actions.move_date(action=found(call, action), due=told_["due"], reason=told_["reason"], by=call.by)
    return again(call, action)


@acts(f"{ONE}/stop", part=ACTIONS, asks=ReasonForm, returns=WholeAction)
def stop_action(call: Call, action: UUID, given: dict[str, Any]) -> WholeAction:
    """Stop an action that will not be done."""
    form = filled(ReasonForm(given))
    actions.stop_action(action=found(call, action), reason=form.cleaned_data["reason"], by=call.by)
    return again(call, action)


@acts(f"{ONE}/reopen", part=ACTIONS, asks=ReasonForm, returns=WholeAction)
def reopen_action(call: Call, action: UUID, given: dict[str, Any]) -> WholeAction:
    """Open again an action that was completed or stopped."""
    form = filled(ReasonForm(given))
    actions.reopen_action(action=found(call, action), reason=form.cleaned_data["reason"], by=call.by)
    return again(call, action)
