from __future__ import annotations

from datetime import datetime

import pytest

from frankpledge.domain.indicators.models import Indicator
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.domain.measured import NOW, measured


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Return the moment at which it all happens."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return NOW


@pytest.fixture
def indicators(workspace: Workspace, analyst: User, lead: User) -> dict[str, Indicator]:
    return measured(workspace, analyst, lead)


@pytest.fixture
def lead(people: dict[Role, User]) -> User:
    return people[Role.LEAD]
