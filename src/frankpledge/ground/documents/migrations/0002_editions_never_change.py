"""The database keeps what was approved: no change, no removal, and no approval by whoever wrote in the paper.

The guards of the models stop our own code; these stop every other way in. SQLite and PostgreSQL say it differently.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

KEPT = ("documents_edition", "documents_editionfile", "documents_writing")
OWN_WORK = """
    SELECT 1 FROM documents_writing w
    WHERE w.paper_id = NEW.paper_id AND w.edition_number = NEW.number AND w.by_id = NEW.approved_by_id
"""


def install(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement, params=None)


def remove(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    kept = [(table, f"{table}_{deed}") for table in KEPT for deed in ("update", "delete")]
    for table, trigger in (*kept, ("documents_edition", "documents_second_person")):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}" + (f" ON {table}" if postgresql else ""), params=None)
    if postgresql:
        for function in ("documents_keep", "documents_check_second_person"):
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {function}()", params=None)


def _sqlite() -> list[str]:
    kept = [
        f"CREATE TRIGGER {table}_{deed} BEFORE {deed.upper()} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'an approved edition never changes'); END"
        for table in KEPT
        for deed in ("update", "delete")
    ]
    second = (
        f"CREATE TRIGGER documents_second_person BEFORE INSERT ON documents_edition WHEN EXISTS ({OWN_WORK}) "
        "BEGIN SELECT RAISE(ABORT, 'whoever wrote in a paper may not approve it'); END"
    )
    return [*kept, second]


def _postgresql() -> list[str]:
    kept = [
        f"CREATE TRIGGER {table}_{deed} BEFORE {deed.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION documents_keep()"
        for table in KEPT
        for deed in ("update", "delete")
    ]
    return [
        (
            "CREATE FUNCTION documents_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'an approved edition never changes' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        ),
        *kept,
        (
            "CREATE FUNCTION documents_check_second_person() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF EXISTS ({OWN_WORK}) THEN RAISE EXCEPTION 'whoever wrote in a paper may not approve it' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
        ),
        (
            "CREATE TRIGGER documents_second_person BEFORE INSERT ON documents_edition "
            "FOR EACH ROW EXECUTE FUNCTION documents_check_second_person()"
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
