"""A force's own records, one row each, read by a confirmed mapping. Columns that are not mapped are never stored.

A row without reference, date of recording or offence code is set aside. One whose time, point or flag cannot be read
is kept without it, and told: a crime stays a crime though its hour is nonsense.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa

from frankpledge.lake.own.grid import Grid, Row
from frankpledge.lake.own.locate import Locator, to_metres
from frankpledge.lake.own.mapping import FIELDS, Mapping, plain, slug
from frankpledge.lake.own.values import Moment, Unread, clock_time, flag, key, moment, number
from frankpledge.lake.schemas_own import OWN_TABLES
from frankpledge.lake.source import BadFile, Quarantined, Reading
from frankpledge.statute.recorded import is_offence_code

_CHUNK = 50_000
_SHOWN = 60
_MOST_CODES = 40
_CODE_LENGTH, _GROUP_LENGTH = 14, 80
_MOST_EAST, _MOST_NORTH = 700_000.0, 1_300_000.0
_FLAGS = tuple(one.name for one in FIELDS["records"] if one.role == "flag")
_SCHEMA = pa.schema([one for one in OWN_TABLES["records"] if one.name != "release_id"])


@dataclass
class _Tally:
    """What there is to say of the file once all of it is read."""

    rows: int = 0
    aside: list[Quarantined] = field(default_factory=list)
    told: list[Quarantined] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    references: dict[str, int] = field(default_factory=dict)
    last_day: str = ""
    codes: set[str] = field(default_factory=set)


def read_records(
    grid: Grid, *, header_line: int, headers: Sequence[str], mapping: Mapping, locator: Locator | None, today: date
) -> Reading:
    """Return the records of a sheet, by the month in which they were recorded."""
    reader = _Records(grid, headers, mapping, locator, today)
    rows = (row for row in grid.rows(after=header_line) if any(row[1]))
    parts = []
    while chunk := list(islice(rows, _CHUNK)):
        parts.append(reader.take(chunk))
    table = pa.concat_tables(parts) if parts else _SCHEMA.empty_table()
    if not reader.tally.rows:
        raise BadFile("there is a header and no rows.", where=grid.sheet, cure="Ask for the file again.")
    reader.check_flags()
    months = sorted(set(table["month"].to_pylist()))
    return Reading(
        tables={"records": table},
        rows_read=reader.tally.rows,
        quarantined=tuple(reader.tally.aside),
        told=tuple(reader.tally.told),
        replaces=tuple((month, reader.supplier) for month in months),
        quality=reader.quality(months),
    )


def supplier_key(mapping: Mapping) -> str:
    """Return the name under which a supplier's records of one kind are kept: a later file of the same replaces them."""
    return f"{slug(mapping.supplier)}.{slug(mapping.data_set)}"


class _Records:
    """Turns rows of text into records, remembering what was wrong."""

    def __init__(
        self, grid: Grid, headers: Sequence[str], mapping: Mapping, locator: Locator | None, today: date
    ) -> None:
        self._grid, self._mapping, self._locator, self._today = grid, mapping, locator, today
        self._headers = list(headers)
        place = {plain(header): at for at, header in enumerate(headers)}
        self._at = {ours: place[plain(theirs)] for ours, theirs in mapping.columns if plain(theirs) in place}
        self._memory: dict[tuple[str, str], Any] = {}
        self.supplier = supplier_key(mapping)
        self.tally = _Tally()

    def take(self, chunk: list[Row]) -> pa.Table:
        """Return the rows that can be kept."""
        made = [row for row in map(self._record, chunk) if row]
        if not made:
            return _SCHEMA.empty_table()
        self._place(made)
        return pa.Table.from_pylist(made, schema=_SCHEMA)

    def _record(self, row: Row) -> dict[str, Any] | None:
        self.tally.rows += 1
        line, cells = row
        if len(cells) > len(self._headers) and any(cells[len(self._headers) :]):
            reason = f"the row has {len(cells)} fields where the header has {len(self._headers)}"
            self.tally.aside.append(Quarantined(line, "", reason, "", self._grid.sheet))
            return None
        try:
            made = self._needed(row)
        except Unread as error:
            name = str(error.args[1])
            shown = self._cell(cells, name)[:_SHOWN]
            self.tally.aside.append(Quarantined(line, self._header(name), str(error.args[0]), shown, self._grid.sheet))
            return None
        made |= self._times(row)
        for name in _FLAGS:
            made[name] = self._read(row, name, self._flag)
        made["victim"] = self._read(row, "victim", key) if self._cell(cells, "victim") else None
        made["offence_group"] = self._cell(cells, "offence_group")[:_GROUP_LENGTH] or None
        made |= {axis: self._number(row, axis) for axis in ("easting", "northing", "longitude", "latitude")}
        made["lsoa_code"] = self._cell(cells, "lsoa")[:12]
        self._count(made)
        return made

    def _needed(self, row: Row) -> dict[str, Any]:
        line, cells = row
        reference, code = self._cell(cells, "reference"), self._cell(cells, "offence_code")
        if not reference:
            raise Unread("there is no reference", "reference")
        if not code or len(code) > _CODE_LENGTH:
            raise Unread(
                "there is no offence code" if not code else "it is too long for an offence code", "offence_code"
            )
        try:
            recorded, _ = self._moment(self._cell(cells, "recorded"))
        except Unread as error:
            raise Unread(str(error), "recorded") from error
        if recorded.date() > self._today:
            raise Unread(f"{recorded.date().isoformat()} has not yet come", "recorded")
        day = recorded.date().isoformat()
        self.tally.last_day = max(self.tally.last_day, day)
        if (first := self.tally.references.setdefault(reference, line)) != line:
            self._tell(row, "reference", f"the reference stands in line {first} too", "reference_repeats")
        return {
            "month": day[:7],
            "supplier": self.supplier,
            "reference": reference,
            "recorded": day,
            "offence_code": self._noted(code),
            "line": line,
        }

    def _times(self, row: Row) -> dict[str, Any]:
        earliest, latest = self._when(row, "earliest"), self._when(row, "latest")
        start, end = earliest or latest, latest or earliest
        if start is None or end is None:
            return {"earliest": None, "latest": None, "timed": False}
        if end[0] < start[0] and not (end[0].date() == start[0].date() and not end[1]):
            self._tell(row, "latest", "it lies before the earliest", "latest_before_earliest")
            return {"earliest": None, "latest": None, "timed": False}
        last = max(end[0], start[0])
        return {"earliest": start[0], "latest": last, "timed": start[1] and end[1]}

    def _when(self, row: Row, name: str) -> Moment | None:
        day = self._read(row, name, self._moment) if self._cell(row[1], name) else None
        if day is None or not self._cell(row[1], f"{name}_time"):
            return day
        hour = self._read(row, f"{name}_time", clock_time)
        return (datetime.combine(day[0].date(), hour), True) if hour is not None else day

    def _read(self, row: Row, name: str, how: Callable[[str], Any]) -> Any:
        """Return what a cell says, None (told) where it cannot be read or its column is not there."""
        if name not in self._at:
            return None
        text = self._cell(row[1], name)
        if (name, text) not in self._memory:
            try:
                self._memory[name, text] = how(text)
            except Unread as error:
                self._memory[name, text] = error
        found = self._memory[name, text]
        if isinstance(found, Unread):
            self._tell(row, name, str(found), f"unread {name}")
            return None
        return found

    def _number(self, row: Row, name: str) -> float | None:
        found = self._read(row, name, number) if self._cell(row[1], name) else None
        most = {"easting": _MOST_EAST, "northing": _MOST_NORTH}.get(name)
        if found is not None and most and not 0 < found < most:
            if found:
                self._tell(row, name, "it is no place in Great Britain", "unread point")
            return None
        return found

    def _moment(self, text: str) -> Moment:
        if not text:
            raise Unread("there is no date")
        return moment(text, dates=self._mapping.dates)

    def _flag(self, text: str) -> bool | None:
        blank = False if self._mapping.blank == "no" else None
        return flag(text, yes=frozenset(self._mapping.yes), no=frozenset(self._mapping.no), blank=blank)

    def _cell(self, cells: Sequence[str], name: str) -> str:
        at = self._at.get(name)
        return cells[at] if at is not None and at < len(cells) else ""

    def _header(self, name: str) -> str:
        return self._mapping.header(name) or name

    def _tell(self, row: Row, name: str, reason: str, count: str) -> None:
        self.tally.counts[count] += 1
        # A victim's cell is never repeated: what is no keyed hash may be a name.
        shown = "" if name == "victim" else self._cell(row[1], name)[:_SHOWN]
        self.tally.told.append(Quarantined(row[0], self._header(name), reason, shown, self._grid.sheet, kept=True))

    def _count(self, made: dict[str, Any]) -> None:
        for name in _FLAGS:
            word = {True: "yes", False: "no", None: "unknown"}[made[name]]
            self.tally.counts[f"{name} {word}"] += 1

    def _place(self, made: list[dict[str, Any]]) -> None:
        """Give each record its point in metres and its LSOA, as far as they can be known."""

        def floats(name: str) -> Any:
            return np.array([np.nan if row[name] is None else row[name] for row in made], dtype=np.float64)

        east, north = floats("easting"), floats("northing")
        degrees = np.column_stack([floats("longitude"), floats("latitude")])
        given = np.isfinite(degrees).all(axis=1) & ~np.isfinite(east)
        if given.any():
            east[given], north[given] = to_metres(degrees[given]).T
        located = self._locator.place(east, north) if self._locator else None
        self.tally.counts["nearest"] += located.nearest if located else 0
        for at, row in enumerate(made):
            pointed = bool(np.isfinite(east[at]) and np.isfinite(north[at]))
            row["easting"], row["northing"] = (float(east[at]), float(north[at])) if pointed else (None, None)
            row["outside"] = bool(located.outside[at]) if located and pointed else None
            row["lsoa_code"] = str(located.codes[at]) if located and pointed else row["lsoa_code"]
            self.tally.counts["no_point"] += not pointed
            self.tally.counts["no_place"] += not row["lsoa_code"]
            self.tally.counts["outside"] += bool(row["outside"])

    def _noted(self, code: str) -> str:
        self.tally.codes.add(code)
        return code

    def check_flags(self) -> None:
        """Refuse a file in which a flag is mostly unread: its words were mapped wrongly."""
        for name in _FLAGS:
            unread = self.tally.counts[f"unread {name}"]
            if unread * 20 > self.tally.rows:
                example = next(one for one in self.tally.told if one.column == self._header(name))
                refusal = BadFile(
                    f"{unread:,} of {self.tally.rows:,} cells of {example.column!r} cannot be read: {example.reason}.",
                    where=f"{self._grid.sheet or 'the file'}, line {example.line}",
                    cure="Say in the mapping which words mean yes and which no.",
                )
                refusal.problems = tuple(one for one in self.tally.told if one.column == example.column)
                raise refusal

    def quality(self, months: Sequence[str]) -> dict[str, Any]:
        """Return what to know of the file: places, repeats, times, flags, columns left out, and its last day."""
        counts = self.tally.counts
        taken = {plain(theirs) for _, theirs in self._mapping.columns}
        return {
            "supplier": self._mapping.supplier,
            "data_set": self._mapping.data_set,
            "months": list(months),
            "last_day": self.tally.last_day,
            "no_place": counts["no_place"],
            "no_point": counts["no_point"],
            "outside": counts["outside"],
            "nearest": counts["nearest"],
            "conversion": self._locator.conversion
            if self._locator
            else "no outlines are loaded: no LSOA was looked for",
            "reference_repeats": counts["reference_repeats"],
            "latest_before_earliest": counts["latest_before_earliest"],
            "unread": {name.removeprefix("unread "): n for name, n in counts.items() if name.startswith("unread ")},
            "flags": {name: {word: counts[f"{name} {word}"] for word in ("yes", "no", "unknown")} for name in _FLAGS},
            "codes_unknown": sorted(code for code in self.tally.codes if not is_offence_code(code))[:_MOST_CODES],
            "unfamiliar_columns": [name for name in self._headers if name and plain(name) not in taken],
        }


def header_rows(rows: Sequence[Row]) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, names) of every row that may be a header: at least two names, none of them twice."""
    for line, cells in rows:
        named = [plain(cell) for cell in cells if cell]
        if len(named) >= 2 and len(set(named)) == len(named):
            yield line, cells
