"""The lake's tables on disk: Delta tables of Parquet files that nothing but a load ever writes.

Files are written first and join a table in one commit. Nothing here decides what readers see: manifests do.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from deltalake.transaction import AddAction, RemoveAction

from frankpledge.lake.schemas import MANIFEST_SCHEMA, PARTITIONS, SORTED_BY, TABLES

MANIFESTS = "manifests"
# Open data keeps its history for ever, so neither the log nor a replaced file may ever expire.
_CONFIGURATION: dict[str, str | None] = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
    "delta.enableExpiredLogCleanup": "false",
}
_TOLD = ("path", "size_bytes", "num_records")
# Sorted rows lie together in groups of so many, and a question opens only the groups that its areas lie in.
_GROUP = 8_192
# These hardly repeat within a file, and a dictionary of them costs more than it saves.
_NEVER_DICTIONARY = frozenset({"crime_id", "line", "n", "wkb", "sha256", "quality", "reference", "victim"})


@dataclass(frozen=True)
class StoredFile:
    """One Parquet file of a table: `path` within the table's folder, `partition` its pairs of column and value."""

    path: str
    size: int
    rows: int
    partition: tuple[tuple[str, str], ...] = ()

    def value(self, column: str) -> str:
        """Return the partition value of a column, or an empty text."""
        return dict(self.partition).get(column, "")


def schema_of(name: str) -> pa.Schema:
    """Return the columns of a table, the manifests' own included."""
    return MANIFEST_SCHEMA if name == MANIFESTS else TABLES[name]


def latest_version(folder: Path) -> int | None:
    """Return the newest version of the table in a folder, or None where there is no table yet."""
    try:
        names = [entry.name for entry in os.scandir(folder / "_delta_log")]
    except FileNotFoundError:
        return None
    versions = [int(name[:20]) for name in names if len(name) == 25 and name.endswith(".json") and name[:20].isdigit()]
    return max(versions, default=None)


def files_at(folder: Path, version: int) -> tuple[StoredFile, ...]:
    """Return the files that make up one version of a table, in order of path. Cheap to ask again."""
    return _files_at(folder, version, commit_stamp(folder, version))


def commit_stamp(folder: Path, version: int) -> int:
    """Return what tells a commit from one of the same number in a table that was deleted and made again."""
    return (folder / "_delta_log" / f"{version:020d}.json").stat().st_mtime_ns


@lru_cache(maxsize=512)
def _files_at(folder: Path, version: int, _stamp: int) -> tuple[StoredFile, ...]:
    told = _arrow(DeltaTable(folder, version=version).get_add_actions(flatten=True))
    wanted = [name for name in told.column_names if name in _TOLD or name.startswith("partition.")]
    actions = told.select(wanted).to_pylist()
    found = [
        StoredFile(
            path=str(row["path"]),
            size=int(row["size_bytes"]),
            rows=int(row["num_records"] or 0),
            partition=_key(
                {
                    column.removeprefix("partition."): str(value)
                    for column, value in row.items()
                    if column.startswith("partition.")
                }
            ),
        )
        for row in actions
    ]
    return tuple(sorted(found, key=lambda file: file.path))


def _arrow(stream: object) -> pa.Table:
    """Return a foreign table as Arrow. `pa.table` would do so too, and load all of pandas to look at it."""
    return pa.RecordBatchReader.from_stream(stream).read_all()


def write_file(folder: Path, name: str, rows: pa.Table, *, partition: Mapping[str, str], stem: str) -> StoredFile:
    """Write rows of table `name` to a new file under its folder, sorted, and return it. It is in no version yet."""
    order = [(column, "ascending") for column in SORTED_BY.get(name, ())]
    if order:
        rows = rows.sort_by(order)
    keep = [column for column in schema_of(name).names if column not in partition]
    rows = rows.select(keep).cast(pa.schema([schema_of(name).field(column) for column in keep]))
    inside = partition_path(partition)
    relative = f"{inside}/{stem}.parquet" if inside else f"{stem}.parquet"
    path = folder / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        rows,
        path,
        compression="zstd",
        row_group_size=_GROUP if order else None,
        use_dictionary=[column for column in keep if column not in _NEVER_DICTIONARY and _is_text(rows, column)],
        write_statistics=list(SORTED_BY.get(name, ())) or True,
    )
    return StoredFile(path=relative, size=path.stat().st_size, rows=rows.num_rows, partition=_key(partition))


def partition_path(partition: Mapping[str, str]) -> str:
    """Return the folder of a partition within its table's, "" for a table without partitions."""
    return "/".join(f"{column}={quote(value, safe='')}" for column, value in partition.items())


def _is_text(rows: pa.Table, column: str) -> bool:
    return bool(pa.types.is_string(rows.schema.field(column).type))


def read_files(folder: Path, name: str, files: Iterable[StoredFile], columns: Sequence[str] | None = None) -> pa.Table:
    """Return the rows of some files of table `name` in the order of its schema, or of the columns asked for."""
    schema = schema_of(name)
    if columns is not None:
        schema = pa.schema([schema.field(column) for column in columns])
    parts = []
    for file in files:
        part = pq.ParquetFile(folder / file.path).read(columns=columns and list(columns))
        for column, value in file.partition:
            part = part.append_column(column, pa.array([value] * part.num_rows, pa.string()))
        parts.append(part.select(schema.names).cast(schema))
    return pa.concat_tables(parts) if parts else schema.empty_table()


class Draft:
    """The next version of one table while a load is making it: files to join and files to leave, in one commit."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self._create()
        self.base = latest_version(folder) or 0
        self._kept = {file.path: file for file in files_at(folder, self.base)}
        self._added: dict[str, StoredFile] = {}
        self._removed: dict[str, StoredFile] = {}
        self._by_partition: dict[tuple[tuple[str, str], ...], set[str]] = {}
        for file in self._kept.values():
            self._by_partition.setdefault(file.partition, set()).add(file.path)

    @property
    def changed(self) -> bool:
        """Return whether there is anything to commit."""
        return bool(self._added or self._removed)

    def files(self) -> tuple[StoredFile, ...]:
        """Return the files that the table will have."""
        return (*self._kept.values(), *self._added.values())

    def within(self, partition: Mapping[str, str]) -> tuple[StoredFile, ...]:
        """Return the files of one partition that the table will have."""
        paths = self._by_partition.get(_key(partition), set())
        return tuple(self._kept.get(path) or self._added[path] for path in sorted(paths))

    def add(self, file: StoredFile) -> None:
        """Let a written file join the table."""
        self._added[file.path] = file
        self._by_partition.setdefault(file.partition, set()).add(file.path)

    def remove(self, leaving: Iterable[StoredFile]) -> None:
        """Let files leave the table; one that never joined is deleted."""
        for file in tuple(leaving):
            self._by_partition[file.partition].discard(file.path)
            if self._added.pop(file.path, None):
                (self.folder / file.path).unlink(missing_ok=True)
            else:
                self._removed[file.path] = self._kept.pop(file.path)

    def displace(self, leaving: Iterable[StoredFile]) -> None:
        """Let files of releases leave the table, but stay on disk: they come back when what displaced them goes."""
        for file in tuple(leaving):
            self._by_partition[file.partition].discard(file.path)
            if not self._added.pop(file.path, None):
                self._removed[file.path] = self._kept.pop(file.path)

    def rows(self, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the rows that the table will have."""
        return read_files(self.folder, self.name, self.files(), columns)

    def commit(self, *, at_ms: int) -> int:
        """Make the next version and return its number."""
        joining = [_add_action(file, at_ms) for file in self._added.values()]
        leaving = [
            RemoveAction(file.path, True, at_ms, file.size, dict(file.partition)) for file in self._removed.values()
        ]
        DeltaTable(self.folder).create_write_transaction(
            [*joining, *leaving], "append", schema_of(self.name), list(PARTITIONS.get(self.name, ()))
        )
        version = latest_version(self.folder)
        if version is None:
            raise RuntimeError(f"the commit to {self.name} left no version behind")
        return version

    def _create(self) -> None:
        if latest_version(self.folder) is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            DeltaTable.create(
                self.folder,
                schema_of(self.name),
                partition_by=list(PARTITIONS.get(self.name, ())),
                name=self.name,
                configuration=_CONFIGURATION,
            )


def _key(partition: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(partition.items()))


def _add_action(file: StoredFile, at_ms: int) -> AddAction:
    return AddAction(
        path=file.path,
        size=file.size,
        partition_values=dict(file.partition),
        modification_time=at_ms,
        data_change=True,
        stats=json.dumps({"numRecords": file.rows}),
    )
