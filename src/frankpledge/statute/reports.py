"""The reports of performance, as data: what each is called, how often it is made, and its parts in their order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from frankpledge.statute.load import records


class Every(StrEnum):
    """How often a report is made."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Part(StrEnum):
    """What a report is made of."""

    LEAD = "lead"
    EXCEPTIONS = "exceptions"
    DECISIONS = "decisions"
    TABLE = "table"
    PRIORITIES = "priorities"
    DELIVERY = "delivery"
    RISKS = "risks"
    REVISIONS = "revisions"
    READING = "reading"


class Charts(StrEnum):
    """Which indicators are drawn large: those whose signal fired, every one, or none."""

    SIGNALS = "signals"
    EVERY = "every"
    NONE = "none"


class Values(StrEnum):
    """Which values a report tells: those that two people put before the board, or all that is known."""

    PUBLISHED = "published"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One kind of report. `periods` is how many last periods a spark shows; `one_theme`: it tells of one priority."""

    ref: str
    title: str
    readers: str
    every: Every
    parts: tuple[Part, ...]
    charts: Charts
    periods: int
    one_theme: bool
    values: Values
    opening: str

    @property
    def published_only(self) -> bool:
        """Return whether it tells only what stands before the board."""
        return self.values is Values.PUBLISHED


@cache
def templates() -> tuple[Template, ...]:
    """Return the reports in the order in which they are offered."""
    return records(Template, "reports.toml", "report")


def named(ref: str) -> Template | None:
    """Return one report by its name; None where there is none."""
    return next((one for one in templates() if one.ref == ref), None)
