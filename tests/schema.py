"""The database as all migrations leave it: they run once for each of their states; what needs a database copies it.

Running them takes a minute, a copy a tenth of a second. That an installation, which makes its tables at one stroke,
has the same ones is asked by `tests/config/test_fresh.py`; that they are what the models say, by `make check`.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import allauth
import django
import psycopg
from django.db.backends.signals import connection_created
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "schema"
BEGIN = """
import sys
from pathlib import Path
from frankpledge.config.keys import create_keys
from frankpledge.config.start import setup
data = Path(sys.argv[1])
create_keys(data)
setup(data)
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
"""
TEMPLATE = "frankpledge_migrated"
FILE = "frankpledge.sqlite3"


def state() -> str:
    """Return a name for what the migrations are now: ours word for word, the others' by their versions."""
    found = hashlib.sha256(f"{django.__version__} {allauth.__version__} {sqlite3.sqlite_version}".encode())
    for path in sorted((ROOT / "src").glob("frankpledge/*/*/migrations/*.py")):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:20]


@contextmanager
def alone() -> Iterator[None]:
    """Let no other process of this checkout make what we are about to make."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(data: Path, url: str = "") -> None:
    """Let every migration run on the database of an empty data folder, one by one, in a process of its own."""
    clean = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "FRANKPLEDGE_DATA"}}
    chosen = {**clean, **({"DATABASE_URL": url} if url else {})}
    subprocess.run([sys.executable, "-c", BEGIN, str(data)], env=chosen, check=True)


def migrated_file() -> Path:
    """Return an SQLite file that today's migrations made."""
    path = KEPT / f"{state()}.sqlite3"
    with alone():
        if not path.exists():
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            with TemporaryDirectory() as folder:
                migrate(Path(folder) / "data")
                shutil.copy(Path(folder) / "data" / FILE, path.with_suffix(".new"))
            path.with_suffix(".new").rename(path)
    return path


def begin(data: Path) -> None:
    """Put a migrated SQLite file where an installation makes one, so that setting it up finds nothing left to do."""
    data.mkdir(parents=True, exist_ok=True)
    shutil.copy(migrated_file(), data / FILE)


def migrated_database(url: str) -> str:
    """Return the name of a database of a PostgreSQL server that today's migrations made."""
    with alone(), psycopg.connect(url, autocommit=True) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone()
        if found is None:
            making = f"{TEMPLATE}_now"
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(making)))
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
            with TemporaryDirectory() as folder:
                migrate(Path(folder) / "data", urlsplit(url)._replace(path=f"/{making}").geturl())
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(making), sql.Identifier(TEMPLATE)))
    return TEMPLATE


def begin_with_all_migrations(connection: Any, url: str) -> None:
    """Let the test database of a connection, which is yet to be made, begin as a copy."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database(url)
        return
    path = migrated_file()

    def fill(sender: object, connection: Any, **rest: object) -> None:
        if connection.is_in_memory_db():
            connection_created.disconnect(fill)
            source = sqlite3.connect(path)
            source.backup(connection.connection)
            source.close()

    connection_created.connect(fill, weak=False)
