"""Files as partners send them, and a desk that opens them: invented rows, layouts as they are met."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

from frankpledge.lake.ingest import IngestReport, ingest
from frankpledge.lake.own.desk import OwnDesk
from frankpledge.lake.own.locate import Locator
from frankpledge.lake.own.mapping import Mapping
from frankpledge.lake.store import Lake
from tests.lake.files import MARCH, write

TODAY = date(2026, 3, 31)
HEADERS = ("Crime Ref", "Recorded", "From", "To", "HO Code", "X Coord", "Y Coord", "DA", "Alc", "Token", "Victim name")
EXTRACT = Mapping(
    kind="records",
    data_set="Crime extract",
    supplier="Fenshire Constabulary",
    columns=(
        ("reference", "Crime Ref"),
        ("recorded", "Recorded"),
        ("earliest", "From"),
        ("latest", "To"),
        ("offence_code", "HO Code"),
        ("easting", "X Coord"),
        ("northing", "Y Coord"),
        ("domestic_abuse", "DA"),
        ("alcohol", "Alc"),
        ("victim", "Token"),
    ),
    coordinates="osgb",
)
KEY = "9f3c2a7be41d05c8aa10"


def extract_row(number: int = 1, **said: str) -> list[str]:
    """Return one row of an extract, with some cells said."""
    row = dict(
        zip(
            HEADERS,
            (
                f"FN/{number:05d}",
                "14/01/2026",
                "13/01/2026 22:15",
                "14/01/2026 01:30",
                "105A",
                "352000",
                "239500",
                "Y" if number % 2 else "N",
                "N",
                KEY,
                "Nobody Known",
            ),
            strict=True,
        )
    )
    return list({**row, **said}.values())


def table(header: Sequence[str], rows: Iterable[Sequence[object]], *, above: Iterable[Sequence[object]] = ()) -> str:
    """Return a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([*above, header, *rows])
    return text.getvalue()


def extract(rows: Iterable[Sequence[str]] = ()) -> str:
    """Return an extract of these rows, or of four sound ones."""
    return table(HEADERS, list(rows) or [extract_row(number) for number in range(1, 5)])


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """Write a workbook of sheets and return its path."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def take_own(
    lake: Lake,
    *paths: Path,
    mapping: Mapping | None = None,
    at: datetime = MARCH,
    locator: Locator | None = None,
    mappings: dict[str, Mapping] | None = None,
    is_area: Callable[[str], bool] | None = None,
) -> IngestReport:
    """Load a partner's files."""
    desk = OwnDesk(at.date(), mappings or {}, mapping, locator, is_area)
    return ingest(lake, paths, known_at=at, by="analyst", desk=desk)


def load_text(
    lake: Lake, inbox: Path, text: str, mapping: Mapping | None = EXTRACT, name: str = "a.csv"
) -> IngestReport:
    """Write a file and load it."""
    return take_own(lake, write(inbox, name, text), mapping=mapping)
