"""The ONS's recorded crime by community safety partnership: counts, changes and rates of a year ending, one sheet each.

`Table C2` and `C3` hold the counts of two years, `C4` the change, `C5` the rates; a title of several lines names table,
period and unit, a row of headings names codes, names and offence groups, and notes stand before or below. Layout: ONS,
Recorded crime data by Community Safety Partnership area, editions to the year ending March 2024 (then discontinued).
A long table (area, period, measure, group, value), as analysts keep it, is read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from frankpledge.lake.books import Book, BookReader, Sheet
from frankpledge.lake.keyed import keys_of
from frankpledge.lake.readers.area_rows import rows_to_table
from frankpledge.lake.readers.home_office_layouts import plain_title
from frankpledge.lake.readers.marks import printed, whole_number_fault
from frankpledge.lake.readers.notes import notes_table
from frankpledge.lake.readers.ons_csp_long import is_long, long_cells
from frankpledge.lake.readers.ons_csp_words import (
    Cell,
    Period,
    Place,
    heading,
    measure_of,
    periods_in,
    place_of,
)
from frankpledge.lake.readers.text_tables import text_table
from frankpledge.lake.source import BadFile, Head, Quarantined, Reading, SourceFile

_GROUPS = frozenset(
    {"violence against the person", "sexual offences", "robbery", "theft offences", "criminal damage and arson"}
)
_LEAST_GROUPS = 3
# No real year falls by so much in every group of offences at once; half a year does.
_HALF = 0.65


@dataclass(frozen=True)
class _Told:
    """What reading one sheet came to: its cells, the cells set aside, and why it was left out, if it was."""

    cells: tuple[Cell, ...]
    bad: tuple[Quarantined, ...]
    left_out: str = ""


class OnsCspReader(BookReader):
    """Reads every table of a workbook, cell by cell, marks and notes included."""

    name = "csp_levels"
    label = "ONS recorded crime by community safety partnership"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header names partnerships and offence groups, or is that of a long table of rates."""
        if head.kind != "csv":
            return False
        named = {plain_title(name) for name in head.header}
        by_area = any(name.startswith("community safety partnership") for name in named)
        groups = len({heading(name).group.casefold() for name in head.header} & _GROUPS)
        return (by_area and groups >= _LEAST_GROUPS) or is_long(named)

    def read_book(self, book: Book) -> Reading:
        """Return a row for each cell; a sheet whose period is not plain is left out and told."""
        told = {sheet.name: _read(sheet) for sheet in book.sheets}
        cells = [cell for one in told.values() for cell in one.cells]
        left_out = {name: one.left_out for name, one in told.items() if one.left_out}
        if not cells:
            reasons = "; ".join(f"{name or 'the table'}: {why}" for name, why in left_out.items())
            raise BadFile(
                f"none of its tables can be used ({reasons or 'no cell holds a number or a mark'}).",
                where=book.source.where,
                cure="Load the workbook as the ONS published it.",
            )
        rows = rows_to_table("csp_levels", (cell.as_row() for cell in cells))
        return Reading(
            tables={
                "csp_levels": rows,
                **({"table_notes": notes} if (notes := notes_table(book)).num_rows else {}),
            },
            # A cell is what is kept or set aside here, not a row: a table of few areas may have many that are bad.
            rows_read=sum(len(one.cells) + len(one.bad) for one in told.values()),
            quarantined=tuple(bad for one in told.values() for bad in one.bad),
            keys=keys_of("csp_levels", rows),
            months=tuple(sorted({cell.period.last for cell in cells if cell.period.last})),
            quality=_facts(book, cells, left_out),
        )


def _read(sheet: Sheet) -> _Told:
    named = {plain_title(name) for name in sheet.head.header}
    if is_long(named):
        cells, bad = long_cells(sheet)
        return _Told(tuple(cells), tuple(bad))
    return _wide(sheet)


def _wide(sheet: Sheet) -> _Told:
    """Return the cells of a table with a row for an area and a column for an offence group."""
    titles = [text for _, text in sheet.titles] or [sheet.name]
    periods = periods_in(titles)
    measure = measure_of(titles)
    if not periods:
        return _Told((), (), "its title names no year ending")
    if len(periods) > 1 and measure != "change":
        return _Told((), (), f"it mixes {' and '.join(period.text for period in periods)}")
    period = (
        periods[-1]
        if measure != "change"
        else Period(f"{periods[0].text} to {periods[-1].text}", periods[-1].first, periods[-1].last)
    )
    table = text_table(sheet.source, sheet.head)
    cells: list[Cell] = []
    bad = [Quarantined(sheet.row(one.line), one.column, one.reason, one.row, sheet.name) for one in table.set_aside]
    for line, row in zip(table.lines, _records(table.columns), strict=True):
        place = place_of(row)
        if place is None:
            bad.append(Quarantined(sheet.row(line), "", "it names no area", _text(row), sheet.name))
            continue
        found = list(_cells(row, place, period, measure, sheet, line))
        cells.extend(one for one in found if isinstance(one, Cell))
        bad.extend(one for one in found if isinstance(one, Quarantined))
    return _Told(tuple(cells), tuple(bad))


def _cells(
    row: dict[str, str], place: Place, period: Period, measure: str, sheet: Sheet, line: int
) -> Iterator[Cell | Quarantined]:
    """Yield every offence group's cell of an area, or why it is neither a number nor a mark."""
    people, homes = _figure(row, "population figures"), _figure(row, "household figures")
    for title, text in row.items():
        what = heading(title)
        if not what.group or not text:
            continue
        found = printed(text.replace("%", "") if measure == "change" else text)
        share = measure == "count" and found is not None and found.value is not None and found.value % 1
        if found is None or share:
            fault = whole_number_fault(text) if measure == "count" else f"{text[:40]!r} is no number"
            yield Quarantined(sheet.row(line), title, fault, _text(row), sheet.name)
            continue
        yield Cell(
            place, period, measure, what.group, found, title, sheet.name, sheet.row(line),
            per=what.per or 1_000 if measure == "rate" else None,
            base=what.base if measure == "rate" else None,
            residents=people, households=homes,
        )  # fmt: skip


def _figure(row: dict[str, str], begins: str) -> float | None:
    for title, text in row.items():
        if plain_title(title).startswith(begins):
            found = printed(text)
            return found.value if found else None
    return None


def _records(columns: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _text(row: dict[str, str]) -> str:
    return ",".join(row.values())[:500]


def _facts(book: Book, cells: list[Cell], left_out: dict[str, str]) -> dict[str, object]:
    """Return what the report on data quality tells of the workbook."""
    states: dict[str, int] = {}
    for cell in cells:
        states[cell.printed.state] = states.get(cell.printed.state, 0) + 1
    return {
        "cells": states,
        "periods": sorted({cell.period.text for cell in cells}),
        "periods_unclear": sorted({cell.period.text for cell in cells if not cell.period.last}),
        "periods_not_a_year": sorted(
            {cell.period.text for cell in cells if cell.period.last and not cell.period.is_year}
        ),
        "perhaps_half": list(_halves(cells)),
        "sheets": {sheet.name: sheet.rows for sheet in book.sheets if sheet.name and sheet.name not in left_out},
        "sheets_left_out": left_out,
        "sheets_not_read": [name for name, _ in book.others],
    }


def _halves(cells: list[Cell]) -> Iterator[str]:
    """Yield the areas of which a period is far below the one before it in every group: perhaps it is no whole year."""
    series: dict[tuple[str, str], dict[str, dict[str, float]]] = {}
    for cell in cells:
        if cell.printed.value and cell.measure != "change":
            area = series.setdefault((cell.place.name, cell.measure), {})
            area.setdefault(cell.period.text, {})[cell.group] = cell.printed.value
    for (name, _), periods in series.items():
        for before, after in pairwise(periods):
            shared = periods[before].keys() & periods[after].keys()
            ratios = [periods[after][group] / periods[before][group] for group in shared]
            if len(ratios) >= _LEAST_GROUPS and max(ratios) < _HALF:
                yield f"{name}: {after} is less than {_HALF:.0%} of {before} in every group: perhaps half a year"


ONS_CSP = OnsCspReader()
