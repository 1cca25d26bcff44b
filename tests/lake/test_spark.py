"""Every named question on DuckDB and on Spark, over the same list of files: the same types, rows and nulls."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from frankpledge.demo.generator import Generated, generate
from frankpledge.lake import areas, queries
from frankpledge.lake.ingest import ingest
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.queries.spark import SparkSnapshot, on_spark, stop_spark
from frankpledge.lake.store import Lake, Snapshot
from tests.lake.alike import differences
from tests.lake.questions import QUESTIONS, Stored, World, store

# py4j leaves its sockets to the collector of rubbish, which tells of each.
pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]
YEAR = {"first": "2025-01", "last": "2025-12"}


@pytest.fixture(scope="module", autouse=True)
def spark_is_let_go() -> Iterator[None]:
    yield
    stop_spark()


@pytest.fixture(scope="module", params=range(2))
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, SparkSnapshot]:
    here = store(World(request.param), tmp_path_factory.mktemp("world")).snapshot()
    return here, on_spark(here)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_named_question_is_answered_alike(name: str, both: tuple[Snapshot, SparkSnapshot]) -> None:
    here, spark = both
    question = QUESTIONS[name]
    assert differences(here.arrow(question(Stored(here))), spark.arrow(question(Stored(spark)))) == []


def test_a_row_planted_on_one_side_is_told_by_every_question_that_it_touches(tmp_path: Path) -> None:
    world = World(0)
    here = store(world, tmp_path / "here").snapshot()
    world.street_rows.append({**world.street_rows[0], "crime_id": b"planted", "release_id": "r9"})
    world.cube_rows[0]["n"] += 1
    spark = on_spark(store(world, tmp_path / "there").snapshot())
    for name in ("as_cube", "total", "by_force", "by_release", "duplicates"):
        question = QUESTIONS[name]
        assert differences(here.arrow(question(Stored(here))), spark.arrow(question(Stored(spark)))), name


def test_a_null_planted_for_a_zero_is_told(both: tuple[Snapshot, SparkSnapshot]) -> None:
    here, spark = both
    nothing = [of.table("street_cube").filter(of.table("street_cube").month == "1999-01") for of in both]
    bare = nothing[1].aggregate(count=nothing[1].n.sum())
    assert spark.arrow(bare).to_pylist() == [{"count": None}]
    assert differences(here.arrow(ask.total(nothing[0])), spark.arrow(bare))
    assert differences(here.arrow(ask.total(nothing[0])), spark.arrow(ask.total(nothing[1]))) == []


def test_part_of_a_table_is_that_of_its_months_and_forces(both: tuple[Snapshot, SparkSnapshot]) -> None:
    here, spark = both
    wanted = {"first": "2025-01", "last": "2025-02", "forces": ("mereshire",)}
    mine, theirs = (of.arrow(of.part("street", **wanted)) for of in (here, spark))
    assert differences(mine, theirs) == []
    assert set(mine["month"].to_pylist()) == {"2025-01", "2025-02"}
    assert set(mine["force"].to_pylist()) == {"mereshire"}


def test_every_table_is_read_in_its_own_types(both: tuple[Snapshot, SparkSnapshot]) -> None:
    here, spark = both
    for name in ("street", "places", "population", "releases", "stops", "recorded_crime"):
        assert differences(here.arrow(here.table(name)), spark.arrow(spark.table(name))) == [], name


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Generated, Snapshot, SparkSnapshot]:
    """Return a generated county twice: in a lake for DuckDB, and in a copy that shares nothing remembered with it."""
    folder = tmp_path_factory.mktemp("county")
    made = generate(folder / "files", months=14, first="2024-11", seed=7)
    lake = Lake(folder / "lake")
    for files, known in (
        ((*made.geography, *made.first_publication), made.known_first),
        (made.second_publication, made.known_second),
    ):
        report = ingest(lake, files, known_at=datetime.combine(known, time(12), UTC), by="test")
        assert not report.refused
    shutil.copytree(folder / "lake", folder / "copy")
    return made, lake.snapshot(), on_spark(Lake(folder / "copy").snapshot())


READINGS: dict[str, Callable[[Snapshot, areas.Area], Any]] = {
    **{
        f"counts by {', '.join(by) or 'nothing'}": lambda of, area, by=by: queries.counts(of, area=area, by=by, **YEAR)
        for by in ((), ("month",), ("month", "type"), ("ward", "type"), ("lsoa",), ("outcome",))
    },
    "counts of anti-social behaviour": lambda of, area: queries.counts(of, area=area, measure="asb", **YEAR),
    "monthly by type": lambda of, area: queries.monthly_by_type(of, area, **YEAR),
    "by outcome": lambda of, area: queries.by_outcome(of, area, **YEAR),
    "by ward": lambda of, area: queries.by_ward(of, area, **YEAR),
    "by part": lambda of, area: queries.by_part(of, area, "district", **YEAR),
    "comparators": lambda of, area: queries.comparators(of, area, **YEAR),
    "repeats": lambda of, area: queries.repeats(of, area, **YEAR),
    "place rates": lambda of, area: queries.place_rates(of, area, "2025-01", "2025-12"),
    "partnerships": lambda of, area: queries.by_partnership(of, areas.all_of(of, "csp"), **YEAR),
    "country": lambda of, area: queries.nationwide(of, **YEAR).to_pydict(),
}


@pytest.mark.parametrize("kind", ["csp", "ward", "force"])
@pytest.mark.parametrize("name", sorted(READINGS))
def test_what_a_page_reads_is_the_same_from_either(
    name: str, kind: str, county: tuple[Generated, Snapshot, SparkSnapshot]
) -> None:
    _, here, spark = county
    area = areas.all_of(here, kind)[0]
    assert READINGS[name](here, area) == READINGS[name](spark, areas.find_area(spark, area.code, kind=kind))


def test_files_that_were_replaced_are_read_by_neither(county: tuple[Generated, Snapshot, SparkSnapshot]) -> None:
    _, here, spark = county
    on_disk = sum(1 for _ in (here.root / "street").rglob("*.parquet"))
    assert on_disk > len(here.files("street"))
    rows = [of.arrow(of.table("street").count().name("rows").as_table()).to_pylist() for of in (here, spark)]
    assert rows[0] == rows[1] == [{"rows": sum(file.rows for file in here.files("street"))}]


def test_an_answer_comes_in_arrow_in_the_order_asked_for(both: tuple[Snapshot, SparkSnapshot]) -> None:
    here, spark = both
    answers = [of.arrow(ask.by_part(Stored(of).cube, Stored(of).places, kind="ward")) for of in (here, spark)]
    assert all(isinstance(answer, pa.Table) for answer in answers)
    assert answers[0].equals(answers[1])
