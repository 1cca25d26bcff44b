"""Somebody who looks deeper, and questions put without a page."""

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
from frankpledge.statute.events import Event

Ask = Callable[..., Asked]


@pytest.fixture
def reader(client: Client, partnership: Partnership, analyst: User) -> Client:
    client.force_login(analyst)
    return client


@pytest.fixture(scope="session")
def ask(newest: Snapshot) -> Ask:
    """Return what makes a question about the newest evidence."""

    def made(
        area: str = "Nevermouth",
        what: str = "crime",
        *,
        months: int = 12,
        to: str = "2025-12",
        level: str = "neighbourhood",
        kind: str = "csp",
        events: tuple[Event, ...] = (),
        snapshot: Snapshot = newest,
    ) -> Asked:
        window = rolling(Month.parse(to), months)
        said = (("area", area), ("what", what), ("months", str(months)), ("to", to), ("places", level))
        return Asked(snapshot, find(snapshot, area, kind), what, window, level, events, said, generated=True)

    return made
