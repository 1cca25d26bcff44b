"""How fast a country's files come in: the lake against bare DuckDB on the same files, and one month's refresh.

Bare DuckDB does the least that anyone could call the job: month by month it reads the CSV files and writes them sorted
as zstd Parquet. The lake also hashes, checks, counts, derives its cube and commits. Every figure is of a whole process,
start-up included: seconds, processor seconds and the peak of memory.

    python tests/benchmarks/ingest_against_duckdb.py [--months 36] [--rows 18000000] [--forces 43] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

BARE = """
import sys
from pathlib import Path
import duckdb
source, target = map(Path, sys.argv[1:3])
target.mkdir(parents=True)
connection = duckdb.connect(config={"threads": 2, "memory_limit": "1200MB"})
for folder in sorted(path for path in source.iterdir() if path.is_dir()):
    files = sorted(map(str, folder.glob("*-street.csv")))
    if files:
        connection.execute(
            f"COPY (SELECT * FROM read_csv({files!r}) ORDER BY \\"LSOA code\\") "
            f"TO '{target / folder.name}.parquet' (FORMAT parquet, COMPRESSION zstd)"
        )
"""
LAKE = """
import sys, time
from datetime import datetime
from pathlib import Path
from frankpledge.lake.ingest import ingest
from frankpledge.lake.store import Lake
root, *loads = sys.argv[1:]
for load in loads:
    at, *paths = load.split("|")
    started, worked = time.perf_counter(), time.process_time()
    report = ingest(Lake(Path(root)), paths, known_at=datetime.fromisoformat(at), by="benchmark")
    assert not report.refused, report.refused[0]
    print(sum(file.rows_kept for file in report.files), time.perf_counter() - started, time.process_time() - worked)
"""
GOAL_RATIO, GOAL_MEGABYTES, GOAL_SHARE = 1.5, 1_500, 1.2


@dataclass(frozen=True)
class Run:
    """One process: wall and processor seconds, peak memory in megabytes, and what it said."""

    seconds: float
    processor_seconds: float
    megabytes: float
    said: str


def run(code: str, *arguments: str | Path) -> Run:
    """Run code in a process of its own and measure it."""
    started = time.perf_counter()
    # As installed: with compiled modules kept, or every run would pay for compiling its libraries again.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert child.stdout is not None
    said = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"a process of the benchmark failed ({child.returncode})")
    seconds = time.perf_counter() - started
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.strip())


def months_in(folder: Path) -> list[str]:
    """Return the months that the country's files are of."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name[:2].isdigit())


def republished(country: Path, month: str, out: Path) -> Path:
    """Write a month again with every file one row longer, as a later archive would, and return the folder."""
    folder = out / month
    folder.mkdir(parents=True)
    for file in sorted((country / month).glob("*-street.csv")):
        data = file.read_bytes()
        last = data.rstrip(b"\r\n").rsplit(b"\n", 1)[-1]
        (folder / file.name).write_bytes(data.rstrip(b"\r\n") + b"\n" + last + b"\n")
    return folder


def measure(work: Path, *, forces: int, months: int, rows: int) -> dict[str, object]:
    """Return the figures of one country."""
    from frankpledge.demo.generator.country import generate_country

    country = work / "country"
    if not country.exists():
        generate_country(country, forces=forces, months=months, rows=rows)
    months_there = months_in(country)
    street = [country / month for month in months_there]
    read_all(street)
    bare = run(BARE, country, work / "bare")
    lake = run(LAKE, work / "lake", load_of("2030-01-01", street))
    half = len(street) // 2
    first = republished(country, months_there[half], work / "again")
    second = republished(country, months_there[half - 1], work / "again")
    alone = run(LAKE, work / "lake", load_of("2030-02-01", [first]))
    running = run(LAKE, work / "lake-2", load_of("2030-01-01", street), load_of("2030-02-01", [second]))
    rows_loaded = int(lake.said.split()[0])
    share = int(alone.said.split()[0]) / rows_loaded
    whole, fresh = ([float(value) for value in line.split()] for line in running.said.splitlines())
    return {
        "rows": rows_loaded,
        "rows_refreshed": int(fresh[0]),
        "bare": asdict(bare),
        "lake": asdict(lake),
        "refresh": asdict(alone),
        "ratio": lake.seconds / bare.seconds,
        "ratio_processor": lake.processor_seconds / bare.processor_seconds,
        "share": fresh[1] / whole[1] / (fresh[0] / whole[0]),
        "share_processor": fresh[2] / whole[2] / (fresh[0] / whole[0]),
        "share_alone": alone.seconds / lake.seconds / share,
    }


def load_of(day: str, folders: list[Path]) -> str:
    """Return what tells the process to load folders as on a day."""
    return "|".join([f"{day}T00:00:00+00:00", *map(str, folders)])


def read_all(folders: list[Path]) -> None:
    """Bring the files into the system's cache, so that neither side pays for the disk."""
    for folder in folders:
        for file in folder.iterdir():
            file.read_bytes()


def tell(figures: dict[str, object]) -> None:
    """Print the figures beside their goals."""
    print(f"{figures['rows']:,} rows")
    for name in ("bare", "lake", "refresh"):
        side = figures[name]
        assert isinstance(side, dict)
        print(
            f"  {name:<8} {side['seconds']:7.1f} s  {side['processor_seconds']:7.1f} s of processor  "
            f"{side['megabytes']:6.0f} MB at most"
        )
    lake = figures["lake"]
    assert isinstance(lake, dict)
    goals = (
        ("lake against bare DuckDB", figures["ratio"], GOAL_RATIO),
        ("the same in processor seconds", figures["ratio_processor"], GOAL_RATIO),
        ("peak memory of the lake, MB", lake["megabytes"], GOAL_MEGABYTES),
        ("a month's refresh in a running process: share of time over share of rows", figures["share"], GOAL_SHARE),
        ("the same in processor seconds", figures["share_processor"], GOAL_SHARE),
        ("the same in a process of its own, start-up included", figures["share_alone"], GOAL_SHARE),
    )
    for what, value, goal in goals:
        assert isinstance(value, float)
        print(f"  {'met ' if value <= goal else 'MISS'} {what}: {value:,.2f} (goal {goal:,})")


def main() -> None:
    """Measure and tell."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--forces", type=int, default=43)
    asked.add_argument("--months", type=int, default=36)
    asked.add_argument("--rows", type=int, default=18_000_000)
    asked.add_argument("--keep", type=Path, help="a folder for the country's files, kept for the next run")
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    work = options.keep or Path(tempfile.mkdtemp(prefix="frankpledge-bench-"))
    for name in ("bare", "lake", "lake-2", "again"):
        shutil.rmtree(work / name, ignore_errors=True)
    try:
        figures = measure(work, forces=options.forces, months=options.months, rows=options.rows)
        print(json.dumps(figures, indent=2)) if options.json else tell(figures)
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
