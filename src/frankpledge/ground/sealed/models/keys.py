"""The keys of this installation, from their file outside the database."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from frankpledge.ground.sealed.rules.keys import Keyring, NoKeys, read_keyring


def keyring() -> Keyring:
    """Return the keys, read anew whenever their file has changed. Refused where `frankpledge init` made none."""
    path = Path(settings.SEALED_KEYS_FILE)
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        raise NoKeys(
            "the keys of sealed fields are missing.", where=str(path), cure="Run `frankpledge init`."
        ) from None
    return _read(path, changed)


@lru_cache(maxsize=4)
def _read(path: Path, _: int) -> Keyring:
    return read_keyring(path.read_text(encoding="ascii"), where=str(path))
