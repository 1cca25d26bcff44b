"""People and places for tests, made through the product's own actions."""

from __future__ import annotations

from itertools import count

from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role

PASSWORD = "violet lantern harbour"
numbers = count(1)


def new_user(name: str = "Someone", *, password: str | None = None) -> User:
    """Return a new user with an address of their own."""
    return create_user(email=f"person{next(numbers)}@example.org", name=name, password=password)


def new_workspace(name: str = "North Vale Community Safety Partnership", *, generated: bool = False) -> Workspace:
    """Return a new workspace that nobody belongs to."""
    return create_workspace(name=name, slug=f"place-{next(numbers)}", generated=generated)


def new_member(workspace: Workspace, *roles: Role, name: str = "A member") -> User:
    """Return a new user who holds the roles in the workspace."""
    user = new_user(name)
    for role in roles:
        add_member(workspace=workspace, user=user, role=role)
    return user
