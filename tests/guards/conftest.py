"""Towns for guards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django import Settings

from tests.guards.evidence import County, fill
from tests.guards.town import Town, build_town
from tests.staged import Stage, Staged


@pytest.fixture(scope="module")
def ownvale(staging: Stage) -> Staged[Town]:
    return staging.make(lambda: build_town("Ownvale"))


@pytest.fixture(scope="module")
def foreignmouth(staging: Stage) -> Staged[Town]:
    return staging.make(lambda: build_town("Foreignmouth"))


@pytest.fixture
def town(ownvale: Staged[Town], db: None) -> Town:
    """Return the reader's own partnership."""
    return ownvale.copy()


@pytest.fixture
def foreign(foreignmouth: Staged[Town], db: None) -> Town:
    """Return a partnership that the reader has nothing to do with."""
    return foreignmouth.copy()


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """Return the invented county with its evidence loaded."""
    return fill(tmp_path_factory.mktemp("county"))


@pytest.fixture
def lived_in(db: None, county: County, settings: Settings) -> Town:
    """Return the reader's own partnership where its evidence is loaded."""
    settings.DATA = county.data
    town = build_town("Ownvale", area=county.area)
    return replace(town, parts={**town.parts, "release": county.release})
