"""What an installation makes at one stroke is what all migrations make one by one: tables, indexes, triggers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.schema import FILE, migrated_database, migrated_file

# Every table with its columns, keys, indexes and checks, every trigger, and which migrations are recorded, of the
# database that a process of its own makes in a folder or finds there. Names that Django makes up are left out.
TELL = r"""
import json, re, sys
from pathlib import Path
from frankpledge import config
from frankpledge.config.keys import create_keys
from frankpledge.config.start import setup
data = Path(sys.argv[1])
if sys.argv[2] == "make":
    config.initialise(data)
else:
    create_keys(data)
    setup(data)
from django.db import connection

SQLITE = {
    "columns": "SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk "
               "FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'",
    "keys": "SELECT m.name, f.\"from\", f.\"table\", f.\"to\", f.on_delete "
            "FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
    "indexes": "SELECT m.name, l.\"unique\", l.partial, group_concat(i.name), substr(s.sql, instr(s.sql, ' ON ')) "
               "FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) i "
               "LEFT JOIN sqlite_master s ON s.name = l.name WHERE m.type = 'table' GROUP BY m.name, l.name",
    "triggers": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' OR sql LIKE 'CREATE VIRTUAL%'",
    "applied": "SELECT app, name FROM django_migrations",
}
POSTGRESQL = {
    "columns": "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, "
               "is_identity FROM information_schema.columns WHERE table_schema = 'public'",
    "keys": "SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT tablename, regexp_replace(indexdef, 'INDEX [^ ]+ ON', 'ON') FROM pg_indexes "
               "WHERE schemaname = 'public'",
    "triggers": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "applied": "SELECT app, name FROM django_migrations",
}
told = {}
with connection.cursor() as cursor:
    for part, question in (SQLITE if connection.vendor == "sqlite" else POSTGRESQL).items():
        cursor.execute(question)
        told[part] = sorted(json.dumps(row) for row in cursor.fetchall())
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        found = [(name, re.findall(r'CONSTRAINT "(\w+)" CHECK (\(.*?\)\)?)', sql or "")) for name, sql in cursor]
        told["checks"] = sorted(json.dumps([name, *one]) for name, some in found for one in some)
print(json.dumps(told))
"""


def told_of(data: Path, how: str, url: str = "") -> dict[str, list[str]]:
    clean = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "FRANKPLEDGE_DATA"}}
    chosen = {**clean, **({"DATABASE_URL": url} if url else {})}
    done = subprocess.run([sys.executable, "-c", TELL, str(data), how], env=chosen, check=True, capture_output=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def alike(made: dict[str, list[str]], migrated: dict[str, list[str]]) -> None:
    for part, told in migrated.items():
        assert (sorted(set(made[part]) - set(told)), sorted(set(told) - set(made[part]))) == ([], []), part
        assert len(told) == len(made[part])
    assert min(len(made[part]) for part in ("columns", "keys", "indexes", "applied")) > 100
    assert len(made["triggers"]) > 3


def test_tables_made_at_one_stroke_are_those_that_migrations_make_on_sqlite(tmp_path: Path) -> None:
    before = tmp_path / "migrated"
    before.mkdir()
    (before / FILE).write_bytes(migrated_file().read_bytes())
    alike(told_of(tmp_path / "made", "make"), told_of(before, "read"))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asked where these tests run on PostgreSQL")
def test_tables_made_at_one_stroke_are_those_that_migrations_make_on_postgresql(tmp_path: Path) -> None:
    url = os.environ["DATABASE_URL"]
    here = urlsplit(url)
    migrated = here._replace(path=f"/{migrated_database(url)}").geturl()
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS made_at_one_stroke"))
        server.execute(sql.SQL("CREATE DATABASE made_at_one_stroke"))
    made = told_of(tmp_path / "made", "make", here._replace(path="/made_at_one_stroke").geturl())
    alike(made, told_of(tmp_path / "migrated", "read", migrated))
