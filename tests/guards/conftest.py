"""Towns for guards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytest_django import Settings

from tests.guards.evidence import County, fill
from tests.guards.town import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    """Return the reader's own partnership."""
    return build_town("Ownvale")


@pytest.fixture
def foreign(db: None) -> Town:
    """Return a partnership that the reader has nothing to do with."""
    return build_town("Foreignmouth")


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
