"""A table of bodies, an application with its code, and a case that an officer looks after."""

from __future__ import annotations

import pytest

from frankpledge.domain.asb_reviews.actions import handling, office
from frankpledge.domain.asb_reviews.actions.applying import Begun
from frankpledge.domain.asb_reviews.models import Case, Procedure
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.domain.asb_reviews.words import PROCEDURE, applied, line
from tests.domain.bodies.stage import Stage, set_table


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


@pytest.fixture
def begun(workspace: Workspace) -> Begun:
    return applied(workspace, line(60), line(40), line(20))


@pytest.fixture
def case(begun: Begun, officer: User) -> Case:
    return handling.take_up(case=begun.case, by=officer)
