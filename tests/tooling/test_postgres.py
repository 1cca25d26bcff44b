"""The throw-away PostgreSQL: where there is none it is said, and the command's own exit code is handed on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tooling import postgres


def test_a_machine_without_a_server_is_told_so_and_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(postgres, "servers", list)
    monkeypatch.delenv("FRANKPLEDGE_REQUIRE_POSTGRES", raising=False)
    assert postgres.main() == 0
    assert "not run" in capsys.readouterr().err


def test_where_it_is_required_its_absence_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "servers", list)
    monkeypatch.setenv("FRANKPLEDGE_REQUIRE_POSTGRES", "1")
    assert postgres.main() == 1


@pytest.mark.skipif(not postgres.servers(), reason="no PostgreSQL server programs on this machine")
def test_a_server_runs_for_one_command_and_is_gone_afterwards(tmp_path: Path) -> None:
    said = tmp_path / "said"
    asks = (
        "import os, pathlib, psycopg\n"
        "with psycopg.connect(os.environ['DATABASE_URL']) as rows:\n"
        f"    pathlib.Path({str(said)!r}).write_text(str(rows.execute('select 6 * 7').fetchone()[0]) + ' '"
        " + rows.info.host)\n"
        "raise SystemExit(3)\n"
    )
    assert postgres.with_server(postgres.servers()[0], [sys.executable, "-c", asks]) == 3
    answer, folder = said.read_text().split()
    assert answer == "42"
    assert not Path(folder).exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must become somebody else")
def test_root_runs_the_server_as_somebody_else() -> None:
    assert postgres.someone_else() not in {None, "root"}
