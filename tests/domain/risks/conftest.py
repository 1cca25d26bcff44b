from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.risks.actions import Described, First, raise_risk
from frankpledge.domain.risks.models import Risk
from frankpledge.domain.risks.rules import Level, ScoreKind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import Stage, set_table

TODAY = date(2025, 12, 2)
RAISED = date(2025, 9, 3)
FIRST = {ScoreKind.INHERENT: Level("five", 4, 4), ScoreKind.CURRENT: Level("five", 3, 3)}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def given(stage: Stage) -> Described:
    return Described(
        title="The refuge loses its grant",
        body=stage.board,
        organisation=stage.organisations["council"],
        category="money",
        cause="The grant ends in March",
        effect="Eleven families have nowhere to go",
        person=stage.people["council"],
        deputy=stage.people["police"],
    )


@pytest.fixture
def risk(workspace: Workspace, officer: User, given: Described) -> Risk:
    """Return a risk scored 16 if nothing were done and 9 now, to be looked at again on 3 December."""
    return raise_risk(workspace=workspace, given=given, first=First(RAISED, FIRST), by=officer)
