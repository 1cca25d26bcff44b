"""A workspace that gives out links for one purpose: a text, which is written down where the test can see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.links import registry
from frankpledge.ground.links.actions import Opened, open_link
from frankpledge.ground.links.forms import TextForm
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Asked, Purpose
from frankpledge.refusal import Refusal
from tests.ground.people import new_member, new_workspace

TEXT, OTHER = "test.chapter", "test.scores"


class TooLate(Refusal):
    """The board has met."""


class Desk:
    """Where what is sent arrives. `closed` makes its page refuse, `unwilling` its action."""

    def __init__(self) -> None:
        self.came: list[tuple[str, str]] = []
        self.closed = self.unwilling = False

    def asked(self, link: Link) -> Asked:
        if self.closed:
            raise TooLate("the board has met.")
        return Asked(
            title="Your chapter on fire",
            lede="About a page.",
            only_for="this chapter",
            form=lambda *args, **given: TextForm(*args, label="The chapter", **given),
        )

    def take(self, link: Link, answers: Mapping[str, Any]) -> str:
        if self.unwilling:
            raise TooLate("the chapter was written by somebody else.", cure="Ask them.")
        self.came.append((link.about, answers["text"]))
        return "Your chapter has come."


@pytest.fixture
def desk() -> Any:
    desk = Desk()
    before = getattr(registry, "LINKS", None)
    registry.LINKS = {  # type: ignore[attr-defined]
        TEXT: Purpose("a chapter", desk.asked, desk.take),
        OTHER: Purpose("scores", desk.asked, desk.take),
    }
    yield desk
    if before is None:
        del registry.LINKS  # type: ignore[attr-defined]
    else:
        registry.LINKS = before  # type: ignore[attr-defined]


@pytest.fixture
def workspace(db: None) -> Workspace:
    return new_workspace()


@pytest.fixture
def officer(workspace: Workspace) -> User:
    return new_member(workspace, Role.OFFICER, name="The officer")


@pytest.fixture
def opened(desk: Desk, workspace: Workspace, officer: User) -> Opened:
    return open_link(workspace=workspace, purpose=TEXT, about="fire", to_whom="Vale Fire", days=14, by=officer)
