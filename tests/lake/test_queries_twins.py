"""Every named question against a naive second answer over random rows, and its translation to Spark SQL."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa
import pytest

from frankpledge.lake.areas import Extent
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.queries.spark import spark_sql
from frankpledge.lake.schemas import TABLES

if TYPE_CHECKING:
    import ibis.expr.types as ir

Row = dict[str, Any]
LSOAS = [f"X0100000{number}" for number in range(9)]
MONTHS = ("2024-11", "2024-12", "2025-01", "2025-02", "2025-03")
TYPES = ("Burglary", "Drugs", ask.ASB)
FORCES = ("fenshire", "mereshire")
CODES = ("X01000001", "X01000003", "X01000005")
WINDOW = {"first": "2024-12", "last": "2025-02"}


def street_rows(seed: int, size: int = 400) -> list[Row]:
    """Return random rows, many of them alike, some without place, some with an ID that another has too."""
    chance = random.Random(seed)
    rows = []
    for _ in range(size):
        lsoa = chance.choice([*LSOAS, None])
        kind = chance.choice(TYPES)
        row: Row = dict.fromkeys(TABLES["street"].names)
        row.update(
            month=chance.choice(MONTHS),
            force=chance.choice(FORCES),
            lsoa_code=lsoa,
            lsoa_name=lsoa and f"{chance.choice(['Ashby', 'Ashby Mere'])} 00{lsoa[-1]}A",
            crime_type=kind,
            crime_id=None if kind == ask.ASB else bytes([chance.randrange(60)]),
            outcome=None if kind == ask.ASB else chance.choice(["Local resolution", "Suspect charged"]),
            release_id=chance.choice(["r1", "r2", "r3"]),
        )
        rows.append(row)
    return rows


def place_rows() -> list[Row]:
    """Return places in two partnerships, three wards and groups of up to two."""
    return [
        {
            **dict.fromkeys(TABLES["places"].names),
            "lsoa_code": code,
            "vintage": ("both", "2011", "2021")[place % 3],
            "component": LSOAS[place - place % 2],
            "ward_code": None if place == 4 else f"W{place % 3}",
            "csp_code": None if place == 8 else f"C{place % 2}",
            "district_code": "D1",
        }
        for place, code in enumerate(LSOAS)
    ]


def people_rows() -> list[Row]:
    """Return residents of two years and both vintages, by age and sex too."""
    return [
        {
            "area_kind": kind,
            "code": code,
            "year": year,
            "sex": sex,
            "age": age,
            "people": float(number + year % 7),
            "release_id": "r",
        }
        for number, code in enumerate(LSOAS)
        for kind in ("lsoa11", "lsoa21")
        for year in (2019, 2020)
        for sex, age in (("all", None), ("all", 30), ("female", None))
    ]


class World:
    """The tables in a database of their own, and the same rows as lists."""

    def __init__(self, seed: int) -> None:
        self.street_rows = street_rows(seed)
        self.place_rows = place_rows()
        self.people_rows = people_rows()
        database = ibis.duckdb.connect()
        self.street = self._table(database, "street", self.street_rows)
        self.places = self._table(database, "places", self.place_rows)
        self.population = self._table(database, "population", self.people_rows)
        cells = Counter((r["month"], r["force"], r["lsoa_code"] or "", r["crime_type"]) for r in self.street_rows)
        names = TABLES["street_cube"].names
        self.cube = self._table(
            database, "street_cube", [dict(zip(names, (*at, n), strict=True)) for at, n in cells.items()]
        )

    @staticmethod
    def _table(database: Any, name: str, rows: list[Row]) -> ir.Table:
        return database.create_table(name, pa.Table.from_pylist(rows, schema=TABLES[name]))


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
    cube = ask.as_cube(ask.during(world.street, measure="crime", **WINDOW), outcomes=True)
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


QUESTIONS: dict[str, Callable[[World], Any]] = {
    "within codes": lambda w: ask.within(w.cube, Extent(codes=CODES)),
    "within name": lambda w: ask.within(w.street, Extent(prefix="King's Lynn")),
    "within force": lambda w: ask.within(w.cube, Extent(force="fenshire")),
    "reported_by": lambda w: ask.reported_by(w.cube, FORCES),
    "during": lambda w: ask.during(w.cube, measure="asb", **WINDOW),
    "as_cube": lambda w: ask.as_cube(w.street, outcomes=True),
    "total": lambda w: ask.total(w.cube),
    "grouped": lambda w: ask.grouped(w.cube, w.places, by=["month", "type", "ward", "lsoa"]),
    "by_force": lambda w: ask.by_force(w.cube),
    "by_csp": lambda w: ask.by_csp(w.cube, w.places, csps=["C0"]),
    "by_component": lambda w: ask.by_component(w.cube, w.places),
    "by_csp_force_type": lambda w: ask.by_csp_force_type(w.cube, w.places, csps=["C0"]),
    "by_component_type": lambda w: ask.by_component_type(w.cube, w.places),
    "by_part": lambda w: ask.by_part(w.cube, w.places, kind="ward"),
    "by_release": lambda w: ask.by_release(w.street),
    "duplicates": lambda w: ask.duplicates(w.street),
    "spread": lambda w: ask.spread(w.places, w.population, kind="lsoa11", year=2020),
    "without_partnership": lambda w: ask.without_partnership(w.places),
}


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_named_question_translates_to_spark(name: str) -> None:
    assert "SELECT" in spark_sql(QUESTIONS[name](World(0)))


def test_no_named_question_is_left_out_of_the_translation() -> None:
    asked = {name.split()[0] for name in QUESTIONS}
    assert asked == {name for name in ask.__all__ if name.islower()}
