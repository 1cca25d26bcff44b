"""The report on which a council decides, as data: its headings, what each asks, and whether it must be answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from frankpledge.statute.load import Confidence, records


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One heading of the report. `provision` is the law behind it, None where it is practice alone."""

    ref: str
    title: str
    required: bool
    ask: str
    why: str
    provision: str | None
    confidence: Confidence


@cache
def headings() -> tuple[Heading, ...]:
    """Return the headings of a decision report in their order."""
    return records(Heading, "decision_report.toml", "section")
