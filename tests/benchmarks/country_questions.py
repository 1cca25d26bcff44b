"""The questions of the country's benchmark: ours, and the SQL that a person would write to bare DuckDB for the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import duckdb

from frankpledge.lake import areas, queries
from frankpledge.lake.queries.expressions import PUBLISHED
from frankpledge.lake.store import Snapshot

THREADS = 2
COUNT_MS, POINT_MS, COUNTRY_MS = 5.0, 50.0, 350.0


@dataclass(frozen=True)
class Cost:
    """The best of several turns in milliseconds: on the clock and of the processor; `first` is the first turn."""

    wall: float
    processor: float
    first: float

    @property
    def judged(self) -> float:
        """Return the lesser of clock and processor."""
        return min(self.wall, self.processor)


@dataclass(frozen=True)
class Side:
    """One question: what it is called, ours, bare DuckDB's, and whether the two answers agree."""

    what: str
    ours: Callable[[], Any]
    bare: Callable[[], Any]
    agree: Callable[[Any, Any], bool]
    goal: float | None = None


def timed(work: Callable[[], Any], turns: int) -> tuple[Cost, Any]:
    """Return the cost of some work and what came back."""
    walls, processors, found = [], [], None
    for _ in range(turns):
        begun, worked = time.perf_counter(), time.process_time()
        found = work()
        walls.append((time.perf_counter() - begun) * 1000)
        processors.append((time.process_time() - worked) * 1000)
    return Cost(min(walls), min(processors), walls[0]), found


class Bare:
    """DuckDB as a person would use it: bounded as ours is, over a list of files, answers as Arrow."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.connection = duckdb.connect(config={"threads": THREADS, "memory_limit": "512MB"})
        self.connection.register("places", snapshot.read("places"))

    def files(self, table: str, first: str, last: str, force: str = "") -> str:
        """Return the reading of the files of some months and one force."""
        kept = [
            str(self.snapshot.root / table / file.path)
            for file in self.snapshot.files(table)
            if first <= file.value("month") <= last and (not force or file.value("force") in ("", force))
        ]
        return f"read_parquet({kept!r}, hive_partitioning = true, hive_types_autocast = false)"

    def ask(self, statement: str) -> Any:
        """Return the answer as Arrow."""
        return self.connection.execute(statement).to_arrow_table()


def questions(snapshot: Snapshot, csp: areas.Area, first: str, last: str) -> list[Side]:
    """Return the questions of one partnership over a window."""
    bare, months = Bare(snapshot), {"first": first, "last": last}
    force = areas.forces(snapshot, csp)[0]
    codes = ", ".join(f"'{code}'" for code in areas.extent(snapshot, csp).codes)
    where = f"month BETWEEN '{first}' AND '{last}' AND force = '{force}' AND lsoa_code IN ({codes})"
    cube, street = bare.files("street_cube", first, last), bare.files("street", first, last, force)
    crime = "crime_type <> 'Anti-social behaviour'"
    alike = ", ".join(PUBLISHED)
    return [
        Side(
            "counts by month and type",
            lambda: queries.counts(snapshot, area=csp, by=("month", "type"), **months),
            lambda: bare.ask(
                f"SELECT month, crime_type, sum(n)::BIGINT AS n FROM {cube} WHERE {where} AND {crime} "
                "GROUP BY ALL ORDER BY ALL"
            ),
            lambda ours, theirs: [row["count"] for row in ours.rows] == theirs["n"].to_pylist(),
            COUNT_MS,
        ),
        Side(
            "counts by outcome",
            lambda: queries.by_outcome(snapshot, csp, **months),
            lambda: bare.ask(f"SELECT outcome, count(*) AS n FROM {street} WHERE {where} AND {crime} GROUP BY ALL"),
            lambda ours, theirs: sorted(ours.values()) == sorted(theirs["n"].to_pylist()),
            POINT_MS,
        ),
        Side(
            "repeated rows and Crime IDs",
            lambda: queries.repeats(snapshot, csp, **months),
            lambda: bare.ask(
                f"WITH own AS (SELECT * FROM {street} WHERE {where}), "
                f"alike AS (SELECT count(*) AS n FROM own GROUP BY {alike}) "
                "SELECT sum(n)::BIGINT AS n, sum(n - 1)::BIGINT AS twice, (SELECT count(crime_id) - "
                "count(DISTINCT crime_id) FROM own) AS ids FROM alike"
            ),
            lambda ours, theirs: (
                [ours.rows, ours.duplicates, ours.repeated_ids]
                == [theirs[name][0].as_py() for name in ("n", "twice", "ids")]
            ),
            POINT_MS,
        ),
        Side(
            "the rows behind a figure",
            lambda: queries.rows_behind(snapshot, csp, **months, measure="crime"),
            lambda: (
                bare.ask(f"SELECT release_id, count(*) AS n FROM {street} WHERE {where} AND {crime} GROUP BY ALL"),
                bare.ask(f"SELECT * FROM {street} WHERE {where} AND {crime} ORDER BY month, release_id, line LIMIT 50"),
            ),
            lambda ours, theirs: (
                ours.total == sum(theirs[0]["n"].to_pylist())
                and [row.line for row in ours.rows] == theirs[1]["line"].to_pylist()
            ),
            POINT_MS,
        ),
    ]


def country(snapshot: Snapshot, first: str, last: str) -> Side:
    """Return the question about everybody at once."""
    bare = Bare(snapshot)
    cube = bare.files("street_cube", first, last)
    return Side(
        "month × partnership × type, the country",
        lambda: queries.nationwide(snapshot, first=first, last=last),
        lambda: bare.ask(
            f"SELECT month, csp_code, force, crime_type, sum(n)::BIGINT AS count FROM {cube} AS cube "
            "JOIN (SELECT lsoa_code AS place, csp_code FROM places WHERE csp_code IS NOT NULL) AS placed "
            "ON cube.lsoa_code = placed.place GROUP BY ALL ORDER BY ALL"
        ),
        lambda ours, theirs: ours["count"].to_pylist() == theirs["count"].to_pylist(),
        COUNTRY_MS,
    )
