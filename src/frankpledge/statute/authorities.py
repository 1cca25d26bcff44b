"""Who must take part in a partnership on a day, who must be worked with, and what the law asks of their group.

Crime and Disorder Act 1998 s5; SI 2007/1830 regs 3 and 8 (England), SI 2007/3076 reg 3 (Wales). Each row carries its
source and our confidence in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from typing import Literal

from frankpledge.statute.load import BadDefinition, Confidence, as_nation, records

CapacityName = Literal["responsible", "co_operating", "participating"]
Fixed = Literal["law", "local"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A description of bodies in the law: which kinds of organisation answer to it, in which capacity, and when."""

    id: str
    capacity: CapacityName
    nation: Literal["england", "wales", "both"]
    kinds: tuple[str, ...]
    label: str
    words: str
    source: str
    confidence: Confidence
    valid_from: date
    valid_to: date | None = None
    two_tier_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRule:
    """What the law asks of a strategy group: whom it must have, and what is law or left to terms of reference."""

    id: Literal["board", "county_strategy_group"]
    nation: Literal["england", "wales"]
    each_authority: bool
    least_persons: int
    portfolio_holder: bool
    chair: Fixed
    quorum: Fixed
    frequency: Fixed
    words: str
    source: str
    confidence: Confidence
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalChange:
    """A day from which organisations of one kind are others throughout a nation."""

    id: str
    nation: Literal["england", "wales", "both"]
    on: date
    before: str
    after: tuple[str, ...]
    words: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """One thing that the law asks of whoever takes part in a capacity, or allows them."""

    capacity: Literal["responsible", "co_operating", "participating", "invited"]
    nation: Literal["england", "wales", "both"]
    words: str
    source: str
    confidence: Confidence


def asked_of(capacity: str, *, nation: str) -> tuple[AskedOf, ...]:
    """Return what the law asks of whoever takes part in a capacity in a nation, in the order of the definitions."""
    here = as_nation(nation)
    return tuple(each for each in asked() if each.capacity == capacity and each.nation in (here, "both"))


@cache
def asked() -> tuple[AskedOf, ...]:
    """Return what the law asks of every capacity."""
    return records(AskedOf, "authorities.toml", "asked")


def authorities(
    *, on: date, nation: str, two_tier: bool, capacity: CapacityName | None = None
) -> tuple[Authority, ...]:
    """Return the descriptions of bodies that the law knew on a day, in its order; of one capacity where it is named."""
    here = as_nation(nation)
    return tuple(
        each
        for each in _authorities()
        if each.nation in (here, "both")
        and _holds(each, on)
        and (two_tier or not each.two_tier_only)
        and capacity in (None, each.capacity)
    )


def capacity_of(kind: str, *, on: date, nation: str, two_tier: bool) -> Authority | None:
    """Return the description that a kind of organisation answers to on a day; None where the law names none."""
    found = authorities(on=on, nation=nation, two_tier=two_tier)
    return next((each for each in found if kind in each.kinds), None)


def group_rule(group: str, *, on: date, nation: str) -> GroupRule | None:
    """Return what the law asks of a board or a county strategy group on a day; None where it asks nothing."""
    here = as_nation(nation)
    found = (each for each in _groups() if each.id == group and each.nation == here)
    return next((each for each in found if _holds(each, on)), None)


def ended_by(kind: str, *, on: date, nation: str) -> NationalChange | None:
    """Return the change by which organisations of a kind had all ended by a day; None where they may still be.

    A change within a kind (probation, twice) ends no kind.
    """
    here = as_nation(nation)
    return next(
        (
            each
            for each in national_changes()
            if each.before == kind and kind not in each.after and each.nation in (here, "both") and each.on <= on
        ),
        None,
    )


@cache
def national_changes() -> tuple[NationalChange, ...]:
    """Return the changes by which bodies of one kind became others, the earliest first."""
    return tuple(sorted(records(NationalChange, "authorities.toml", "change"), key=lambda each: each.on))


def _holds(row: Authority | GroupRule, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)


@cache
def _authorities() -> tuple[Authority, ...]:
    found = records(Authority, "authorities.toml", "authority")
    _check_versions(found)
    return found


@cache
def _groups() -> tuple[GroupRule, ...]:
    found = records(GroupRule, "authorities.toml", "group")
    _check_versions(found)
    return found


def _check_versions(found: Sequence[Authority | GroupRule]) -> None:
    """Refuse rows of which two versions of one description hold in one nation on the same day."""
    for row, other in combinations(found, 2):
        same = row.id == other.id and ("both" in (row.nation, other.nation) or row.nation == other.nation)
        if same and (_holds(row, other.valid_from) or _holds(other, row.valid_from)):
            raise BadDefinition(f"{row.id} ({row.nation}) has two versions on {other.valid_from}")


def authority_labels() -> tuple[tuple[str, str], ...]:
    """Return the descriptions that a seat may be meant for, each once, with its label: those of today before others."""
    found = {each.id: each.label for each in _authorities() if each.valid_to is None}
    found |= {each.id: each.label for each in _authorities() if each.id not in found}
    return tuple(found.items())
