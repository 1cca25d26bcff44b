"""How many people live where, by single year of age: invented mid-year estimates for the LSOAs of 2011."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frankpledge.demo.generator.county import County
from frankpledge.demo.generator.partition import Floats, Ints

AGES = 91  # 0 to 89 and "90+"
_YEARLY_GROWTH = 0.004


@dataclass(frozen=True)
class People:
    """Residents at mid-year: `counts[year]` has a row for each LSOA of 2011 and a column for each age, the last 90+."""

    counts: dict[int, Ints]

    def total(self, year: int) -> Ints:
        """Residents of each LSOA of 2011."""
        return np.asarray(self.counts[year].sum(axis=1), dtype=np.int64)


def people(county: County, *, years: tuple[int, ...], rng: np.random.Generator) -> People:
    """Return residents for each of the years, the county growing slowly and each place having its own mix of ages."""
    base = np.array([county.people(area) for area in county.lsoa11])
    urban = np.array(
        [np.average(county.ground.urban[a.cells], weights=county.ground.people[a.cells]) for a in county.lsoa11]
    )
    size = np.clip(base * rng.normal(1.0, 0.05, len(base)), 850, 3_200)
    growth = rng.normal(_YEARLY_GROWTH, 0.006, len(base))
    shape = _mix(urban, rng)
    counts = {}
    for year in years:
        totals = np.rint(size * (1 + growth) ** (year - years[0])).astype(np.int64)
        counts[year] = rng.multinomial(totals, shape).astype(np.int64)
    return People(counts)


def of_lsoa21(county: County, counts: Ints) -> Floats:
    """Return the people of the LSOAs of 2021, each 2011 area shared over its successors by where its cells went."""
    owner = county.lsoa21_of_cells()
    result = np.zeros(len(county.lsoa21))
    for position, area in enumerate(county.lsoa11):
        share = county.ground.people[area.cells]
        np.add.at(result, owner[area.cells], counts[position] * share / share.sum())
    return result


def _mix(urban: Floats, rng: np.random.Generator) -> Floats:
    """The share of each age in each area: towns younger, the country older, a few areas full of students."""
    age = np.arange(AGES, dtype=np.float64)
    survival = 1.0 / (1.0 + np.exp((age - 83.0) / 6.0))
    bulge = 1.0 + 0.22 * np.exp(-(((age - 56.0) / 9.0) ** 2)) - 0.10 * np.exp(-(((age - 22.0) / 5.0) ** 2))
    young = np.exp(-(((age - 29.0) / 11.0) ** 2)) + 0.5 * np.exp(-(((age - 4.0) / 6.0) ** 2))
    old = np.exp(-(((age - 71.0) / 11.0) ** 2))
    students = np.exp(-(((age - 20.5) / 2.2) ** 2))
    tilt = np.clip(urban + rng.normal(0.0, 0.18, len(urban)), 0.0, 1.2)
    campus = np.where((urban > 0.9) & (rng.random(len(urban)) < 0.04), 7.0, 0.0)
    weights = survival * bulge + 0.9 * np.outer(tilt, young) + 1.0 * np.outer(1.1 - np.clip(tilt, 0, 1.1), old)
    weights += np.outer(campus, students)
    weights[:, -1] *= 3.0
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))
