"""Does a hot spot last? What became of each place over the years looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Stability = Literal["persistent", "emerging", "sporadic", "former", "never"]
STABILITIES: tuple[Stability, ...] = get_args(Stability)


def stability(*, significant: Sequence[Sequence[bool]] | NDArray[np.bool_]) -> tuple[Stability, ...]:
    """Return what became of each place, from years × places (the earliest year first).

    Persistent: significant in the newest year and the one before. Emerging: in the newest alone. Former: in two years
    or more, and not in the newest. Sporadic: every other place that was significant at all. Our own classes, after the
    categories of Chainey's hot-spot stability and of emerging hot-spot analysis; fewer than two years are a ValueError.
    """
    years = np.asarray(significant, dtype=np.bool_)
    if years.ndim != 2 or len(years) < 2:
        raise ValueError(f"stability is over two years or more of places, not over {years.shape}")
    return tuple(_class(place) for place in years.T)


def _class(years: NDArray[np.bool_]) -> Stability:
    newest, before = bool(years[-1]), years[:-1]
    if newest:
        return "persistent" if before[-1] else "sporadic" if before.any() else "emerging"
    if not before.any():
        return "never"
    return "former" if before.sum() >= 2 else "sporadic"
