"""Knox's test of near repeats: whether more pairs are close in space and time than if the dates were shuffled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from frankpledge.analysis.counts import Floats
from frankpledge.analysis.periods import Month
from frankpledge.analysis.refusals import NotEnoughData

Metric = Literal["euclidean", "manhattan"]
Ints = NDArray[np.int64]
_LEAST = 3
_SAME_PLACE = 1.0
_TABLED = 1_000_000


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


@dataclass(frozen=True, slots=True)
class _Bands:
    """Edges in ascending order, and on which side a band is closed."""

    edges: Floats
    inclusive: bool

    def place_all(self, values: Floats) -> Ints:
        """Return the band of each value; `count` where it lies above all of them, `count` + 1 where below."""
        side: Literal["left", "right"] = "left" if self.inclusive else "right"
        found = np.searchsorted(self.edges, values, side=side) - 1
        if self.inclusive:
            found = np.where(values == self.edges[0], 0, found)
        return np.where(found < 0, self.count + 1, found).astype(np.int64)

    @property
    def count(self) -> int:
        return self.edges.size - 1

    @property
    def labels(self) -> tuple[str, ...]:
        """Return each band as it was computed: [0, 100), or (100, 200] where bands are closed above."""
        both = zip(self.edges[:-1], self.edges[1:], strict=True)
        if self.inclusive:
            return tuple(f"{'[' if place == 0 else '('}{low:g}, {high:g}]" for place, (low, high) in enumerate(both))
        return tuple(f"[{low:g}, {high:g})" for low, high in both)


def knox(
    *,
    points: Sequence[tuple[float, float]] | Floats,
    days: Sequence[float] | NDArray[Any],
    distance_bands: Sequence[float],
    time_bands: Sequence[float],
    permutations: int = 999,
    seed: int = 1,
    inclusive: bool = False,
    metric: Metric = "euclidean",
    compatible: Literal["ratcliffe"] | None = None,
) -> Knox:
    """Return for each band of distance and of time how many pairs of events there are, and how many chance would give.

    `points` are n × 2 in metres; `days` numbers or dates (datetime64). Bands are given by their ascending edges, in
    metres and days, the last of which may be infinite: [0, 100, 200] are the bands [0, 100) and [100, 200), half-open
    unless `inclusive`, which closes them above (and the first below too). Dates are shuffled over the points; the
    p-value is Monte Carlo's with the observed among the draws, so it cannot be below 1/(permutations + 1). Events at
    one place and pairs on one day count. Source: Knox (1964), Applied Statistics 13; Johnson et al. (2007), Journal of
    Quantitative Criminology 23. Missing points or dates, fewer than three events, and months in place of days are
    `NotEnoughData`.

    `compatible="ratcliffe"` reproduces the Near Repeat Calculator's table: Manhattan distance, a band [0, 1) for the
    same location before the others, and bands beyond the last edges. What that calculator labels "101 to 200" it
    computes as [100, 200) (Steenbeek's comparison of the two); both labels are returned.
    """
    where, when = _events(points, days)
    if permutations < 1:
        raise ValueError("at least one permutation is needed for a p-value")
    space, time = _Bands(_edges(distance_bands), inclusive), _Bands(_edges(time_bands), inclusive)
    if compatible is not None:
        space, time, metric = _as_calculator(space, time, compatible)
    counter = _Counter(where, when, space, time, metric)
    observed = counter.table(when)
    reached = _times_reached(counter, when, observed, permutations, seed)
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


def _times_reached(counter: _Counter, when: Floats, observed: Ints, permutations: int, seed: int) -> Ints:
    """Return in how many shufflings of the dates each count of pairs is at least the observed one."""
    rng = np.random.default_rng(seed)
    reached = np.zeros(observed.shape, dtype=np.int64)
    for _ in range(permutations):
        reached += counter.table(rng.permutation(when)) >= observed
    return reached


class _Counter:
    """Counts pairs by bands for any shuffling of the dates. Only pairs near in space are ever listed.

    Pairs further apart than the last finite edge of distance follow from the totals by time, which no shuffling
    changes. Within, a last row holds pairs nearer than the first edge, two last columns those too late and too soon.
    """

    def __init__(self, points: Floats, days: Floats, space: _Bands, time: _Bands, metric: Metric) -> None:
        self.pairs = days.size * (days.size - 1) // 2
        self._open_space, self._open_time = bool(np.isinf(space.edges[-1])), bool(np.isinf(time.edges[-1]))
        self._space = _Bands(space.edges[:-1], space.inclusive) if self._open_space else space
        self._time = _Bands(time.edges[:-1], time.inclusive) if self._open_time else time
        self._rows, self._columns = self._space.count + 1, self._time.count + 2
        self._first, self._second, bands = _near_pairs(points, self._space, metric)
        self._offset = bands * self._columns
        self._table = _tabled(days, self._time)
        self.soon = _soon(days, self._time, is_open=self._open_time)
        rows = np.bincount(bands, minlength=self._rows)
        self.near = np.append(rows[:-1], self.pairs - rows.sum()) if self._open_space else rows[:-1]

    def table(self, days: Floats) -> Ints:
        """Return pairs by distance band × time band for the dates in this order."""
        apart = np.abs(days[self._first] - days[self._second])
        placed = self._time.place_all(apart) if self._table is None else self._table[apart.astype(np.int64)]
        counted = np.bincount(placed + self._offset, minlength=self._rows * self._columns)
        wanted = self._time.count + self._open_time
        every = counted.reshape(self._rows, self._columns)[:, :wanted].astype(np.int64)
        return np.vstack([every[:-1], self.soon - every.sum(axis=0)]) if self._open_space else every[:-1]


def _near_pairs(points: Floats, bands: _Bands, metric: Metric) -> tuple[Ints, Ints, Ints]:
    """Return the pairs up to the last edge by the places of both in the list, and their bands; the last is too near."""
    reach = float(bands.edges[-1])
    found = cKDTree(points).query_pairs(reach, p=2.0 if metric == "euclidean" else 1.0, output_type="ndarray")
    apart = points[found[:, 0]] - points[found[:, 1]]
    distance = np.hypot(apart[:, 0], apart[:, 1]) if metric == "euclidean" else np.abs(apart).sum(axis=1)
    placed = bands.place_all(distance)
    kept = placed != bands.count
    too_near = placed[kept] == bands.count + 1
    rows = np.where(too_near, bands.count, placed[kept])
    order = np.argsort(rows, kind="stable")
    return found[kept, 0][order].astype(np.int64), found[kept, 1][order].astype(np.int64), rows[order]


def _soon(days: Floats, bands: _Bands, *, is_open: bool) -> Ints:
    """Return how many pairs of dates lie in each band, from the sorted dates alone: no list of pairs is made."""
    ordered, later = np.sort(days), np.arange(1, days.size + 1)
    closed: Literal["left", "right"] = "right" if bands.inclusive else "left"
    within = [np.sum(np.maximum(np.searchsorted(ordered, ordered + e, side=closed) - later, 0)) for e in bands.edges]
    counted = np.diff(within)
    if bands.inclusive:
        counted[0] += _exactly(ordered, float(bands.edges[0]))
    if is_open:
        counted = np.append(counted, days.size * (days.size - 1) // 2 - within[-1])
    return counted.astype(np.int64)


def _exactly(ordered: Floats, apart: float) -> int:
    left = np.searchsorted(ordered, ordered + apart, side="left")
    right = np.searchsorted(ordered, ordered + apart, side="right")
    own = ordered.size if apart == 0 else 0
    pairs = int(np.sum(right - left)) - own
    return pairs // 2 if apart == 0 else pairs


def _tabled(days: Floats, bands: _Bands) -> NDArray[np.int64] | None:
    """Return the band of every whole number of days, None where dates have fractions or lie too far apart."""
    span = float(np.ptp(days))
    if span > _TABLED or np.any(days != np.floor(days)):
        return None
    return bands.place_all(np.arange(int(span) + 1, dtype=np.float64))


# ---- what is asked ---------------------------------------------------------------------------------------------------


def _events(
    points: Sequence[tuple[float, float]] | Floats, days: Sequence[float] | NDArray[Any]
) -> tuple[Floats, Floats]:
    where, when = _points(points), _days(days)
    if len(where) != when.size:
        raise ValueError(f"{len(where)} points but {when.size} days")
    if when.size < _LEAST:
        raise NotEnoughData(f"A test of near repeats needs {_LEAST} events; there are {when.size}.", where="days")
    return where, when


def _points(points: Sequence[tuple[float, float]] | Floats) -> Floats:
    found = np.asarray(points, dtype=np.float64)
    if found.size == 0:
        raise NotEnoughData("There are no events.", where="points")
    if found.ndim != 2 or found.shape[1] != 2:
        raise ValueError(f"points are n × 2, not of shape {found.shape}")
    if not np.all(np.isfinite(found)):
        raise NotEnoughData("An event has no point; leave it out, and say how many were.", where="points")
    return found


def _days(days: Sequence[float] | NDArray[Any]) -> Floats:
    if any(isinstance(day, Month) for day in days):
        raise NotEnoughData(
            "month only: the dates are months, and near repeats are told by days.",
            where="days",
            cure="Use a force's own extract, which has dates and points.",
        )
    array = np.asarray(days)
    if array.dtype.kind in "OM":
        moments = array.astype("datetime64[s]")
        if np.any(np.isnat(moments)):
            raise NotEnoughData("An event has no date; leave it out, and say how many were.", where="days")
        found = moments.astype(np.int64) / 86_400
    else:
        found = array.astype(np.float64)
    if not np.all(np.isfinite(found)):
        raise NotEnoughData("An event has no date; leave it out, and say how many were.", where="days")
    return found


def _edges(edges: Sequence[float]) -> Floats:
    found = np.asarray(edges, dtype=np.float64)
    if found.ndim != 1 or found.size < 2 or np.any(np.diff(found) <= 0) or found[0] < 0 or np.isinf(found[-2]):
        raise ValueError("bands are given by at least two ascending edges, none negative")
    if np.isinf(found[-1]) and found.size == 2:
        raise ValueError("one band without an end holds every pair: give an edge to tell near from far")
    return found


def _as_calculator(space: _Bands, time: _Bands, compatible: str) -> tuple[_Bands, _Bands, Metric]:
    if compatible != "ratcliffe":
        raise ValueError(f"{compatible!r} is no calculator that is reproduced here; 'ratcliffe' is")
    finite = [edge for edge in space.edges if _SAME_PLACE < edge < np.inf]
    edges = np.array([0.0, _SAME_PLACE, *finite, np.inf])
    days = np.array([*(edge for edge in time.edges if edge < np.inf), np.inf])
    return _Bands(edges, inclusive=False), _Bands(days, inclusive=False), "manhattan"


def _printed(bands: _Bands, *, first: str, unit: int) -> tuple[str, ...]:
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
