"""What can be found, and beside it the index of whichever database keeps it.

A later migration that makes the table of entries anew on SQLite (any change to it does) takes the triggers with it and
must run `install` again.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ADDED = "INSERT INTO search_words(rowid, title, text) VALUES (new.id, new.title, new.text)"
GONE = "INSERT INTO search_words(search_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text)"
INDEX = "title, text, content='search_entry', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'"
SQLITE = (
    f"CREATE VIRTUAL TABLE search_words USING fts5({INDEX})",
    f"CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN {ADDED}; END",
    f"CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN {GONE}; END",
    f"CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN {GONE}; {ADDED}; END",
)
SQLITE_AWAY = (
    "DROP TRIGGER search_entry_added",
    "DROP TRIGGER search_entry_gone",
    "DROP TRIGGER search_entry_changed",
    "DROP TABLE search_words",
)
POSTGRESQL = (
    "ALTER TABLE search_entry ADD COLUMN words tsvector",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
)
POSTGRESQL_AWAY = ("ALTER TABLE search_entry DROP COLUMN words",)


def install(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def remove(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_AWAY if schema_editor.connection.vendor == "postgresql" else SQLITE_AWAY:
        schema_editor.execute(statement, params=None)


WHOSE = django.db.models.deletion.CASCADE


class Migration(migrations.Migration):
    initial = True

    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=100)),
                ("about", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("href", models.CharField(max_length=700)),
                ("changed_at", models.DateTimeField(null=True)),
                ("workspace", models.ForeignKey(on_delete=WHOSE, related_name="+", to="accounts.workspace")),
            ],
            options={
                "ordering": ("workspace", "kind", "about"),
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "kind", "about"), name="search_one_entry_of_a_thing")
                ],
            },
        ),
        migrations.CreateModel(
            name="Due",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=100)),
                ("about", models.CharField(blank=True, max_length=200)),
                ("workspace", models.ForeignKey(on_delete=WHOSE, related_name="+", to="accounts.workspace")),
            ],
            options={"ordering": ("workspace", "id")},
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "workspace",
                    models.OneToOneField(
                        on_delete=WHOSE, primary_key=True, related_name="+", serialize=False, to="accounts.workspace"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(install, remove),
    ]
