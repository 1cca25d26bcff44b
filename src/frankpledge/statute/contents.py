"""What the law asks of a strategic assessment and of a partnership plan, as it stood on a day.

England: SI 2007/1830 regs 6, 7 and 11. Wales: SI 2007/3076 regs 6, 7 and 9. Serious violence: section 6(1)(d) of the
Crime and Disorder Act 1998 since 31 January 2023. Each requirement carries its source and our confidence in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from typing import Literal

from frankpledge.refusal import Refusal
from frankpledge.statute.load import BadDefinition, Confidence, Nation, as_nation, records

_ONE_TIER = "Only in two-tier counties, where districts share a county strategy group."


class NotInForce(Refusal, ValueError):
    """On that day the regulations were not yet the law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that must be there. `why_not` says why it does not apply, and is empty where it does."""

    id: str
    code: str
    label: str
    words: str
    source: str
    confidence: Confidence
    valid_from: date
    valid_to: date | None
    applies: bool
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    set: Literal["contents", "inputs", "plan"]
    id: str
    code: str
    nation: Nation
    label: str
    words: str
    source: str
    confidence: Confidence
    valid_from: date
    valid_to: date | None = None
    two_tier_only: bool = False


def contents(*, on: date, nation: str, two_tier: bool) -> tuple[Requirement, ...]:
    """Return what a strategic assessment had to include on a day, in the order of the regulation.

    `nation` is england or wales. In England seven items (the seventh applies in two-tier counties only), in Wales six;
    serious violence is one more from 31 January 2023. Before the regulations came into force: `NotInForce`.
    """
    return _in_force("contents", on=on, nation=nation, two_tier=two_tier)


def inputs(*, on: date, nation: str, two_tier: bool = False) -> tuple[Requirement, ...]:
    """Return the six things that a strategic assessment had to consider on a day. The tiers make no difference."""
    return _in_force("inputs", on=on, nation=nation, two_tier=two_tier)


def plan_contents(*, on: date, nation: str, two_tier: bool = False) -> tuple[Requirement, ...]:
    """Return what a partnership plan had to set out on a day: in England for three years until 31 May 2011."""
    return _in_force("plan", on=on, nation=nation, two_tier=two_tier)


def _in_force(name: str, *, on: date, nation: str, two_tier: bool) -> tuple[Requirement, ...]:
    found = [row for row in _rows() if row.set == name and row.nation == as_nation(nation) and _holds(row, on)]
    if not found:
        raise NotInForce(
            f"On {on:%d %B %Y} no regulations on strategic assessments were in force in {nation.title()}.",
            cure="Name a day from 1 August 2007 (England) or 19 November 2007 (Wales).",
        )
    return tuple(_requirement(row, applies=two_tier or not row.two_tier_only) for row in found)


def _holds(row: _Row, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


def _requirement(row: _Row, *, applies: bool) -> Requirement:
    return Requirement(
        id=row.id,
        code=row.code,
        label=row.label,
        words=row.words,
        source=row.source,
        confidence=row.confidence,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        applies=applies,
        why_not="" if applies else _ONE_TIER,
    )


@cache
def _rows() -> tuple[_Row, ...]:
    found = records(_Row, "contents.toml", "requirement")
    _check_versions(found)
    return found


def _check_versions(found: tuple[_Row, ...]) -> None:
    """Refuse rows of which two versions of one requirement hold on the same day."""
    for row, other in combinations(found, 2):
        same = (row.set, row.nation, row.id) == (other.set, other.nation, other.id)
        if same and (_holds(row, other.valid_from) or _holds(other, row.valid_from)):
            raise BadDefinition(f"{row.set} {row.id} ({row.nation}) has two versions on {other.valid_from}")
