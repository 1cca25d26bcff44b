"""The description of the interface in OpenAPI 3.1, whole: every module of resources is read for it."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from frankpledge.api import resources
from frankpledge.api.parts import PARTS
from frankpledge.api.problems import MEDIA_TYPE
from frankpledge.api.routing import api

METHODS = ("get", "post", "put", "delete")


class Description(OpenAPISchema):
    """The framework's description, which lets no schema take the name of another."""

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        """Add schemas by their names."""
        for name, schema in definitions.items():
            if self.schemas.get(name, schema) != schema:
                raise ValueError(f"two schemas of the interface are called {name}")
        self.schemas.update(definitions)


@cache
def described() -> NinjaAPI:
    """Return the interface with all its routes."""
    for module in sorted(one.name for one in iter_modules(resources.__path__)):
        import_module(f"{resources.__name__}.{module}")
    return api


@cache
def description() -> dict[str, Any]:
    """Return the interface described in OpenAPI, by the part that a token reaches."""
    told: dict[str, Any] = json.loads(json.dumps(Description(described(), "api/v1")))
    for operations in told["paths"].values():
        for method in METHODS:
            _mend(operations.get(method, {}))
    told["tags"] = [{"name": name, "description": words} for name, words in PARTS.items()]
    told["components"]["securitySchemes"] = {
        "TokenInHeader": {"type": "http", "scheme": "bearer", "description": "A token made under Account, Tokens."}
    }
    return told


def _mend(operation: dict[str, Any]) -> None:
    """Say in which form problems come, which the framework takes for that of answers."""
    for status, response in operation.get("responses", {}).items():
        if int(status) >= 400 and "content" in response:
            response["content"] = {MEDIA_TYPE: next(iter(response["content"].values()))}
        if status == "429":
            response["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}
