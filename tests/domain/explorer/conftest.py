"""Somebody who asks, and questions put without a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from frankpledge.analysis.periods import Month, rolling
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from frankpledge.lake.store import Snapshot

Ask = Callable[..., Asked]


@pytest.fixture
def reader(client: Client, partnership: Partnership, analyst: User) -> Client:
    client.force_login(analyst)
    return client


@pytest.fixture(scope="session")
def ask(newest: Snapshot) -> Ask:
    """Return what makes a question about the newest evidence."""

    def made(
        area: str = "Nevermouth", what: str = "crime", *, months: int = 12, level: str = "ward", kind: str = "csp"
    ) -> Asked:
        window = rolling(Month(2025, 12), months)
        said = (("area", area), ("what", what), ("months", str(months)), ("to", "2025-12"), ("places", level))
        return Asked(newest, find(newest, area, kind), what, window, level, (), said, generated=True)

    return made
