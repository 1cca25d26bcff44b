"""A case that is gone is gone: from the file of the database, its log and free pages, files, index and notices."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import begin, environment
from tests.schema import ROOT


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="dead rows of PostgreSQL go with its next VACUUM, as is said")
def test_nothing_of_a_removed_case_is_left_in_any_byte_and_a_restored_backup_lists_it_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    begin(data)
    env = {**environment(data), "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.purging", str(data)], env=env, cwd=ROOT, capture_output=True, text=True,
        check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert set(told["before"]) == {"frankpledge.sqlite3"}  # it was there, sealed, and nowhere else even before
    assert told["before"]["frankpledge.sqlite3"] > 20
    assert told["rows"] > 15
    assert told["tables"] > 100
    assert told["after"] == [{}, {}]
    assert told["identifiers"] == ["audit_event"]  # the ledger keeps for ever that a case was here
    assert told["secure"]
    assert set(told["restored"]) == {"frankpledge.sqlite3"}
    assert told["again"] == told["rows"]
    assert told["after_again"] == {}
