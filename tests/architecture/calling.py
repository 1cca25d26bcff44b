"""Who calls whom, over the whole house: follows names through imports, packages that hand them on, and aliases."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.architecture.house import Source, calls, dotted, functions

Place = tuple[str, str]


@dataclass(frozen=True)
class Module:
    """What a module defines, and under which local names it knows what others define."""

    defines: dict[str, ast.FunctionDef | ast.AsyncFunctionDef]
    knows: dict[str, Place]


def module_name(source: Source) -> str:
    """Return the dotted name of a file's module."""
    parts = source.place.with_suffix("").parts
    return ".".join(["frankpledge", *(parts[:-1] if parts[-1] == "__init__" else parts)])


def read(sources: Iterable[Source]) -> dict[str, Module]:
    """Return every Python module by its name."""
    return {module_name(source): Module(defined(source), known(source)) for source in sources if source.is_python}


def defined(source: Source) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    return {function.name: function for function in functions(source.tree)}


def known(source: Source) -> dict[str, Place]:
    """Return (module, name) for each name that comes from elsewhere in the house, imports within functions too."""
    return {
        name.asname or name.name: (node.module, name.name)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("frankpledge")
        for name in node.names
    }


def called(function: ast.AST, module: str, house: dict[str, Module]) -> Iterator[Place]:
    """Yield what a function calls: its module's own, what it imported, and what lies in modules that it imported."""
    for call in calls(function):
        first, *rest = dotted(call.func).split(".")
        if first in house[module].defines and not rest:
            yield module, first
        elif first in house[module].knows:
            home, name = house[module].knows[first]
            yield (f"{home}.{name}", rest[0]) if rest and f"{home}.{name}" in house else (home, name)


def reaches(place: Place, goal: Place, house: dict[str, Module], seen: set[Place] | None = None) -> bool:
    """Say whether calling what is at `place` comes to call what is at `goal`."""
    seen = set() if seen is None else seen
    module, name = place
    if place == goal or place in seen or module not in house:
        return place == goal
    seen.add(place)
    here = house[module]
    if name in here.defines:
        return any(reaches(next_place, goal, house, seen) for next_place in called(here.defines[name], module, house))
    return name in here.knows and reaches(here.knows[name], goal, house, seen)
