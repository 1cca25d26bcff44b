"""Which plans of other bodies a partnership holds its own against: our own list, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from frankpledge.statute.load import Confidence, records

POLICE_AND_CRIME = "police_and_crime"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanKind:
    """One sort of plan, where it comes from, and how sure we are of that."""

    id: str
    label: str
    source: str
    confidence: Confidence


@cache
def plan_kinds() -> tuple[PlanKind, ...]:
    """Return the sorts of plans in their order."""
    return records(PlanKind, "alignment.toml", "plan")


def plan_kind(name: str) -> PlanKind | None:
    """Return the sort of plan of a short name; None where there is none."""
    return next((one for one in plan_kinds() if one.id == name), None)
