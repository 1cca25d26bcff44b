"""Returns in the product's own templates: prescribed and local data sets, one row an event or a count a row.

Every row names data set, supplier and quarter; the file is the whole of each quarter that it names, so that a month of
it without rows had none. A row with nothing else is a nil return.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from frankpledge.analysis.periods import Month, Window
from frankpledge.lake.own.figures import COUNT, figure
from frankpledge.lake.own.grid import Grid, Row
from frankpledge.lake.own.indicators import SCHEMA as VALUES
from frankpledge.lake.own.layout import Layout
from frankpledge.lake.own.locate import Locator
from frankpledge.lake.own.mapping import plain, slug
from frankpledge.lake.own.periods import key_of, period
from frankpledge.lake.own.values import Unread, clock_time, moment, number
from frankpledge.lake.schemas_own import OWN_TABLES
from frankpledge.lake.source import BadFile, Quarantined, Reading
from frankpledge.statute.data_sets import Column, DataSet, UnknownDataSet, data_set

FIXED = ("Data set", "Supplier", "Quarter")
ROWS = pa.schema([one for one in OWN_TABLES["partner_rows"] if one.name != "release_id"])
_KEPT_APART = ("Date", "Time", "Category", "Offence code", "Location", "Easting", "Northing", "Postcode")
_OUTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
_LONGEST = 120
_QUARTER = 3


def is_return(layout: Layout) -> bool:
    """Return whether a header is that of one of the product's templates."""
    return [plain(name) for name in layout.names[: len(FIXED)]] == [plain(name) for name in FIXED]


@dataclass
class Returns:
    """Gathers the returns of the sheets of one file."""

    locator: Locator | None
    today: date
    rows: list[dict[str, Any]] = field(default_factory=list)
    aside: list[Quarantined] = field(default_factory=list)
    told: list[Quarantined] = field(default_factory=list)
    pairs: dict[tuple[str, str], str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    extra: list[str] = field(default_factory=list)
    nil: int = 0
    read: int = 0
    counted: bool | None = None

    def take(self, grid: Grid, layout: Layout) -> None:
        """Read one sheet."""
        rows = [row for row in grid.rows(after=layout.line) if any(row[1])]
        if rows:
            _Sheet(self, grid, layout, _named(rows[0], grid)).read(rows)

    def reading(self) -> Reading:
        """Return all that was read. Refuses a file in which nothing was filled in."""
        if not self.read:
            cure = "Fill it in; for a nil return fill in data set and quarter alone."
            raise BadFile("nothing is filled in.", cure=cure)
        if not self.counted:
            self._place()
        table = "partner_values" if self.counted else "partner_rows"
        return Reading(
            tables={table: pa.Table.from_pylist(self.rows, schema=VALUES if self.counted else ROWS)},
            rows_read=self.read,
            quarantined=tuple(self.aside),
            told=tuple(self.told),
            replaces=tuple(sorted(self.pairs)),
            quality={
                "data_sets": sorted(self.names),
                "suppliers": sorted(set(self.pairs.values())),
                "periods": sorted({key for key, _ in self.pairs}),
                "nil_returns": self.nil,
                "by_category": dict(Counter(row.get("category") or row.get("indicator") for row in self.rows)),
                "unfamiliar_columns": self.extra,
            },
        )

    def _place(self) -> None:
        east, north = (
            np.array([np.nan if row[name] is None else row[name] for row in self.rows], dtype=np.float64)
            for name in ("easting", "northing")
        )
        if self.locator and len(self.rows):
            for row, code in zip(self.rows, self.locator.place(east, north).codes, strict=True):
                row["lsoa_code"] = str(code)


def _named(row: Row, grid: Grid) -> DataSet:
    try:
        return data_set(row[1][0])
    except UnknownDataSet as error:
        where = f"{grid.sheet or 'the file'}, line {row[0]}"
        raise BadFile(error.reason, where=where, cure=error.cure) from error


class _Sheet:
    """Reads the rows of one data set."""

    def __init__(self, returns: Returns, grid: Grid, layout: Layout, kind: DataSet) -> None:
        self._returns, self._grid, self._kind = returns, grid, kind
        self._at = {plain(name): at for at, name in enumerate(layout.names) if name}
        self._check(layout)

    def _check(self, layout: Layout) -> None:
        where = f"{self._grid.sheet or 'the file'}, line {layout.line}"
        gone = [column.name for column in self._kind.columns if plain(column.name) not in self._at]
        if gone:
            cure = f"Use the template: frankpledge template {self._kind.id} --out FILE.xlsx."
            raise BadFile(f"the column {gone[0]!r} of {self._kind.id} is not there.", where=where, cure=cure)
        if self._returns.counted not in (None, self._kind.counted):
            raise BadFile(
                "counts and single events stand in one file.", where=where, cure="Send each data set in its own file."
            )
        self._returns.counted = self._kind.counted
        self._returns.names.add(self._kind.id)
        known = {plain(name) for name in (*FIXED, *(column.name for column in self._kind.columns))}
        self._returns.extra += [name for name in layout.names if name and plain(name) not in known]

    def read(self, rows: Sequence[Row]) -> None:
        """Take every row."""
        for row in rows:
            self._returns.read += 1
            try:
                self._keep(row)
            except _Wrong as wrong:
                reason = str(wrong)
                shown = "" if wrong.secret else self._cell(row, wrong.column)[:40]
                self._returns.aside.append(Quarantined(row[0], wrong.column, reason, shown, self._grid.sheet))

    def _keep(self, row: Row) -> None:
        window = self._quarter(row)
        supplier = self._cell(row, "Supplier")[:_LONGEST] or self._kind.supplier
        pair = (key_of(window), f"{slug(self._kind.id)}.{slug(supplier)}")
        columns = [column for column in self._kind.columns if self._cell(row, column.name)]
        if not columns:
            self._returns.pairs[pair] = supplier
            self._returns.nil += 1
            return
        found = {column.name: self._value(row, column, window) for column in self._kind.columns}
        self._returns.pairs[pair] = supplier
        make = self._counted if self._kind.counted else self._event
        self._returns.rows.append(
            {**dict(zip(("period", "data_set"), pair, strict=True)), **make(row, found, window)}
            | {"supplier": supplier, "sheet": self._grid.sheet, "line": row[0]}
        )

    def _event(self, row: Row, found: dict[str, Any], window: Window) -> dict[str, Any]:
        further = {name: value for name, value in found.items() if name not in _KEPT_APART and value is not None}
        return {
            "day": found["Date"],
            "time": found.get("Time"),
            "category": found.get("Category") or found.get("Offence code") or self._kind.name,
            "place": found.get("Location"),
            "easting": found.get("Easting"),
            "northing": found.get("Northing"),
            "lsoa_code": "",
            "outcode": found.get("Postcode"),
            "fields": json.dumps(further, ensure_ascii=False, sort_keys=True),
        }

    def _counted(self, row: Row, found: dict[str, Any], window: Window) -> dict[str, Any]:
        try:
            value = figure(self._cell(row, "Count"), unit=COUNT)
        except Unread as error:
            raise _Wrong(str(error), "Count") from error
        return {
            "title": self._kind.name,
            "theme": "",
            "indicator": found["Category"],
            "area": "",
            "first": str(window.first),
            "last": str(window.last),
            "value": value.value,
            "state": value.state,
            "mark": value.mark,
            "numerator": None,
            "denominator": None,
            "unit": COUNT,
            "polarity": "",
            "target": "",
            "column": "Count",
        }

    def _quarter(self, row: Row) -> Window:
        named = self._cell(row, "Data set")
        if named.casefold() != self._kind.id.casefold():
            raise _Wrong(f"{named!r} stands among rows of {self._kind.id}", "Data set")
        text = self._cell(row, "Quarter")
        window = period(text)
        if window is None or len(window) != _QUARTER or window.first.month % _QUARTER != 1:
            raise _Wrong(f"{text!r} is no quarter written like 2025/26 Q1", "Quarter")
        if window.first > Month.of(self._returns.today):
            raise _Wrong(f"{window.label} has not yet come", "Quarter")
        return window

    def _value(self, row: Row, column: Column, window: Window) -> Any:
        text = self._cell(row, column.name)
        if not text:
            if column.needed:
                raise _Wrong("it must be filled in", column.name)
            return None
        try:
            return self._read(text, column, window)
        except Unread as error:
            raise _Wrong(str(error), column.name, secret=column.kind == "postcode") from error

    def _read(self, text: str, column: Column, window: Window) -> Any:
        if column.kind == "date":
            return _day(text, window)
        if column.kind == "time":
            return clock_time(text).strftime("%H:%M")
        if column.kind == "number":
            return number(text)
        if column.kind == "postcode":
            return _outcode(text)
        if column.kind == "choice":
            return _choice(text, column)
        if column.kind == "count" and column.name != "Count":
            found = figure(text, unit=COUNT).value
            return None if found is None else int(found)
        if len(text) > _LONGEST:
            raise Unread(f"it has {len(text)} letters, where {_LONGEST} are taken: no accounts of what happened")
        return text

    def _cell(self, row: Row, name: str) -> str:
        at = self._at.get(plain(name))
        return row[1][at] if at is not None and at < len(row[1]) else ""


class _Wrong(Exception):
    """A row that is set aside; the text of a `secret` cell is not repeated."""

    def __init__(self, reason: str, column: str, *, secret: bool = False) -> None:
        super().__init__(reason)
        self.column, self.secret = column, secret


def _day(text: str, window: Window) -> str:
    day = moment(text, dates="day_first")[0].date()
    if Month.of(day) not in window:
        raise Unread(f"{text!r} lies outside {window.label}")
    return day.isoformat()


def _outcode(text: str) -> str:
    if not _OUTCODE.fullmatch(text.upper()):
        raise Unread("it is not the first part of a postcode alone, and is not kept")
    return text.upper()


def _choice(text: str, column: Column) -> str:
    for choice in column.choices:
        if plain(choice) == plain(text):
            return choice
    raise Unread(f"{text[:40]!r} is none of {', '.join(column.choices)}")
