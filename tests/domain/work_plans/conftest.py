from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.work_plans.actions import LineFacts, add_line, approve_plan, start_plan
from frankpledge.domain.work_plans.models import Line, Plan
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import BEGAN, Stage, set_table

TODAY = date(2025, 12, 2)
APPROVED = date(2025, 5, 14)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens: in the third quarter of 2025/26."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def group(stage: Stage, officer: User) -> Body:
    return create_body(
        workspace=stage.workspace, name="Harbour", kind="sub_group", parent=stage.board, since=BEGAN, by=officer
    )


@pytest.fixture
def given(stage: Stage) -> LineFacts:
    return LineFacts(
        wording="Light the quay",
        organisation=stage.organisations["council"],
        quarter=2,
        person=stage.people["council"],
        deputy=stage.people["police"],
        priority="The harbour at night",
        objective="Fewer assaults",
        measure="Lamps that burn",
    )


@pytest.fixture
def plan(group: Body, officer: User) -> Plan:
    return start_plan(workspace=group.workspace, body=group, year="2025/26", by=officer)


@pytest.fixture
def line(plan: Plan, given: LineFacts, officer: User) -> Line:
    return add_line(plan=plan, given=given, by=officer)


@pytest.fixture
def approved(plan: Plan, line: Line, officer: User) -> Plan:
    """Return the plan once the group approved it with its one line."""
    assert line.plan_id == plan.pk
    return approve_plan(plan=plan, decision=3, on=APPROVED, by=officer)
