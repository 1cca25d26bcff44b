"""The look of every document: colours by meaning, the typeface, and the words that mark what was generated."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from frankpledge.charts import theme

_OURS = tomllib.loads((files("frankpledge.ground.documents") / "look.toml").read_text(encoding="utf-8"))
_SHARED = ("ink", "soft", "rule", "paper", "wash", "area", "area2", "other", "worse", "better", "thread", "thread2")
COLOUR: Final[Mapping[str, str]] = MappingProxyType(
    {**{name: theme.colour(name) for name in _SHARED}, **_OURS["colour"]}
)
FONT: Final[str] = theme.FAMILY
GENERATED: Final[str] = "Generated data"
"""Printed beside everything that no force or partner ever recorded."""
