"""The tree as JSON and back, without loss; and its digest, by which an edition is known.

Every node is written with its `type`. Reading is strict: an unknown type, a field too many or too few, or a value of
another kind is refused with its place in the tree.
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from frankpledge.ground.documents import blocks
from frankpledge.ground.documents.blocks import Document, Section
from frankpledge.refusal import Refusal

Json = dict[str, Any]


class BadTree(Refusal):
    """JSON that is not a document."""


def as_json(document: Document) -> Json:
    """Return the document as plain JSON values."""
    return cast(Json, _written(document))


def from_json(data: Mapping[str, Any]) -> Document:
    """Return the document that `as_json` wrote. Anything else is refused, naming the place."""
    return cast(Document, _read(dict(data), Document, "document"))


def sections_as_json(sections: tuple[Section, ...]) -> list[Json]:
    """Return sections without their document as plain JSON values."""
    return cast(list[Json], _written(sections))


def sections_from_json(data: list[Json]) -> tuple[Section, ...]:
    """Return the sections that `sections_as_json` wrote. Anything else is refused, naming the place."""
    return cast(tuple[Section, ...], _read(data, tuple[Section, ...], "sections"))


def canonical(document: Document) -> bytes:
    """Return the one byte string of this tree: keys sorted, no spaces, UTF-8."""
    return json.dumps(
        as_json(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def digest(document: Document) -> str:
    """Return the SHA-256 of the canonical tree, in hex."""
    return hashlib.sha256(canonical(document)).hexdigest()


def _written(value: Any) -> Any:
    if is_dataclass(value):
        named = {field.name: _written(getattr(value, field.name)) for field in fields(value)}
        return {"type": type(value).__name__, **named}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _written(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_written(item) for item in value]
    return value


# ---- reading ---------------------------------------------------------------------------------------------------


def _read(value: Any, hint: Any, where: str) -> Any:
    """Return the value as the hinted type, or refuse it with its place."""
    if hint in (object, Any):
        return value
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _read_one_of(value, get_args(hint), where)
    if origin is tuple:
        return _read_tuple(value, get_args(hint), where)
    if origin is dict:
        return _read_dict(value, get_args(hint)[1], where)
    if isinstance(hint, type) and is_dataclass(hint):
        return _read_node(value, hint, where)
    return _read_plain(value, hint, where)


def _read_one_of(value: Any, hints: tuple[Any, ...], where: str) -> Any:
    if isinstance(value, dict):
        named: dict[str, type] = {hint.__name__: hint for hint in hints if isinstance(hint, type)}
        kind = named.get(str(value.get("type")))
        if kind is None or not is_dataclass(kind):
            raise BadTree(f"no such block or word here: {value.get('type')!r}", where=where)
        return _read_node(value, kind, where)
    for hint in hints:
        if hint in (str, int, float, bool, type(None)) and type(value) is hint:
            return value
    raise BadTree(f"{value!r} is of no kind that may stand here", where=where)


def _read_tuple(value: Any, inner: tuple[Any, ...], where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise BadTree("a list is wanted", where=where)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_read(item, inner[0], f"{where}[{place}]") for place, item in enumerate(value))
    if len(value) != len(inner):
        raise BadTree(f"{len(inner)} values are wanted, {len(value)} are there", where=where)
    return tuple(
        _read(item, hint, f"{where}[{place}]") for place, (item, hint) in enumerate(zip(value, inner, strict=True))
    )


def _read_dict(value: Any, inner: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadTree("an object is wanted", where=where)
    return {str(key): _read(item, inner, f"{where}.{key}") for key, item in value.items()}


def _read_node(value: Any, kind: type, where: str) -> Any:
    hints = _hints(kind)
    if not isinstance(value, dict) or value.get("type") != kind.__name__:
        raise BadTree(f"a {kind.__name__} is wanted", where=where)
    there, wanted = set(value) - {"type"}, set(hints)
    if there != wanted:
        odd = ", ".join(sorted(there ^ wanted))
        raise BadTree(f"a {kind.__name__} has not these fields, or lacks them: {odd}", where=where)
    return kind(**{name: _read(value[name], hint, f"{where}.{name}") for name, hint in hints.items()})


def _read_plain(value: Any, hint: Any, where: str) -> Any:
    if hint is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise BadTree(f"{value!r} is not a date", where=where) from None
    if hint is float and type(value) is int:
        return value
    if type(value) is not hint:
        raise BadTree(f"{value!r} is not of the kind {hint.__name__}", where=where)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind, vars(blocks))
    return {field.name: hints[field.name] for field in fields(kind)}
