"""From counts by month to what became of each place: persistent, emerging, sporadic, former or never a hot spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.places.hot_spots import hot_spots
from frankpledge.analysis.places.lasting import Stability, stability
from frankpledge.analysis.refusals import NotEnoughData


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """`classes` says of each place what became of it; `significant` and `z` (years × places) say why.

    `left_out` months at the start make no whole year. `n` is the number of places, `years` how many were looked at.
    """

    classes: tuple[Stability, ...]
    significant: NDArray[np.bool_]
    z: Floats
    counts: Floats
    years: int
    left_out: int
    n: int
    alpha: float
    least_events: int


def classify(
    *,
    counts_by_month: Sequence[Sequence[float]] | Floats,
    neighbours: csr_array,
    base: Sequence[float] | Floats | None = None,
    alpha: float = 0.05,
    least_events: int = 20,
    months: int = 12,
) -> Classes:
    """Return what became of each place, from counts of months × places, the earliest month first.

    Years are `months` months each, counted back from the last month; what is left over at the start is left out. A
    place is significant in a year by Gi* of (observed − expected)/√expected against `base` (residents; None: all places
    alike, as the cells of a grid are), one-sided, false discovery rate `alpha`, and only when it has `least_events`
    over all years. Persistent: in the newest year and the one before. Emerging: in the newest alone. Former: in two or
    more, not in the newest. Sporadic: every other place that was ever significant. Our own classes, after the
    categories of emerging hot-spot analysis. Under two years, and missing counts, are `NotEnoughData`.
    """
    table = np.asarray(counts_by_month, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"counts are months × places, not of shape {table.shape}")
    if months < 1:
        raise ValueError(f"a year of {months} months")
    years = len(table) // months
    if years < 2:
        raise NotEnoughData(f"{len(table)} months are not two years of {months}.", where="counts_by_month")
    left_out = len(table) - years * months
    counts = table[left_out:].reshape(years, months, table.shape[1]).sum(axis=1)
    found = hot_spots(
        counts=counts,
        base=np.ones(table.shape[1]) if base is None else base,
        neighbours=neighbours,
        alpha=alpha,
        least_events=least_events,
    )
    significant = found.significant & (counts.sum(axis=0) >= least_events)
    return Classes(
        classes=stability(significant=significant),
        significant=significant,
        z=found.z,
        counts=counts,
        years=years,
        left_out=left_out,
        n=table.shape[1],
        alpha=alpha,
        least_events=least_events,
    )
