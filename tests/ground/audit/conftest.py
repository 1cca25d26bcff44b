"""A ledger of its own for every test: its file of heads begins empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def heads_file(tmp_path: Path, settings: Settings) -> Path:
    """Return the file to which heads are appended in this test."""
    settings.AUDIT_HEADS_FILE = tmp_path / "audit-heads.log"
    return tmp_path / "audit-heads.log"
