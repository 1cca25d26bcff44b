"""Within how many working days each step of a case review is done where the local procedures do not say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from frankpledge.statute.load import Confidence, records

FILE = "case_review.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One step: the stage with which its time begins, those that end it, and the days commonly set."""

    id: str
    label: str
    begins: str
    ends: tuple[str, ...]
    working_days: int
    least: int
    most: int
    source: str
    confidence: Confidence


@cache
def targets() -> tuple[Target, ...]:
    """Return the targets in the order of a case."""
    return records(Target, FILE, "target")
