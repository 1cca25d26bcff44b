"""The tables of an empty database at one stroke, as all migrations together would leave them.

Django makes the models anew for each of some five hundred steps, which takes a minute of which nothing is left. Here
they are made once, from the state that the migrations end in; what a step says in SQL alone (triggers, indexes of
words) is said after them; and every migration is recorded as applied. That both ways lead to one schema is tested.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.recorder import MigrationRecorder

OURS = "frankpledge."


def lay_out() -> bool:
    """Make all tables where there is none yet; return whether they were made."""
    if connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    state = executor.loader.project_state()
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            if model._meta.managed and not model._meta.proxy and not model._meta.auto_created:
                editor.create_model(model)
    with connection.schema_editor(atomic=True) as editor:
        for migration in plan:
            _say_besides(migration, editor, state)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    with transaction.atomic():
        for migration in plan:
            recorder.record_applied(migration.app_label, migration.name)
    return True


def _say_besides(migration: Any, editor: Any, state: Any) -> None:
    """Do what a migration of ours says that the models do not: others' only move rows, of which there are none."""
    if type(migration).__module__.startswith(OURS):
        for operation in migration.operations:
            if isinstance(operation, RunPython | RunSQL):
                operation.database_forwards(migration.app_label, editor, state, state)
