"""A colour has one meaning and one home: the tokens. No page, chart or document names one itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.house import Source

HOMES = ("charts/theme.py",)
HEX = re.compile(r"(?<![\w&/])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![\w-])")
FUNCTION = re.compile(r"\b(?:rgb|rgba|hsl|hsla|oklch)\(\s*\d", re.IGNORECASE)
# `#add` is a place on a page, not a colour.
ANCHOR = re.compile(r"""(?:href|target|for|aria-\w+)\s*=\s*["']?#[\w-]+""")

PLANTED = (
    ("charts/monthly.py", 'stroke = "#10485a"\n'),
    ("charts/monthly.py", "style = f'fill:#fff;width:{width}'\n"),
    ("ground/documents/docx.py", 'colour = "rgb(16, 72, 90)"\n'),
    ("web/templates/web/home.html", '<p style="color:#9c3a00">late</p>'),
)
ALLOWED = (
    ("charts/theme.py", 'INK = "#17232b"\n'),
    ("web/templates/web/home.html", '<a href="#add">Add</a>'),
    ("charts/monthly.py", 'note = "see #1 of 2"\n'),
)


def violations(source: Source) -> Iterator[str]:
    """Yield every colour that is written out."""
    if source.path in HOMES:
        return
    for number, text in words(source):
        text = ANCHOR.sub("", text)
        for found in [*HEX.findall(text), *FUNCTION.findall(text)]:
            yield f"{number}: {found}"


def words(source: Source) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of every line of a template and of every string in Python that is not a docstring."""
    if source.is_template:
        yield from enumerate(source.text.splitlines(), 1)
        return
    docstrings = {id(node.value) for node in ast.walk(source.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value
