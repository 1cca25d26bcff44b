"""A change is an action: permission, rule, save and audit event in one place, whoever asked for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source, calls, dotted

# Models guard themselves by overriding save and delete; migrations write before there is anyone to act.
MAY_WRITE = ("actions", "models", "migrations")
TABLE_WRITES = {
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "acreate",
    "aupdate",
}
ROW_WRITES = {"save", "asave"}

PLANTED = (
    ("domain/evidence/views.py", "def page(request):\n    release.save()\n"),
    ("domain/evidence/queries.py", "rows = Load.objects.filter(pk=1).update(state='done')\n"),
    ("web/sign_in.py", "Seen.objects.create(user=user)\n"),
    ("demo/build.py", "Workspace.objects.create(name='Invented')\n"),
)
ALLOWED = (
    ("domain/evidence/actions.py", "row = Load.objects.create(by=by)\nrow.save()\n"),
    ("domain/evidence/actions/loading.py", "row = Load.objects.create(by=by)\n"),
    ("domain/evidence/queries.py", "facts.update(more)\n"),
)


def violations(source: Source) -> Iterator[str]:
    """Yield every write to a table from outside an action."""
    if not source.is_python or source.place.parts[0] not in {"ground", "domain", "web", "demo", "cli"}:
        return
    if source.lies_in(*MAY_WRITE):
        return
    for call in calls(source.tree):
        if not isinstance(call.func, ast.Attribute):
            continue
        name = dotted(call.func)
        if call.func.attr in TABLE_WRITES and "objects" in name.split("."):
            yield f"{call.lineno}: {name}"
        if call.func.attr in ROW_WRITES and not call.args:
            yield f"{call.lineno}: {name}"
