"""A place with an author, a second author and an approver, all made through the product's own actions."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.ground.people import new_member, new_workspace


@dataclass(frozen=True)
class Office:
    """A workspace and the people who work in it."""

    workspace: Workspace
    analyst: User
    officer: User
    member: User


@pytest.fixture
def office(db: None) -> Office:
    workspace = new_workspace()
    return Office(
        workspace=workspace,
        analyst=new_member(workspace, Role.ANALYST, name="An analyst"),
        officer=new_member(workspace, Role.OFFICER, name="An officer"),
        member=new_member(workspace, Role.MEMBER, name="A board member"),
    )
