"""Where the installation's evidence lies."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from frankpledge.lake.store import Lake


def the_lake() -> Lake:
    """Return the installation's lake: open data, read by every partnership in it."""
    return _lake(Path(settings.DATA) / "lake")


@lru_cache(maxsize=4)
def _lake(root: Path) -> Lake:
    return Lake(root)
