"""Every action records what was done and by whom: a change the ledger does not know cannot be shown to be allowed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source, calls, dotted

PLANTED = (
    ("domain/evidence/actions.py", "def withdraw_release(*, release, by):\n    release.save()\n"),
    ("domain/evidence/actions/loading.py", "def load(*, by):\n    keep(by)\n\ndef keep(by):\n    row.save()\n"),
)
ALLOWED = (
    ("domain/evidence/actions.py", "def withdraw(*, release, by):\n    record('evidence.withdrawn', release, by=by)\n"),
    (
        "domain/evidence/actions.py",
        "def withdraw(*, release, by):\n    _note(by)\n\ndef _note(by):\n    record('x.y', by=by)\n",
    ),
    (
        "domain/assessments/actions.py",
        "from frankpledge.ground.documents.actions import approve\ndef adopt(*, by):\n    approve(paper, by=by)\n",
    ),
)


def violations(source: Source) -> Iterator[str]:
    """Yield every public action that records nothing, itself, through its own module, or through another action."""
    if not source.is_python or not source.lies_in("actions") or source.path.startswith("ground/audit/"):
        return
    own = {node.name: node for node in source.tree.body if isinstance(node, ast.FunctionDef)}
    others = borrowed_actions(source.tree)
    for name, function in own.items():
        acts = any(argument.arg == "by" for argument in [*function.args.args, *function.args.kwonlyargs])
        if acts and not name.startswith("_") and not records(function, own, others, set()):
            yield f"{function.lineno}: {name} records nothing"


def borrowed_actions(tree: ast.Module) -> set[str]:
    """Return the names of other modules' actions, which record for themselves, and of modules of actions."""
    return {
        name.asname or name.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module
        for name in node.names
        if "actions" in (*node.module.split("."), name.name)
    }


def records(function: ast.FunctionDef, own: dict[str, ast.FunctionDef], others: set[str], seen: set[str]) -> bool:
    """Say whether an audit event is reached from here."""
    seen.add(function.name)
    for call in calls(function):
        name = dotted(call.func)
        if name.split(".")[-1] == "record" or name.split(".")[0] in others:
            return True
        if name in own and name not in seen and records(own[name], own, others, seen):
            return True
    return False
