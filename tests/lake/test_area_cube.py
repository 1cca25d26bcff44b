"""The cube of an area in memory answers as the engine does, keeps what it read, and stays within bounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations, permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from frankpledge.lake import engine, queries
from frankpledge.lake.areas import Extent
from frankpledge.lake.limits import DEFAULT
from frankpledge.lake.load import load
from frankpledge.lake.queries import area_cube as kept
from frankpledge.lake.queries import expressions as ask
from frankpledge.lake.queries.nationwide import forget
from frankpledge.lake.store import Lake, Snapshot
from tests.lake.questions import CODES, FORCES, LSOAS, MONTHS, WINDOW, World, store

EXTENTS = {
    "some places": Extent(codes=CODES),
    "all places": Extent(codes=tuple(LSOAS)),
    "a force": Extent(force="fenshire"),
    "nowhere": Extent(codes=("X09",)),
}
if TYPE_CHECKING:
    import ibis.expr.types as ir

NAMES = ("month", "type", "lsoa", "ward")
WHOLE = {"first": MONTHS[0], "last": MONTHS[-1]}


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_memory", kept._Memory())
    forget()


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return store(World(5), tmp_path_factory.mktemp("lake"))


@pytest.fixture
def snapshot(lake: Lake) -> Snapshot:
    return lake.snapshot()


def from_engine(snapshot: Snapshot, limits: Extent, **asked: str) -> kept.AskedCube:
    def cube() -> ir.Table:
        return ask.within(ask.during(snapshot.table("street_cube"), **asked), limits)

    return kept.AskedCube(snapshot, cube, ("all files", limits, *sorted(asked.items())))


@pytest.mark.parametrize("measure", ["crime", "asb", "all", "Drugs", "Witchcraft"])
@pytest.mark.parametrize("where", sorted(EXTENTS))
def test_memory_answers_as_the_engine_does(where: str, measure: str, snapshot: Snapshot) -> None:
    asked = {**WINDOW, "measure": measure}
    memory = kept.area_cube(snapshot, EXTENTS[where], **asked)
    engine = from_engine(snapshot, EXTENTS[where], **asked)
    assert isinstance(memory, kept.HeldCube)
    assert memory.by_force() == engine.by_force()
    for size in (1, 2, 4):
        for by in combinations(NAMES, size):
            assert memory.grouped(by=by) == engine.grouped(by=by), by


def test_groups_come_in_the_order_of_what_they_are_asked_by(snapshot: Snapshot) -> None:
    for by in permutations(NAMES, 3):
        asked = (snapshot, EXTENTS["a force"])
        memory = kept.area_cube(*asked, **WHOLE, measure="all").grouped(by=by)
        assert memory == from_engine(*asked, **WHOLE).grouped(by=by), by


def test_many_possible_groups_are_counted_as_few_are(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    cube = kept.area_cube(snapshot, EXTENTS["all places"], **WHOLE, measure="all")
    few = cube.grouped(by=NAMES)
    monkeypatch.setattr(kept, "_FEW", 0)
    assert cube.grouped(by=NAMES) == few
    assert len(few) > 100


@pytest.mark.parametrize("force", [*FORCES, "nobody"])
def test_a_force_with_its_places_put_together_counts_the_same(force: str, snapshot: Snapshot) -> None:
    memory = kept.force_cube(snapshot, force, **WINDOW, measure="crime")
    assert memory.by_force() == from_engine(snapshot, Extent(force=force), **WINDOW, measure="crime").by_force()


def test_some_forces_of_an_area_are_told_from_the_others(snapshot: Snapshot) -> None:
    memory = kept.area_cube(snapshot, EXTENTS["all places"], **WINDOW, measure="all").reported_by(["mereshire"])
    engine = from_engine(snapshot, EXTENTS["all places"], **WINDOW).reported_by(["mereshire"])
    assert memory.by_force() == engine.by_force()
    assert [row["force"] for row in memory.by_force()] == ["mereshire"]


class Watched(Snapshot):
    """A snapshot that writes down which months it was asked to read."""

    wanted: list[tuple[str, str]] = []  # noqa: RUF012 (emptied by the test that looks)

    def part(self, name: str, *, first: str, last: str, forces: tuple[str, ...] = ()) -> Any:
        self.wanted.append((first, last))
        return super().part(name, first=first, last=last, forces=forces)


def test_months_are_read_once_and_a_wider_window_reads_what_holds_both(snapshot: Snapshot) -> None:
    Watched.wanted.clear()
    watched = Watched(snapshot.root, snapshot.manifest)
    for first, last in (("2024-12", "2025-01"), ("2025-01", "2025-01"), ("2025-02", "2025-03"), ("2024-12", "2025-03")):
        asked = {"first": first, "last": last, "measure": "all"}
        memory = kept.area_cube(watched, EXTENTS["all places"], **asked)
        assert memory.by_force() == from_engine(snapshot, EXTENTS["all places"], **asked).by_force()
    assert Watched.wanted == [("2024-12", "2025-01"), ("2024-12", "2025-03")]


def test_no_more_is_kept_than_the_limit_says_and_the_answer_is_the_same(lake: Lake) -> None:
    bare = replace(lake, limits=replace(DEFAULT, held_cells=60)).snapshot()
    for _ in range(2):
        for where, limits in EXTENTS.items():
            memory = kept.area_cube(bare, limits, **WHOLE, measure="all")
            assert memory.by_force() == from_engine(bare, limits, **WHOLE).by_force(), where
            assert kept._memory._cells <= 60
            assert kept._memory._cells == sum(len(cells.n) for *_, cells in kept._memory._kept.values())


def test_a_new_state_of_the_lake_is_not_answered_from_the_old_one(tmp_path: Path) -> None:
    lake = store(World(5), tmp_path)
    older, newer = lake.at(first_of(lake)), lake.snapshot()
    for _ in range(2):
        for state in (older, newer):
            memory = kept.area_cube(state, EXTENTS["all places"], **WHOLE, measure="all")
            assert memory.by_force() == from_engine(state, EXTENTS["all places"], **WHOLE).by_force()
    assert kept.area_cube(older, EXTENTS["a force"], **WHOLE, measure="all").by_force() != (
        kept.area_cube(newer, EXTENTS["a force"], **WHOLE, measure="all").by_force()
    )


def test_a_country_by_month_is_added_up_once_a_month_and_again_only_where_it_was_published_again(
    tmp_path: Path,
) -> None:
    lake = store(World(5), tmp_path)
    state = lake.snapshot()
    engine = state.arrow(ask.nationwide(ask.during(state.table("street_cube"), **WHOLE), state.table("places")))
    Watched.wanted.clear()
    watched = Watched(state.root, state.manifest)
    inside = queries.nationwide(watched, first=MONTHS[1], last=MONTHS[2])
    assert set(inside["month"].to_pylist()) == set(MONTHS[1:3])
    for _ in range(2):
        assert queries.nationwide(watched, **WHOLE).equals(engine)
    assert Watched.wanted == [(MONTHS[1], MONTHS[2]), (MONTHS[0], MONTHS[-1])]
    with load(lake, known_at=datetime(2026, 2, 1, tzinfo=UTC), by="test") as under_way:
        draft = under_way.draft("street_cube")
        draft.displace(draft.within({"month": MONTHS[3]}))
        again = pa.table({"force": ["fenshire"], "lsoa_code": [LSOAS[0]], "crime_type": ["Drugs"], "n": [7]})
        draft.add(under_way.write("street_cube", again, partition={"month": MONTHS[3]}, label="again"))
        under_way.commit(("r2",))
    newer = lake.snapshot()
    found = queries.nationwide(Watched(newer.root, newer.manifest), **WHOLE)
    assert Watched.wanted[2:] == [(MONTHS[3], MONTHS[3])]
    assert [row["count"] for row in found.to_pylist() if row["month"] == MONTHS[3]] == [7]
    assert queries.nationwide(watched, **WHOLE).equals(engine)
    assert queries.nationwide(newer, first="1999-01", last="1999-02").num_rows == 0


def test_questions_over_tables_that_were_let_go_are_written_down_again(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_engine", engine._Engine())
    monkeypatch.setattr(engine, "_MOST_OPEN", 2)
    monkeypatch.setattr(engine, "_MOST_WRITTEN", 3)
    snapshot = lake.snapshot()
    asked = [{"first": first, "last": last} for first in MONTHS for last in MONTHS if first <= last]
    for _ in range(2):
        for window in asked:
            part = kept.AskedCube(snapshot, lambda w=window: snapshot.part("street_cube", **w), tuple(window.values()))
            whole = from_engine(snapshot, EXTENTS["a force"], **window)
            held = kept.area_cube(snapshot, EXTENTS["a force"], **window, measure="all")
            assert held.grouped(by=("ward",)) == whole.grouped(by=("ward",))
            assert sum(row["count"] for row in part.by_force()) >= sum(row["count"] for row in whole.by_force())
            assert len(engine._engine.opened) <= 2
            assert len(engine._engine.written) <= 3


def test_a_question_known_by_its_names_is_written_down_once(snapshot: Snapshot) -> None:
    times = []

    def question() -> Any:
        times.append(1)
        return ask.total(snapshot.table("street_cube"))

    answers = [snapshot.asked(question, "once", name) for name in ("a", "a", "b", "a")]
    assert len(times) == 2
    assert all(answer.equals(answers[0]) for answer in answers)


def first_of(lake: Lake) -> str:
    from frankpledge.lake.store import history

    return history(lake)[0].id
