"""Indicator workbooks of any agency, a column a period or a row a value, read by a confirmed mapping.

Every value is one row of `partner_values`, with what stood in its cell when that was no number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from frankpledge.analysis.periods import Month, Window
from frankpledge.lake.own.figures import COUNT, MISSING, PERCENT, Figure, figure, unit_of
from frankpledge.lake.own.grid import Grid, Row
from frankpledge.lake.own.layout import Layout
from frankpledge.lake.own.mapping import Mapping, plain, slug
from frankpledge.lake.own.periods import key_of, period
from frankpledge.lake.own.values import Unread
from frankpledge.lake.schemas_own import OWN_TABLES
from frankpledge.lake.source import BadFile, Quarantined, Reading

UNDATED = "undated"
SCHEMA = pa.schema([one for one in OWN_TABLES["partner_values"] if one.name != "release_id"])
_TEXT = 300
_APART = 1.0


@dataclass(frozen=True)
class _Cells:
    """The cells of one value: (column name, text) of the value, numerator and denominator; None where not there."""

    value: tuple[str, str]
    numerator: tuple[str, str] | None = None
    denominator: tuple[str, str] | None = None


@dataclass
class Values:
    """Gathers the values of the sheets of one file."""

    mapping: Mapping
    today: date
    is_area: Callable[[str], bool] | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    aside: list[Quarantined] = field(default_factory=list)
    told: list[Quarantined] = field(default_factory=list)
    seen: dict[tuple[str, str, str], str] = field(default_factory=dict)
    signs: dict[str, set[bool]] = field(default_factory=dict)
    read: int = 0

    def take(self, grid: Grid, layout: Layout) -> None:
        """Read one sheet."""
        _Sheet(self, grid, layout).read()

    def reading(self) -> Reading:
        """Return all that was read. Refuses a file without a single value."""
        if not self.read:
            raise BadFile("there is a header and no values.", cure="Ask for the file again.")
        periods = sorted({row["period"] for row in self.rows})
        return Reading(
            tables={"partner_values": pa.Table.from_pylist(self.rows, schema=SCHEMA)},
            rows_read=self.read,
            quarantined=tuple(self.aside),
            told=tuple(self.told),
            replaces=tuple((key, slug(self.mapping.data_set)) for key in periods),
            quality=self._quality(periods),
        )

    def _quality(self, periods: Sequence[str]) -> dict[str, Any]:
        states = Counter(row["state"] for row in self.rows)
        return {
            "supplier": self.mapping.supplier,
            "data_set": self.mapping.data_set,
            "periods": list(periods),
            "indicators": len({row["indicator"] for row in self.rows}),
            "values": states["value"],
            "missing": states["missing"],
            "suppressed": states["suppressed"],
            "zero": sum(row["value"] == 0 for row in self.rows),
            "marks": dict(Counter(row["mark"] for row in self.rows if row["mark"])),
            "told": [one.reason for one in self.told[:20]],
            **self._areas(),
        }

    def _areas(self) -> dict[str, list[str]]:
        """Return the areas that nobody knows by that name, where there is somebody to ask."""
        if self.is_area is None:
            return {}
        named = sorted({row["area"] for row in self.rows} - {""})
        return {"areas_unknown": [area for area in named if not self.is_area(area)]}


class _Sheet:
    """Reads the rows of one sheet."""

    def __init__(self, values: Values, grid: Grid, layout: Layout) -> None:
        self._values, self._grid, self._layout, self._mapping = values, grid, layout, values.mapping
        place = {plain(heading.name): at for at, heading in enumerate(layout.headings) if heading.window is None}
        pairs = ((ours, plain(theirs)) for ours, theirs in self._mapping.columns)
        self._at = {ours: place[theirs] for ours, theirs in pairs if theirs in place}
        self._theme = ""

    def read(self) -> None:
        """Take every row below the header."""
        self._check_headings()
        for row in self._grid.rows(after=self._layout.line):
            if any(row[1]):
                self._take(row)

    def _take(self, row: Row) -> None:
        indicator = self._cell(row, "indicator")
        others = [cell for at, cell in enumerate(row[1]) if at != self._at.get("indicator") and cell]
        if indicator and not others:
            # A line of its own over the lines that follow: a heading, or a note under the table.
            self._theme = indicator[:_TEXT]
            return
        for window, cells in self._cells(row):
            self._values.read += 1
            if not indicator:
                self._aside(row, self._header("indicator"), "there is no indicator", "")
                continue
            try:
                self._keep(row, indicator[:_TEXT], window, cells)
            except _Bad as bad:
                self._aside(row, bad.column, str(bad), bad.cell)

    def _check_headings(self) -> None:
        """Refuse a sheet in which one period heads two columns of the same part: nobody knows which one counts."""
        heads: dict[tuple[Window, str], str] = {}
        for heading in self._layout.headings:
            if heading.window is None:
                continue
            first = heads.setdefault((heading.window, heading.part), heading.name)
            if first is not heading.name:
                raise BadFile(
                    f"the period {heading.window.label} heads two columns, {first!r} and {heading.name!r}.",
                    where=f"{self._grid.sheet or 'the file'}, line {self._layout.line}",
                    cure="Remove one of them, or say in its heading which part of the value it holds.",
                )

    def _cells(self, row: Row) -> Iterator[tuple[Window | str, _Cells]]:
        """Yield each value of a row with its months; the text of the period where it is none."""
        if self._mapping.kind == "long":
            text = self._cell(row, "period")
            found = period(text)
            yield (
                found if found is not None else text,
                _Cells(
                    (self._header("value"), self._cell(row, "value")),
                    self._pair(row, "numerator"),
                    self._pair(row, "denominator"),
                ),
            )
            return
        groups: dict[Window, dict[str, tuple[str, str]]] = {}
        for at, heading in enumerate(self._layout.headings):
            if heading.window is not None:
                cell = row[1][at] if at < len(row[1]) else ""
                groups.setdefault(heading.window, {})[heading.part] = (heading.name, cell)
        for window, parts in groups.items():
            value = parts.get("value") or ("", "")
            yield window, _Cells(value, parts.get("numerator"), parts.get("denominator"))

    def _keep(self, row: Row, indicator: str, window: Window | str, cells: _Cells) -> None:
        unit = unit_of(self._cell(row, "unit") or self._mapping.unit, indicator=indicator)
        numerator, denominator = (self._part(pair) for pair in (cells.numerator, cells.denominator))
        found = self._value(cells, unit, numerator, denominator)
        key, first, last, mark = self._period(window, found, cells)
        self._note_sign(row, indicator, unit, found, cells.value)
        area = self._cell(row, "area")[:_TEXT] or self._mapping.area
        self._check_once(row, indicator, area, key, cells.value[0])
        self._check_parts(row, cells, unit, found, numerator, denominator)
        self._values.rows.append(
            {
                "period": key,
                "data_set": slug(self._mapping.data_set),
                "title": self._mapping.data_set,
                "supplier": self._cell(row, "supplier")[:_TEXT] or self._mapping.supplier,
                "theme": self._cell(row, "theme")[:_TEXT] or self._theme,
                "indicator": indicator,
                "area": area,
                "first": first,
                "last": last,
                "value": found.value,
                "state": found.state,
                "mark": mark,
                "numerator": numerator.value,
                "denominator": denominator.value,
                "unit": unit,
                "polarity": self._cell(row, "polarity")[:_TEXT],
                "target": self._cell(row, "target")[:_TEXT],
                "sheet": self._grid.sheet,
                "line": row[0],
                "column": cells.value[0],
            }
        )

    def _value(self, cells: _Cells, unit: str, numerator: Figure, denominator: Figure) -> Figure:
        """Return the value; where only its two parts are given, the percentage that they make."""
        name, text = cells.value
        if not name and numerator.value is not None and denominator.value:
            return Figure(100 * numerator.value / denominator.value, "value")
        try:
            return figure(text, unit=unit, shares=self._mapping.shares)
        except Unread as error:
            raise _Bad(str(error), name, text) from error

    def _note_sign(self, row: Row, indicator: str, unit: str, found: Figure, cell: tuple[str, str]) -> None:
        """Tell once where an indicator without a unit mixes percentages with plain numbers: one of them is misread."""
        if unit or found.value is None:
            return
        signs = self._values.signs.setdefault(indicator, set())
        alike = {"%" in cell[1]}
        if signs and signs.isdisjoint(alike) and len(signs) == 1:
            reason = f"{indicator!r} has percentages among plain numbers, and no unit says which it is"
            self._values.told.append(Quarantined(row[0], cell[0], reason, cell[1][:60], self._grid.sheet, kept=True))
        signs |= alike

    def _part(self, pair: tuple[str, str] | None) -> Figure:
        if pair is None:
            return MISSING
        try:
            return figure(pair[1], unit=COUNT)
        except Unread as error:
            raise _Bad(str(error), *pair) from error

    def _period(self, window: Window | str, found: Figure, cells: _Cells) -> tuple[str, str, str, str]:
        """Return the key of a period, its months, and the cell's mark. What is no period is only kept as a reason."""
        if isinstance(window, Window):
            if window.first > Month.of(self._values.today):
                raise _Bad(f"{window.label} has not yet come", self._header("period") or cells.value[0], cells.value[1])
            return key_of(window), str(window.first), str(window.last), found.mark
        if found.state == "missing" and not found.mark and window:
            return UNDATED, "", "", window[:_TEXT]
        raise _Bad(f"{window!r} is no period that can be read in one way only", self._header("period"), window)

    def _check_once(self, row: Row, indicator: str, area: str, key: str, column: str) -> None:
        here = f"line {row[0]}" + (f" of {self._grid.sheet}" if self._grid.sheet else "")
        first = self._values.seen.setdefault((indicator, area, key), here)
        if first is not here:
            raise _Bad(f"this indicator and period stand in {first} too", column or self._header("period"), indicator)

    def _check_parts(
        self, row: Row, cells: _Cells, unit: str, found: Figure, numerator: Figure, denominator: Figure
    ) -> None:
        """Tell of a percentage that its two parts do not make; set aside one whose part is more than the whole."""
        if numerator.value is None or denominator.value is None or unit != PERCENT or cells.numerator is None:
            return
        if numerator.value > denominator.value:
            raise _Bad("the numerator is larger than the denominator", *cells.numerator)
        made = 100 * numerator.value / denominator.value if denominator.value else None
        if made is not None and found.value is not None and abs(found.value - made) > _APART:
            reason = f"numerator and denominator make {made:.1f}%, not {found.value:g}%"
            self._values.told.append(Quarantined(row[0], cells.value[0], reason, "", self._grid.sheet, kept=True))

    def _aside(self, row: Row, column: str, reason: str, cell: str) -> None:
        self._values.aside.append(Quarantined(row[0], column, reason, cell[:60], self._grid.sheet))

    def _pair(self, row: Row, name: str) -> tuple[str, str] | None:
        return (self._header(name), self._cell(row, name)) if name in self._at else None

    def _header(self, name: str) -> str:
        return self._mapping.header(name) or ""

    def _cell(self, row: Row, name: str) -> str:
        at = self._at.get(name)
        return row[1][at] if at is not None and at < len(row[1]) else ""


class _Bad(Exception):
    """A value that is set aside: why, and the column and text of the cell at fault."""

    def __init__(self, reason: str, column: str, cell: str) -> None:
        super().__init__(reason)
        self.column, self.cell = column, cell
