from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from frankpledge.domain.training.actions import CourseFacts, EventFacts, add_course, add_event
from frankpledge.domain.training.models import Course, Session
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.bodies.stage import Stage, set_table

TODAY, HELD = date(2025, 12, 2), date(2025, 9, 3)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """Return the day on which it all happens."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def course(workspace: Workspace, officer: User) -> Course:
    given = CourseFacts("Asking about domestic abuse", "Shelter from the Storm", "Domestic abuse", "How to ask safely")
    return add_course(workspace=workspace, given=given, by=officer)


@pytest.fixture
def session(course: Course, officer: User) -> Session:
    """Return an event of 3 September 2025, of which nobody was counted."""
    given = EventFacts(HELD, "Fire station", Decimal("450.00"), "The commissioner’s grant", 30)
    return add_event(course=course, given=given, by=officer)
