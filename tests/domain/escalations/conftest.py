from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.escalations.actions import SentUp, send_up
from frankpledge.domain.escalations.models import Escalation
from frankpledge.domain.escalations.queries import Matter
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import BEGAN, Stage, set_table

TODAY = date(2025, 12, 2)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@dataclass(frozen=True)
class Groups:
    """A board below a county group, and a sub-group below the board."""

    county: Body
    board: Body
    harbour: Body


@pytest.fixture
def groups(workspace: Workspace, officer: User) -> Groups:
    made: list[Body] = []
    for name, kind in (("County", "county_strategy_group"), ("Board", "board"), ("Harbour", "sub_group")):
        parent = made[-1] if made else None
        made.append(create_body(workspace=workspace, name=name, kind=kind, parent=parent, since=BEGAN, by=officer))
    return Groups(*made)


@pytest.fixture
def given(groups: Groups) -> SentUp:
    return SentUp(
        sender=groups.harbour,
        receiver=groups.board,
        matter=Matter("Lamps on the quay"),
        asks="Forty thousand pounds",
        why="No member has money for lamps, and the winter is dark",
        by_when=date(2025, 12, 31),
    )


@pytest.fixture
def escalation(workspace: Workspace, officer: User, given: SentUp) -> Escalation:
    return send_up(workspace=workspace, given=given, by=officer)
