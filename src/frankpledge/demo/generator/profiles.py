"""How each crime type behaves in the invented county: the rows of `crime_types.toml`, in published order."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ASB = "Anti-social behaviour"


@dataclass(frozen=True)
class Profile:
    """One crime type: how often, when, what, with what outcome, and near what kinds of place."""

    name: str
    rate: float
    hours: tuple[float, ...]
    window: float
    same_day: float
    peak_month: int
    offences: Mapping[str, float]
    outcomes: Mapping[str, float]
    flags: Mapping[str, float]
    near: Mapping[str, float]


@cache
def profiles() -> tuple[Profile, ...]:
    """Return the crime types in the order in which the published street files list them."""
    table = tomllib.loads((Path(__file__).parent / "crime_types.toml").read_text(encoding="utf-8"))
    hours = table["hours"]
    return tuple(
        Profile(
            name=row["name"],
            rate=row["rate"],
            hours=_shares(hours[row["hours"]]),
            window=row["window"],
            same_day=row["same_day"],
            peak_month=row["peak_month"],
            offences=row["offences"],
            outcomes=row.get("outcomes", {}),
            flags=row["flags"],
            near=row["near"],
        )
        for row in table["crime_type"]
    )


def type_names() -> tuple[str, ...]:
    """Return the names of the crime types, in the same order."""
    return tuple(profile.name for profile in profiles())


def _shares(weights: list[float]) -> tuple[float, ...]:
    total = sum(weights)
    return tuple(weight / total for weight in weights)
