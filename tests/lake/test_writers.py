"""One writer at a time, many readers, and loads in any order and number."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from deltalake import DeltaTable

from frankpledge.lake.limits import DEFAULT
from frankpledge.lake.lock import LakeBusy, writing
from frankpledge.lake.manifests import manifests
from frankpledge.lake.schemas import PARTITIONS, TABLES
from frankpledge.lake.store import Lake
from tests.lake.files import (
    FEBRUARY,
    JANUARY,
    compiled_modules_kept,
    cube_agrees,
    street_name,
    street_text,
    take,
    total,
    write,
    zipped,
)

LOADER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from frankpledge.lake.ingest import ingest
from frankpledge.lake.store import Lake
root, *paths = sys.argv[1:]
ingest(Lake(Path(root)), paths, known_at=datetime(2026, 2, 28, 12, tzinfo=UTC), by="analyst")
"""


def test_a_second_load_waits_for_the_first_and_then_gives_up(lake: Lake, inbox: Path) -> None:
    file = write(inbox, "a.csv", street_text(5))
    hurried = Lake(lake.root, replace(DEFAULT, lock_seconds=0.2))
    with writing(lake.root.absolute(), wait_seconds=0), pytest.raises(LakeBusy, match="Another load is under way"):
        take(hurried, file)
    assert take(hurried, file).changed


def test_a_second_load_waits_for_the_first_and_then_goes_on(lake: Lake, inbox: Path) -> None:
    file = write(inbox, "a.csv", street_text(5))
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(lake.root.absolute(), wait_seconds=0):
            held.set()
            time.sleep(0.2)
        done.set()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    assert take(lake, file).changed
    assert done.wait(1)
    holder.join()


def test_loads_from_several_processes_at_once_all_arrive_once(lake: Lake, inbox: Path) -> None:
    files = [
        write(inbox, street_name(f"2025-{month:02d}"), street_text(10 + month, month=f"2025-{month:02d}"))
        for month in range(1, 5)
    ]
    environment = compiled_modules_kept()
    children = [
        subprocess.Popen([sys.executable, "-c", LOADER, str(lake.root), str(one), str(files[0])], env=environment)
        for one in files
    ]
    assert [child.wait(60) for child in children] == [0] * 4
    assert total(lake) == 4 * 10 + 1 + 2 + 3 + 4
    assert lake.snapshot().releases().num_rows == 4
    assert cube_agrees(lake)


def test_the_same_files_in_any_order_give_the_same_rows(tmp_path: Path, inbox: Path) -> None:
    files = [
        write(inbox, street_name(f"2025-{month:02d}"), street_text(6, month=f"2025-{month:02d}"))
        for month in range(1, 6)
    ]
    seen = set()
    for seed in range(3):
        random.Random(seed).shuffle(files)
        lake = Lake(tmp_path / f"lake-{seed}")
        take(lake, *files)
        rows = lake.snapshot().read("street").drop_columns(["release_id"])
        seen.add(str(rows.sort_by([("month", "ascending"), ("line", "ascending")]).to_pydict()))
    assert len(seen) == 1


def test_a_soak_of_random_loads_agrees_with_a_dictionary(lake: Lake, inbox: Path) -> None:
    """The model is a dictionary from month and force to rows; the lake must answer like it at every cut-off."""
    dice = random.Random(20260131)
    model: dict[tuple[str, str], int] = {}
    told: list[tuple[date, int]] = []
    for step in range(12):
        day = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=step)
        members = {}
        for _ in range(dice.randint(1, 3)):
            month, force = f"2025-{dice.randint(1, 3):02d}", dice.choice(["Fenshire Police", "Hillshire Police"])
            rows = dice.randint(1, 12)
            members[f"{month}/{month}-{force.split()[0].lower()}-street.csv"] = street_text(
                rows, month=month, force=force
            )
        report = take(lake, write(inbox, f"{step}.zip", zipped(members)), at=day)
        snapshot = lake.snapshot()
        for file in report.files:
            if file.status in ("new", "replaced"):
                month, _, name = file.member.partition("/")
                model[month, name[8:].removesuffix("-street.csv")] = file.rows_kept
        assert snapshot.read("street").num_rows == sum(model.values())
        assert cube_agrees(lake)
        told.append((day.date(), sum(model.values())))
    for day, rows in told:
        assert total(lake, as_known=day) == rows


def test_readers_of_many_threads_each_get_their_answer(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", street_text(20)), write(inbox, "b.csv", street_text(7, month="2025-02")))

    def ask(number: int) -> int:
        snapshot = lake.snapshot()
        street = snapshot.table("street")
        month = street.filter(street.month == f"2025-{number % 2 + 1:02d}")
        return int(snapshot.arrow(month.aggregate(n=month.count()))["n"][0].as_py())

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, range(24))) == [20, 7] * 12


def test_a_snapshot_is_cheap_to_open_again(lake: Lake, inbox: Path) -> None:
    for month in range(1, 6):
        take(lake, write(inbox, f"{month}.csv", street_text(5, month=f"2025-{month:02d}")))
    lake.snapshot().table("street")
    started = time.perf_counter()
    for _ in range(100):
        lake.snapshot().table("street")
    assert (time.perf_counter() - started) / 100 < 0.02


def test_history_is_kept_for_ever_by_delta_too(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", street_text(5)))
    for name in (*lake.snapshot().manifest.versions, "manifests"):
        table = DeltaTable(lake.root / name)
        assert table.metadata().configuration["delta.enableExpiredLogCleanup"] == "false"
        assert table.metadata().configuration["delta.deletedFileRetentionDuration"] == "interval 36500 days"
        assert tuple(table.metadata().partition_columns) == PARTITIONS.get(name, ())


def test_other_engines_read_the_tables_as_plain_delta(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", street_text(5)), at=JANUARY)
    take(lake, write(inbox, "b.csv", street_text(9)), at=FEBRUARY)
    versions = lake.snapshot().manifest.versions
    table = DeltaTable(lake.root / "street", version=versions["street"])
    assert sorted(table.to_pyarrow_table()["line"].to_pylist()) == list(range(2, 11))
    assert {field.name for field in table.schema().fields} == set(TABLES["street"].names)


def test_every_manifest_names_whole_states(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", street_text(5)), at=JANUARY)
    take(lake, write(inbox, "b.csv", street_text(9, month="2025-02")), at=FEBRUARY)
    first, second = manifests(lake.root)
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.by == "analyst"
    assert set(first.versions) == {"street", "street_cube", "releases"}
    assert len(first.release_ids) == len(second.release_ids) == 1
