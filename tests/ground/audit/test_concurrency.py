"""Writers who come at once wait for each other: one chain, every number once, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection

from frankpledge.ground.audit.actions import record
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import verify
from tests.schema import begin

WRITERS, EVENTS = 4, 12
WRITE = f"""
from pathlib import Path
import sys
from frankpledge.config.start import setup
setup(Path(sys.argv[1]))
from frankpledge.ground.audit.actions import record
for number in range({EVENTS}):
    record("a.b", None, by=None, facts={{"number": number}})
"""
BEGIN = """
from pathlib import Path
import sys
from frankpledge.config.start import initialise
initialise(Path(sys.argv[1]))
"""
CHECK = """
from pathlib import Path
import sys
from frankpledge.config.start import setup
setup(Path(sys.argv[1]))
from frankpledge.ground.audit.queries import verify
report = verify()
print(report.events, report.whole)
"""


def python(code: str, data: Path) -> subprocess.Popen[str]:
    """Start a Python of its own on a data folder, with SQLite whatever this test runs on."""
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "FRANKPLEDGE_DATA"}}
    return subprocess.Popen([sys.executable, "-c", code, str(data)], env=clean, stdout=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> str:
    """Return what a process said, once it has ended well."""
    said, _ = process.communicate(timeout=180)
    assert process.returncode == 0
    return said


def test_processes_that_write_at_once_on_sqlite_make_one_whole_chain(tmp_path: Path) -> None:
    data = tmp_path / "data"
    begin(data)
    ended(python(BEGIN, data))
    writers = [python(WRITE, data) for _ in range(WRITERS)]
    for writer in writers:
        ended(writer)
    assert ended(python(CHECK, data)).split() == [str(WRITERS * EVENTS), "True"]


@pytest.mark.django_db(transaction=True)
def test_threads_that_write_at_once_on_postgresql_make_one_whole_chain() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's test database lives in one connection; its writers are tried as processes")

    def write() -> None:
        for number in range(EVENTS):
            record("a.b", None, by=None, facts={"number": number})
        connection.close()

    writers = [Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(Event.objects.values_list("number", flat=True)) == list(range(1, WRITERS * EVENTS + 1))
    assert verify().whole
