"""Every partnership at once, by month: added up month by month, each month once for as long as its file stands."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.queries.window import window
from frankpledge.lake.store import Snapshot
from frankpledge.lake.tables import commit_stamp

# Of some five thousand rows each for a country: thirty years of it, or several states of a few.
_MOST_MONTHS = 400
_guard = threading.Lock()
_kept: OrderedDict[Hashable, pa.Table] = OrderedDict()


def nationwide(snapshot: Snapshot, *, first: str, last: str) -> pa.Table:
    """Return the rows of every partnership by month, reporting force and type: `month, csp, force, crime_type, count`.

    All forces stand side by side, so that whoever adds them up says whose rows count where. A month published again is
    added up again, and the others are not.
    """
    window(first, last)
    if not snapshot.holds:
        return _asked(snapshot, first, last)
    keys = _keys(snapshot, first, last)
    with _guard:
        found = {month: _kept[key] for month, key in keys.items() if key in _kept}
    missing = sorted(keys.keys() - found.keys())
    if missing:
        found |= _by_month(_asked(snapshot, missing[0], missing[-1]), missing)
    with _guard:
        for month, key in keys.items():
            _kept[key] = found[month]
            _kept.move_to_end(key)
        while len(_kept) > _MOST_MONTHS:
            _kept.popitem(last=False)
    return pa.concat_tables([found[month] for month in sorted(keys)]) if keys else _asked(snapshot, first, last)


def forget() -> None:
    """Let go what is kept, so that the next question reads the files again."""
    with _guard:
        _kept.clear()


def _asked(snapshot: Snapshot, first: str, last: str) -> pa.Table:
    cube = ask.during(snapshot.part("street_cube", first=first, last=last), first=first, last=last)
    return snapshot.arrow(ask.nationwide(cube, snapshot.table("places")))


def _by_month(rows: pa.Table, months: list[str]) -> dict[str, pa.Table]:
    return {month: rows.filter(pc.equal(rows["month"], month)).combine_chunks() for month in months}


def _keys(snapshot: Snapshot, first: str, last: str) -> dict[str, Hashable]:
    """Return, for each month that is there, what its answer hangs on: its files as they lie there, and the places."""
    versions = snapshot.manifest.versions
    places = versions.get("places")
    stamp = None if places is None else commit_stamp(snapshot.root / "places", places)
    files: dict[str, list[Hashable]] = {}
    for file in snapshot.files("street_cube"):
        month = file.value("month")
        if first <= month <= last:
            written = (snapshot.root / "street_cube" / file.path).stat().st_mtime_ns
            files.setdefault(month, []).append((file.path, written))
    return {month: (snapshot.root, places, stamp, tuple(own)) for month, own in files.items()}
