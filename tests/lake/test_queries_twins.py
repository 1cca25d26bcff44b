"""Every named question against a naive second answer over random rows, and its translation to Spark SQL."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from frankpledge.lake.areas import Extent
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.queries.spark import spark_sql
from frankpledge.lake.schemas import TABLES
from frankpledge.lake.store import Snapshot
from tests.lake.alike import differences
from tests.lake.questions import CODES, FORCES, LSOAS, QUESTIONS, WINDOW, Row, Stored, World, store

if TYPE_CHECKING:
    import ibis.expr.types as ir


@pytest.fixture(scope="module", params=range(3))
def world(request: pytest.FixtureRequest) -> World:
    return World(request.param)


def answered(expression: ir.Table) -> list[Row]:
    rows: list[Row] = expression.to_pyarrow().to_pylist()
    return rows


def wanted(row: Row, measure: str) -> bool:
    """Return whether a row is in the window and of the measure."""
    inside = WINDOW["first"] <= row["month"] <= WINDOW["last"]
    return inside and (measure == "all" or (row["crime_type"] == ask.ASB) == (measure == "asb"))


@pytest.mark.parametrize("measure", ["crime", "asb", "all"])
def test_the_total_of_an_area_agrees(world: World, measure: str) -> None:
    rows = [row for row in world.street_rows if wanted(row, measure) and row["lsoa_code"] in CODES]
    cube = ask.within(ask.during(world.cube, measure=measure, **WINDOW), Extent(codes=CODES))
    assert answered(ask.total(cube)) == [{"count": len(rows)}]


def test_the_total_of_nothing_is_zero(world: World) -> None:
    assert answered(ask.total(ask.within(world.cube, Extent(codes=("X09",))))) == [{"count": 0}]


@pytest.mark.parametrize(
    "by", [["month"], ["type", "month"], ["lsoa"], ["ward"], ["ward", "type"], ["month", "ward", "lsoa"]]
)
def test_groups_agree(world: World, by: list[str]) -> None:
    wards = {row["lsoa_code"]: row["ward_code"] for row in world.place_rows}
    expected: Counter[tuple[Any, ...]] = Counter()
    for row in world.street_rows:
        if wanted(row, "crime"):
            values = {
                "month": row["month"],
                "type": row["crime_type"],
                "lsoa": row["lsoa_code"] or "",
                "ward": wards.get(row["lsoa_code"]),
            }
            expected[tuple(values[name] for name in by)] += 1
    found = answered(ask.grouped(ask.during(world.cube, measure="crime", **WINDOW), world.places, by=by))
    assert {tuple(row[name] for name in by): row["count"] for row in found} == expected
    assert len(found) == len(expected)


def test_the_cube_made_from_rows_is_the_cube(world: World) -> None:
    names = TABLES["street_cube"].names
    remade = {tuple(row[name] for name in names) for row in answered(ask.as_cube(world.street))}
    assert remade == {tuple(row[name] for name in names) for row in answered(world.cube)}


def test_outcomes_agree(world: World) -> None:
    expected = Counter(row["outcome"] for row in world.street_rows if wanted(row, "crime"))
    cube = ask.as_cells(ask.during(world.street, measure="crime", **WINDOW))
    assert {
        row["outcome"]: row["count"] for row in answered(ask.grouped(cube, world.places, by=["outcome"]))
    } == expected


def test_forces_and_rows_without_place_agree(world: World) -> None:
    rows = [row for row in world.street_rows if wanted(row, "all")]
    expected = [
        {
            "force": force,
            "count": sum(row["force"] == force for row in rows),
            "placeless": sum(row["force"] == force and row["lsoa_code"] is None for row in rows),
        }
        for force in FORCES
    ]
    assert answered(ask.by_force(ask.during(world.cube, **WINDOW))) == expected


def test_rows_of_a_force_are_its_own(world: World) -> None:
    rows = [row for row in world.street_rows if row["force"] == "mereshire"]
    assert answered(ask.total(ask.within(world.cube, Extent(force="mereshire")))) == [{"count": len(rows)}]
    assert answered(ask.total(ask.reported_by(world.cube, ["mereshire"]))) == [{"count": len(rows)}]


def test_a_district_by_name_is_not_another_that_begins_alike(world: World) -> None:
    rows = [row for row in world.street_rows if (row["lsoa_name"] or "").rpartition(" ")[0] == "Ashby"]
    cube = ask.as_cube(ask.within(world.street, Extent(prefix="Ashby")))
    assert answered(ask.total(cube)) == [{"count": len(rows)}]


@pytest.mark.parametrize(("column", "question"), [("csp_code", "csp"), ("component", "component")])
def test_partnerships_and_groups_agree(world: World, column: str, question: str) -> None:
    larger = {row["lsoa_code"]: row[column] for row in world.place_rows}
    expected = Counter(larger[row["lsoa_code"]] for row in world.street_rows if larger.get(row["lsoa_code"]))
    asked = (
        ask.by_csp(world.cube, world.places, csps=["C0", "C1"])
        if question == "csp"
        else ask.by_component(world.cube, world.places)
    )
    assert {row[question]: row["count"] for row in answered(asked)} == expected


@pytest.mark.parametrize("kind", ["ward", "csp"])
def test_parts_agree_and_rows_in_no_part_are_counted(world: World, kind: str) -> None:
    larger = {row["lsoa_code"]: row[f"{kind}_code"] for row in world.place_rows}
    expected = Counter(larger.get(row["lsoa_code"]) for row in world.street_rows)
    found = answered(ask.by_part(world.cube, world.places, kind=kind))
    assert {row["part"]: row["count"] for row in found} == expected
    assert expected[None] > 0


def test_partnerships_by_force_and_type_and_groups_by_type_agree(world: World) -> None:
    places = {row["lsoa_code"]: row for row in world.place_rows}
    placed = [(places[row["lsoa_code"]], row) for row in world.street_rows if row["lsoa_code"]]
    by_csp = Counter((at["csp_code"], row["force"], row["crime_type"]) for at, row in placed if at["csp_code"] == "C0")
    found = answered(ask.by_csp_force_type(world.cube, world.places, csps=["C0"]))
    assert {(row["csp"], row["force"], row["crime_type"]): row["count"] for row in found} == by_csp
    by_group = Counter((at["component"], row["crime_type"]) for at, row in placed)
    found = answered(ask.by_component_type(world.cube, world.places))
    assert {(row["component"], row["crime_type"]): row["count"] for row in found} == by_group


def test_a_country_by_month_partnership_force_and_type_agrees(world: World) -> None:
    csp = {row["lsoa_code"]: row["csp_code"] for row in world.place_rows}
    expected = Counter(
        (row["month"], csp[row["lsoa_code"]], row["force"], row["crime_type"])
        for row in world.street_rows
        if csp.get(row["lsoa_code"])
    )
    found = answered(ask.nationwide(world.cube, world.places))
    assert {(row["month"], row["csp"], row["force"], row["crime_type"]): row["count"] for row in found} == expected


def test_a_cube_without_places_still_tells_rows_that_have_none(world: World) -> None:
    expected = Counter(
        (row["month"], row["force"], "placed" if row["lsoa_code"] else "", row["crime_type"])
        for row in world.street_rows
    )
    found = answered(ask.rolled_up(world.cube))
    assert {tuple(row.values())[:4]: row["n"] for row in found} == expected


def test_rows_of_each_release_agree(world: World) -> None:
    expected = Counter(row["release_id"] for row in world.street_rows)
    assert {row["release_id"]: row["count"] for row in answered(ask.by_release(world.street))} == expected


def test_repeats_agree(world: World) -> None:
    alike = Counter(tuple(row[name] for name in ask.PUBLISHED) for row in world.street_rows)
    ids = [row["crime_id"] for row in world.street_rows if row["crime_id"] is not None]
    assert answered(ask.duplicates(world.street)) == [
        {
            "rows": len(world.street_rows),
            "duplicates": sum(alike.values()) - len(alike),
            "repeated_ids": len(ids) - len(set(ids)),
        }
    ]


@pytest.mark.parametrize(("kind", "vintage"), [("lsoa11", "2011"), ("lsoa21", "2021")])
def test_residents_of_partnerships_agree(world: World, kind: str, vintage: str) -> None:
    people = {
        row["code"]: row["people"]
        for row in world.people_rows
        if (row["area_kind"], row["year"], row["sex"], row["age"]) == (kind, 2020, "all", None)
    }
    expected: Counter[str] = Counter()
    for row in world.place_rows:
        if row["csp_code"] and row["vintage"] in (vintage, "both"):
            expected[row["csp_code"]] += people[row["lsoa_code"]]
    found = answered(ask.spread(world.places, world.population, kind=kind, year=2020))
    assert {row["csp"]: row["people"] for row in found} == expected


def test_lsoas_in_no_partnership_are_found(world: World) -> None:
    assert answered(ask.without_partnership(world.places)) == [{"lsoa_code": LSOAS[8], "district_code": "D1"}]


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_named_question_translates_to_spark(name: str, plain: World) -> None:
    assert "SELECT" in spark_sql(QUESTIONS[name](plain))


def test_no_named_question_is_left_out_of_the_translation() -> None:
    asked = {name.split()[0] for name in QUESTIONS}
    assert asked == {name for name in ask.__all__ if name.islower()}


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_over_the_files_of_a_lake_is_answered_from_the_newest_state_alone(
    name: str, plain: World, stored: Snapshot
) -> None:
    loose = QUESTIONS[name](plain).to_pyarrow()
    assert differences(loose, stored.arrow(QUESTIONS[name](Stored(stored)))) == []


@pytest.fixture(scope="module")
def plain() -> World:
    return World(0)


@pytest.fixture(scope="module")
def stored(plain: World, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return store(plain, tmp_path_factory.mktemp("stored")).snapshot()


@pytest.mark.parametrize(
    "other",
    [
        pa.table({"count": pa.array([3, None], pa.int64()), "ward": ["W1", None]}),
        pa.table({"count": pa.array([3, 0], pa.int64()), "ward": ["W1", ""]}),
        pa.table({"count": pa.array([3, 0], pa.int32()), "ward": ["W1", None]}),
        pa.table({"count": pa.array([3.0, 0.0]), "ward": ["W1", None]}),
        pa.table({"ward": ["W1", None], "count": pa.array([3, 0], pa.int64())}),
        pa.table({"count": pa.array([3], pa.int64()), "ward": ["W1"]}),
        pa.table({"count": pa.array([3, 0, 0], pa.int64()), "ward": ["W1", None, None]}),
    ],
    ids=["null for zero", "empty for null", "shorter", "float", "other columns", "row less", "row twice"],
)
def test_a_planted_difference_between_two_answers_is_told(other: pa.Table) -> None:
    answer = pa.table({"count": pa.array([3, 0], pa.int64()), "ward": ["W1", None]})
    assert differences(answer, other)
    assert differences(other, answer)
    assert differences(answer, answer.take([1, 0])) == []
