"""On what an information-sharing agreement may rest, what the protocol must cover, and when warnings come.

SI 2007/1830 reg 4; Crime and Disorder Act 1998 ss 17A and 115; UK GDPR and Data Protection Act 2018.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from frankpledge.statute.load import Confidence, record, records, toml

FILE = "agreements.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One thing that sharing may rest on: its provision, what it allows, and whether the protocol must cover it."""

    id: str
    label: str
    provision: str
    words: str
    protocol: bool
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Days before an end on which a warning comes, months between reviews, and days within which everybody signs."""

    warnings: tuple[int, ...]
    review_months: int
    sign_days: int
    source: str
    confidence: Confidence


@cache
def bases() -> tuple[Basis, ...]:
    """Return what sharing may rest on, in its order."""
    return records(Basis, FILE, "basis")


@cache
def clock() -> Clock:
    """Return when warnings come."""
    return record(Clock, toml(FILE)["clock"], where=f"{FILE}, clock")
