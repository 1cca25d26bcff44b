"""The description of the interface as a page that people read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from frankpledge.api.openapi import METHODS
from frankpledge.api.parts import PARTS
from frankpledge.ground.ui.parts import Column, Row, Table

FIELDS = (Column("Name"), Column("What it is"), Column("Kind"))
LONGEST_LIST = 12
KINDS = {
    "date": "day", "date-time": "moment", "string": "text", "integer": "whole number", "boolean": "true or false",
}  # fmt: skip
Told = dict[str, Any]


@dataclass(frozen=True)
class Returned:
    """What comes back: its name, where it is described on the page (nowhere for a file), and whether it is a list."""

    words: str
    anchor: str = ""
    before: str = ""


@dataclass(frozen=True)
class Operation:
    """One thing that may be asked: how, in words, what it is given, what comes back."""

    name: str
    title: str
    call: str
    words: str
    given: Table | None
    returns: Returned


@dataclass(frozen=True)
class Part:
    """What belongs together, and is reached together by a token."""

    name: str
    title: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Answer:
    """One kind of answer, or part of one: its fields."""

    name: str
    title: str
    words: str
    fields: Table


@dataclass(frozen=True)
class ReferencePage:
    """The whole page."""

    version: str
    parts: tuple[Part, ...]
    answers: tuple[Answer, ...]


def reference_page(told: Told) -> ReferencePage:
    """Return the description as a page: part by part, in the order of a token's form; then what comes back."""
    every = [one for _, one in sorted(_asked(told), key=lambda pair: ("/feeds/" in pair[1][0], pair[0]))]
    schemas = told["components"]["schemas"]
    parts = tuple(
        Part(name, title, tuple(_operation(*one, schemas) for one in every if one[2]["tags"][0] == name))
        for name, title in PARTS.items()
    )
    names = sorted({name for _, _, operation in every for name in _answers(operation, schemas)})
    answers = tuple(_answer(name, schemas) for name in names if schemas[name].get("properties"))
    return ReferencePage(told["info"]["version"], tuple(part for part in parts if part.operations), answers)


def _asked(told: Told) -> Iterator[tuple[int, tuple[str, str, Told]]]:
    """Yield every operation with its place in the description: its path, its method and what is told of it."""
    for at, (path, operations) in enumerate(told["paths"].items()):
        for method in METHODS:
            if method in operations:
                yield at, (path, method, operations[method])


def _operation(path: str, method: str, operation: Told, schemas: Told) -> Operation:
    rows = (*_parameters(operation), *_body(operation, schemas))
    table = Table(f"What {operation['operationId']} is given", FIELDS, rows, caption_hidden=True)
    words = operation.get("description", "").partition("\n\n")[2].replace("\n", " ").replace("`", "")
    return Operation(
        name=operation["operationId"],
        title=operation["summary"],
        call=f"{method.upper()} {path}",
        words=words,
        given=table if rows else None,
        returns=_returned(operation, schemas),
    )


def _parameters(operation: Told) -> list[Row]:
    return [
        Row((one["name"], _said(one), _kind(one["schema"], one["required"])))
        for one in operation.get("parameters", [])
        if one["name"] != "slug"
    ]


def _said(one: Told) -> str:
    """Return what is told of a parameter; of one in the address at least that it stands there."""
    return str(one.get("description") or ("In the address." if one["in"] == "path" else ""))


def _body(operation: Told, schemas: Told) -> list[Row]:
    content = operation.get("requestBody", {}).get("content", {})
    schema: Told = next((one["schema"] for one in content.values()), {})
    return _rows(schemas.get(_name_of(schema), schema))


def _rows(schema: Told) -> list[Row]:
    required = schema.get("required", [])
    return [
        Row((name, one.get("description", ""), _kind(one, name in required)))
        for name, one in schema.get("properties", {}).items()
    ]


def _kind(schema: Told, required: bool) -> str:
    kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    words = " or ".join(_one_kind(one) for one in kinds)
    nothing = len(kinds) < len(schema.get("anyOf", [schema]))
    if required:
        return f"{words}, or null" if nothing else words
    return f"{words}; may be left out"


def _one_kind(schema: Told) -> str:
    listed = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    if listed:
        more = ", …" if len(listed) > LONGEST_LIST else ""
        return f"one of {', '.join(str(one) for one in listed[:LONGEST_LIST])}{more}"
    if schema.get("type") == "array":
        return f"list of {_one_kind(schema.get('items', {}))}"
    told = schema.get("format") or schema.get("type") or shown(_name_of(schema)) or "anything"
    return KINDS.get(str(told), str(told))


def _returned(operation: Told, schemas: Told) -> Returned:
    """Return what comes back when it is done."""
    for status, response in operation["responses"].items():
        name = _name_of(_schema(response))
        if status.startswith("2") and name.startswith("Listed"):
            of = _name_of(schemas[name]["properties"]["items"]["items"])
            return Returned(shown(of), of, "a page of")
        if status.startswith("2"):
            return Returned(shown(name), name) if name else Returned("a file")
    return Returned("nothing")


def _schema(response: Told) -> Told:
    return next((one.get("schema", {}) for one in response.get("content", {}).values()), {})


def _answers(operation: Told, schemas: Told) -> set[str]:
    """Return the names of all that a rightly made call may be answered with, and of what lies in it."""
    found: set[str] = set()
    waiting = [_schema(told) for status, told in operation["responses"].items() if status.startswith("2")]
    while waiting:
        schema = waiting.pop()
        name = _name_of(schema)
        if name and name not in found:
            found.add(name)
            waiting.append(schemas[name])
        waiting += schema.get("properties", {}).values()
        waiting += [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]
    return {name for name in found if not name.startswith("Listed")}


def _answer(name: str, schemas: Told) -> Answer:
    schema = schemas[name]
    words = str(schema.get("description", "")).replace("\n", " ").replace("`", "")
    title = shown(name)
    table = Table(f"Fields of {title}", FIELDS, tuple(_rows(schema)), caption_hidden=True)
    return Answer(name, f"{title[:1].upper()}{title[1:]}", words, table)


def shown(name: str) -> str:
    """Return a schema's name in words: WholeAction is a whole action, SeatOut a seat."""
    letters = "".join(f" {one.lower()}" if one.isupper() else one for one in name).strip()
    return letters.removesuffix(" out").removesuffix(" at").replace("_", " ")


def _name_of(schema: Told) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
