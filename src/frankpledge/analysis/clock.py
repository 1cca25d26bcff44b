"""The hours and days of the week at which things happen, where only an earliest and a latest time are known.

A burglary between leaving home and coming back is spread over those hours, not put at their middle. Needs exact times,
which a force's own extract has and data.police.uk has not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.moments import moments_of
from frankpledge.analysis.refusals import NotACount, NotEnoughData

Method = Literal["overlap", "touched"]
_METHODS = ("overlap", "touched")
_HOUR, _WEEK, _HOURS = 3_600, 604_800, 168
_MONDAY = 4 * 86_400  # 5 January 1970, the first Monday of the count of seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Aoristic:
    """Weights by weekday (rows, Monday first) and hour (columns, 0 to 23): together they make `n` events.

    `unknown` events lacked an earliest or latest time, `too_long` spanned more than `longest` hours; neither is spread.
    `exact` of the `n` have one hour only.
    """

    weights: Floats
    n: int
    exact: int
    unknown: int
    too_long: int
    longest: float
    method: Method

    @property
    def by_hour(self) -> Floats:
        """The weights of each hour over the week."""
        return np.asarray(self.weights.sum(axis=0))

    @property
    def by_weekday(self) -> Floats:
        """The weights of each day, Monday first."""
        return np.asarray(self.weights.sum(axis=1))


def aoristic(
    *,
    start: Sequence[datetime | str | None] | NDArray[Any],
    end: Sequence[datetime | str | None] | NDArray[Any],
    longest: float = 168,
    method: Method = "overlap",
) -> Aoristic:
    """Return the hour × weekday table in which every event weighs 1, spread from its earliest to its latest time.

    Times are local ("2025-03-04T22:10", datetimes without zone, datetime64). By `overlap`, which is ours, an hour gets
    the part of the span that lies in it, the end not included: 22:00 to 02:00 gives a quarter to each of four hours,
    22:30 to 23:30 a half to each of two. `touched` gives every clock hour that the span touches an equal part, the hour
    of the end included, as Ratcliffe (2000), International Journal of Geographical Information Science 14, counts his
    units of search. An event whose start is its end falls wholly in that hour; a date without a time is its midnight.
    A span runs on over midnight and from Sunday into Monday. When the clocks go forward or back the hours are those of
    the clock on the wall: a span over the night of the change is spread as if each were there once.

    Spans of more than `longest` hours (a week) say nothing of the hour and are left out and counted; a longer one that
    is asked for goes round the week again. An event without one of its times is counted as unknown. A latest before
    the earliest is `NotACount`; no event with both times, and months in place of times, are `NotEnoughData`; times with
    a zone a ValueError.
    """
    if method not in _METHODS:
        raise ValueError(f"{method!r} is not one of the methods {', '.join(_METHODS)}")
    if not longest >= 0:
        raise ValueError(f"spans of up to {longest} hours")
    first, last = (
        moments_of(times, name=name, to_tell="hours cannot be told from them")
        for times, name in ((start, "start"), (end, "end"))
    )
    if first.size != last.size:
        raise ValueError(f"{first.size} earliest times but {last.size} latest")
    known = ~(np.isnat(first) | np.isnat(last))
    begins, ends = first[known].astype(np.int64), last[known].astype(np.int64)
    if np.any(ends < begins):
        raise NotACount("A latest time lies before its earliest.", where=f"event {int(np.argmax(ends < begins)) + 1}")
    spread = ends - begins <= longest * _HOUR
    begins, ends = begins[spread], ends[spread]
    if begins.size == 0:
        raise NotEnoughData("No event has both times within the longest span.", where="start")
    weights = _overlapped(begins, ends) if method == "overlap" else _touched(begins, ends)
    return Aoristic(
        weights=weights.reshape(7, 24),
        n=int(begins.size),
        exact=int(np.sum(begins // _HOUR == np.maximum(begins, ends - 1) // _HOUR)),
        unknown=int(np.sum(~known)),
        too_long=int(np.sum(~spread)),
        longest=longest,
        method=method,
    )


def _overlapped(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> Floats:
    """Add up, hour after hour of each span, the part of the span that lies in it."""
    spans = np.maximum(ends - begins, 1)
    ends = begins + spans
    weights = np.zeros(_HOURS)
    hour = begins // _HOUR
    for step in range(int(((ends - 1) // _HOUR - hour).max()) + 1):
        low = np.maximum(begins, (hour + step) * _HOUR)
        high = np.minimum(ends, (hour + step + 1) * _HOUR)
        part = np.maximum(high - low, 0) / spans
        weights += np.bincount(_cell((hour + step) * _HOUR), weights=part, minlength=_HOURS)
    return weights


def _touched(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> Floats:
    first, last = begins // _HOUR, ends // _HOUR
    touched = last - first + 1
    weights = np.zeros(_HOURS)
    for step in range(int(touched.max())):
        part = np.where(step < touched, 1 / touched, 0.0)
        weights += np.bincount(_cell((first + step) * _HOUR), weights=part, minlength=_HOURS)
    return weights


def _cell(seconds: NDArray[np.int64]) -> NDArray[np.int64]:
    return ((seconds - _MONDAY) % _WEEK) // _HOUR
