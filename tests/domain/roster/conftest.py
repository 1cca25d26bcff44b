from __future__ import annotations

import pytest
from django.test import Client

from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import Stage, set_table


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def keeper(client: Client, officer: User) -> Client:
    """Return the officer, signed in."""
    client.force_login(officer)
    return client
