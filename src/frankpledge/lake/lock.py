"""One writer at a time: a lock on a file beside the tables, let go by the operating system when its holder dies."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frankpledge.refusal import Refusal


class LakeBusy(Refusal):
    """Another load is under way."""


_RETRY_SECONDS = 0.05


@contextmanager
def writing(root: Path, *, wait_seconds: float) -> Iterator[None]:
    """Hold the lake for writing. Refused when another load still holds it after the wait."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as handle:
        deadline = time.monotonic() + wait_seconds
        while not _taken(handle.fileno()):
            if time.monotonic() >= deadline:
                raise LakeBusy(
                    "Another load is under way.", where=str(root), cure="Wait until it has finished; try again."
                )
            time.sleep(_RETRY_SECONDS)
        yield


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
