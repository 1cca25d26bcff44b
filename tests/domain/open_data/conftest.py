"""A partnership whose own lake holds a force's extract, and two officers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.actions import add_member
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.domain.county import County


@pytest.fixture
def second(workspace: Workspace, people: dict[Role, User], officer: User) -> User:
    """Return a second officer: the priority lead, who is one as well."""
    add_member(workspace=workspace, user=people[Role.LEAD], role=Role.OFFICER, by=officer)
    return people[Role.LEAD]


@pytest.fixture
def loaded(county: County, own_known: Known, partnership: Partnership, tmp_path: Path, settings: Any) -> Partnership:
    """Return the partnership with the county's open data, and its own lake where the product looks for it."""
    assert own_known.own is not None
    lake = tmp_path / "lake"
    (lake / "workspace").mkdir(parents=True)
    for entry in (county.folder / "lake").iterdir():
        if entry.name != "workspace":
            (lake / entry.name).symlink_to(entry)
    (lake / "workspace" / str(partnership.workspace_id)).symlink_to(own_known.own.root)
    settings.DATA = tmp_path
    return partnership
