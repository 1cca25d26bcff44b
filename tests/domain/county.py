"""The invented county for tests: its lake, parts of it, and its rows as plain text, to be counted again by hand."""

from __future__ import annotations

import csv
import gzip
import io
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zipfile import ZipFile

from frankpledge.demo.generator import Generated, generate
from frankpledge.demo.generator.names import DISTRICTS
from frankpledge.lake.ingest import ingest
from frankpledge.lake.store import Lake, Snapshot

SEED = 7
ASB = "Anti-social behaviour"
LONG_AFTER = date(2026, 6, 1)


@dataclass(frozen=True)
class Row:
    """One row of a street-level file: the month, the type, and the district of 2017 that its LSOA lay in."""

    month: str
    kind: str
    lsoa: str
    district: str
    whole: tuple[str, ...]


@dataclass(frozen=True)
class County:
    """What was generated, the folder whose lake holds all of it, and its rows as first and as last published."""

    made: Generated
    folder: Path
    first: tuple[Row, ...]
    rows: tuple[Row, ...]

    def snapshot(self, as_known: date | None = None) -> Snapshot:
        """Return the lake as known on a day."""
        return Lake(self.folder / "lake").snapshot(as_known)

    def of(self, partnership: str, first: str, last: str, *, rows: Iterable[Row] | None = None) -> list[Row]:
        """Return the rows of a partnership over months: those of its districts of 2017."""
        names = {district.name for district in DISTRICTS if district.partnership == partnership}
        return [r for r in (rows or self.rows) if r.district in names and first <= r.month <= last]

    def residents(self, partnership: str, year: int) -> int:
        """Return the residents of a partnership, added up from the file of a year."""
        names = {district.name for district in DISTRICTS if district.partnership == partnership}
        path = self.made.folder / "population" / f"population{year % 100}_lsoa11.csv.gz"
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as text:
            people = csv.DictReader(text)
            return int(sum(float(p["total_population"]) for p in people if district_of(p["lsoa11_name"]) in names))


def district_of(lsoa: str) -> str:
    """Return the district in the name of an LSOA."""
    return lsoa.rpartition(" ")[0]


def build(folder: Path) -> County:
    """Generate three years and load them as they became known: the first publication, then the second."""
    made = generate(folder / "files", seed=SEED)
    load(folder, made.geography, made.known_first)
    load(folder, made.first_publication, made.known_first)
    load(folder, made.second_publication, made.known_second)
    districts = districts_of(made.folder / "geography" / "lookup_lsoa11_lsoa21_ltla22.csv.gz")
    first = read_rows(made.first_publication, districts)
    again = read_rows(made.second_publication, districts)
    replaced = {row.month for row in again}
    rows = (*(row for row in first if row.month not in replaced), *again)
    return County(made, folder, first, rows)


def load(folder: Path, paths: Iterable[Path], known: date = LONG_AFTER) -> Lake:
    """Load files into the lake of a folder; every one of them must be good."""
    lake = Lake(folder / "lake")
    report = ingest(lake, list(paths), known_at=datetime.combine(known, time(9), tzinfo=UTC), by="nobody")
    assert [(f.file, f.message) for f in report.files if f.status == "refused"] == []
    return lake


def districts_of(lookup: Path) -> dict[str, str]:
    """Return the district of 2017 of every LSOA of both vintages: a LSOA of 2011 is named after it."""
    with gzip.open(lookup, "rt", encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    return {row[code]: district_of(row["lsoa11_name"]) for row in rows for code in ("lsoa11_code", "lsoa21_code")}


def read_rows(paths: Iterable[Path], districts: Mapping[str, str]) -> tuple[Row, ...]:
    """Return the rows of the street-level files in archives, line by line."""
    rows: list[Row] = []
    for path in paths:
        with ZipFile(path) as archive:
            for member in archive.namelist():
                if member.endswith("-street.csv"):
                    text = io.TextIOWrapper(archive.open(member), encoding="utf-8", newline="")
                    rows += [row_of(cells, districts) for cells in list(csv.reader(text))[1:]]
    return tuple(rows)


def row_of(cells: list[str], districts: Mapping[str, str]) -> Row:
    """Return a row from its cells, in the order of data.police.uk."""
    return Row(cells[1], cells[9], cells[7], districts.get(cells[7], ""), tuple(cells))


def street_files(county: County, folder: Path, months: Iterable[str], *, kind: str = "") -> list[Path]:
    """Write the first publication's street files of some months alone, with one type of row only where it is named."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with ZipFile(county.made.first_publication[0]) as archive:
        for month in months:
            name = f"{month}-{county.made.force}-street.csv"
            lines = archive.read(f"{month}/{name}").decode().splitlines(keepends=True)
            kept = [lines[0], *(line for line in lines[1:] if not kind or f",{kind}," in line)]
            (folder / name).write_text("".join(kept), encoding="utf-8", newline="")
            written.append(folder / name)
    return written


def months_between(first: str, last: str) -> list[str]:
    """Return months from first to last, as text."""
    start, end = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (first, last))
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(start, end + 1)]


def places_only(county: County, folder: Path) -> Path:
    """Return a copy of the county's lookups and outlines, without its people."""
    return Path(shutil.copytree(county.made.folder / "geography", folder / "geography"))


def people_of(county: County, folder: Path, *, said_to_be: int) -> Path:
    """Return a copy of a population file that says that it is of another year."""
    folder.mkdir(parents=True, exist_ok=True)
    source = county.made.folder / "population" / "population23_lsoa11.csv.gz"
    return Path(shutil.copy(source, folder / f"population{said_to_be % 100}_lsoa11.csv.gz"))
