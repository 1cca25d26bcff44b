"""The same figures in a long table: a row for each area, period and offence group, as local analysts keep them."""

from __future__ import annotations

from frankpledge.lake.books import Sheet
from frankpledge.lake.readers.home_office_layouts import plain_title
from frankpledge.lake.readers.marks import printed
from frankpledge.lake.readers.ons_csp_words import Cell, Place, kind_of, measure_of, period_of
from frankpledge.lake.readers.text_tables import text_table
from frankpledge.lake.source import Quarantined

_NEEDED = {"area code", "area name", "period", "value", "measure", "group"}


def is_long(named: set[str]) -> bool:
    """Return whether a header, in plain titles, is that of a long table."""
    return named >= _NEEDED


def long_cells(sheet: Sheet) -> tuple[list[Cell], list[Quarantined]]:
    """Return the cells of a long table, and the rows set aside."""
    table = text_table(sheet.source, sheet.head)
    titles = {plain_title(name): name for name in table.columns}
    wanted = [table.columns[titles[name]] for name in ("area code", "area name", "period", "value", "measure", "group")]
    cells: list[Cell] = []
    bad = [Quarantined(sheet.row(one.line), one.column, one.reason, one.row, sheet.name) for one in table.set_aside]
    for line, code, name, period, value, told, group in zip(table.lines, *wanted, strict=True):
        found, measure = printed(value), measure_of([told])
        if found is None:
            reason = f"{value[:40]!r} is neither a number nor a known mark"
            bad.append(Quarantined(sheet.row(line), titles["value"], reason, f"{code},{period},{value}", sheet.name))
            continue
        force = (code, name) if kind_of(code) == "force" else ("", "")
        cells.append(
            Cell(
                Place(kind_of(code), code, name, *force),
                period_of(period),
                measure,
                group,
                found,
                titles["value"],
                sheet.name,
                sheet.row(line),
                per=1_000 if measure == "rate" else None,
                base="residents" if measure == "rate" else None,
            )
        )
    return cells, bad
