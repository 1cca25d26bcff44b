"""What the generator plants: the truths of `truths.toml` as frozen values.

A truth is known exactly because it was put there; a test may then ask how often the analysis finds it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TRUTHS = Path(__file__).parent.parent / "truths.toml"

FORCE_WIDE = "force"
EVERY_TYPE = "all"


@dataclass(frozen=True)
class Change:
    """A factor on the mean of some series, from one month on or for `length` months."""

    name: str
    scope: str
    crime_type: str
    factor: float
    starts_before_end: int
    mean: float | None = None
    length: int | None = None
    registered: bool = False
    words: str = ""

    def touches(self, *, partnership: str, crime_type: str) -> bool:
        """Whether the series of this partnership and crime type carries the change."""
        return self.scope in (FORCE_WIDE, partnership) and self.crime_type in (EVERY_TYPE, crime_type)

    def span(self, months: int) -> range:
        """The positions of the months it covers in a series of so many months."""
        first = max(0, months - self.starts_before_end)
        end = months if self.length is None else max(0, months - self.starts_before_end + self.length)
        return range(first, min(months, end))


@dataclass(frozen=True)
class HotSpot:
    """A few neighbouring LSOAs with a multiple of the rate of their partnership, throughout."""

    scope: str
    crime_type: str
    lsoas: int
    rate_ratio: float


@dataclass(frozen=True)
class Emerging:
    """One LSOA whose rate climbs in equal steps from the ordinary to a multiple of it, and stays."""

    scope: str
    crime_type: str
    rate_ratio: float
    months: int
    starts_before_end: int

    def ratio(self, *, position: int, months: int) -> float:
        """The rate ratio in the month at this position of a series of so many months."""
        step = position - (months - self.starts_before_end) + 1
        share = min(max(step, 0), self.months) / self.months
        return 1.0 + (self.rate_ratio - 1.0) * share


@dataclass(frozen=True)
class NearRepeat:
    """A share of the offences of one type that trigger another near in place and time."""

    crime_type: str
    share: float
    metres: float
    days: float


@dataclass(frozen=True)
class Counting:
    """The bounds from which each series draws its dispersion, season and memory."""

    alpha: tuple[float, float]
    seasonal_amplitude: tuple[float, float]
    autocorrelation: tuple[float, float]
    null_twins: int


@dataclass(frozen=True)
class Publication:
    """What the force publishes, and what it publishes again."""

    gain: tuple[float, float]
    months: int
    ends_before_end: int
    placeless: float
    outside: float

    def republished(self, months: int) -> range:
        """The positions of the months that are published again."""
        end = max(0, months - self.ends_before_end)
        return range(max(0, end - self.months), end)


@dataclass(frozen=True)
class Truths:
    """Everything that is planted."""

    counts: Counting
    publication: Publication
    changes: tuple[Change, ...]
    hot_spot: HotSpot
    emerging: Emerging
    near_repeat: NearRepeat

    def change(self, name: str) -> Change:
        """The change of this name; a KeyError when none is planted under it."""
        for change in self.changes:
            if change.name == name:
                return change
        raise KeyError(name)


def planted_truths(path: Path = TRUTHS) -> Truths:
    """Return the truths written in a TOML file (by default the product's own)."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Truths(
        counts=Counting(**_bounds(table["counts"])),
        publication=Publication(**_bounds(table["publication"])),
        changes=tuple(Change(**row) for row in table["change"]),
        hot_spot=HotSpot(**table["hot_spot"]),
        emerging=Emerging(**table["emerging"]),
        near_repeat=NearRepeat(**table["near_repeat"]),
    )


def _bounds(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
