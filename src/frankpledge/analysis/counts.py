"""The checks that every method makes of the counts and bases it is given."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData

Floats = NDArray[np.float64]


def check_count(value: float, *, name: str, whole: bool = True) -> float:
    """Return the count when it is one: present, not negative and, unless `whole` is off, without a fraction."""
    if math.isnan(value):
        raise NotEnoughData(f"{name} is missing, which is not the same as zero.", where=name)
    if value < 0 or math.isinf(value):
        raise NotACount(f"{name} is {value:g}; a count cannot be negative or endless.", where=name)
    if whole and not float(value).is_integer():
        raise NotACount(
            f"{name} is {value:g}; events are counted whole.",
            where=name,
            cure="Give the whole count and its exposure (three years are an exposure of 3), not an average.",
        )
    return float(value)


def check_base(value: float, *, name: str) -> float:
    """Return the base when something can be divided by it; missing, zero and negative bases are `NoDenominator`."""
    if not (value > 0 and math.isfinite(value)):
        raise NoDenominator(f"{name} is {value:g}, so nothing can be divided by it.", where=name)
    return float(value)


def check_confidence(confidence: float) -> float:
    """Return the confidence when it lies strictly between 0 and 1 (0.95 for 95%)."""
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence of {confidence:g} does not lie between 0 and 1")
    return confidence


def series(values: Sequence[float | None] | Floats, *, name: str = "values") -> Floats:
    """Return the values as a one-dimensional array of floats in which None and NaN alike are missing (NaN)."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiub":
        array = np.array(values, dtype=np.float64)
    else:
        array = np.array([math.nan if value is None else float(value) for value in values], dtype=np.float64)
    if array.ndim != 1:
        raise ValueError(f"{name} is one series, not of shape {array.shape}")
    if array.size == 0:
        raise NotEnoughData(f"{name} holds nothing.", where=name)
    return array


def count_series(values: Sequence[float | None] | Floats, *, name: str = "values") -> Floats:
    """Return a series of whole, non-negative counts with NaN where missing."""
    array = series(values, name=name)
    present = array[~np.isnan(array)]
    if np.any(present < 0) or np.any(present != np.floor(present)) or np.any(np.isinf(present)):
        raise NotACount(f"{name} holds a value that is negative or not whole.", where=name)
    return array
