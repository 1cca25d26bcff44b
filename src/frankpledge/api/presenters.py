"""The description of the interface as a page that people read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from frankpledge.api.openapi import METHODS
from frankpledge.api.parts import PARTS
from frankpledge.ground.ui.parts import Column, Row, Table

FIELDS = (Column("Name"), Column("What it is"), Column("Kind"))
LONGEST_LIST = 12


@dataclass(frozen=True)
class Operation:
    """One thing that may be asked: how, in words, what it is given, what comes back."""

    name: str
    title: str
    call: str
    words: str
    given: Table | None
    returns: str


@dataclass(frozen=True)
class Part:
    """What belongs together, and is reached together by a token."""

    name: str
    title: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class ReferencePage:
    """The whole page."""

    version: str
    parts: tuple[Part, ...]


def reference_page(told: dict[str, Any]) -> ReferencePage:
    """Return the description as a page: part by part, in the order of a token's form."""
    every = [
        (operation["tags"][0], _operation(path, method, operation, told["components"]["schemas"]))
        for path, operations in told["paths"].items()
        for method, operation in operations.items()
        if method in METHODS
    ]
    parts = tuple(Part(name, title, tuple(one for part, one in every if part == name)) for name, title in PARTS.items())
    return ReferencePage(told["info"]["version"], tuple(part for part in parts if part.operations))


def _operation(path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> Operation:
    rows = (*_parameters(operation), *_body(operation, schemas))
    table = Table(f"What {operation['operationId']} is given", FIELDS, rows, caption_hidden=True)
    words = operation.get("description", "").partition("\n\n")[2].replace("\n", " ")
    return Operation(
        name=operation["operationId"],
        title=operation["summary"],
        call=f"{method.upper()} {path}",
        words=words,
        given=table if rows else None,
        returns=_returned(operation),
    )


def _parameters(operation: dict[str, Any]) -> list[Row]:
    return [
        Row((one["name"], one.get("description", ""), _kind(one["schema"], one["required"])))
        for one in operation.get("parameters", [])
        if one["name"] != "slug"
    ]


def _body(operation: dict[str, Any], schemas: dict[str, Any]) -> list[Row]:
    content = operation.get("requestBody", {}).get("content", {})
    schema: dict[str, Any] = next((one["schema"] for one in content.values()), {})
    schema = schemas.get(_name_of(schema), schema)
    required = schema.get("required", [])
    return [
        Row((name, one.get("description", ""), _kind(one, name in required)))
        for name, one in schema.get("properties", {}).items()
    ]


def _kind(schema: dict[str, Any], required: bool) -> str:
    kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    words = " or ".join(_one_kind(one) for one in kinds)
    return words if required else f"{words}; may be left out"


def _one_kind(schema: dict[str, Any]) -> str:
    listed = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    if listed:
        more = ", …" if len(listed) > LONGEST_LIST else ""
        return f"one of {', '.join(str(one) for one in listed[:LONGEST_LIST])}{more}"
    if schema.get("type") == "array":
        return f"list of {_one_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or _name_of(schema) or "anything").replace("date", "day")


def _returned(operation: dict[str, Any]) -> str:
    """Return what comes back when it is done: the name of its schema, or a file."""
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            content = next(iter(response.get("content", {}).items()), None)
            name = _name_of(content[1].get("schema", {})) if content else ""
            return f"{status}: {name or (content[0] if content else 'a file')}"
    return ""


def _name_of(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
