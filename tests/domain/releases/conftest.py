"""An installation with nothing loaded, and somebody who may load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User


@pytest.fixture
def empty(settings: Any, tmp_path: Path) -> Path:
    """Return the folder of an installation that has loaded nothing."""
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def loader(client: Client, empty: Path, partnership: Partnership, analyst: User) -> Client:
    """Return the browser of an analyst where nothing is loaded."""
    client.force_login(analyst)
    return client
