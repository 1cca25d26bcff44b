"""One file's way in: recognised, read, judged as a whole and written to disk, but in no version of any table yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.books import Book, RawSheet, book_of
from frankpledge.lake.cube import cells
from frankpledge.lake.failpoints import reach
from frankpledge.lake.limits import Limits
from frankpledge.lake.load import Load
from frankpledge.lake.recognise import check_kind, reader_for, text_head
from frankpledge.lake.schemas import PARTITIONS, TABLES
from frankpledge.lake.sheets import as_text_table
from frankpledge.lake.source import BadFile, Desk, Quarantined, Reader, Reading, SourceFile
from frankpledge.lake.tables import StoredFile
from frankpledge.lake.text import as_utf8


@dataclass(frozen=True)
class Intake:
    """A file that is ready to join the lake."""

    source: SourceFile
    release_id: str
    reader: str
    rows_read: int
    rows_kept: int
    quarantined: tuple[Quarantined, ...]
    covers: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    stored: tuple[tuple[str, StoredFile], ...]
    cells: Mapping[tuple[str, str], pa.Table]
    quality: Mapping[str, object]
    told: tuple[Quarantined, ...] = ()


def take_in(source: SourceFile, *, release_id: str, load: Load, limits: Limits, desk: Desk) -> Intake:
    """Return the file read and written, ready to join; raise BadFile when it cannot be used as a whole."""
    try:
        return _take_in(source, release_id, load=load, limits=limits, desk=desk)
    except (ValueError, KeyError, TypeError, IndexError, ArithmeticError, RecursionError) as error:
        told = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise BadFile(
            f"it cannot be read ({told}).",
            where=source.where,
            cure="Download it again, or send it to the product's makers.",
        ) from error


def _take_in(source: SourceFile, release_id: str, *, load: Load, limits: Limits, desk: Desk) -> Intake:
    reader, reading = desk.read(source, scratch=load.scratch, limits=limits)
    reach("file read")
    _check_share(source, reading, limits)
    _check_not_future(source, reading, load)
    stored = tuple(_stored(reading, release_id, load))
    reach("rows written")
    return Intake(
        source=source,
        release_id=release_id,
        reader=reader,
        rows_read=reading.rows_read,
        rows_kept=reading.rows_read - len(reading.quarantined),
        quarantined=reading.quarantined,
        covers=covers_of(reading, source),
        pairs=reading.replaces,
        stored=stored,
        cells=_cells(reading),
        quality=reading.quality,
        told=reading.told,
    )


class OpenDesk:
    """Opens what is published: files in the layouts of their publishers."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self._readers = readers

    def read(self, source: SourceFile, *, scratch: Path, limits: Limits) -> tuple[str, Reading]:
        """Return the reader that knows the file by its content, and what it made of it: all sheets or one table."""
        book: Book | None
        if check_kind(source) == "sheet":
            found = as_text_table(source, scratch, limits, self._readers)
            if isinstance(found, Book):
                return found.reader.name, found.reader.read_book(found)
            plain, head, reader = found
            return reader.name, reader.read(plain, head)
        plain = as_utf8(source, scratch)
        if book := book_of(plain, [RawSheet("", plain.path, 1)], scratch, self._readers):
            return book.reader.name, book.reader.read_book(book)
        head = text_head(plain)
        reader = reader_for(head, plain, self._readers)
        return reader.name, reader.read(plain, head)


def covers_of(reading: Reading, source: SourceFile) -> tuple[str, ...]:
    """Return what the file is the whole of, as later files of the same will name it."""
    parted = [name for name in reading.tables if name in PARTITIONS]
    if parted:
        return tuple(f"{name} {first} {second}" for name in parted for first, second in reading.replaces)
    return reading.keys or (reading.key or f"file {source.sha256}",)


def _check_share(source: SourceFile, reading: Reading, limits: Limits) -> None:
    bad = len(reading.quarantined)
    if not bad or bad <= limits.bad_share * reading.rows_read:
        return
    first = reading.quarantined[0]
    column = f", column {first.column}" if first.column else ""
    line = f"row {first.line}" if first.sheet else f"line {first.line}"
    sheet = f" › {first.sheet}" if first.sheet else ""
    refusal = BadFile(
        f"{bad:,} of its {reading.rows_read:,} rows cannot be read, more than {limits.bad_share:.0%}: "
        f"the first is {line}{column}: {first.reason}.",
        where=f"{source.where}{sheet}, {line}",
        cure="Download it again, or correct the rows.",
    )
    refusal.problems = (*reading.quarantined, *reading.told)
    raise refusal


def _check_not_future(source: SourceFile, reading: Reading, load: Load) -> None:
    present = load.known_at.astimezone(UTC).strftime("%Y-%m")
    spoken = (*(first for first, _ in reading.replaces), *reading.months)
    # A period is named by its first month; a value without one has no month to come.
    future = sorted({first[:7] for first in spoken if first[:1].isdigit() and first[:7] > present})
    if not future:
        return
    line = _first_line(reading, future[0])
    raise BadFile(
        f"it speaks of {', '.join(future[:6])}, which has not yet come (it is {present}).",
        where=f"{source.where}, line {line}" if line else source.where,
        cure="Check the dates in the file and the clock of this machine.",
    )


def _first_line(reading: Reading, month: str) -> int | None:
    for rows in reading.tables.values():
        if "line" in rows.column_names and "month" in rows.column_names:
            found = rows.filter(pc.equal(rows["month"], month))
            if found.num_rows:
                return int(pc.min(found["line"]).as_py())
    return None


def _stored(reading: Reading, release_id: str, load: Load) -> list[tuple[str, StoredFile]]:
    written: list[tuple[str, StoredFile]] = []
    for name, rows in reading.tables.items():
        if "release_id" in TABLES[name].names:
            named = pa.array([release_id], pa.string()).take(pa.nulls(rows.num_rows, pa.int32()).fill_null(0))
            rows = rows.append_column("release_id", named)
        if name not in PARTITIONS:
            written.append((name, load.write(name, rows, label=release_id)))
            continue
        for pair in reading.replaces:
            partition = dict(zip(PARTITIONS[name], pair, strict=True))
            part = rows if len(reading.replaces) == 1 else _of(rows, partition)
            written.append((name, load.write(name, part, label=release_id, partition=partition)))
    return written


def _of(rows: pa.Table, partition: Mapping[str, str]) -> pa.Table:
    first, second = (pc.equal(rows[column], value) for column, value in partition.items())
    return rows.filter(pc.and_(first, second))


def _cells(reading: Reading) -> dict[tuple[str, str], pa.Table]:
    rows = reading.tables.get("street")
    if rows is None:
        return {}
    whole = len(reading.replaces) == 1
    names = PARTITIONS["street"]
    return {pair: cells(rows if whole else _of(rows, dict(zip(names, pair, strict=True)))) for pair in reading.replaces}
