"""The files of the house, as the rules read them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "frankpledge"


@dataclass(frozen=True)
class Source:
    """One file: where it lies, seen from `src/frankpledge` (or from the root for tests), and what it says."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Return the parsed file; Python only."""
        return ast.parse(self.text)

    @property
    def place(self) -> PurePosixPath:
        """Return the path as parts."""
        return PurePosixPath(self.path)

    @property
    def is_python(self) -> bool:
        """Say whether this is Python."""
        return self.path.endswith(".py")

    @property
    def is_template(self) -> bool:
        """Say whether this is a page or a piece of one."""
        return self.path.endswith(".html")

    def lies_in(self, *words: str) -> bool:
        """Say whether the file, or a folder on the way to it, bears one of these names."""
        return bool({*self.place.with_suffix("").parts} & set(words))


@cache
def sources() -> tuple[Source, ...]:
    """Return every Python file and template of the product, each parsed once for all rules."""
    files = (path for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]) if "static" not in path.parts)
    return tuple(Source(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")) for path in files)


def dotted(node: ast.AST) -> str:
    """Return `a.b.c` for such an expression, the last names of a longer one, and nothing for any other."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return node.id if isinstance(node, ast.Name) else ""


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Yield every call within."""
    return (found for found in ast.walk(node) if isinstance(found, ast.Call))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method, nested ones too."""
    return (found for found in ast.walk(tree) if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef))


def expect_none(found: Iterable[str], *, because: str) -> None:
    """Fail with everything that was found, a line each, so that one run shows all there is to mend."""
    lines = list(found)
    if lines:
        pytest.fail("\n".join([because, *lines]), pytrace=False)
