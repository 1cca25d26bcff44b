"""What a person may see is decided in a query: no page, presenter or template reaches for the tables itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.house import Source

PAGES = ("views", "presenters", "web")
MANAGERS = {"objects", "_default_manager", "_base_manager"}

PLANTED = (
    ("domain/evidence/views.py", "def page(request):\n    return Release.objects.all()\n"),
    ("domain/evidence/views/releases.py", "rows = Release._default_manager.all()\n"),
    ("domain/assessments/presenters.py", "rows = Release.objects.filter(pk=1)\n"),
    ("web/home.py", "rows = Release.objects.filter(pk=1)\n"),
    ("domain/evidence/templates/evidence/list.html", "{% for row in release.objects.all %}{% endfor %}"),
)
ALLOWED = (
    ("domain/evidence/queries.py", "rows = Release.objects.all()\n"),
    ("domain/evidence/views.py", "rows = releases(viewer=viewer, workspace=workspace)\n"),
)


def violations(source: Source) -> Iterator[str]:
    """Yield every reach for a table from a page."""
    if source.is_template:
        for number, line in enumerate(source.text.splitlines(), 1):
            if re.search(r"\.(objects|_default_manager)\b", line):
                yield f"{number}: {line.strip()}"
    elif source.is_python and source.lies_in(*PAGES):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
                yield f"{node.lineno}: .{node.attr}"
