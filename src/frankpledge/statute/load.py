"""The one reader of `definitions/`: reviewed data, in TOML and CSV, that comes out as checked records.

Every row names its source and our confidence in it: V read in the statute or the publisher's own data, S seen in a
secondary source or read in part, K general knowledge to be checked.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from importlib.resources import files
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from frankpledge.analysis.periods import Month
from frankpledge.refusal import Refusal

Confidence = Literal["V", "S", "K"]
Nation = Literal["england", "wales"]

_Record = TypeVar("_Record")
_WORDS = {"yes": True, "no": False, "true": True, "false": False}


class BadDefinition(Refusal, ValueError):
    """A row of a definition file is not what its readers rely on."""


def as_nation(nation: str) -> Nation:
    """Return the nation when it is england or wales, so written: no other has community safety partnerships."""
    found: Nation | None = next((each for each in get_args(Nation) if each == nation), None)
    if found is None:
        raise ValueError(f"{nation!r} has no community safety partnerships; england and wales have")
    return found


def toml(name: str) -> dict[str, Any]:
    """Return a definition file's tables as they stand."""
    return tomllib.loads(_text(name))


def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV definition file by column, all text."""
    return tuple(csv.DictReader(_text(name).splitlines(), strict=True))


def record(kind: type[_Record], row: Mapping[str, Any], *, where: str) -> _Record:
    """Return the row as a dataclass of `kind`, each value converted to its field's type.

    A column that the dataclass lacks, a field that the row lacks, and a value that is not of its type are refused,
    naming `where`. In CSV an empty cell is None, and lists are written with | between their parts.
    """
    hints = get_type_hints(kind)
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]  # every kind is a dataclass
    extra = row.keys() - known.keys()
    if extra:
        raise BadDefinition(f"{', '.join(sorted(extra))} is no column that anyone reads", where=where)
    made = {}
    for name, field in known.items():
        if name in row:
            made[name] = _value(hints[name], row[name], where=f"{where}, {name}")
        elif field.default is MISSING:
            raise BadDefinition(f"{name} is not given", where=where)
    return kind(**made)


def records(kind: type[_Record], name: str, table: str = "") -> tuple[_Record, ...]:
    """Return every row of a CSV file, or of an array of tables in a TOML file, as a dataclass of `kind`."""
    found = toml(name)[table] if table else rows(name)
    return tuple(record(kind, row, where=f"{name} row {number}") for number, row in enumerate(found, start=1))


def names() -> tuple[str, ...]:
    """Return the names of all definition files, in order."""
    return tuple(sorted(entry.name for entry in _folder().iterdir() if entry.name.endswith((".toml", ".csv"))))


def _folder() -> Any:
    return files("frankpledge").joinpath("definitions")


def _text(name: str) -> str:
    text: str = _folder().joinpath(name).read_text(encoding="utf-8")
    return text


def _value(kind: Any, raw: Any, *, where: str) -> Any:
    options = get_args(kind) if get_origin(kind) in (UnionType, Union) else (kind,)
    if type(None) in options:
        if raw in (None, ""):
            return None
        kind = next(option for option in options if option is not type(None))
    try:
        return _converter(kind)(raw)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadDefinition(f"{raw!r} is not a {getattr(kind, '__name__', kind)}", where=where) from error


def _converter(kind: Any) -> Callable[[Any], Any]:
    if get_origin(kind) is Literal:
        return lambda raw: _one_of(get_args(kind), raw)
    if get_origin(kind) is tuple:
        each = _converter(get_args(kind)[0])
        return lambda raw: tuple(each(part) for part in _parts(raw))
    return kind if isinstance(kind, type) and issubclass(kind, StrEnum) else _PLAIN[kind]


def _one_of(options: tuple[Any, ...], raw: Any) -> Any:
    if raw not in options:
        raise ValueError(raw)
    return raw


def _parts(raw: Any) -> list[Any]:
    if isinstance(raw, str):
        return raw.split("|") if raw else []
    return list(raw)


def _sentence(raw: Any) -> str:
    text: str = raw.strip()
    if not text:
        raise ValueError(raw)
    return text


def _exactly(kind: type) -> Callable[[Any], Any]:
    def checked(raw: Any) -> Any:
        if type(raw) is not kind:
            raise ValueError(raw)
        return raw

    return checked


_PLAIN: dict[Any, Callable[[Any], Any]] = {
    str: _sentence,
    bool: lambda raw: raw if isinstance(raw, bool) else _WORDS[raw],
    int: _exactly(int),
    float: lambda raw: float(_exactly(type(raw))(raw)),
    date: _exactly(date),
    Month: Month.parse,
}
