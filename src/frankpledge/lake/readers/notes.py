"""What stands around a publication's tables, kept with its sheet and row: notes, titles, footnotes."""

from __future__ import annotations

import pyarrow as pa

from frankpledge.lake.books import Book
from frankpledge.lake.readers.area_rows import rows_to_table


def notes_table(book: Book) -> pa.Table:
    """Return the notes of a workbook as rows of `table_notes`."""
    return rows_to_table("table_notes", ((text, sheet, row) for sheet, row, text in book.notes()))
