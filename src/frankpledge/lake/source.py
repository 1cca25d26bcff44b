"""A file on its way into the lake, whatever it came packed in, and what reading it may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from frankpledge.lake.limits import Limits
from frankpledge.refusal import Refusal


class BadFile(Refusal):
    """A file that cannot be loaded: which, where in it, why, and what to do. `problems` are its cells at fault."""

    problems: tuple[Quarantined, ...] = ()


@dataclass(frozen=True)
class SourceFile:
    """One plain file, unpacked (from zip or gzip) to `path`. `file` and `member` are what the person called it.

    `year`, `force` (a slug) and `month` ("2025-01") are what the person said about files that do not say it themselves.
    """

    path: Path
    file: str
    member: str
    sha256: str
    size: int
    year: int | None = None
    force: str = ""
    month: str = ""

    @property
    def name(self) -> str:
        """Return the innermost file name, for messages and for facts that only names carry (year, force)."""
        return (self.member or self.file).rsplit("/", 1)[-1]

    @property
    def where(self) -> str:
        """Return how a message names this file."""
        return f"{self.file} › {self.member}" if self.member else self.file


@dataclass(frozen=True)
class Head:
    """What recognition may look at. kind: csv | geojson | sheet. `header` is the first row; `rows` some after it."""

    kind: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Quarantined:
    """A row that could not be read, or a cell of it. `sheet` names the sheet of a workbook, `line` is then its row.

    `kept`: the row was kept all the same, without what could not be read.
    """

    line: int
    column: str
    reason: str
    row: str
    sheet: str = ""
    kept: bool = False


@dataclass(frozen=True)
class Reading:
    """What a reader made of one file.

    `tables`: lake table name to rows, without `release_id` (the lake adds it). `replaces`: for partitioned tables the
    pairs (month and force, or as PARTITIONS says) that this file is the whole of. `key` identifies what an
    unpartitioned file is a newer edition of ("population lsoa11 2020"): a later file with the same key replaces the
    rows of the earlier one. `keys` are many such (`keyed.keys_of`), each of which a later file may replace by itself.
    `months` are the first of each period spoken of. `told` are cells of rows that were kept. `quality` is a JSON-able
    report of counts and examples.
    """

    tables: Mapping[str, pa.Table]
    rows_read: int
    quarantined: tuple[Quarantined, ...] = ()
    replaces: tuple[tuple[str, str], ...] = ()
    key: str = ""
    keys: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    told: tuple[Quarantined, ...] = ()
    quality: Mapping[str, object] = field(default_factory=dict)


class Desk(Protocol):
    """Where the files of one load are opened: it finds who can read each, and has it read."""

    def read(self, source: SourceFile, *, scratch: Path, limits: Limits) -> tuple[str, Reading]:
        """Return the reader's name and what it made of the file; raise BadFile when the file cannot be used."""
        ...


class Reader(Protocol):
    """A file format. Modules in `lake.readers` each offer one object of this shape, listed in `readers.READERS`."""

    name: str
    label: str

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the file is of this format, by its content."""
        ...

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return the rows; raise BadFile when the file as a whole cannot be used."""
        ...
