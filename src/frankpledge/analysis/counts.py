"""The checks that every method makes of the counts and bases it is given."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.refusals import NoDenominator, NotACount, NotEnoughData

Floats = NDArray[np.float64]


def check_count(value: float | None, *, name: str, whole: bool = True) -> float:
    """Return the count when it is one: present, not negative and, unless `whole` is off, without a fraction."""
    if value is None or math.isnan(value):
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


def check_base(value: float | None, *, name: str) -> float:
    """Return the base when something can be divided by it; missing, zero and negative bases are `NoDenominator`."""
    if value is None:
        raise NoDenominator(f"{name} is missing, so nothing can be divided by it.", where=name)
    if not (value > 0 and math.isfinite(value)):
        raise NoDenominator(f"{name} is {value:g}, so nothing can be divided by it.", where=name)
    return float(value)


def check_confidence(confidence: float) -> float:
    """Return the confidence when it lies strictly between 0 and 1 (0.95 for 95%)."""
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence of {confidence:g} does not lie between 0 and 1")
    return confidence


def check_per(per: float) -> float:
    """Return what a rate is given per (1,000 residents), when that is above zero."""
    if not 0 < per < math.inf:
        raise ValueError(f"a rate is given per so many above zero, not per {per:g}")
    return per


def series(values: Sequence[float | None] | Floats, *, name: str = "values") -> Floats:
    """Return the values as a one-dimensional array of floats in which None, NaN and masked alike are missing (NaN).

    Nothing at all is `NotEnoughData`, an endless value `NotACount`, a table or words a ValueError.
    """
    if isinstance(values, np.ma.MaskedArray):
        values = values.tolist()
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiub":
        array = np.array(values, dtype=np.float64)
    else:
        array = np.array([_number(value, name) for value in values], dtype=np.float64)
    if array.ndim != 1:
        raise ValueError(f"{name} is one series, not of shape {array.shape}")
    if array.size == 0:
        raise NotEnoughData(f"{name} holds nothing.", where=name)
    if np.any(np.isinf(array)):
        raise NotACount(f"{name} holds a value without end.", where=name)
    return array


def _number(value: float | None, name: str) -> float:
    if value is None:
        return math.nan
    try:
        return float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{name} is one series of numbers; {value!r} is none") from None


def count_series(values: Sequence[float | None] | Floats, *, name: str = "values") -> Floats:
    """Return a series of whole, non-negative counts with NaN where missing."""
    array = series(values, name=name)
    present = array[~np.isnan(array)]
    if np.any(present < 0) or np.any(present != np.floor(present)):
        raise NotACount(f"{name} holds a value that is negative or not whole.", where=name)
    return array
