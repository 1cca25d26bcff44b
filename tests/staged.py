"""What many tests of a module need alike is made once, in a transaction that stays open around them.

Each test runs in a savepoint of its own, takes what it did back, and begins with a copy: what an object remembers (its
roles, say) is forgotten with the test. Files that were written in the making are put back as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Staged(Generic[Thing]):
    """Something that was made once, and the files that came with it."""

    thing: Thing
    files: dict[Path, bytes]

    def copy(self) -> Thing:
        """Return the thing as it was when it was made, its files in their places."""
        for path, content in self.files.items():
            if not path.exists() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        return deepcopy(self.thing)


class Stage:
    """Where things are made once, and stand until the module's tests are done."""

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self.blocker = blocker

    def make(self, making: Callable[[], Thing]) -> Staged[Thing]:
        """Return what `making` makes, in the transaction that stays open."""
        before = {path: path.stat().st_mtime_ns for path in files()}
        with self.blocker.unblock():
            thing = making()
        written = {path: path.read_bytes() for path in files() if before.get(path) != path.stat().st_mtime_ns}
        return Staged(thing, written)


def files() -> Iterator[Path]:
    """Yield the files of the data folder; the chain's heads grow with every record and are nobody's own."""
    heads = Path(settings.AUDIT_HEADS_FILE)
    yield from (path for path in Path(settings.DATA).rglob("*") if path.is_file() and path != heads)


@contextmanager
def stage(blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Hold a transaction open around the tests of a module, and take all of it back when they are done."""
    outer = transaction.atomic()
    outer._from_testcase = True  # as Django's own tests say it: an act that must be the outermost may stand within
    with blocker.unblock():
        outer.__enter__()
    try:
        yield Stage(blocker)
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
