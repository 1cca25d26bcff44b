"""Small files in the shapes of data.police.uk, made for tests: invented rows, real headers."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from frankpledge.lake.ingest import IngestReport, ingest
from frankpledge.lake.store import Lake

STREET_HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
OUTCOMES_HEADER = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type"
STOPS_HEADER = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)
FORCE = "Fenshire Constabulary"
SLUG = "fenshire"
JANUARY = datetime(2026, 1, 31, 12, tzinfo=UTC)
FEBRUARY = datetime(2026, 2, 28, 12, tzinfo=UTC)
MARCH = datetime(2026, 3, 31, 12, tzinfo=UTC)
TYPES = ("Burglary", "Anti-social behaviour", "Shoplifting")


def compiled_modules_kept() -> dict[str, str]:
    """Return the environment for a process of its own, in which it need not compile its libraries anew."""
    source = str(Path(__file__).resolve().parents[2] / "src")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": source}


def crime_id(seed: object) -> str:
    """Return 64 hexadecimal letters."""
    return hashlib.sha256(str(seed).encode()).hexdigest()


def street_row(number: int, *, month: str = "2025-01", force: str = FORCE, kind: str = "", lsoa: str = "") -> str:
    """Return one row of a street file."""
    kind = kind or TYPES[number % 3]
    quiet = kind == "Anti-social behaviour"
    lsoa = lsoa or f"X0100{number % 7:04d}"
    return ",".join(
        [
            "" if quiet else crime_id((month, force, number)),
            month,
            force,
            force,
            f"{-2.5 + number / 1000:.6f}",
            f"{52.1 + number / 1000:.6f}",
            f"On or near Mill Lane {number % 5}",
            lsoa,
            f"Fenshire 00{number % 7}A",
            kind,
            "" if quiet else "Under investigation",
            "",
        ]
    )


def street_text(rows: int = 20, *, month: str = "2025-01", force: str = FORCE, start: int = 0, end: str = "\n") -> str:
    """Return a whole street file."""
    body = [street_row(number, month=month, force=force) for number in range(start, start + rows)]
    return end.join([STREET_HEADER, *body, ""])


def outcomes_text(rows: int = 6, *, month: str = "2025-01", force: str = FORCE) -> str:
    """Return a whole outcomes file."""
    said = ("Suspect charged", "Local resolution")
    body = [f"{crime_id(number)},{month},{force},{force},,,No location,,,{said[number % 2]}" for number in range(rows)]
    return "\n".join([OUTCOMES_HEADER, *body, ""])


def stops_text(times: Sequence[str] = ("2025-01-03T02:02:00+00:00", "2025-01-09T22:49:10+00:00")) -> str:
    """Return a whole stop and search file with a search at each time."""
    body = [
        f"Person search,{time},False,,52.1,-2.5,Male,18-24,Not stated,White,Misuse of Drugs Act 1971 (section 23),"
        "Controlled drugs,A no further action disposal,False,False"
        for time in times
    ]
    return "\n".join([STOPS_HEADER, *body, ""])


def street_name(month: str = "2025-01", slug: str = SLUG) -> str:
    """Return the name that the archive gives a street file."""
    return f"{month}-{slug}-street.csv"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file, making its folders, and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(members: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]) -> bytes:
    """Return a zip archive of members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in dict(members).items() if isinstance(members, Mapping) else members:
            archive.writestr(name, content)
    return out.getvalue()


def take(lake: Lake, *paths: Path, at: datetime = JANUARY, **said: object) -> IngestReport:
    """Load files as at a time."""
    return ingest(lake, paths, known_at=at, by="analyst", **said)  # type: ignore[arg-type]


def total(lake: Lake, table: str = "street", **asked: object) -> int:
    """Return how many rows a reader of the lake sees."""
    return int(lake.snapshot(**asked).read(table).num_rows)  # type: ignore[arg-type]


def cube_agrees(lake: Lake) -> bool:
    """Return whether the derived cube says exactly what the rows say."""
    snapshot = lake.snapshot()
    counted: dict[tuple[str, ...], int] = {}
    for row in snapshot.read("street").select(["month", "force", "lsoa_code", "crime_type"]).to_pylist():
        cell = (row["month"], row["force"], row["lsoa_code"] or "", row["crime_type"])
        counted[cell] = counted.get(cell, 0) + 1
    told = {
        (row["month"], row["force"], row["lsoa_code"], row["crime_type"]): row["n"]
        for row in snapshot.read("street_cube").to_pylist()
    }
    return counted == told
