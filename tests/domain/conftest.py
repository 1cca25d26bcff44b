"""A workspace with one person in each role."""

from __future__ import annotations

import pytest

from frankpledge.ground.accounts.rules import Role


@pytest.fixture
def people(db):
    from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace

    founder = create_user(email="founder@example.invalid", name="Founder")
    workspace = create_workspace(name="Tithing", slug="tithing", by=founder)
    made = {}
    for role in Role:
        person = create_user(email=f"{role.value.replace('_', '-')}@example.invalid", name=role.label)
        add_member(workspace=workspace, user=person, role=role, by=founder)
        made[role] = person
    return made


@pytest.fixture
def workspace(people):
    from frankpledge.ground.accounts.models import Workspace

    return Workspace.objects.get(slug="tithing")


@pytest.fixture
def officer(people):
    return people[Role.OFFICER]


@pytest.fixture
def analyst(people):
    return people[Role.ANALYST]
