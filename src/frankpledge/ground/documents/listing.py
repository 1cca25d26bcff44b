"""A list as it leaves: exactly the rows that a page shows, as CSV, XLSX or ODS.

Text stays text: no cell is a formula or a link, and in CSV, which every spreadsheet interprets, one that begins like a
formula is led by an apostrophe. What is not known is an empty cell, zero is 0. The same list gives the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import odfdo
import xlsxwriter

from frankpledge.ground.documents import package

Cell = str | int | float | Decimal | date | None
FORMULA = tuple("=+-@\t\r")
_LONGEST = 32_000
_SHEET_NAME = 31
_NARROWEST, _WIDEST = 9, 60


@dataclass(frozen=True)
class Listing:
    """Rows under their heads. `name` becomes the file's, `title` says what the list is, of which day and which part."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    day: date

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.head):
                raise ValueError(f"{self.name}: a row of {len(row)} cells under {len(self.head)} heads")


def as_csv(listing: Listing) -> bytes:
    """Return the list as CSV in UTF-8 with its mark, which Excel needs to read Welsh."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(listing.head)
    writer.writerows([inert(cell) for cell in row] for row in listing.rows)
    return target.getvalue().encode("utf-8-sig")


def inert(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula: what people typed may begin with anything."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def as_xlsx(listing: Listing) -> bytes:
    """Return the list as a workbook of one sheet."""
    target = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, plain)
    stamp = datetime(listing.day.year, listing.day.month, listing.day.day)  # noqa: DTZ001 (Excel has no zones)
    book.set_properties({"title": listing.title, "created": stamp})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"})
    text, day = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"num_format": "d mmm yyyy"})
    sheet = book.add_worksheet(_sheet_name(listing))
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, listing.head, bold)
    for at, row in enumerate(listing.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(at, column, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(at, column, cell[:_LONGEST], text)
            elif cell is not None:
                sheet.write_number(at, column, cell)
    for column, head in enumerate(listing.head):
        longest = max((len(str(row[column])) for row in listing.rows if row[column] is not None), default=0)
        sheet.set_column(column, column, min(max(longest, len(head), _NARROWEST), _WIDEST))
    book.close()
    return target.getvalue()


def as_ods(listing: Listing) -> bytes:
    """Return the list as an OpenDocument sheet."""
    book = odfdo.Document("spreadsheet")
    book.body.clear()
    table = odfdo.Table(_sheet_name(listing))
    for row in (listing.head, *listing.rows):
        made = odfdo.Row()
        for cell in row:
            made.append_cell(odfdo.Cell(cell[:_LONGEST] if isinstance(cell, str) else cell))
        table.append_row(made)
    book.body.append(table)
    stamp = datetime(listing.day.year, listing.day.month, listing.day.day)  # noqa: DTZ001 (the file has no zones)
    book.meta.title, book.meta.language = listing.title, "en-GB"
    book.meta.creation_date = book.meta.date = stamp
    book.meta.clear_user_defined_metadata()
    target = io.BytesIO()
    book.save(target)
    return package.write(package.read(target.getvalue()), stamp=listing.day, plain=("mimetype",))


def _sheet_name(listing: Listing) -> str:
    return "".join(letter for letter in listing.name if letter not in "[]:*?/\\'")[:_SHEET_NAME] or "List"


FORMS: Mapping[str, tuple[Callable[[Listing], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ods": (as_ods, "application/vnd.oasis.opendocument.spreadsheet"),
}
