"""A table of bodies, an application with its code, and a case that an officer looks after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from frankpledge.domain.asb_reviews.actions import applying, handling, office
from frankpledge.domain.asb_reviews.actions.applying import Begun, Line
from frankpledge.domain.asb_reviews.models import Case, Procedure
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.domain.bodies.stage import Stage, set_table

STORY = "Blenheim bottles break against the door"
PROCEDURE: dict[str, Any] = {
    "in_force_from": date(2024, 4, 1),
    "words": "How we look at a case together.",
    "point_of_contact": "The safety team, 01234 567890",
    "objection": "Write to us with your code, and somebody who did not decide looks at it again.",
    "complaints": 3,
    "complaint_within": 1,
    "complaint_unit": "months",
    "application_within": 6,
    "application_unit": "months",
    "acknowledge": 5,
    "decide": 15,
    "meet": 20,
    "tell": 5,
    "commissioner_consulted_on": date(2024, 2, 1),
    "landlords_consulted_on": date(2024, 2, 2),
}


@pytest.fixture
def stage(workspace: Workspace, officer: User) -> Stage:
    return set_table(workspace, officer)


@pytest.fixture
def lead(people: dict[Role, User]) -> User:
    return people[Role.LEAD]


@pytest.fixture
def procedure(workspace: Workspace, officer: User, lead: User) -> Procedure:
    written = office.write_procedure(workspace=workspace, given=PROCEDURE, by=officer)
    return office.publish_procedure(procedure=written, by=lead)


def line(days_ago: int, **more: Any) -> Line:
    """Return a report of what happened so many days ago, told to the council on the next day."""
    day = clock.today() - timedelta(days=days_ago)
    return Line(
        STORY, "council", happened_on=day, happened_sure="exact", told_on=day + timedelta(days=1), told_sure="exact", **more
    )


def applied(workspace: Workspace, *lines: Line) -> Begun:
    """Return an application that somebody made by themselves and sent."""
    begun = applying.begin(workspace=workspace, channel="web")
    applying.keep(case=begun.case, given={"applicant": "A tenant of Dock Street", "effect": "Blenheim keeps us awake"})
    for one in lines:
        applying.add_line(case=begun.case, given=one)
    applying.send(case=begun.case)
    return begun


@pytest.fixture
def begun(workspace: Workspace) -> Begun:
    return applied(workspace, line(60), line(40), line(20))


@pytest.fixture
def case(begun: Begun, officer: User) -> Case:
    return handling.take_up(case=begun.case, by=officer)
