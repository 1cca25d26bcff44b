"""An action of a town's, each word with the canary: its date was moved, and something was said of it."""

from __future__ import annotations

from datetime import timedelta

from frankpledge.domain.action_log import actions
from frankpledge.domain.action_log.actions import Said, Undertaken
from frankpledge.domain.action_log.actions.lists import ACTIONS
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.bodies.actions.people import record_person
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.saved_views.actions import save_view


def undertaken(canary: str, workspace: Workspace, by: User) -> dict[str, str | int]:
    """Record an action, late, with its history, and return what its addresses need."""
    today = clock.today()
    given = Undertaken(
        wording=f"{canary} lamps are mended",
        body=create_body(workspace=workspace, name=f"{canary} lighting group", kind="task_group", by=by),
        organisation=found_organisation(workspace=workspace, name=f"{canary} lamps trust", kind="charity", by=by),
        person=record_person(workspace=workspace, name=f"{canary} lamplighter", by=by),
        agreed_on=today - timedelta(days=90),
        due=today - timedelta(days=30),
        evidence_wanted=f"{canary} photographs",
        origin=f"{canary} meeting",
    )
    action = actions.add_action(workspace=workspace, given=given, by=by)
    actions.move_date(action=action, due=today - timedelta(days=1), reason=f"{canary} ladder broke", by=by)
    said = Said(Progress.AT_RISK, words=f"{canary} ladder is away", asks_for=today + timedelta(days=9))
    actions.report_progress(action=action, given=said, by=by)
    view = save_view(
        workspace=workspace, route="action_log:list", query=f"words={canary}", name=f"{canary} view", shared=True, by=by
    )
    return {
        "action": str(action.pk),
        "action_list": action_list(canary, workspace, by),
        "thing": "action_log.action",
        "identifier": str(action.pk),
        "kept": 1,
        "view": str(view.pk),
    }


def action_list(canary: str, workspace: Workspace, by: User) -> str:
    """Send a list of actions that would change one, with a line that is wrong, a word and a head that are not known."""
    heads = ("number", "last_words", "organisation", f"{canary} head")
    lines = ((0, 2, ["1", f"{canary} ladder is back", "", ""]), (0, 3, ["", f"{canary} lost", f"{canary} odd", "x"]))
    read = Read((Sheet(f"{canary} sheet", 1, heads),), lines)
    return str(send_list(kind=ACTIONS, workspace=workspace, name=f"{canary} plan.xlsx", read=read, by=by).pk)
