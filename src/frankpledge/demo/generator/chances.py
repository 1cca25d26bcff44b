"""Where things happen: for each partnership and crime type the odds of each map point, hot spots among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.demo.generator.mappoints import MapPoints, PlantedPlaces
from frankpledge.demo.generator.partition import Floats, Ints
from frankpledge.demo.generator.profiles import Profile
from frankpledge.demo.generator.truths import Truths

_UNEVENNESS = 0.22
_COUNTRY = 0.45  # what the open country has of each type, against a town


@dataclass(frozen=True)
class PlaceOdds:
    """The people of each partnership, and what is needed to say how likely each map point is."""

    points: MapPoints
    truths: Truths
    places: PlantedPlaces
    people: Mapping[str, float]
    residents: Floats
    risk: Mapping[str, Floats]

    def draw(self, partnership: str, profile: Profile, counts: Ints, rng: np.random.Generator) -> Ints:
        """The map points of as many records as the counts of the months add up to, month by month."""
        emerging = self.truths.emerging
        if (emerging.scope, emerging.crime_type) != (partnership, profile.name):
            odds = self.of_points(partnership, profile, 1.0)
            return np.asarray(rng.choice(len(odds), size=int(counts.sum()), p=odds), dtype=np.int64)
        drawn = []
        for position, count in enumerate(counts):
            odds = self.of_points(partnership, profile, emerging.ratio(position=position, months=len(counts)))
            drawn.append(rng.choice(len(odds), size=int(count), p=odds))
        return np.asarray(np.concatenate(drawn), dtype=np.int64)

    def of_points(self, partnership: str, profile: Profile, emerging: float) -> Floats:
        """The odds of every map point, adding to 1; none outside the partnership."""
        inside = self.points.partnership == partnership
        pull = self.points.draw * _affinity(self.points.kind, profile)
        shares = np.where(inside, pull, 0.0)
        lsoa = np.maximum(self.points.lsoa, 0)
        held: Floats = np.bincount(lsoa, weights=shares, minlength=len(self.residents)).astype(np.float64)
        level = self._levels(partnership, profile, held, emerging)
        odds = shares / np.where(held > 0, held, 1.0)[lsoa] * level[lsoa]
        return np.asarray(odds / odds.sum())

    def _levels(self, partnership: str, profile: Profile, pull: Floats, emerging: float) -> Floats:
        """How much of it each LSOA has: people times risk, or, where shops make it, the pull of its shops."""
        if profile.near.get("Supermarket", 0.0) > 100.0:
            return pull
        hot, rising = self.truths.hot_spot, self.truths.emerging
        planted = (partnership, profile.name) in ((hot.scope, hot.crime_type), (rising.scope, rising.crime_type))
        level = self.residents.copy() if planted else self.residents * self.risk[profile.name]
        if (partnership, profile.name) == (hot.scope, hot.crime_type):
            level[list(self.places.hot_spot)] *= hot.rate_ratio
        if (partnership, profile.name) == (rising.scope, rising.crime_type):
            level[self.places.emerging] *= emerging
        return level


def place_odds(
    *,
    points: MapPoints,
    truths: Truths,
    places: PlantedPlaces,
    residents: Floats,
    urban: Floats,
    crime_types: tuple[str, ...],
    rng: np.random.Generator,
) -> PlaceOdds:
    """Return the odds of places; where no place truth is planted, towns have more of it and LSOAs differ by chance."""
    people = {
        str(name): float(residents[np.unique(points.lsoa[points.partnership == name])].sum())
        for name in dict.fromkeys(points.partnership)
        if name
    }
    town = _COUNTRY + (1.0 - _COUNTRY) * urban
    risk = {name: town * rng.lognormal(0.0, _UNEVENNESS, len(residents)) for name in crime_types}
    return PlaceOdds(points, truths, places, people, residents, risk)


def _affinity(kind: NDArray[np.object_], profile: Profile) -> Floats:
    pull = np.ones(len(kind))
    for name, times in profile.near.items():
        pull[kind == name] = times
    return pull
