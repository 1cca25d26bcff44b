"""A lake with the evidence of the invented county: thirteen months, made once for all tests that look at pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from frankpledge.demo.generator import generate
from frankpledge.lake.ingest import ingest
from frankpledge.lake.store import Lake
from tests.guards.town import Area
from tests.lake.files import stops_text, write

MONTHS, FIRST = 13, "2024-12"


@dataclass(frozen=True)
class County:
    """Where the evidence lies, which partnership it is about, and one file of it."""

    data: Path
    area: Area
    release: str


def fill(data: Path) -> County:
    """Return a county whose evidence is loaded into the lake of a data folder."""
    made = generate(data / "files", months=MONTHS, first=FIRST)
    known = datetime.combine(made.known_first, time(9), tzinfo=UTC)
    files = [*made.geography, *made.first_publication, with_a_bad_row(data / "files")]
    report = ingest(Lake(data / "lake"), files, known_at=known, by="a test")
    assert {file.status for file in report.files} == {"new"}
    street = next(file.release_id for file in report.files if file.reader == "police_uk_street")
    return County(data=data, area=Area(code=made.partnership_code, name=made.partnership), release=street)


def with_a_bad_row(folder: Path) -> Path:
    """Return a file of another force in which one row of forty cannot be read."""
    times = [f"2025-11-{day:02d}T10:{minute}:00+00:00" for day in range(1, 21) for minute in (10, 40)]
    lines = stops_text(times).replace(times[6], "some time in November").encode()
    return write(folder, "2025-11-elsewhere-stop-and-search.csv", lines)
