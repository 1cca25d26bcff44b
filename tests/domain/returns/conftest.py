from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.returns.staging import NOW, Office, set_office


@pytest.fixture(autouse=True)
def now(db: None) -> Iterator[time_machine.Coordinates]:
    """Let it be the seventh of January, a week before figures are due."""
    with time_machine.travel(NOW, tick=False) as there:
        yield there


@pytest.fixture
def office(now: time_machine.Coordinates, workspace: Workspace, officer: User, analyst: User) -> Office:
    return set_office(workspace, officer, analyst)


@pytest.fixture
def visitor() -> Client:
    """Return a stranger's browser, which is asked for the token against forgery wherever one is needed."""
    return Client(enforce_csrf_checks=True)
