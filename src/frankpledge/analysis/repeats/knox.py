"""Knox's test of near repeats: whether more pairs are close in space and time than if the dates were shuffled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.moments import days_of
from frankpledge.analysis.places.near import as_points
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.analysis.repeats.pairs import Bands, Counter, Ints, Metric

_METRICS = ("euclidean", "manhattan")
_LEAST = 3
_SAME_PLACE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Knox:
    """Pairs of events by distance band (rows) and time band (columns).

    `expected` is the exact mean over all shufflings of the dates: pairs of the distance band × pairs of the time band ÷
    all pairs. `ratio` is observed ÷ expected (NaN where none is expected). `p_value` = (1 + #≥)/(permutations + 1).
    `distance_labels` and `time_labels` print each band as it was computed; in the compatible mode
    `calculator_distance_labels` and `calculator_time_labels` are the (misleading) labels of that calculator.
    """

    observed: Ints
    expected: Floats
    ratio: Floats
    p_value: Floats
    distance_labels: tuple[str, ...]
    time_labels: tuple[str, ...]
    n: int
    pairs: int
    permutations: int
    seed: int
    metric: Metric
    calculator_distance_labels: tuple[str, ...] = ()
    calculator_time_labels: tuple[str, ...] = ()


def knox(
    *,
    points: Sequence[tuple[float, float]] | Floats,
    days: Sequence[float] | NDArray[Any],
    distance_bands: Sequence[float] | Sequence[tuple[float, float]],
    time_bands: Sequence[float] | Sequence[tuple[float, float]],
    permutations: int = 999,
    seed: int = 1,
    inclusive: bool = False,
    metric: Metric = "euclidean",
    compatible: Literal["ratcliffe"] | None = None,
) -> Knox:
    """Return for each band of distance and of time how many pairs of events there are, and how many chance would give.

    `points` are n × 2 in metres; `days` numbers or dates (dates, ISO text, datetime64). Bands are given by their
    ascending edges, in metres and days, the last of which may be infinite: [0, 100, 200] are the bands [0, 100) and
    [100, 200) (or as pairs, each beginning where the one before ends). Bands are half-open unless `inclusive`, which
    closes them above (and the first below too). Dates are shuffled over the points; the p-value is Monte Carlo's with
    the observed among the draws, so it cannot be below 1/(permutations + 1). Events at one place and pairs on one day
    count. Source: Knox (1964), Applied Statistics 13; Johnson et al. (2007), Journal of Quantitative Criminology 23.
    Missing points or dates, fewer than three events, and months in place of days are `NotEnoughData`.

    `compatible="ratcliffe"` reproduces the Near Repeat Calculator's table: Manhattan distance, a band [0, 1) for the
    same location before the others, and bands beyond the last edges. What that calculator labels "101 to 200" it
    computes as [100, 200) (Steenbeek's comparison of the two); both labels are returned.
    """
    where, when = _events(points, days)
    if permutations < 1:
        raise ValueError("at least one permutation is needed for a p-value")
    if metric not in _METRICS:
        raise ValueError(f"{metric!r} is not one of the metrics {', '.join(_METRICS)}")
    space, time = Bands(_edges(distance_bands), inclusive), Bands(_edges(time_bands), inclusive)
    if compatible is not None:
        space, time, metric = _as_calculator(space, time, compatible)
    counter = Counter(where, when, space, time, metric)
    observed = counter.observed()
    reached = counter.times_reached(observed, permutations=permutations, seed=seed)
    expected = np.outer(counter.near, counter.soon) / counter.pairs
    return Knox(
        observed=observed,
        expected=expected,
        ratio=np.divide(observed, expected, out=np.full(expected.shape, np.nan), where=expected > 0),
        p_value=(1 + reached) / (permutations + 1),
        distance_labels=space.labels,
        time_labels=time.labels,
        n=when.size,
        pairs=counter.pairs,
        permutations=permutations,
        seed=seed,
        metric=metric,
        calculator_distance_labels=_printed(space, first="Same location", unit=1) if compatible else (),
        calculator_time_labels=_printed(time, first="", unit=0) if compatible else (),
    )


# ---- what is asked ---------------------------------------------------------------------------------------------------


def _events(
    points: Sequence[tuple[float, float]] | Floats, days: Sequence[float] | NDArray[Any]
) -> tuple[Floats, Floats]:
    where, when = as_points(points), days_of(days)
    if len(where) != when.size:
        raise ValueError(f"{len(where)} points but {when.size} days")
    if when.size < _LEAST:
        raise NotEnoughData(f"A test of near repeats needs {_LEAST} events; there are {when.size}.", where="days")
    return where, when


def _edges(edges: Sequence[float] | Sequence[tuple[float, float]]) -> Floats:
    found = np.asarray(edges, dtype=np.float64)
    if found.ndim == 2 and found.shape[1] == 2 and np.array_equal(found[1:, 0], found[:-1, 1]):
        found = np.append(found[:, 0], found[-1, 1])
    if found.ndim != 1 or found.size < 2 or not np.all(np.diff(found) > 0) or found[0] < 0 or np.isinf(found[-2]):
        raise ValueError("bands are given by at least two ascending edges, none negative")
    if np.isinf(found[-1]) and found.size == 2:
        raise ValueError("one band without an end holds every pair: give an edge to tell near from far")
    return found


def _as_calculator(space: Bands, time: Bands, compatible: str) -> tuple[Bands, Bands, Metric]:
    if compatible != "ratcliffe":
        raise ValueError(f"{compatible!r} is no calculator that is reproduced here; 'ratcliffe' is")
    finite = [edge for edge in space.edges if _SAME_PLACE < edge < np.inf]
    edges = np.array([0.0, _SAME_PLACE, *finite, np.inf])
    days = np.array([*(edge for edge in time.edges if edge < np.inf), np.inf])
    return Bands(edges, inclusive=False), Bands(days, inclusive=False), "manhattan"


def _printed(bands: Bands, *, first: str, unit: int) -> tuple[str, ...]:
    """Return the labels that the calculator prints: each begins one too late, and the last is "More than"."""
    said = []
    for place, (low, high) in enumerate(zip(bands.edges[:-1], bands.edges[1:], strict=True)):
        if place == 0 and first:
            said.append(first)
        elif np.isinf(high):
            said.append(f"More than {low:g}")
        else:
            start = low if place == 0 or (unit and low == _SAME_PLACE) else low + 1
            said.append(f"{start:g} to {high:g}")
    return tuple(said)
