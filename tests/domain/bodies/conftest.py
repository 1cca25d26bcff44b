from __future__ import annotations

import pytest

from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import Stage, set_table


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)
