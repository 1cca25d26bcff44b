from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.action_log.actions import Undertaken, add_action
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.attachments.actions import attach
from frankpledge.domain.attachments.models import Attachment
from frankpledge.domain.attachments.rules import File
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import Stage, set_table

TODAY = date(2025, 12, 2)
KIND = "action_log.action"
NOTE = File("minute of the visit.txt", b"The lamps were counted: 41.")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def action(stage: Stage, workspace: Workspace, officer: User) -> Action:
    given = Undertaken(
        "Count the lamps", stage.board, stage.organisations["council"], date(2025, 9, 3), date(2025, 12, 9),
        person=stage.people["council"], evidence_wanted="the count",
    )  # fmt: skip
    return add_action(workspace=workspace, given=given, by=officer)


def put(action: Action, by: User, file: File = NOTE, words: str = "The count") -> Attachment:
    """Return a file that was put to an action."""
    return attach(workspace=action.workspace, kind=KIND, about=str(action.pk), file=file, words=words, by=by)
