"""A kill while a partner's file is loaded, or a release taken back, leaves the old state or the new, never part."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from frankpledge.lake import failpoints
from frankpledge.lake.rollback import withdraw
from frankpledge.lake.store import Lake
from tests.lake.files import (
    FEBRUARY,
    JANUARY,
    MARCH,
    compiled_modules_kept,
    cube_agrees,
    street_name,
    street_text,
    take,
    write,
)
from tests.lake.own.own_files import EXTRACT, extract, extract_row, take_own

LOAD = textwrap.dedent(
    """
    import json, sys
    from datetime import UTC, date, datetime
    from pathlib import Path
    from frankpledge.lake.ingest import ingest
    from frankpledge.lake.own.desk import OwnDesk
    from frankpledge.lake.own.mapping import Mapping
    from frankpledge.lake.store import Lake
    root, mapping, *paths = sys.argv[1:]
    at = datetime(2026, 2, 28, 12, tzinfo=UTC)
    desk = OwnDesk(at.date(), {}, Mapping.from_json(json.loads(mapping)))
    ingest(Lake(Path(root)), paths, known_at=at, by="analyst", desk=desk)
    """
)
BACK = textwrap.dedent(
    """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from frankpledge.lake.rollback import withdraw
    from frankpledge.lake.store import Lake
    root, release = sys.argv[1:]
    withdraw(Lake(Path(root)), release, known_at=datetime(2026, 2, 28, 12, tzinfo=UTC), by="analyst", reason="Wrong.")
    """
)
LATE = {"after manifest", "before load closed"}
OF_A_LOAD = [
    "lock taken",
    "load opened",
    "file read",
    "rows written",
    "file finished",
    "before table commit",
    "after table commit",
    "after table commit@2",
    "before manifest",
    *sorted(LATE),
]
OF_A_WITHDRAWAL = [
    "lock taken",
    "load opened",
    "rows withdrawn",
    "cube written",
    "before table commit",
    "after table commit",
    "after table commit@2",
    "after table commit@3",
    "before manifest",
    *sorted(LATE),
]


def child(program: str, *told: str, failpoint: str) -> int:
    environment = {**compiled_modules_kept(), failpoints.VARIABLE: failpoint}
    done = subprocess.run([sys.executable, "-c", program, *told], env=environment, capture_output=True, text=True)
    assert done.returncode in (0, failpoints.EXIT_STATUS), done.stderr
    return done.returncode


def held(lake: Lake) -> list[str]:
    return sorted(lake.snapshot().read("records")["reference"].to_pylist())


@pytest.mark.parametrize("stage", OF_A_LOAD)
def test_a_kill_while_a_partners_file_is_loaded(stage: str, lake: Lake, inbox: Path) -> None:
    old = write(inbox, "old.csv", extract([extract_row(1), extract_row(2, Recorded="10/12/2025")]))
    new = write(inbox, "new.csv", extract([extract_row(3), extract_row(4, Recorded="10/02/2026")]))
    take_own(lake, old, mapping=EXTRACT, at=JANUARY)
    before, after = ["FN/00001", "FN/00002"], ["FN/00002", "FN/00003", "FN/00004"]
    told = (str(lake.root), json.dumps(EXTRACT.as_json()), str(new))
    assert child(LOAD, *told, failpoint=stage) == failpoints.EXIT_STATUS
    assert held(lake) == (after if stage in LATE else before)
    take_own(lake, new, mapping=EXTRACT, at=MARCH)
    assert held(lake) == after


@pytest.mark.parametrize("stage", OF_A_WITHDRAWAL)
def test_a_kill_while_a_release_is_taken_back(stage: str, lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "old.csv", street_text(20)), at=JANUARY)
    folder = inbox / "new"
    write(folder, street_name(), street_text(23))
    (newer,) = take(lake, folder, at=FEBRUARY).files
    told = (str(lake.root), newer.release_id)
    assert child(BACK, *told, failpoint=stage) == failpoints.EXIT_STATUS
    rows = lake.snapshot().read("street").num_rows
    assert rows == (20 if stage in LATE else 23)
    assert cube_agrees(lake)
    assert lake.snapshot().read("withdrawals").num_rows == (stage in LATE)
    if stage not in LATE:
        withdraw(lake, newer.release_id, known_at=MARCH, by="analyst", reason="Wrong.")
        assert not (lake.root / "loading.json").exists()
    assert (lake.snapshot().read("street").num_rows, cube_agrees(lake)) == (20, True)
