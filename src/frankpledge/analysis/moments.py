"""Dates and times as they are given: dates, datetimes, ISO text or numpy's own, of which none may be a month alone."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.periods import Month
from frankpledge.analysis.refusals import NotEnoughData

_DAY = 86_400
_ZONED = re.compile(r"T.*(?:[Zz]|[+-]\d\d(?::?\d\d)?)$| .*(?:[Zz]|[+-]\d\d(?::?\d\d)?)$")
_MONTH = re.compile(r"\d{4}(?:-\d\d)?")


def days_of(days: Sequence[Any] | NDArray[Any], *, name: str = "days") -> Floats:
    """Return days as numbers, from numbers or dates; a missing one is `NotEnoughData`, and so are months."""
    array = _array(days)
    if array.dtype.kind in "fiub":
        found = array.astype(np.float64)
    elif all(isinstance(one, Real) or _is_missing(one) for one in array):
        found = np.array([math.nan if _is_missing(one) else one for one in array], dtype=np.float64)
    else:
        moments = moments_of(days, name=name, to_tell="near repeats are told by days")
        found = np.where(np.isnat(moments), np.nan, moments.astype(np.int64) / _DAY)
    if not np.all(np.isfinite(found)):
        raise NotEnoughData("An event has no date; leave it out, and say how many were.", where=name)
    return found


def moments_of(times: Sequence[Any] | NDArray[Any], *, name: str, to_tell: str) -> NDArray[np.datetime64]:
    """Return times to the second, NaT where missing (None, NaN, NaT, ""); months in place of them are refused.

    Times with a zone are a ValueError: an hour of the clock on the wall would become another.
    """
    array = _array(times)
    if any(map(_is_month, array)):
        raise NotEnoughData(
            f"month only: {name} holds months, and {to_tell}.",
            where=name,
            cure="Use a force's own extract, which has dates, times and points.",
        )
    if any(map(_has_zone, array)):
        raise ValueError(f"{name}: times must be local and without a zone, or an hour would be another")
    found = [np.datetime64("NaT") if _is_missing(one) else one for one in array]
    return np.array(found, dtype="datetime64[s]")


def _array(given: Sequence[Any] | NDArray[Any]) -> NDArray[Any]:
    """Return an array in which text stays text and a missing entry does not become any."""
    return given if isinstance(given, np.ndarray) else np.array(list(given), dtype=object)


def _is_missing(one: Any) -> bool:
    return one is None or one == "" or one != one


def _is_month(one: Any) -> bool:
    if isinstance(one, np.datetime64):
        return np.datetime_data(one.dtype)[0] in ("Y", "M")
    return isinstance(one, Month) or (isinstance(one, str) and _MONTH.fullmatch(one) is not None)


def _has_zone(one: Any) -> bool:
    if isinstance(one, str):
        return _ZONED.search(one) is not None
    return isinstance(one, datetime) and one.tzinfo is not None
