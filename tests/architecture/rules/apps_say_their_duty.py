"""An app's first file holds only its docstring: the duty, its source, its words, what it must never import."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.house import Source

PLANTED = (
    ("domain/evidence/__init__.py", ""),
    ("domain/evidence/__init__.py", '"""Evidence."""\nfrom frankpledge.domain.evidence.models import Load\n'),
)
ALLOWED = (("domain/evidence/__init__.py", '"""Evidence: what is known, from whom, since when."""\n'),)


def violations(source: Source) -> Iterator[str]:
    """Yield what an app's first file lacks, or has too much."""
    parts = source.place.parts
    if len(parts) != 3 or parts[0] not in {"domain", "ground"} or parts[2] != "__init__.py":
        return
    if not ast.get_docstring(source.tree):
        yield "1: no docstring says what this app is for"
    elif len(source.tree.body) > 1:
        yield f"{source.tree.body[1].lineno}: holds more than its docstring"
