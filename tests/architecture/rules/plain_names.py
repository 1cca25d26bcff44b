"""A module is named for what it is about: a name that fits anything soon holds everything."""

from __future__ import annotations

from collections.abc import Iterator

from tests.architecture.house import Source

NAMELESS = {
    "util",
    "utils",
    "helper",
    "helpers",
    "service",
    "services",
    "manager",
    "managers",
    "common",
    "core",
    "misc",
}

PLANTED = (
    ("lake/utils.py", ""),
    ("domain/evidence/services/load.py", ""),
    ("ground/helpers/__init__.py", ""),
)
ALLOWED = (("lake/store.py", ""),)


def violations(source: Source) -> Iterator[str]:
    """Yield the name that says nothing."""
    for part in source.place.with_suffix("").parts:
        if part in NAMELESS:
            yield f"1: a module named {part}"
