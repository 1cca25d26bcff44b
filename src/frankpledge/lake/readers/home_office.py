"""The Home Office's open data of police recorded crime: offence code by financial quarter, by force and by partnership.

One sheet a financial year (`2024_25`) beside a sheet of notes, in ODS, XLSX and CSV alike. Codes are text (`8N`),
corrections make counts negative, and offences kept for outcomes alone stand beside the others: all are kept as
published. Layouts: Home Office, Police recorded crime and outcomes open data tables (gov.uk), editions 2012 to 2026.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.books import Book, BookReader, Sheet
from frankpledge.lake.keyed import keys_of
from frankpledge.lake.readers.area_rows import without_release
from frankpledge.lake.readers.home_office_facts import facts
from frankpledge.lake.readers.home_office_layouts import (
    CSP_TABLE,
    FORCE_TABLE,
    OFFENCE,
    OUTCOMES_TABLE,
    PARTS,
    QUARTER,
    Layout,
    has,
    plain_title,
    titles_of,
)
from frankpledge.lake.readers.home_office_values import first_month, typed
from frankpledge.lake.readers.notes import notes_table
from frankpledge.lake.readers.police_uk import parse
from frankpledge.lake.readers.police_uk_names import with_force
from frankpledge.lake.source import BadFile, Head, Quarantined, Reading, SourceFile

_KEY = (
    "year", "quarter", "force", "csp_name", "offence", "offence_group", "offence_subgroup", "offence_code",
    "outcome_type", "outcome",
)  # fmt: skip


class HomeOfficeReader(BookReader):
    """Reads one of the tables, every year's sheet of it; of a force's quarter the edition loaded last is the answer."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.name = layout.name
        self.label = layout.label

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header names offence codes by financial quarter, and what tells this table from others."""
        if head.kind != "csv":
            return False
        named = {plain_title(name) for name in head.header}
        if named & {plain_title(name) for name in PARTS}:
            return False
        wanted = (QUARTER, OFFENCE[3], *self.layout.told_by)
        return all(has(named, column) for column in wanted) and not any(
            has(named, column) for column in self.layout.not_with
        )

    def read_book(self, book: Book) -> Reading:
        """Return the counts of every sheet; rows that cannot be read are set aside with sheet, row and column."""
        parts = [self._sheet(sheet) for sheet in book.sheets]
        rows = pa.concat_tables([part.rows for part in parts])
        _check_no_repeats(rows, book)
        quarters = rows.group_by(["year", "quarter"], use_threads=False).aggregate([]).to_pylist()
        columns = without_release(self.layout.name)
        tables = {self.layout.name: rows.select(columns.names).cast(columns), "table_notes": notes_table(book)}
        return Reading(
            tables={name: table for name, table in tables.items() if name == self.layout.name or table.num_rows},
            rows_read=sum(part.read for part in parts),
            quarantined=tuple(bad for part in parts for bad in part.bad),
            keys=keys_of(self.layout.name, rows),
            months=tuple(sorted(first_month(row["year"], row["quarter"]) for row in quarters)),
            quality={
                **facts(rows, book),
                "years": sorted({row["year"] for row in quarters}),
                "unfamiliar_columns": sorted({name for part in parts for name in part.unfamiliar}),
            },
        )

    def _sheet(self, sheet: Sheet) -> _Part:
        """Return the rows of one sheet, with its name and their rows in it."""
        own = titles_of(sheet.head, self.layout.columns)
        head = replace(sheet.head, header=tuple(own.get(name, name) for name in sheet.head.header))
        parsed = parse(sheet.source, head, self.layout.columns)
        spelt = {title: name for name, title in own.items()}
        aside = [replace(bad, column=spelt.get(bad.column, bad.column)) for bad in parsed.quarantined]
        rows, wrong = typed(parsed.rows, self.layout.counts, spelt)
        placed = pa.array([sheet.row(line) for line in rows["line"].to_pylist()], pa.int32())
        rows = rows.set_column(rows.schema.get_field_index("line"), "line", placed)
        rows = rows.append_column("sheet", pa.array([sheet.name] * rows.num_rows, pa.string()))
        bad = tuple(replace(one, line=sheet.row(one.line), sheet=sheet.name) for one in (*aside, *wrong))
        return _Part(with_force(rows, "force_name"), bad, parsed.rows_read, parsed.unfamiliar)


@dataclass(frozen=True)
class _Part:
    rows: pa.Table
    bad: tuple[Quarantined, ...]
    read: int
    unfamiliar: tuple[str, ...]


def _check_no_repeats(rows: pa.Table, book: Book) -> None:
    """Refuse a workbook of which two sheets count the same thing: whichever is right, both would be counted."""
    if len(book.sheets) < 2:
        return
    key = [name for name in _KEY if name in rows.column_names]
    pairs = rows.group_by([*key, "sheet"], use_threads=False).aggregate([("line", "min")])
    again = pairs.group_by(key, use_threads=False).aggregate(
        [("sheet", "count"), ("sheet", "list"), ("line_min", "list")]
    )
    again = again.filter(pc.greater(again["sheet_count"], 1)).slice(0, 1).to_pylist()
    if again:
        first, second = list(zip(again[0]["sheet_list"], again[0]["line_min_list"], strict=True))[:2]
        raise BadFile(
            f"it counts the same offence of the same quarter and place twice: in sheet {first[0]}, row {first[1]}, and "
            f"in sheet {second[0]}, row {second[1]}.",
            where=f"{book.source.where} › {second[0]}, row {second[1]}",
            cure="Remove the rows from one of the two sheets.",
        )


RECORDED_CRIME = HomeOfficeReader(FORCE_TABLE)
RECORDED_CSP = HomeOfficeReader(CSP_TABLE)
RECORDED_OUTCOMES = HomeOfficeReader(OUTCOMES_TABLE)
