"""The Home Office's own list of partnerships with their official codes: its names are not always those of the ONS."""

from __future__ import annotations

from frankpledge.lake.books import Book, BookReader
from frankpledge.lake.readers.area_rows import rows_to_table
from frankpledge.lake.readers.home_office_layouts import plain_title
from frankpledge.lake.readers.police_uk_names import force_slug
from frankpledge.lake.readers.text_tables import is_code, text_table
from frankpledge.lake.source import Head, Quarantined, Reading, SourceFile

_NEEDED = {"csp name", "force name", "ons code"}
_OTHERS = {"offence code", "financial quarter"}


class HomeOfficeAreasReader(BookReader):
    """Reads the reference table of partnerships; former parts of one bear district codes and are kept as they are."""

    name = "home_office_areas"
    label = "Home Office list of community safety partnerships"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the header names partnerships, forces and codes, and no crimes."""
        named = {plain_title(name) for name in head.header}
        return head.kind == "csv" and named >= _NEEDED and not named & _OTHERS

    def read_book(self, book: Book) -> Reading:
        """Return a row for each partnership that has a code; the others are told."""
        rows: list[tuple[str, str, str, str, int]] = []
        bad: list[Quarantined] = []
        uncoded: list[str] = []
        read = 0
        for sheet in book.sheets:
            table = text_table(sheet.source, sheet.head)
            read += table.rows_read
            bad.extend(Quarantined(sheet.row(one.line), one.column, one.reason, one.row) for one in table.set_aside)
            titles = {plain_title(name): name for name in table.columns}
            names, forces, codes = (table.columns[titles[name]] for name in ("csp name", "force name", "ons code"))
            for line, name, force, code in zip(table.lines, names, forces, codes, strict=True):
                if is_code(code):
                    rows.append((name, code, force_slug(force), sheet.name, sheet.row(line)))
                else:
                    uncoded.append(name)
        return Reading(
            tables={"csp_names": rows_to_table("csp_names", rows)},
            rows_read=read,
            quarantined=tuple(bad),
            key="home office list of partnerships",
            quality={"without_code": sorted(uncoded)},
        )


HOME_OFFICE_AREAS = HomeOfficeAreasReader()
