"""Reads every definition file through the functions that the product reads it with, and lists each that will not do."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any

import frankpledge.statute
from frankpledge.statute import load


def files() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield (name, reading) of every definition file as it stands."""
    for name in load.names():
        yield name, partial(load.toml if name.endswith(".toml") else load.rows, name)


def questions() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield (name, question) of everything that `statute` can be asked without saying more: each reads a whole file."""
    for module in pkgutil.iter_modules(frankpledge.statute.__path__, "frankpledge.statute."):
        known = import_module(module.name)
        for name, value in vars(known).items():
            asked = inspect.unwrap(value) if callable(value) else value
            if inspect.isfunction(asked) and asked.__module__ == module.name and needs_nothing(asked):
                yield f"{module.name}.{name}", value


def needs_nothing(function: Callable[..., Any]) -> bool:
    """Say whether a function can be called with nothing."""
    parameters = inspect.signature(function).parameters.values()
    return all(parameter.default is not inspect.Parameter.empty for parameter in parameters)


def main() -> int:
    """Read everything and tell what went wrong, each on a line. 0 when nothing did."""
    wrong = 0
    for name, ask in [*files(), *questions()]:
        try:
            ask()
        except Exception as error:  # noqa: BLE001 (whatever a broken file causes is what we are here to tell)
            wrong += 1
            print(f"{name}: {type(error).__name__}: {error}")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
