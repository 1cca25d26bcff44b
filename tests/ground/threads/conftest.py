"""An exercise and an action of one partnership, and those who sit round its table."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.threads.rules import Ref
from tests.ground.people import new_member, new_workspace
from tests.guards.engaged import registers
from tests.guards.undertaken import undertaken


@dataclass(frozen=True)
class Table:
    """A workspace with an exercise (which a commissioner may see) and an action (which they may not)."""

    workspace: Workspace
    heard: Ref
    action: Ref
    officer: User
    member: User
    commissioner: User
    contact: User


def set_table(word: str) -> Table:
    """Return a partnership whose every word carries one of its own."""
    workspace = new_workspace(f"{word} Partnership")
    officer = new_member(workspace, Role.OFFICER, name="Olive Officer")
    return Table(
        workspace,
        Ref("engagement.exercise", str(registers(word, workspace, officer)["exercise"])),
        Ref("action_log.action", str(undertaken(word, workspace, officer)["action"])),
        officer,
        new_member(workspace, Role.MEMBER, name="May Member"),
        new_member(workspace, Role.COMMISSIONER, name="Cora Commissioner"),
        new_member(workspace, Role.DATA_CONTACT, name="Data Contact"),
    )


@pytest.fixture
def table(db: None) -> Table:
    return set_table("Vale")
