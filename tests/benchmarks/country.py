"""What questions cost over a country: ours beside DuckDB's own SQL on the same files, in the same run.

Eighteen million generated rows (43 forces, 36 months) come in by the lake's own door. Then each question is put to both
sides in turn: the library as the product asks it, with coverage, caveats and all, and the SQL that a person would write
to bare DuckDB on exactly the files that the question needs, as Arrow. Each answer is checked against the other.

Times are milliseconds, the best of several turns: on the clock, and of the processor over all threads, with the load of
the machine beside. A goal is judged on the lesser of the two: others on the machine lengthen the clock and not (much)
the processor, and on an idle machine the clock shows no more than the processor.
"warm" is a question about what was asked about before in the process; "first" has nothing in memory but the gazetteer.

    python tests/benchmarks/country.py [--rows 18000000] [--months 36] [--forces 43] [--turns 7] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from country_questions import COUNT_MS, Cost, Side, country, questions, timed
from ingest_against_duckdb import months_in, republished

from frankpledge.demo.generator.country import generate_country
from frankpledge.lake import areas, queries
from frankpledge.lake.ingest import ingest
from frankpledge.lake.queries import area_cube
from frankpledge.lake.queries.nationwide import forget
from frankpledge.lake.store import Lake, Snapshot, history

RATIO, SLACK_MS = 1.2, 5.0
AT_ONCE = 8
WITHOUT_COLLAPSE = 0.7


def compare(side: Side, turns: int) -> tuple[bool, Cost, Cost]:
    """Put one question to both sides in turn, tell, and return whether it holds."""
    ours, answer = timed(side.ours, turns)
    bare, other = timed(side.bare, turns)
    agree = side.agree(answer, other)
    near = ours.judged <= bare.judged * RATIO or ours.processor <= bare.processor + SLACK_MS
    quick = side.goal is None or ours.judged <= side.goal
    mark = "met " if agree and near and quick else "MISS"
    goal = f", goal {side.goal:g}" if side.goal else ""
    print(
        f"{mark} {side.what}: ours {ours.wall:.1f} (processor {ours.processor:.1f}, first {ours.first:.0f}{goal}), "
        f"bare {bare.wall:.1f} (processor {bare.processor:.1f}), {'the same answer' if agree else 'ANSWERS DIFFER'}"
    )
    return agree and near and quick, ours, bare


def at_once(work: Sequence[Callable[[], Any]], times: int) -> tuple[float, float]:
    """Return how many questions a second are answered one after another, and by eight threads together."""
    for each in work:
        each()

    def all_of_them() -> None:
        for number in range(times):
            work[number % len(work)]()

    def together() -> None:
        threads = [threading.Thread(target=all_of_them) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    alone, every = timed(all_of_them, 3)[0], timed(together, 3)[0]
    return times / alone.wall * 1000, times * AT_ONCE / every.wall * 1000


def one_partnership(snapshot: Snapshot, window: Sequence[str], turns: int) -> bool:
    """Tell what the questions about one partnership cost in a year, and how that grows with months."""
    every = areas.all_of(snapshot, "csp")
    csp = every[len(every) // 2]
    year = window[-12:]
    print(f"\nOne partnership ({csp.name}), the last {len(year)} months")
    held = [compare(side, turns)[0] for side in questions(snapshot, csp, year[0], year[-1])]
    some = every[:: max(1, len(every) // 20)]
    firsts, warm = [], []
    for one in some:
        cost, _ = timed(lambda one=one: queries.counts(snapshot, area=one, first=year[0], last=year[-1]), turns)
        firsts.append(cost.first)
        warm.append(cost.judged)
    met = median(warm) <= COUNT_MS
    print(
        f"{'met ' if met else 'MISS'} counts of {len(some)} partnerships: median {median(warm):.1f}, slowest "
        f"{max(warm):.1f}; the first question about each {median(firsts):.0f} (goal {COUNT_MS:g} warm)"
    )
    for months in (1, 12, 36):
        span = window[-months:]
        area_cube.forget()
        told = [f"{side.what} {compare_quietly(side, turns)}" for side in questions(snapshot, csp, span[0], span[-1])]
        print(f"     over {len(span):>2} months, processor: {'; '.join(told)}")
    return all(held) and met


def whole_country(snapshot: Snapshot, window: Sequence[str], turns: int) -> bool:
    """Tell what a question about everybody costs, at first and again."""
    print("\nThe country")
    held = True
    for months in (1, 12, 36):
        span = window[-months:]
        side = country(snapshot, span[0], span[-1])

        def anew(side: Side = side) -> Any:
            forget()
            return side.ours()

        first = Side(f"{len(span):>2} months, first", anew, side.bare, side.agree, side.goal)
        warm = Side(f"{len(span):>2} months, warm", side.ours, side.bare, side.agree, side.goal)
        held &= compare(first, max(3, turns // 2))[0]
        held &= compare(warm, max(3, turns // 2))[0]
    return held


def compare_quietly(side: Side, turns: int) -> str:
    """Return what a question costs at first and again."""
    begun = time.process_time()
    side.ours()
    first = (time.process_time() - begun) * 1000
    return f"{first:.1f} then {timed(side.ours, turns)[0].processor:.1f}"


def eight_at_once(snapshot: Snapshot, window: Sequence[str]) -> bool:
    """Tell whether eight threads together are answered about as many questions a second as one alone."""
    every = areas.all_of(snapshot, "csp")
    year, held = {"first": window[-12:][0], "last": window[-1]}, True
    some = every[:: max(1, len(every) // AT_ONCE)][:AT_ONCE]
    print(f"\n{AT_ONCE} at once, questions a second")
    for what, times, work in (
        ("counts", 200, [lambda a=a: queries.counts(snapshot, area=a, by=("month",), **year) for a in some]),
        ("point questions", 8, [lambda a=a: queries.by_outcome(snapshot, a, **year) for a in some]),
    ):
        alone, together = at_once(work, times)
        met = together >= alone * WITHOUT_COLLAPSE
        held &= met
        print(f"{'met ' if met else 'MISS'} {what}: {alone:,.0f} alone, {together:,.0f} together")
    return held


def refresh(lake: Lake, files: Path, work: Path, window: Sequence[str]) -> bool:
    """Publish one month again, and tell what of the tables it touched and what the next question costs."""
    before = lake.snapshot()
    months = months_in(files)
    # A lake that was kept from another run has had its month already; the next in turn is new to it.
    folder = republished(files, months[(len(months) // 2 + len(history(lake))) % len(months)], work / "again")
    begun, worked = time.perf_counter(), time.process_time()
    report = ingest(lake, [folder], known_at=datetime(2030, 2, 1, tzinfo=UTC), by="benchmark")
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    after = lake.snapshot()
    touched = {name: len(set(after.files(name)) - set(before.files(name))) for name in ("street", "street_cube")}
    kept = {name: len(set(after.files(name)) & set(before.files(name))) for name in touched}
    told = ", ".join(f"{touched[name]} files of {name} new and {kept[name]} left alone" for name in touched)
    rows = sum(file.rows_kept for file in report.files)
    print(f"\nOne month published again: {rows:,} rows in {seconds:.1f} s (processor {processor:.1f}); {told}")
    whole = country(after, window[0], window[-1])
    cost, answer = timed(whole.ours, 1)
    agree = whole.agree(answer, whole.bare())
    print(
        f"{'met ' if agree else 'MISS'} the country afterwards: {cost.wall:.0f} (processor {cost.processor:.0f}), "
        f"{'the same answer' if agree else 'ANSWERS DIFFER'}"
    )
    folders = len(list(folder.glob("*-street.csv")))
    return agree and touched == {"street": folders, "street_cube": 1} and not report.refused


def measure(work: Path, options: argparse.Namespace) -> bool:
    """Make and load a country, ask, and return whether every goal was met."""
    files, lake = work / "country", Lake(work / "lake")
    if not files.exists():
        generate_country(files, forces=options.forces, months=options.months, rows=options.rows)
    window = months_in(files)
    if not (work / "lake").exists():
        begun = time.perf_counter()
        paths = [files / "geography", *(files / month for month in window)]
        report = ingest(lake, paths, known_at=datetime(2030, 1, 1, tzinfo=UTC), by="benchmark")
        assert not report.refused, report.refused[0]
        print(f"Loaded in {time.perf_counter() - begun:.0f} s")
    snapshot = lake.snapshot()
    print(
        f"{sum(file.rows for file in snapshot.files('street')):,} rows in {len(snapshot.files('street')):,} files, "
        f"{sum(file.rows for file in snapshot.files('street_cube')):,} cells of the cube; load of the machine "
        f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    held = [
        one_partnership(snapshot, window, options.turns),
        eight_at_once(snapshot, window),
        whole_country(snapshot, window, options.turns),
        refresh(lake, files, work, window),
    ]
    print(f"\nload of the machine at the end {os.getloadavg()[0]:.1f}")
    return all(held)


def main() -> int:
    """Measure and tell; leave with 1 when a goal was missed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--forces", type=int, default=43)
    asked.add_argument("--months", type=int, default=36)
    asked.add_argument("--rows", type=int, default=18_000_000)
    asked.add_argument("--turns", type=int, default=7)
    asked.add_argument("--keep", type=Path, help="a folder for files and lake, kept for the next run")
    options = asked.parse_args()
    work = options.keep or Path(tempfile.mkdtemp(prefix="frankpledge-country-"))
    shutil.rmtree(work / "again", ignore_errors=True)
    try:
        return 0 if measure(work, options) else 1
    finally:
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
