"""How risks are scored: schemes of likelihood and impact with their words, the bands of the product, and categories.

HM Treasury, The Orange Book: Management of Risk; our own words. Nothing here is law: a body chooses and may leave it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from frankpledge.statute.load import BadDefinition, Confidence, records

FILE = "risks.toml"
Side = Literal["likelihood", "impact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of likelihood or of impact: its number, its word, and what the word means."""

    scheme: str
    side: Side
    score: int
    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Scores from first to last, what they are called, and what they ask for."""

    scheme: str
    id: str
    label: str
    first: int
    last: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of risk for which a body may have an appetite of its own."""

    id: str
    label: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A scheme without its steps: its name, the months between two looks at a risk, and where it comes from."""

    id: str
    label: str
    review_months: int
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A way to score: the steps of likelihood and of impact from 1 up, and the bands of their product."""

    about: About
    likelihood: tuple[Step, ...]
    impact: tuple[Step, ...]
    bands: tuple[Band, ...]

    @property
    def id(self) -> str:
        """Return its short name."""
        return self.about.id

    @property
    def highest(self) -> int:
        """Return the highest score that there is."""
        return len(self.likelihood) * len(self.impact)

    def band(self, score: int) -> Band:
        """Return the band of a score. A score that the scheme does not have is a ValueError."""
        for each in self.bands:
            if each.first <= score <= each.last:
                return each
        raise ValueError(f"{score} is no score of {self.about.label}")


@cache
def schemes() -> tuple[Scheme, ...]:
    """Return every scheme in the order of the file, the one that is used where nothing is chosen first."""
    steps, bands = records(Step, FILE, "step"), records(Band, FILE, "band")
    return tuple(
        _checked(
            Scheme(
                about=about,
                likelihood=tuple(one for one in steps if (one.scheme, one.side) == (about.id, "likelihood")),
                impact=tuple(one for one in steps if (one.scheme, one.side) == (about.id, "impact")),
                bands=tuple(one for one in bands if one.scheme == about.id),
            )
        )
        for about in records(About, FILE, "scheme")
    )


def scheme_called(name: str) -> Scheme | None:
    """Return the scheme of a short name; None where there is none."""
    return next((one for one in schemes() if one.id == name), None)


@cache
def categories() -> tuple[Category, ...]:
    """Return the kinds of risk in their order."""
    return records(Category, FILE, "category")


def _checked(scheme: Scheme) -> Scheme:
    """Refuse steps that do not run from 1 up, and bands that leave a score out or name one twice."""
    for side in (scheme.likelihood, scheme.impact):
        if [one.score for one in side] != list(range(1, len(side) + 1)) or not side:
            raise BadDefinition("its steps do not run from 1 up", where=f"{FILE}, {scheme.id}")
    covered = [score for band in scheme.bands for score in range(band.first, band.last + 1)]
    if covered != list(range(1, scheme.highest + 1)):
        raise BadDefinition("its bands do not cover each score once", where=f"{FILE}, {scheme.id}")
    return scheme
