"""Every named question, and a small random world to put it to: in a database of its own, or stored in a lake."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from frankpledge.lake.areas import Extent
from frankpledge.lake.load import load
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.schemas import PARTITIONS, TABLES
from frankpledge.lake.store import Lake, Snapshot

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
        cells = Counter((r["month"], r["force"], r["lsoa_code"] or "", r["crime_type"]) for r in self.street_rows)
        names = TABLES["street_cube"].names
        self.cube_rows = [dict(zip(names, (*at, n), strict=True)) for at, n in cells.items()]
        database = ibis.duckdb.connect()
        made = {name: database.create_table(name, rows) for name, rows in self.tables().items()}
        self.street, self.cube = made["street"], made["street_cube"]
        self.places, self.population = made["places"], made["population"]

    def tables(self) -> dict[str, pa.Table]:
        """Return the rows as the lake's tables."""
        rows = {
            "street": self.street_rows,
            "street_cube": self.cube_rows,
            "places": self.place_rows,
            "population": self.people_rows,
        }
        return {name: pa.Table.from_pylist(of, schema=TABLES[name]) for name, of in rows.items()}


class Stored:
    """The same tables as a snapshot of a lake gives them to its engine."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.street = snapshot.table("street")
        self.cube = snapshot.table("street_cube")
        self.places = snapshot.table("places")
        self.population = snapshot.table("population")


def store(world: World, root: Path) -> Lake:
    """Write a world into a lake whose folders hold an older state too: other rows, which no answer may show."""
    lake = Lake(root)
    older = World(97)
    for number, one in enumerate((older, world)):
        with load(lake, known_at=datetime(2026, 1, 1 + number, tzinfo=UTC), by="test") as under_way:
            for name, rows in one.tables().items():
                draft = under_way.draft(name)
                draft.displace(draft.files())
                for at, part in parts(name, rows):
                    draft.add(under_way.write(name, part, partition=at, label="part"))
            under_way.commit(("r1",))
    return lake


def parts(name: str, rows: pa.Table) -> list[tuple[dict[str, str], pa.Table]]:
    """Return a table's rows by the folders that they lie in."""
    keys = PARTITIONS.get(name, ())
    found: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(rows.select(list(keys)).to_pylist()):
        found.setdefault(tuple(row[key] for key in keys), []).append(number)
    return [(dict(zip(keys, at, strict=True)), rows.take(pa.array(of))) for at, of in found.items()]


QUESTIONS: dict[str, Callable[[World | Stored], Any]] = {
    "within codes": lambda w: ask.within(w.cube, Extent(codes=CODES)),
    "within name": lambda w: ask.within(w.street, Extent(prefix="King's Lynn")),
    "within name of two words": lambda w: ask.within(w.street, Extent(prefix="Ashby Mere")),
    "within nothing": lambda w: ask.total(ask.within(w.cube, Extent(codes=("X09",)))),
    "within force": lambda w: ask.within(w.cube, Extent(force="fenshire")),
    "reported_by": lambda w: ask.reported_by(w.cube, FORCES),
    "during": lambda w: ask.during(w.cube, measure="asb", **WINDOW),
    "during one type": lambda w: ask.during(w.street, measure="Drugs", **WINDOW),
    "as_cube": lambda w: ask.as_cube(w.street),
    "as_cells": lambda w: ask.as_cells(w.street),
    "total": lambda w: ask.total(w.cube),
    "grouped": lambda w: ask.grouped(w.cube, w.places, by=["month", "type", "ward", "lsoa"]),
    "grouped by outcome": lambda w: ask.grouped(ask.as_cells(w.street), w.places, by=["outcome"]),
    "by_force": lambda w: ask.by_force(w.cube),
    "by_csp": lambda w: ask.by_csp(w.cube, w.places, csps=["C0"]),
    "by_component": lambda w: ask.by_component(w.cube, w.places),
    "by_csp_force_type": lambda w: ask.by_csp_force_type(w.cube, w.places, csps=["C0"]),
    "by_component_type": lambda w: ask.by_component_type(w.cube, w.places),
    "by_part": lambda w: ask.by_part(w.cube, w.places, kind="ward"),
    "by_part of partnerships": lambda w: ask.by_part(w.cube, w.places, kind="csp"),
    "nationwide": lambda w: ask.nationwide(w.cube, w.places),
    "by_release": lambda w: ask.by_release(w.street),
    "duplicates": lambda w: ask.duplicates(w.street),
    "rolled_up": lambda w: ask.rolled_up(w.cube),
    "spread": lambda w: ask.spread(w.places, w.population, kind="lsoa11", year=2020),
    "without_partnership": lambda w: ask.without_partnership(w.places),
}
