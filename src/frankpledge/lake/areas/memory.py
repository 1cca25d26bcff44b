"""What was worked out once for a state of the tables, kept for the next question.

A version of a table never changes, so neither does what follows from it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from frankpledge.lake.store import Snapshot

_Made = TypeVar("_Made")
_KEPT = 64
_made: OrderedDict[Hashable, object] = OrderedDict()
_guard = threading.Lock()


def load_order(snapshot: Snapshot) -> dict[str, int]:
    """Return the place of every release in the order of loading: of two that say the same, the later has the word."""
    return remembered(snapshot, ("releases",), "load order", _load_order)


def _load_order(snapshot: Snapshot) -> dict[str, int]:
    rows = snapshot.read("releases")
    return dict(zip(rows["release_id"].to_pylist(), rows["sequence"].to_pylist(), strict=True))


def remembered(snapshot: Snapshot, tables: tuple[str, ...], what: Hashable, make: Callable[[Snapshot], _Made]) -> _Made:
    """Return what `make` makes of the named tables; made again only when one of them has another version."""
    versions = tuple(snapshot.manifest.versions.get(name) for name in tables)
    key = (snapshot.root, what, tables, versions)
    with _guard:
        if key in _made:
            _made.move_to_end(key)
            return cast(_Made, _made[key])
    found = make(snapshot)
    with _guard:
        _made[key] = found
        while len(_made) > _KEPT:
            _made.popitem(last=False)
    return found
