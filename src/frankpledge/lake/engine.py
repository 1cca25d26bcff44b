"""The query engine behind a snapshot: one bounded DuckDB in a process, a connection to it for each thread.

It reads exactly the files that it is told of, and never fetches or installs anything.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from frankpledge.lake.limits import Limits
from frankpledge.lake.schemas import PARTITIONS
from frankpledge.lake.tables import StoredFile, commit_stamp, files_at, schema_of

if TYPE_CHECKING:
    import duckdb
    import ibis.expr.types as ir
    from ibis.backends.duckdb import Backend

# A web process sees a new version of some tables with every load, and other months with every question; of what a
# thread has open, or has written down, the longest unused goes first.
_MOST_OPEN = 256
_MOST_WRITTEN = 512
_guard = threading.Lock()
_databases: dict[tuple[str, int], duckdb.DuckDBPyConnection] = {}


@dataclass(frozen=True)
class FewerFiles:
    """Which folders of a table a question can touch: those of some months and forces, all where nothing is said.

    The rows are the same with or without: the question itself still says which it wants. What is saved is opening a
    country's files, one by one, to find that they are of other months and forces.
    """

    first: str = ""
    last: str = ""
    forces: tuple[str, ...] = ()

    def of(self, files: Iterable[StoredFile]) -> tuple[StoredFile, ...]:
        """Return the files that may hold such rows."""
        wanted = frozenset(self.forces)
        kept = []
        for file in files:
            at = dict(file.partition)
            month, force = at.get("month"), at.get("force")
            inside = month is None or (self.first or month) <= month <= (self.last or month)
            if inside and (force is None or not wanted or force in wanted):
                kept.append(file)
        return tuple(kept)


_ALL = FewerFiles()


class _Engine(threading.local):
    """This thread's connection and the tables that it has already opened."""

    backend: Backend | None = None

    def __init__(self) -> None:
        self.numbers = count(1)
        self.opened: OrderedDict[tuple[Path, str, int, int, FewerFiles], ir.Table] = OrderedDict()
        self.written: OrderedDict[Hashable, tuple[str, pa.Schema]] = OrderedDict()


_engine = _Engine()


def open_table(root: Path, name: str, version: int | None, limits: Limits, *, fewer: FewerFiles = _ALL) -> ir.Table:
    """Return table `name` as it stood at a version; where it had no rows, an empty table of its columns."""
    state = (-1, 0) if version is None else (version, commit_stamp(root / name, version))
    key = (root, name, *state, fewer)
    if key not in _engine.opened:
        files = () if version is None else files_at(root / name, version)
        paths = [str(root / name / file.path) for file in fewer.of(files)]
        backend = _connection(limits)
        view = f"{name}_{next(_engine.numbers)}"
        # DuckDB's own statement, as Ibis offers no hive types: a month such as 2025-01 must stay a text.
        backend.con.execute(f"CREATE TEMP VIEW {view} AS {_select(name, paths)}")
        _engine.opened[key] = backend.table(view)
        if len(_engine.opened) > _MOST_OPEN:
            _, closed = _engine.opened.popitem(last=False)
            _close(closed.get_name())
    _engine.opened.move_to_end(key)
    return _engine.opened[key]


def answer(question: Callable[[], ir.Table], limits: Limits, *, known_as: tuple[Hashable, ...] = ()) -> pa.Table:
    """Return the answer to the question that is written down when called.

    Writing it down and putting it into SQL takes longer than many an answer, so a question that is known by all that it
    depends on is written once in a thread.
    """
    known = _engine.written.get(known_as) if known_as else None
    if known is None:
        wanted = question()
        known = str(_connection(limits).compile(wanted)), wanted.schema().to_pyarrow()
        if known_as:
            _engine.written[known_as] = known
            if len(_engine.written) > _MOST_WRITTEN:
                _engine.written.popitem(last=False)
    if known_as:
        _engine.written.move_to_end(known_as)
    statement, columns = known
    return _connection(limits).con.execute(statement).to_arrow_table().cast(columns)


def _close(view: str) -> None:
    """Drop a view, and forget the questions that were written over it."""
    for known_as in [at for at, (statement, _) in _engine.written.items() if f'"{view}"' in statement]:
        del _engine.written[known_as]
    if _engine.backend is not None:
        _engine.backend.con.execute(f"DROP VIEW {view}")


def _connection(limits: Limits) -> Backend:
    if _engine.backend is None:
        # Half a second that a load never needs.
        import ibis  # noqa: PLC0415

        connection = _database(limits).cursor()
        connection.execute("SET TimeZone = 'UTC'")
        _engine.backend = ibis.duckdb.from_connection(connection)
    return _engine.backend


def _database(limits: Limits) -> duckdb.DuckDBPyConnection:
    """Return this process's database in memory: its bound on memory holds for all threads together."""
    import duckdb  # noqa: PLC0415

    key = (limits.query_memory, limits.query_threads)
    with _guard:
        if key not in _databases:
            _databases[key] = duckdb.connect(
                config={
                    "memory_limit": limits.query_memory,
                    "threads": limits.query_threads,
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                }
            )
        return _databases[key]


def _select(name: str, paths: Sequence[str]) -> str:
    columns = ", ".join(f'"{column}"' for column in schema_of(name).names)
    if not paths:
        empty = ", ".join(f'NULL::{_TYPES[str(field.type)]} AS "{field.name}"' for field in schema_of(name))
        return f"SELECT {empty} WHERE false"
    listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    partitioned = ", hive_partitioning = true, hive_types_autocast = false" if name in PARTITIONS else ""
    # The columns are the schema's, the paths our own, quoted.
    return f"SELECT {columns} FROM read_parquet([{listed}]{partitioned})"  # noqa: S608


_TYPES = {
    "string": "VARCHAR",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "binary": "BLOB",
    "bool": "BOOLEAN",
    "timestamp[us]": "TIMESTAMP",
    "timestamp[us, tz=UTC]": "TIMESTAMPTZ",
    "list<item: string>": "VARCHAR[]",
}
