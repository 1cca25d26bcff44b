"""A load killed at any stage leaves the old state or the new, never part, and the next load is not hindered by it."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest

from frankpledge.lake import failpoints
from frankpledge.lake.load import sweep
from frankpledge.lake.manifests import manifests
from frankpledge.lake.store import EmptyLake, Lake
from tests.lake.files import (
    FEBRUARY,
    JANUARY,
    MARCH,
    compiled_modules_kept,
    cube_agrees,
    street_name,
    street_text,
    take,
    total,
    write,
    zipped,
)
from tests.lake.naive import naive_load, naive_state

# A process of its own for every stage: nothing may be forked.
CHILD = textwrap.dedent(
    """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from frankpledge.lake.ingest import ingest
    from frankpledge.lake.store import Lake
    root, *paths = sys.argv[1:]
    ingest(Lake(Path(root)), paths, known_at=datetime(2026, 2, 28, 12, tzinfo=UTC), by="analyst")
    """
)
# These are passed only where there are lookups, or a load that died before.
ELSEWHERE = {"places derived", "rows withdrawn", "sweep begun", "sweep half done"}
STAGES = [stage for stage in failpoints.STAGES if stage not in ELSEWHERE] + [
    "file finished@2",
    "after table commit@2",
]
OLD = {"street": 20, "releases": 1}
NEW = {"street": 31, "releases": 2}


def child(root: Path, *paths: Path, failpoint: str = "") -> int:
    """Load in a process of its own, and return how it ended."""
    environment = {**compiled_modules_kept(), failpoints.VARIABLE: failpoint}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(root), *map(str, paths)], env=environment, capture_output=True, text=True
    )
    assert done.returncode in (0, failpoints.EXIT_STATUS), done.stderr
    return done.returncode


def state(lake: Lake) -> dict[str, int]:
    """Return what a reader sees."""
    assert cube_agrees(lake)
    return {"street": total(lake), "releases": lake.snapshot().releases().num_rows}


def files_on_disk(lake: Lake) -> set[str]:
    return {str(path.relative_to(lake.root)) for path in lake.root.rglob("*.parquet") if "_delta_log" not in path.parts}


@pytest.fixture
def republished(lake: Lake, inbox: Path) -> Path:
    """Return an archive folder that republishes one month and adds another, over a lake that holds the first."""
    take(lake, write(inbox, "old.csv", street_text(20)), at=JANUARY)
    folder = inbox / "new"
    write(folder, street_name(), street_text(23))
    write(folder, street_name("2025-02"), street_text(8, month="2025-02"))
    return folder


@pytest.fixture
def archive(republished: Path) -> Path:
    members = {path.name: path.read_bytes() for path in sorted(republished.iterdir())}
    return write(republished.parent, "new.zip", zipped(members))


@pytest.mark.parametrize("stage", STAGES)
def test_a_kill_at_any_stage_leaves_the_old_state_or_the_new(stage: str, lake: Lake, archive: Path) -> None:
    assert child(lake.root, archive, failpoint=stage) == failpoints.EXIT_STATUS
    seen = state(lake)
    assert seen in (OLD, NEW)
    assert (seen == NEW) == (stage in {"after manifest", "before load closed"})
    take(lake, archive, at=MARCH)
    assert state(lake) == NEW
    assert total(lake, as_known=date(2026, 2, 1)) == 20
    held = {f"{name}/{file.path}" for name in lake.snapshot().manifest.versions for file in lake.snapshot().files(name)}
    before = {
        f"{name}/{file.path}"
        for name in ("street", "street_cube")
        for file in lake.snapshot(date(2026, 2, 1)).files(name)
    }
    manifests = {path for path in files_on_disk(lake) if path.startswith("manifests/")}
    assert files_on_disk(lake) == held | before | manifests, "nothing of the load that died is left"
    assert not (lake.root / "loading.json").exists()
    assert not (lake.root / "loading").exists()


@pytest.mark.parametrize("stage", ["sweep begun", "sweep half done@4"])
def test_a_kill_while_sweeping_after_a_kill_is_swept_too(stage: str, lake: Lake, archive: Path) -> None:
    assert child(lake.root, archive, failpoint="after table commit@2") == failpoints.EXIT_STATUS
    assert child(lake.root, archive, failpoint=stage) == failpoints.EXIT_STATUS
    assert state(lake) == OLD
    take(lake, archive, at=MARCH)
    assert state(lake) == NEW


def test_a_kill_during_the_very_first_load_leaves_an_empty_lake(lake: Lake, inbox: Path) -> None:
    file = write(inbox, "a.csv", street_text(20))
    assert child(lake.root, file, failpoint="after table commit@2") == failpoints.EXIT_STATUS
    with pytest.raises(EmptyLake):
        lake.snapshot()
    take(lake, file, at=MARCH)
    assert state(lake) == OLD


def test_an_error_within_a_load_is_swept_at_once(
    lake: Lake, republished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_on_disk(lake)
    monkeypatch.setenv(failpoints.VARIABLE, "after table commit@2:raise")
    with pytest.raises(failpoints.FailpointReached):
        take(lake, republished, at=FEBRUARY)
    monkeypatch.delenv(failpoints.VARIABLE)
    assert state(lake) == OLD
    assert files_on_disk(lake) == before
    assert not sweep(lake.root)


def test_a_soak_of_loads_that_fail_anywhere_loses_doubles_and_tears_nothing(
    lake: Lake, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model is a dictionary from month to rows. It changes when, and only when, a load's manifest was written."""
    dice = random.Random(8)
    model: dict[str, int] = {}
    failed = 0
    for step in range(25):
        month, rows = f"2025-{dice.randint(1, 4):02d}", dice.randint(1, 15)
        stage = dice.choice([stage for stage in failpoints.STAGES if stage not in ELSEWHERE])
        monkeypatch.setenv(failpoints.VARIABLE, f"{stage}@{dice.randint(1, 2)}:raise" if dice.random() < 0.7 else "")
        monkeypatch.setattr(failpoints, "_passed", {})
        file = write(inbox, f"{step}.zip", zipped({f"{month}/{street_name(month)}": street_text(rows, month=month)}))
        before = lake.snapshot().manifest.sequence if model else 0
        try:
            take(lake, file, at=JANUARY)
        except failpoints.FailpointReached:
            failed += 1
        monkeypatch.delenv(failpoints.VARIABLE)
        after = manifests(lake.root)[-1].sequence if manifests(lake.root) else 0
        if after > before:
            model[month] = rows
        if model:
            assert total(lake) == sum(model.values())
            assert cube_agrees(lake)
    assert failed >= 8, "the soak met enough failures to mean something"


def test_a_load_that_died_while_noting_that_it_began_is_swept(lake: Lake, republished: Path) -> None:
    (lake.root / "loading.json").write_text("{")
    assert state(lake) == OLD
    take(lake, republished, at=MARCH)
    assert state(lake) == NEW


@pytest.mark.parametrize("stage", ["rows written", "file finished", "cube written", "file finished@2"])
def test_the_naive_twin_is_torn_by_the_same_kills(
    stage: str, tmp_path: Path, republished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "naive"
    naive_load(root, [republished.parent / "old.csv"])
    old = naive_state(root)
    whole = tmp_path / "whole"
    naive_load(whole, [republished])
    new = naive_state(whole)
    monkeypatch.setenv(failpoints.VARIABLE, f"{stage}:raise")
    monkeypatch.setattr(failpoints, "_passed", {})
    with pytest.raises(failpoints.FailpointReached):
        naive_load(root, [republished])
    torn = naive_state(root)
    assert torn["street"] not in (old["street"], new["street"]) or torn["cube"] != torn["street"]


def test_an_unregistered_stage_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(failpoints.VARIABLE, "no such stage")
    with pytest.raises(ValueError, match="not a registered stage"):
        failpoints.reach("nor this one")
