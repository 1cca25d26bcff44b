"""How a partnership scores issues, as data: criteria with their anchors, and what an agency's own confidence means.

Our own scheme; no law prescribes one. SI 2007/1830 reg 7(d) asks only for the matters that should be prioritised.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from frankpledge.statute.load import BadDefinition, Confidence, record, records, toml

FILE = "priorities.toml"
ANCHORS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question that is marked from 0 to 4. `anchors` say what each mark means; `volume`: it counts how much."""

    id: str
    part: Literal["harm", "likelihood", "gap"]
    label: str
    question: str
    weight: int
    anchors: tuple[str, ...]
    volume: bool
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How sure an agency is of its marks, and how far they may be off."""

    id: str
    label: str
    words: str
    doubt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Method:
    draws: int
    seed: int
    confidence: float
    top: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """All of it. `top`: how many issues are recommended unless a partnership says otherwise."""

    criteria: tuple[Criterion, ...]
    certainties: tuple[Certainty, ...]
    draws: int
    seed: int
    confidence: float
    top: int


@cache
def scoring_scheme() -> Scheme:
    """Return the scheme that the product ships."""
    criteria, certainties = records(Criterion, FILE, "criterion"), records(Certainty, FILE, "certainty")
    check_scheme(criteria, certainties)
    method = record(_Method, toml(FILE)["method"], where=f"{FILE} method")
    return Scheme(
        criteria=criteria,
        certainties=certainties,
        draws=method.draws,
        seed=method.seed,
        confidence=method.confidence,
        top=method.top,
    )


def check_scheme(criteria: tuple[Criterion, ...], certainties: tuple[Certainty, ...]) -> None:
    """Refuse a scheme that names a thing twice, has a mark without its meaning, or counts volume more than once."""
    names = [each.id for each in criteria] + [each.id for each in certainties]
    if len(names) != len(set(names)):
        raise BadDefinition("two criteria or certainties share an id", where=FILE)
    for each in criteria:
        if len(each.anchors) != ANCHORS or not all(anchor.strip() for anchor in each.anchors):
            raise BadDefinition(f"{each.id} needs {ANCHORS} anchors, one for each mark", where=FILE)
    if sum(each.volume for each in criteria) != 1:
        raise BadDefinition("volume counts once: exactly one criterion has it", where=FILE)
