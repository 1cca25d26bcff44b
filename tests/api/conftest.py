"""A partnership that programs reach: somebody in each role, with a token of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from frankpledge.api.parts import PARTS
from frankpledge.domain.action_log.actions import Undertaken, add_action
from frankpledge.domain.action_log.models import Action
from frankpledge.domain.bodies.actions.organisations import found_with_capacity
from frankpledge.domain.bodies.actions.people import record_post_holder
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.tokens.actions import make_token
from tests.ground.people import new_member, new_workspace
from tests.guards.conftest import county, lived_in

__all__ = ["Program", "county", "lived_in"]


class Program:
    """What calls: a token, and where it is for."""

    def __init__(self, workspace: Workspace, by: User, *, writes: bool = True, parts: Any = tuple(PARTS)) -> None:
        until = clock.today() + timedelta(days=30)
        made = make_token(workspace=workspace, name="A program", writes=writes, reaches=parts, until=until, by=by)
        self.slug, self.token, self.text = workspace.slug, made.token, made.text
        self.client = Client()

    def call(self, method: str, path: str, sent: Any = None, **query: Any) -> HttpResponse:
        """Return what a call answers."""
        more: dict[str, Any] = {"data": sent, "content_type": "application/json"} if sent is not None else {}
        address = path if path.startswith("/api/") else f"/api/v1/w/{self.slug}{path}"
        headers = {"Authorization": f"Bearer {self.text}"}
        send: Callable[..., HttpResponse] = getattr(self.client, method.lower())
        return send(address, headers=headers, query_params=query, **more)

    def send(self, path: str, status: int = 201, **parts: Any) -> Any:
        """Return the JSON of what was done with a file: texts and files in several parts."""
        answer = self.client.post(
            f"/api/v1/w/{self.slug}{path}", data=parts, headers={"Authorization": f"Bearer {self.text}"}
        )
        assert answer.status_code == status, answer.content
        return answer.json()

    def get(self, path: str, **query: Any) -> Any:
        """Return the JSON of what is read."""
        answer = self.call("GET", path, **query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def post(self, path: str, status: int = 201, **body: Any) -> Any:
        """Return the JSON of what was done."""
        answer = self.call("POST", path, body)
        assert answer.status_code == status, answer.content
        return answer.json()


@pytest.fixture(autouse=True)
def uncounted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def workspace(db: None) -> Workspace:
    return new_workspace()


@pytest.fixture
def officer(workspace: Workspace) -> User:
    return new_member(workspace, Role.OFFICER, name="The officer")


@pytest.fixture
def program(workspace: Workspace, officer: User) -> Program:
    return Program(workspace, officer)


@pytest.fixture
def table(workspace: Workspace, officer: User) -> dict[str, Any]:
    """Return a body, an organisation and somebody of it."""
    council = found_with_capacity(workspace=workspace, name="The council", kind="district_council", by=officer)
    board = create_body(workspace=workspace, name="The board", kind="board", by=officer)
    person = record_post_holder(
        organisation=council, name="Head of safety", by_role=True, email="head@example.org", title="Head",
        senior=True, since=None, by=officer,
    )  # fmt: skip
    return {"body": board, "organisation": council, "person": person}


@pytest.fixture
def action(workspace: Workspace, officer: User, table: dict[str, Any]) -> Action:
    agreed, due = date(2026, 1, 5), date(2026, 3, 31)
    given = Undertaken("Light the underpass", table["body"], table["organisation"], agreed, due)
    return add_action(workspace=workspace, given=given, by=officer)
