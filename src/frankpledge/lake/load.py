"""One load, all or nothing: tables are written and committed first, the manifest that makes them visible last.

While a load is under way a note of it (`loading.json`) lies beside the tables. The next load that finds the note of
one that died sweeps what it left: tables go back to the versions of the last manifest, its files are deleted.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa
from deltalake import DeltaTable

from frankpledge.lake.failpoints import reach
from frankpledge.lake.lock import writing
from frankpledge.lake.manifests import Manifest, manifests, record
from frankpledge.lake.releases import Register
from frankpledge.lake.schemas import TABLES
from frankpledge.lake.store import Lake
from frankpledge.lake.tables import Draft, StoredFile, files_at, latest_version, write_file
from frankpledge.refusal import Refusal

_NOTE = "loading.json"
_SCRATCH = "loading"
_NONE: Mapping[str, str] = MappingProxyType({})
# Two loads may be asked for at nearly the same time and wait for each other; that is not a change of the past.
_TOLERANCE = timedelta(hours=1)


class HistoryRefused(Refusal):
    """A load dated before what is already known would change what was known then."""


class Load:
    """A load under way: drafts of the tables that it touches, and the numbers that its files are named by."""

    def __init__(self, root: Path, *, known_at: datetime, by: str, previous: Manifest | None) -> None:
        self.root = root
        self.known_at = known_at
        self.by = by
        self.previous = previous
        self.sequence = (previous.sequence if previous else 0) + 1
        self.scratch = root / _SCRATCH
        self.manifest: Manifest | None = None
        self._drafts: dict[str, Draft] = {}
        self._guard = threading.Lock()

    def draft(self, name: str) -> Draft:
        """Return the next version of a table; asking for it again returns the same one."""
        with self._guard:
            if name not in self._drafts:
                self._drafts[name] = Draft(self.root / name, name)
            return self._drafts[name]

    def touched(self, names: Iterable[str]) -> bool:
        """Return whether this load changes any of the tables."""
        return any(name in self._drafts and self._drafts[name].changed for name in names)

    def write(self, name: str, rows: pa.Table, *, label: str, partition: Mapping[str, str] = _NONE) -> StoredFile:
        """Write rows to a file that is yet to join the table. The label must be new within load, table and partition.

        Loads and the table's versions only ever count up, so no two files of a table are ever called the same.
        """
        draft = self.draft(name)
        stem = f"{self.sequence:06d}-{draft.base:06d}-{label}"
        return write_file(draft.folder, name, rows, partition=partition, stem=stem)

    def write_whole(self, name: str, rows: pa.Table) -> None:
        """Write a table without partitions anew."""
        draft = self.draft(name)
        file = self.write(name, rows, label="whole")
        draft.remove(draft.files())
        draft.add(file)

    def register(self) -> Register:
        """Return what is known before this load."""
        return Register(self.draft("releases").rows(Register.COLUMNS))

    def commit(self, release_ids: tuple[str, ...], *, withdrawn: tuple[str, ...] = ()) -> Manifest:
        """Commit every table, then the manifest. Nothing is visible before this returns, everything after."""
        at_ms = int(self.known_at.timestamp() * 1000)
        versions = dict(self.previous.versions) if self.previous else {}
        for name in [name for name in TABLES if name in self._drafts and self._drafts[name].changed]:
            reach("before table commit")
            versions[name] = self._drafts[name].commit(at_ms=at_ms)
            reach("after table commit")
        manifest = Manifest(
            id=_manifest_id(self.sequence, self.previous, (*release_ids, *(f"without {name}" for name in withdrawn))),
            sequence=self.sequence,
            known_at=self.known_at,
            by=self.by,
            versions=versions,
            release_ids=release_ids,
        )
        reach("before manifest")
        record(self.root, manifest, at_ms=at_ms)
        reach("after manifest")
        self.manifest = manifest
        return manifest


def _manifest_id(sequence: int, previous: Manifest | None, changes: tuple[str, ...]) -> str:
    """Return a name that depends on all that was ever loaded and on nothing else, so that a rebuilt lake has it too."""
    told = "\n".join([previous.id if previous else "", *changes])
    return f"m{sequence:05d}-{sha256(told.encode()).hexdigest()[:10]}"


@contextmanager
def load(lake: Lake, *, known_at: datetime, by: str) -> Iterator[Load]:
    """Hold the lake for one load; what a load that ends early has written is swept away."""
    root = Path(lake.root).absolute()
    with writing(root, wait_seconds=lake.limits.lock_seconds):
        reach("lock taken")
        sweep(root)
        known = manifests(root)
        previous = known[-1] if known else None
        under_way = Load(root, known_at=_dated(known_at, previous), by=by, previous=previous)
        (root / _NOTE).write_text(json.dumps({"sequence": under_way.sequence}), encoding="utf-8")
        under_way.scratch.mkdir(exist_ok=True)
        reach("load opened")
        try:
            yield under_way
        finally:
            reach("before load closed")
            sweep(root)


def _dated(known_at: datetime, previous: Manifest | None) -> datetime:
    if known_at.tzinfo is None:
        raise ValueError("known_at must say its time zone")
    known_at = known_at.astimezone(UTC)
    if previous is None or known_at >= previous.known_at:
        return known_at
    if previous.known_at - known_at <= _TOLERANCE:
        return previous.known_at
    raise HistoryRefused(
        f"A load dated {known_at:%d %B %Y} cannot follow one of {previous.known_at:%d %B %Y}: "
        "it would change what was known in between.",
        cure="Check the clock of this machine, or give a later date.",
    )


def sweep(root: Path) -> bool:
    """Undo what a load that no manifest speaks of has left behind; return whether there was a note of one.

    Safe to be killed itself: the note goes last, and doing it again finds less to do.
    """
    note = root / _NOTE
    if not note.exists():
        return False
    reach("sweep begun")
    known = manifests(root)
    sequence = _noted(note)
    finished = bool(known) and known[-1].sequence >= sequence if sequence is not None else False
    shutil.rmtree(root / _SCRATCH, ignore_errors=True)
    if not finished:
        versions = known[-1].versions if known else {}
        for name in TABLES:
            _restore(root / name, versions.get(name), (known[-1].sequence if known else 0) + 1)
            reach("sweep half done")
    note.unlink()
    return True


def _noted(note: Path) -> int | None:
    """Return the number of the load that left the note, or None when it died while writing the note."""
    try:
        return int(json.loads(note.read_text(encoding="utf-8"))["sequence"])
    except (ValueError, KeyError, TypeError):
        return None


def _restore(folder: Path, version: int | None, sequence: int) -> None:
    """Bring a table back to a version (None: to not being there), and delete the files of the load that died."""
    if version is None:
        if folder.exists():
            shutil.rmtree(folder)
        return
    latest = latest_version(folder)
    if latest is not None and latest != version and _differs(folder, version, latest):
        DeltaTable(folder).restore(version)
    prefix = f"{sequence:06d}-"
    for path in folder.rglob(f"{prefix}*.parquet"):
        path.unlink()


def _differs(folder: Path, version: int, latest: int) -> bool:
    return files_at(folder, version) != files_at(folder, latest)
