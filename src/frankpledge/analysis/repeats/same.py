"""The same again: how far events gather on places, or on people, that have suffered before."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.moments import days_of
from frankpledge.analysis.rates import Share, proportion
from frankpledge.analysis.refusals import NotEnoughData


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """How often the same places (or people) come again among `n` events.

    `distinct` are the different ones, `repeated` those with two or more events; `repeats` are the events after each's
    first. `share_of_events` is repeats ÷ events, `share_of_distinct` repeated ÷ distinct, with Wilson's intervals.
    `by_times[k]` is how many have exactly k events. `unknown` events carry no place or person and are left out of all.
    Where dates were given, `repeats` are those within `within` days of the event before.
    """

    n: int
    distinct: int
    repeated: int
    repeats: int
    share_of_events: Share
    share_of_distinct: Share
    by_times: dict[int, int]
    unknown: int
    within: float | None


def repeat_places(
    *, places: Sequence[Hashable], days: Sequence[float] | NDArray[Any] | None = None, within: float | None = None
) -> Repeated:
    """Return how many events fell on places that had one before, of places named by any identifier.

    None, NaN and "" are unknown: counted and left out; nobody known is `NotEnoughData`. With `days` and `within`, an
    event repeats only when the one before it at the same place lies at most so many days back (two on one day are);
    without them the order of time plays no part. A known place's event without a date, and months in place of days, are
    `NotEnoughData`. Repeats depend on how long one looks: compare windows of equal length only. Source: Grove et al.
    (2012), Preventing Repeat Victimization: A Systematic Review, for the measures.
    """
    return _repeated(places, days, within, name="places")


def repeat_victims(
    *, victims: Sequence[Hashable], days: Sequence[float] | NDArray[Any] | None = None, within: float | None = None
) -> Repeated:
    """Return how many events fell on people who had suffered one before, of people named by a keyed hash.

    As `repeat_places`. A quarter's rate and a year's are not to be averaged: each is worked out from its own events.
    """
    return _repeated(victims, days, within, name="victims")


def _repeated(
    ids: Sequence[Hashable], days: Sequence[float] | NDArray[Any] | None, within: float | None, *, name: str
) -> Repeated:
    if (days is None) != (within is None):
        raise ValueError("days and within belong together: give both or neither")
    if within is not None and not within >= 0:
        raise ValueError(f"a repeat within {within} days")
    known = [place for place, one in enumerate(ids) if not _is_unknown(one)]
    if not known:
        raise NotEnoughData(f"No event names its {name}.", where=name)
    _, of = np.unique(np.array([str(ids[place]) for place in known], dtype=object).astype(str), return_inverse=True)
    counts = np.bincount(of)
    if days is None:
        again = counts - 1
    else:
        assert within is not None
        again = _soon_again(of, days_of(_of(days, known, len(ids))), within, size=counts.size)
    repeated, repeats, events = int(np.sum(again > 0)), int(again.sum()), len(known)
    times, how_many = np.unique(counts, return_counts=True)
    return Repeated(
        n=events,
        distinct=int(counts.size),
        repeated=repeated,
        repeats=repeats,
        share_of_events=proportion(count=repeats, total=events),
        share_of_distinct=proportion(count=repeated, total=int(counts.size)),
        by_times=dict(zip(times.tolist(), how_many.tolist(), strict=True)),
        unknown=len(ids) - events,
        within=within,
    )


def _is_unknown(one: Hashable) -> bool:
    return one is None or one == "" or one != one


def _of(days: Sequence[Any] | NDArray[Any], known: list[int], events: int) -> list[Any]:
    if len(days) != events:
        raise ValueError(f"{events} events but {len(days)} days")
    return [days[place] for place in known]


def _soon_again(of: NDArray[np.int64], days: Floats, within: float, *, size: int) -> NDArray[np.int64]:
    order = np.lexsort((days, of))
    same = of[order][1:] == of[order][:-1]
    soon = np.diff(days[order]) <= within
    return np.bincount(of[order][1:][same & soon], minlength=size)
