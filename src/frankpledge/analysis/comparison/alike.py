"""Which areas are alike: the nearest by what their people and places are like, never by crime."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.refusals import NotEnoughData


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestAreas:
    """Positions of the nearest areas, the nearest first, with their distances in standard deviations.

    `n` is how many areas they were chosen from, `variables` by how many variables.
    """

    nearest: NDArray[np.int64]
    distance: Floats
    n: int
    variables: int


def nearest_areas(*, variables: Sequence[Sequence[float]] | Floats, area: int, k: int = 15) -> NearestAreas:
    """Return the `k` areas nearest to `area` by standardised Euclidean distance over named, dated variables.

    `variables` is areas × variables, none of which may be crime; each is divided by its standard deviation over all
    areas. Ties go to the earlier position. Missing values, a variable that never varies, and fewer than `k` others
    are `NotEnoughData`. The first `k` of more are the same areas. Show the answer for 10 and 20 too.
    """
    table = np.asarray(variables, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(f"variables are areas × variables, not of shape {table.shape}")
    if k < 1:
        raise ValueError(f"the nearest {k} areas are none")
    if not np.all(np.isfinite(table)):
        raise NotEnoughData("An area lacks a variable.", where="variables", cure="Leave the area or the variable out.")
    if not 0 <= area < len(table):
        raise ValueError(f"there is no area {area} among {len(table)}")
    if len(table) - 1 < k:
        raise NotEnoughData(f"{k} areas are asked for and there are {len(table) - 1} others.", where="variables")
    spread = table.std(axis=0)
    if np.any(spread == 0):
        raise NotEnoughData("A variable is the same everywhere and tells no areas apart.", where="variables")
    distance = np.sqrt(np.sum(((table - table[area]) / spread) ** 2, axis=1))
    distance[area] = np.inf
    nearest = np.argsort(distance, kind="stable")[:k]
    return NearestAreas(nearest=nearest, distance=distance[nearest], n=len(table), variables=table.shape[1])
