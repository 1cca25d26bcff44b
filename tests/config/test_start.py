"""An installation begins with a folder of its own, its keys and a database, and beginning again changes nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from frankpledge import config
from frankpledge.config.database import postgresql, sqlite
from frankpledge.config.keys import create_keys, secret_key
from frankpledge.config.start import NotInitialised, setup
from frankpledge.refusal import Refusal

INITIALISE = (
    "import sys; from pathlib import Path; from frankpledge import config; config.initialise(Path(sys.argv[1]))"
)
SERVE = """
import sys
from pathlib import Path
from frankpledge import config
config.serve(Path(sys.argv[1]), port=0, ready=lambda at: print(at.workspace, flush=True))
"""
STYLES = Path(config.__file__).parent.parent / "ground" / "ui" / "static" / "built" / "app.css"


def python(code: str, data: Path) -> subprocess.Popen[str]:
    """Start a Python of its own on a data folder, with SQLite whatever these tests run on."""
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "FRANKPLEDGE_DATA"}}
    return subprocess.Popen([sys.executable, "-c", code, str(data)], env=clean, stdout=subprocess.PIPE, text=True)


def test_keys_are_made_once_and_read_by_their_owner_alone(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    create_keys(data)
    first = {name: (data / name).read_text() for name in ("secret.key", "audit.key")}
    create_keys(data)
    assert {name: (data / name).read_text() for name in first} == first
    assert first["secret.key"] != first["audit.key"]
    assert data.stat().st_mode & 0o777 == 0o700
    assert {(data / name).stat().st_mode & 0o777 for name in first} == {0o600}
    assert secret_key(data) == first["secret.key"]


def test_without_a_key_each_process_has_one_that_does_not_last(tmp_path: Path) -> None:
    assert secret_key(tmp_path) != secret_key(tmp_path)


def test_a_folder_that_was_never_set_up_is_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(NotInitialised, match="frankpledge init"):
        setup(tmp_path)


def test_an_installation_is_set_up_twice_and_served_with_its_styles(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = python(INITIALISE, data)
    first.communicate(timeout=180)
    kept = (data / "frankpledge.sqlite3").read_bytes()
    # Compared before it is served: a server that runs past a moment of its timetable writes down that it did so.
    again = python(INITIALISE, data)
    again.communicate(timeout=180)
    assert (data / "frankpledge.sqlite3").read_bytes() == kept
    server = python(SERVE, data)
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    try:
        with urlopen(f"{address}sign-in/", timeout=20) as page:
            html, policy = page.read().decode(), page.headers["Content-Security-Policy"]
        if STYLES.exists():
            (name,) = re.findall(r'href="/(static/built/app\.[0-9a-f]{12}\.css)"', html)
            with urlopen(f"{address}{name}", timeout=20) as styles:
                assert "immutable" in styles.headers["Cache-Control"]
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)
    assert first.returncode == again.returncode == server.returncode == 0
    assert "<h1>Sign in</h1>" in html
    assert "default-src 'none'" in policy


def test_every_transaction_on_sqlite_takes_the_lock_at_once(tmp_path: Path) -> None:
    entry = sqlite(tmp_path / "rows.sqlite3")
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "foreign_keys=ON" in entry["OPTIONS"]["init_command"]


def test_the_address_of_a_postgresql_is_taken_apart() -> None:
    entry = postgresql("postgresql://an%40alyst:s%3Acret@db.example:5433/vale?sslmode=require&host=/run")
    told = {name: entry[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert told == {"NAME": "vale", "USER": "an@alyst", "PASSWORD": "s:cret", "HOST": "db.example", "PORT": "5433"}
    assert entry["OPTIONS"]["sslmode"] == "require"
    assert postgresql("postgres:///vale?host=/run/postgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host/", "vale", "postgresql:"])
def test_what_is_not_such_an_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(Refusal, match="DATABASE_URL") as refusal:
        postgresql(url)
    assert url not in str(refusal.value) or url == "postgresql:"
