"""A transaction holds the only write lock, so nothing of the lake and no rendering happens inside one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source, calls, dotted, functions

SLOW_HOMES = ("frankpledge.lake",)
RENDERERS = {"html", "docx", "odt", "pdf", "pptx", "xlsx"}
SLOW_NAMES = {"ingest", "render", "write_deltalake"}

IN_A_DECORATED_FUNCTION = """
from frankpledge.lake.ingest import ingest
@transaction.atomic
def load(*, by):
    ingest(lake, paths)
"""
IN_A_BLOCK = """
from frankpledge.lake import store
def load(*, by):
    with transaction.atomic():
        store.write(rows)
"""
ONE_CALL_AWAY = """
@transaction.atomic
def approve(*, by):
    keep(by)
def keep(by):
    return pdf.render(tree)
"""
BEFORE_THE_TRANSACTION = """
from frankpledge.lake.ingest import ingest
def load(*, by):
    report = ingest(lake, paths)
    with transaction.atomic():
        Load.objects.create(report=report)
"""
PLANTED = (
    ("domain/evidence/actions.py", IN_A_DECORATED_FUNCTION),
    ("domain/evidence/actions.py", IN_A_BLOCK),
    ("ground/documents/actions.py", ONE_CALL_AWAY),
)
ALLOWED = (("domain/evidence/actions.py", BEFORE_THE_TRANSACTION),)


def violations(source: Source) -> Iterator[str]:
    """Yield every slow call inside a transaction, through functions of the same module too."""
    if not source.is_python:
        return
    slow = slow_names(source.tree)
    own = {function.name: function for function in functions(source.tree)}
    for scope in atomic_scopes(source.tree):
        for call in reached(scope, own):
            name = dotted(call.func)
            if name.split(".")[0] in slow or name.split(".")[-1] in SLOW_NAMES:
                yield f"{call.lineno}: {name} inside a transaction"


def slow_names(tree: ast.Module) -> set[str]:
    """Return the names under which the module knows the lake and the renderers."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module.startswith(SLOW_HOMES):
                # A refusal or a record of the lake has a capital; it is asked and caught, not worked.
                names |= {name.asname or name.name for name in node.names if name.name.islower()}
            if node.module == "frankpledge.ground.documents":
                names |= {name.asname or name.name for name in node.names if name.name in RENDERERS}
    return names


def atomic_scopes(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield every function and block that runs in one transaction."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(dotted(one).endswith("atomic") for one in node.decorator_list):
            yield node
        if isinstance(node, ast.With) and any(dotted(item.context_expr).endswith("atomic") for item in node.items):
            yield node


def reached(scope: ast.AST, own: dict[str, ast.FunctionDef | ast.AsyncFunctionDef]) -> Iterator[ast.Call]:
    """Yield every call in the scope and in the module's own functions that it calls."""
    waiting, seen = [scope], set()
    while waiting:
        for call in calls(waiting.pop()):
            yield call
            name = dotted(call.func)
            if name in own and name not in seen:
                seen.add(name)
                waiting.append(own[name])
