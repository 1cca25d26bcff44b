"""Chance is an argument: whoever draws says from which seed, so that the draw can be had again."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source, calls, dotted

# What makes a generator from a seed, rather than drawing from the hidden one.
MAKERS = {"default_rng", "Generator", "SeedSequence", "PCG64", "SFC64"}

PLANTED = (
    ("analysis/places.py", "import numpy as np\ndraw = np.random.default_rng()\n"),
    ("analysis/places.py", "import numpy as np\ndraw = np.random.Generator(np.random.SFC64())\n"),
    ("demo/generator/county.py", "import random\n"),
    ("demo/generator/county.py", "import numpy as np\ndraw = np.random.normal(0, 1)\n"),
)
ALLOWED = (
    ("analysis/places.py", "import numpy as np\ndraw = np.random.default_rng(seed)\n"),
    ("demo/generator/county.py", "import numpy as np\nparts = np.random.SeedSequence(seed).spawn(2)\n"),
    # Keys and receipts must be unguessable, which a seed would undo.
    ("config/keys.py", "import secrets\nkey = secrets.token_bytes(32)\n"),
)


def violations(source: Source) -> Iterator[str]:
    """Yield every draw without a seed."""
    if not source.is_python:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import) and any(name.name == "random" for name in node.names):
            yield f"{node.lineno}: import random"
        if isinstance(node, ast.ImportFrom) and node.module == "random":
            yield f"{node.lineno}: from random import"
    for call in calls(source.tree):
        name = dotted(call.func)
        if name.endswith(("default_rng", "PCG64", "SFC64")) and not call.args and not call.keywords:
            yield f"{call.lineno}: {name}() has no seed"
        if ".random." in f".{name}" and not MAKERS & set(name.split(".")):
            yield f"{call.lineno}: {name} draws from the one hidden generator"
