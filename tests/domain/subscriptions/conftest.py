"""A site that is open and knows its own address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from frankpledge.domain.site.actions import open_public_site
from frankpledge.ground.accounts.models import User, Workspace


@pytest.fixture(autouse=True)
def site(workspace: Workspace, officer: User, settings: Any) -> Workspace:
    settings.PUBLIC = replace(settings.PUBLIC, address="https://safer.example")
    open_public_site(workspace=workspace, by=officer)
    return workspace
