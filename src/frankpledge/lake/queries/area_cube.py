"""The cube of one area: read once by the engine, kept as numbers, and counted from memory for the next question.

An engine needs a millisecond to understand a question and more to find its files, whatever it is asked. The cells of
one partnership over three years are a few tens of thousands of numbers, which are added up in less. What is kept is
that of one state of the lake, which never changes, and is bounded by `Limits.held_cells`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from frankpledge.lake.areas import Extent
from frankpledge.lake.areas.gazetteer import gazetteer
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.store import Snapshot
from frankpledge.lake.tables import commit_stamp

if TYPE_CHECKING:
    import ibis.expr.types as ir

Row = dict[str, Any]
_COLUMNS = {"month": "month", "force": "force", "lsoa": "lsoa_code", "type": "crime_type"}
# Up to so many possible groups are counted by their number; beyond, those that occur are sorted out first.
_FEW = 1 << 20


@dataclass(frozen=True)
class Labels:
    """One column: its different values in order, None at the end, and which of them each cell has."""

    values: tuple[str | None, ...]
    at: npt.NDArray[np.int32]

    def those(self, wanted: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
        """Return which cells have a value that is wanted."""
        kept = np.array([wanted(value or "") for value in self.values], dtype=bool)
        return kept[self.at] if len(self.values) else np.zeros(0, dtype=bool)

    def renamed(self, names: Mapping[str, str | None]) -> Labels:
        """Return the column with each value's name in its place, None where it has none."""
        named = [names.get(value or "") for value in self.values]
        order = tuple(sorted({name for name in named if name is not None})) + ((None,) if None in named else ())
        place = {name: number for number, name in enumerate(order)}
        moved = np.array([place[name] for name in named], dtype=np.int32)
        return Labels(order, moved[self.at] if named else self.at)


@dataclass(frozen=True)
class HeldCube:
    """Cells as numbers. Its answers are those of the named questions, which a test holds it to."""

    columns: Mapping[str, Labels]
    n: npt.NDArray[np.int64]
    wards: Mapping[str, str | None]

    def during(self, *, first: str, last: str, measure: str = "all") -> HeldCube:
        """Return the cells of some months and a measure, as `expressions.during`."""
        kept = self.columns["month"].those(lambda month: first <= month <= last)
        if measure == "crime":
            kept &= self.columns["type"].those(lambda kind: kind != ask.ASB)
        elif measure != "all":
            kept &= self.columns["type"].those(lambda kind: kind == (ask.ASB if measure == "asb" else measure))
        return self._where(kept)

    def reported_by(self, forces: Sequence[str]) -> HeldCube:
        """Return the cells that some forces reported."""
        return self._where(self.columns["force"].those(lambda force: force in forces))

    def by_force(self) -> list[Row]:
        """Return for each force the number of its rows, and of those without a place."""
        placeless = {row["force"]: row["count"] for row in self._placeless().grouped(by=["force"])}
        return [{**row, "placeless": placeless.get(row["force"], 0)} for row in self.grouped(by=["force"])]

    def grouped(self, *, by: Sequence[str]) -> list[Row]:
        """Return counts by any of month, type, lsoa, ward and force, in the order of those."""
        columns = [self.columns["lsoa"].renamed(self.wards) if name == "ward" else self.columns[name] for name in by]
        sizes = [len(column.values) for column in columns]
        if not len(self.n):
            return []
        key = np.ravel_multi_index([column.at for column in columns], sizes)
        groups, sums = _summed(key, self.n, int(np.prod(sizes)))
        found = zip(*(at.tolist() for at in np.unravel_index(groups, sizes)), sums.tolist(), strict=True)
        values = [column.values for column in columns]
        return [
            {**{name: of[at] for name, of, at in zip(by, values, places, strict=True)}, "count": count}
            for *places, count in found
        ]

    def _placeless(self) -> HeldCube:
        return self._where(self.columns["lsoa"].those(lambda code: code == ""))

    def _where(self, kept: npt.NDArray[np.bool_]) -> HeldCube:
        columns = {name: Labels(column.values, column.at[kept]) for name, column in self.columns.items()}
        return HeldCube(columns, self.n[kept], self.wards)


@dataclass(frozen=True)
class AskedCube:
    """The same answers from the engine: where the cube cannot tell (outcomes), and always on Spark.

    `cube` writes down which cells are meant, and `known_as` is all that this depends on.
    """

    snapshot: Snapshot
    cube: Callable[[], ir.Table]
    known_as: tuple[Hashable, ...]

    def reported_by(self, forces: Sequence[str]) -> AskedCube:
        """Return the cells that some forces reported."""
        own = tuple(forces)
        known_as = (*self.known_as, "reported by", own)
        return replace(self, cube=lambda: ask.reported_by(self.cube(), own), known_as=known_as)

    def by_force(self) -> list[Row]:
        """Return for each force the number of its rows, and of those without a place."""
        rows: list[Row] = self.snapshot.asked(lambda: ask.by_force(self.cube()), *self.known_as, "by force").to_pylist()
        return rows

    def grouped(self, *, by: Sequence[str]) -> list[Row]:
        """Return counts by any of month, type, lsoa, ward and outcome, in the order of those."""
        names = tuple(by)

        def question() -> ir.Table:
            return ask.grouped(self.cube(), self.snapshot.table("places"), by=names)

        rows: list[Row] = self.snapshot.asked(question, *self.known_as, "grouped", names).to_pylist()
        return rows


Cube = HeldCube | AskedCube


def held(cells: pa.Table, wards: Mapping[str, str | None]) -> HeldCube:
    """Return cells of the cube as numbers."""
    columns = {name: _labels(cells[column]) for name, column in _COLUMNS.items()}
    return HeldCube(columns, np.ascontiguousarray(cells["n"].to_numpy()), wards)


def area_cube(snapshot: Snapshot, limits: Extent, *, first: str, last: str, measure: str) -> Cube:
    """Return the cube's cells of an area, months and measure: kept in memory, or the engine's where it is Spark."""
    if snapshot.holds:
        return _held(snapshot, limits, first, last).during(first=first, last=last, measure=measure)

    def cells() -> ir.Table:
        part = snapshot.part("street_cube", first=first, last=last)
        return ask.within(ask.during(part, first=first, last=last, measure=measure), limits)

    return AskedCube(snapshot, cells, ("cube", limits, first, last, measure))


def force_cube(snapshot: Snapshot, slug: str, *, first: str, last: str, measure: str) -> Cube:
    """Return the cells that a force reported, with all places put together: how many have one, and how many none."""
    limits = Extent(force=slug)
    if not snapshot.holds:
        return area_cube(snapshot, limits, first=first, last=last, measure=measure)
    return _held(snapshot, limits, first, last, places=False).during(first=first, last=last, measure=measure)


class _Memory:
    """What is kept: for each area and state of the lake the months read so far, the longest unused let go first."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[str, str, HeldCube]] = OrderedDict()
        self._cells = 0

    def get(self, key: Hashable, first: str, last: str) -> tuple[str, str, HeldCube | None]:
        """Return the months to be had and their cells; without cells, the months to read so that all are together."""
        with self._guard:
            if key not in self._kept:
                return first, last, None
            self._kept.move_to_end(key)
            since, until, cells = self._kept[key]
        if since <= first and last <= until:
            return since, until, cells
        return min(since, first), max(until, last), None

    def put(self, key: Hashable, first: str, last: str, cells: HeldCube, *, most: int) -> None:
        """Keep the cells of some months, and let others go until all that is kept is within bounds."""
        with self._guard:
            self._forget(key)
            self._kept[key] = (first, last, cells)
            self._cells += len(cells.n)
            while self._cells > most and self._kept:
                self._forget(next(iter(self._kept)))

    def clear(self) -> None:
        """Let everything go."""
        with self._guard:
            self._kept.clear()
            self._cells = 0

    def _forget(self, key: Hashable) -> None:
        gone = self._kept.pop(key, None)
        self._cells -= len(gone[2].n) if gone else 0


_memory = _Memory()


def forget() -> None:
    """Let go what is kept, so that the next question reads the files again."""
    _memory.clear()


def _held(snapshot: Snapshot, limits: Extent, first: str, last: str, *, places: bool = True) -> HeldCube:
    version = snapshot.manifest.versions.get("street_cube")
    stamp = None if version is None else commit_stamp(snapshot.root / "street_cube", version)
    key = (snapshot.root, version, stamp, snapshot.manifest.versions.get("places"), limits, places)
    since, until, cells = _memory.get(key, first, last)
    if cells is None:
        part = ask.during(snapshot.part("street_cube", first=since, last=until), first=since, last=until)
        inside = ask.within(part, limits)
        wards = gazetteer(snapshot).wards if places else {}
        cells = held(snapshot.arrow(inside if places else ask.rolled_up(inside)), wards)
        _memory.put(key, since, until, cells, most=snapshot.limits.held_cells)
    return cells


def _labels(column: pa.ChunkedArray) -> Labels:
    coded = pa.chunked_array([column.combine_chunks()]).combine_chunks().dictionary_encode()
    words = coded.dictionary.to_pylist()
    order = sorted(range(len(words)), key=words.__getitem__)
    place = np.empty(len(words), dtype=np.int32)
    place[order] = np.arange(len(words), dtype=np.int32)
    at = place[coded.indices.to_numpy()] if words else np.zeros(0, dtype=np.int32)
    return Labels(tuple(words[number] for number in order), at)


def _summed(
    key: npt.NDArray[np.int64], n: npt.NDArray[np.int64], size: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the groups that occur, in order, and the sum of each."""
    if size <= _FEW:
        groups = np.flatnonzero(np.bincount(key, minlength=size))
        return groups, np.bincount(key, weights=n, minlength=size)[groups].astype(np.int64)
    groups, inverse = np.unique(key, return_inverse=True)
    return groups, np.bincount(inverse, weights=n).astype(np.int64)
