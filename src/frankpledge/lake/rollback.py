"""Taking a release back: the lake becomes as if its file had never been loaded, from now on and not before.

What the release had replaced is current again, from the very files that were kept when it was displaced. Older states
still show it, since what was known then was known. It is one more load: all of it happens or nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from frankpledge.lake.cube import CubeBuilder, cells
from frankpledge.lake.failpoints import reach
from frankpledge.lake.keyed import is_keyed, without
from frankpledge.lake.load import Load, load
from frankpledge.lake.manifests import Manifest, manifests
from frankpledge.lake.places import GEOGRAPHY, PlacesConflict, derive_places
from frankpledge.lake.releases import Register, Release
from frankpledge.lake.schemas import PARTITIONS, TABLES
from frankpledge.lake.store import Lake
from frankpledge.lake.tables import StoredFile, partition_path, read_files
from frankpledge.refusal import Refusal

_NOT_OF_A_FILE = ("releases", "withdrawals", "quarantine", "street_cube", "places")
Row = dict[str, Any]


class CannotWithdraw(Refusal):
    """A release that cannot be taken back: it is not there, is gone already, or the rest cannot stand without it."""


def withdraw(lake: Lake, release_id: str, *, known_at: datetime, by: str, reason: str) -> Manifest:
    """Take a release out of the lake and return the state that follows. Raises CannotWithdraw, LakeBusy.

    In every table the result is that of loading everything but this release. Its row moves from `releases` to
    `withdrawals`; the same file may be loaded again later.
    """
    if not reason.strip():
        raise CannotWithdraw("There is no reason.", cure="Say why it is taken back: readers of old figures will ask.")
    with load(lake, known_at=known_at, by=by) as under_way:
        return _Withdrawal(under_way, release_id).make(reason.strip())


@dataclass
class _Held:
    """What a replay of the loads leaves of one table without partitions: each release, and the things it has lost."""

    lost: dict[str, frozenset[str]] = field(default_factory=dict)


class _Withdrawal:
    """One release on its way out."""

    def __init__(self, under_way: Load, release_id: str) -> None:
        self._load = under_way
        self._id = release_id
        self._rows: list[Row] = sorted(under_way.draft("releases").rows().to_pylist(), key=lambda row: row["sequence"])
        self._gone = self._found(release_id)
        self._rest = [row for row in self._rows if row["release_id"] != release_id]
        self._loaded_by = {name: state.sequence for state in manifests(under_way.root) for name in state.release_ids}
        self._cube = CubeBuilder(under_way)

    def _found(self, release_id: str) -> Row:
        for row in self._rows:
            if row["release_id"] == release_id:
                return row
        if release_id in self._load.draft("withdrawals").rows(["release_id"])["release_id"].to_pylist():
            raise CannotWithdraw(f"{release_id} was taken back before.", cure="Load its file again if that was wrong.")
        raise CannotWithdraw(f"There is no release {release_id!r}.", cure="The list of releases gives their names.")

    def make(self, reason: str) -> Manifest:
        """Change every table that the release has a part in, and commit them together."""
        parted = [thing.split(" ") for thing in self._gone["covers"] if thing.split(" ")[0] in PARTITIONS]
        for name, *pair in parted:
            self._restore_partition(name, dict(zip(PARTITIONS[name], pair, strict=True)))
        for name in () if parted else self._tables():
            self._restore_table(name)
        reach("rows withdrawn")
        self._cube.flush()
        quarantine = self._load.draft("quarantine")
        quarantine.displace([file for file in quarantine.files() if _is_of(file, self._id)])
        self._load.write_whole("releases", self._releases())
        self._note(reason)
        if self._load.touched(GEOGRAPHY):
            self._derive_places()
        return self._load.commit((), withdrawn=(self._id,))

    def _tables(self) -> Iterator[str]:
        """Yield the tables without partitions to which the release brought rows."""
        for name in TABLES:
            if name not in PARTITIONS and name not in _NOT_OF_A_FILE and self._original(name, self._id, {}):
                yield name

    def _restore_partition(self, name: str, partition: Mapping[str, str]) -> None:
        """Put back into one partition what the release displaced; where a later one displaced it, nothing changes."""
        draft = self._load.draft(name)
        held = draft.within(partition)
        if not any(_is_of(file, self._id) for file in held):
            return
        draft.displace(held)
        thing = " ".join([name, *partition.values()])
        before = [row["release_id"] for row in self._rest if thing in row["covers"]]
        rows = TABLES[name].empty_table()
        if before:
            file = self._kept(name, before[-1], partition)
            draft.add(file)
            rows = read_files(draft.folder, name, [file]) if name == "street" else rows
        if name == "street":
            self._cube.add(partition["month"], partition["force"], cells(rows))

    def _restore_table(self, name: str) -> None:
        """Give every other release of a table the rows that it would have without this one."""
        draft = self._load.draft(name)
        present, wanted = self._replayed(name, self._rows), self._replayed(name, self._rest)
        for release in present.lost.keys() | wanted.lost.keys():
            if present.lost.get(release) == wanted.lost.get(release):
                continue
            draft.displace([file for file in draft.files() if _is_of(file, release)])
            if release in wanted.lost:
                draft.add(self._as_left(name, release, wanted.lost[release]))

    def _as_left(self, name: str, release: str, lost: frozenset[str]) -> StoredFile:
        file = self._kept(name, release, {})
        if not lost:
            return file
        rows = without(name, read_files(self._load.draft(name).folder, name, [file]), lost)
        return self._load.write(name, rows, label=f"0000-{release}")

    def _replayed(self, name: str, rows: Sequence[Row]) -> _Held:
        """Return what loading these releases in order leaves in a table, as `ingest` would have it."""
        register, held = Register(TABLES["releases"].empty_table()), _Held()
        for row in rows:
            release = _as_release(row)
            if self._original(name, release.release_id, {}):
                outdone = register.outdone_by(release.covers)
                for older in outdone:
                    held.lost.pop(older, None)
                if is_keyed(name):
                    for older in register.replaced_by(release.covers):
                        if older in held.lost:
                            held.lost[older] |= frozenset(release.covers)
                held.lost[release.release_id] = frozenset()
            register.add(release)
        return held

    def _kept(self, name: str, release: str, partition: Mapping[str, str]) -> StoredFile:
        """Return the file that a release brought, which was kept when another displaced it."""
        path = self._original(name, release, partition)
        if path is None:
            raise CannotWithdraw(
                f"What it replaced ({release}) was not kept.",
                where=self._id,
                cure=f"Load the file of {release} again: it then takes the place of this one.",
            )
        folder = self._load.draft(name).folder
        rows = pq.read_metadata(path).num_rows
        pairs = tuple(sorted(partition.items()))
        return StoredFile(str(path.relative_to(folder)), path.stat().st_size, rows, pairs)

    def _original(self, name: str, release: str, partition: Mapping[str, str]) -> Path | None:
        """Return where the rows lie that a release brought to a table, None where it brought none."""
        folder = self._load.root / name / partition_path(partition)
        whole = re.compile(rf"{self._loaded_by.get(release, 0):06d}-\d{{6}}-{re.escape(release)}\.parquet")
        found = (path for path in folder.glob(f"*-{release}.parquet") if whole.fullmatch(path.name))
        return next(found, None)

    def _releases(self) -> pa.Table:
        """Return the other releases, each with what it replaces now."""
        register = Register(TABLES["releases"].empty_table())
        for row in self._rest:
            release = _as_release(row)
            replaces = list(register.replaced_by(release.covers))
            if replaces != row["replaces"]:
                facts = json.loads(row["quality"] or "{}")
                facts.pop("rows_before", None)
                row |= {"replaces": replaces, "quality": json.dumps(facts)}
            register.add(release)
        return pa.Table.from_pylist(self._rest, schema=TABLES["releases"])

    def _note(self, reason: str) -> None:
        kept = {name: self._gone[name] for name in TABLES["withdrawals"].names if name in self._gone}
        row = {**kept, "withdrawn_at": self._load.known_at, "withdrawn_by": self._load.by, "reason": reason}
        rows = pa.Table.from_pylist([row], schema=TABLES["withdrawals"])
        self._load.draft("withdrawals").add(self._load.write("withdrawals", rows, label=self._id))

    def _derive_places(self) -> None:
        try:
            derive_places(lambda name: self._load.draft(name).rows(), self._load.write_whole)
        except PlacesConflict as conflict:
            raise CannotWithdraw(
                f"The other lookups contradict each other without it: {conflict.reason}",
                where=self._id,
                cure="Take back those that came with it first, or load a newer edition of all of them.",
            ) from conflict
        reach("places derived")


def withdrawals(lake: Lake) -> tuple[Row, ...]:
    """Return every release that was ever taken back, oldest first, with who did it, when and why."""
    known = manifests(Path(lake.root).absolute())
    if not known:
        return ()
    rows = lake.snapshot().read("withdrawals")
    return tuple(rows.take(pc.sort_indices(rows["withdrawn_at"])).to_pylist())


def _is_of(file: StoredFile, release: str) -> bool:
    return file.path.endswith(f"-{release}.parquet")


def _as_release(row: Row) -> Release:
    return Release(row["release_id"], row["sequence"], row["sha256"], tuple(row["covers"]))
