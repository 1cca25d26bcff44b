"""Figures as they were printed, what is wrong with each, and what it takes to work it out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from frankpledge.statute.load import BadDefinition, Confidence, record, toml

Method = Literal[
    "rates",
    "chosen_for_being_high",
    "share",
    "two_counts",
    "two_shares",
    "last_of_several",
    "recording",
    "spread",
    "disproportionality",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """One row of a printed table: `printed` is what stood there, `base` what it ought to be divided by."""

    label: str
    count: int
    base: int | None = None
    printed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsound:
    """One case: as printed, what is wrong, by which method it is worked out again, on which stated base."""

    id: str
    title: str
    printed: str
    wrong: str
    method: Method
    base: str
    source: str
    confidence: Confidence
    numbers: Mapping[str, float] = field(default_factory=dict)
    rows: tuple[PrintedRow, ...] = ()
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    id: str
    title: str
    printed: str
    wrong: str
    method: Method
    base: str
    source: str
    confidence: Confidence
    invented: bool = False


@cache
def unsound_cases() -> tuple[Unsound, ...]:
    """Return every case in the order of the definitions."""
    return tuple(_case(dict(row)) for row in toml("unsound.toml")["case"])


def _case(row: dict[str, Any]) -> Unsound:
    numbers, rows = row.pop("numbers", {}), row.pop("rows", [])
    where = f"unsound.toml {row.get('id', '')}"
    words = record(_Words, row, where=where)
    if not numbers and not rows:
        raise BadDefinition("a case has numbers or rows to be worked out again from", where=where)
    return Unsound(
        id=words.id,
        title=words.title,
        printed=words.printed,
        wrong=words.wrong,
        method=words.method,
        base=words.base,
        source=words.source,
        confidence=words.confidence,
        invented=words.invented,
        numbers=MappingProxyType({name: float(value) for name, value in numbers.items()}),
        rows=tuple(record(PrintedRow, each, where=where) for each in rows),
    )
