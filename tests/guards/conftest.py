"""Towns for guards."""

from __future__ import annotations

import pytest

from tests.guards.town import Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    """Return the reader's own partnership."""
    return build_town("Ownvale")


@pytest.fixture
def foreign(db: None) -> Town:
    """Return a partnership that the reader has nothing to do with."""
    return build_town("Foreignmouth")
