"""What a partnership plan is made of: the four statutory strategies, what is said of the whole, and how long it runs.

CDA 1998 s6(1); SI 2007/1830 regs 10 to 14; SI 2007/3076 reg 9. The contents themselves are `contents.plan_contents`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from frankpledge.statute.load import Confidence, Nation, as_nation, records


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """One strategy that the responsible authorities formulate and implement."""

    id: str
    code: str
    label: str
    words: str
    source: str
    confidence: Confidence
    valid_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """Something that is said once for the whole plan. `needed`: no plan goes before its board without it."""

    id: str
    part: str
    label: str
    help: str
    needed: bool
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """For how many years a plan runs; `fixed` where the law says so, else that many are offered."""

    nation: Nation
    years: int
    fixed: bool
    words: str
    source: str
    confidence: Confidence


@cache
def _strategies() -> tuple[Strategy, ...]:
    return records(Strategy, "plan.toml", "strategy")


def strategies(*, on: date) -> tuple[Strategy, ...]:
    """Return the strategies that the law asked for on a day, in the order of section 6(1)."""
    return tuple(one for one in _strategies() if one.valid_from <= on)


@cache
def plan_texts() -> tuple[PlanText, ...]:
    """Return what is said once for the whole plan, in the order of its pages."""
    return records(PlanText, "plan.toml", "text")


@cache
def _terms() -> tuple[Term, ...]:
    return records(Term, "plan.toml", "term")


def term_of(nation: str) -> Term:
    """Return how long a plan runs in a nation."""
    wanted = as_nation(nation)
    return next(one for one in _terms() if one.nation == wanted)
