"""Hot spots: places with more than their base would lead one to expect, around which that is so too, and lastingly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from frankpledge.analysis.counts import Floats, series
from frankpledge.analysis.places.local import gi_star
from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData


@dataclass(frozen=True, slots=True, kw_only=True)
class HotSpots:
    """`hot` says which places are hot spots; the arrays of years × places say why.

    `expected` are the events that each place's share of the base would bring, `z` Gi* of (observed - expected) ÷
    √expected, `significant` in which years a place was significant, `years_hot` in how many, and `n` the number of
    places in the study area.
    """

    hot: NDArray[np.bool_]
    significant: NDArray[np.bool_]
    years_hot: NDArray[np.int64]
    expected: Floats
    z: Floats
    n: int
    least_events: int
    alpha: float


def hot_spots(
    *,
    counts: Sequence[Sequence[float]] | Floats,
    base: Sequence[float] | Floats,
    neighbours: csr_array,
    alpha: float = 0.05,
    least_events: int = 20,
    least_years: int = 2,
) -> HotSpots:
    """Return which places are hot spots by counts of years × places against a base (residents unless said otherwise).

    A place is one when Gi* of (observed - expected)/√expected is significantly high (one-sided, false discovery rate
    `alpha`) in at least `least_years` of the years, and it has at least `least_events` events over all of them. Gi*
    on raw counts would call crowded places hot. Places without a base must be left out first (`NoDenominator`). Missing
    counts, too few years, a year without events, and one in which every place has exactly what was expected of it are
    `NotEnoughData`; negative counts (revisions) `NotACount`.
    """
    table = np.asarray(counts, dtype=np.float64)
    people = series(base, name="base")
    if table.ndim != 2 or table.shape[1] != people.size:
        raise ValueError(f"counts are years × places: got {table.shape} for {people.size} places")
    if np.any(np.isnan(table)):
        raise NotEnoughData("A place's count is missing, which is not the same as zero.", where="counts")
    if np.any(table < 0):
        raise NotACount("A count is negative.", where="counts")
    if not np.all(people > 0):
        raise NoDenominator("A place has no base.", where="base", cure="Leave it out of the study area, and say so.")
    if len(table) < least_years:
        raise NotEnoughData(f"A hot spot lasts {least_years} years; {len(table)} are given.", where="counts")
    expected = table.sum(axis=1, keepdims=True) * people / people.sum()
    if not np.all(expected > 0):
        raise NotEnoughData("A year has no events at all.", where="counts")
    excess = np.where(np.isclose(table, expected, rtol=1e-9, atol=0), 0.0, (table - expected) / np.sqrt(expected))
    years = [
        gi_star(values=row, neighbours=neighbours, adjust="fdr", alpha=alpha, alternative="greater") for row in excess
    ]
    significant = np.array([year.significant for year in years], dtype=np.bool_)
    years_hot = significant.sum(axis=0)
    return HotSpots(
        hot=(years_hot >= least_years) & (table.sum(axis=0) >= least_events),
        significant=significant,
        years_hot=years_hot,
        expected=expected,
        z=np.array([year.z for year in years]),
        n=people.size,
        least_events=least_events,
        alpha=alpha,
    )
