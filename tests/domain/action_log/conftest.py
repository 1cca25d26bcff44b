from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.action_log.actions import Undertaken, add_action
from frankpledge.domain.action_log.models import Action
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import Stage, set_table

TODAY = date(2025, 12, 2)
AGREED = date(2025, 9, 3)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def given(stage: Stage) -> Undertaken:
    return Undertaken(
        wording="Bring the strategy to the board",
        body=stage.board,
        organisation=stage.organisations["council"],
        person=stage.people["council"],
        deputy=stage.people["police"],
        agreed_on=AGREED,
        due=date(2025, 12, 1),
        evidence_wanted="the strategy, approved",
        origin="Board, 3 September 2025",
    )


@pytest.fixture
def action(workspace: Workspace, officer: User, given: Undertaken) -> Action:
    return add_action(workspace=workspace, given=given, by=officer)
