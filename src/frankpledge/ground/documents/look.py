"""The look of every document: colours by meaning, and the words that a kind of block is set apart with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COLOUR: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#17232B",
        "soft": "#46545D",
        "rule": "#C6CFD3",
        "paper": "#FFFFFF",
        "wash": "#F3F6F6",
        "area": "#10485A",
        "area2": "#CFE0E2",
        "other": "#5F6D75",
        "worse": "#9C3A00",
        "better": "#1A5A8A",
        "thread": "#A66E00",
        "thread2": "#FBF5E6",
        "link": "#0A5685",
    }
)
FONT = "Source Sans 3"
FONT_STACK = "'Source Sans 3', system-ui, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
GENERATED = "Generated data"
"""Printed beside everything that no force or partner ever recorded."""
