"""An exercise that people speak about, and the people."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.ground.people import new_member, new_workspace
from tests.guards.engaged import registers

KIND = "engagement.exercise"


@dataclass(frozen=True)
class Table:
    """A workspace with an exercise and those who sit round the table."""

    workspace: Workspace
    about: str
    officer: User
    analyst: User
    member: User
    contact: User


@pytest.fixture
def table(db: None) -> Table:
    """Return a partnership with an exercise of its own."""
    workspace = new_workspace()
    officer = new_member(workspace, Role.OFFICER, name="Olive Officer")
    return Table(
        workspace,
        registers("Vale", workspace, officer)["exercise"],
        officer,
        new_member(workspace, Role.ANALYST, name="Ann Lyst"),
        new_member(workspace, Role.MEMBER, name="Ann Lyst-Member"),
        new_member(workspace, Role.DATA_CONTACT, name="Data Contact"),
    )
