"""No fork: the store's engine panics in a forked child, so another process is always spawned."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source, calls, dotted

FORKS = {"os.fork", "os.forkpty", "pty.fork"}
NEED_A_CONTEXT = {"multiprocessing.Process", "multiprocessing.Pool", "mp.Process", "mp.Pool", "ProcessPoolExecutor"}
WAYS = {"fork", "forkserver"}

PLANTED = (
    ("lake/sheets.py", "import os\nchild = os.fork()\n"),
    ("lake/sheets.py", "import multiprocessing\nchild = multiprocessing.Process(target=read)\n"),
    ("lake/sheets.py", 'import multiprocessing\nways = multiprocessing.get_context("fork")\n'),
    ("ground/jobs/jobs.py", "from concurrent.futures import ProcessPoolExecutor\npool = ProcessPoolExecutor(2)\n"),
)
ALLOWED = (
    (
        "lake/sheets.py",
        'import multiprocessing\nways = multiprocessing.get_context("spawn")\nchild = ways.Process(target=read)\n',
    ),
    ("lake/sheets.py", "import subprocess\nsubprocess.run(['ls'], check=True)\n"),
    (
        "lake/sheets.py",
        "from concurrent.futures import ProcessPoolExecutor\npool = ProcessPoolExecutor(2, mp_context=spawn)\n",
    ),
)


def violations(source: Source) -> Iterator[str]:
    """Yield every place that forks, or leaves the way to the machine's default."""
    if not source.is_python:
        return
    for call in calls(source.tree):
        name = dotted(call.func)
        if name in FORKS:
            yield f"{call.lineno}: {name}"
        if any(name == known or name.endswith(f".{known}") for known in NEED_A_CONTEXT) and not has_context(call):
            yield f"{call.lineno}: {name} without a spawning context"
        if name.endswith(("get_context", "set_start_method")) and asks_to_fork(call):
            yield f"{call.lineno}: {name} asks for a fork"


def has_context(call: ast.Call) -> bool:
    """Say whether the call names its way of starting a process."""
    return any(keyword.arg == "mp_context" for keyword in call.keywords)


def asks_to_fork(call: ast.Call) -> bool:
    """Say whether the way is a fork, or none, which is a fork on Linux."""
    words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    return not words or bool(set(words) & WAYS)
