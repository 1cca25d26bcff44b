"""Pairs of events by how far and how long they lie apart, for the dates as they were and for any shuffling of them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from frankpledge.analysis.counts import Floats

Metric = Literal["euclidean", "manhattan"]
Ints = NDArray[np.int64]
_SHUFFLED_AT_ONCE = 128  # shufflings side by side, each batch with a seed of its own
_PAIRS_AT_ONCE = 2_048  # so that a batch of them stays close to the processor
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Bands:
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
        """How many bands there are."""
        return self.edges.size - 1

    @property
    def labels(self) -> tuple[str, ...]:
        """Return each band as it was computed: [0, 100), or (100, 200] where bands are closed above."""
        both = zip(self.edges[:-1], self.edges[1:], strict=True)
        if self.inclusive:
            return tuple(f"{'[' if place == 0 else '('}{low:g}, {high:g}]" for place, (low, high) in enumerate(both))
        return tuple(f"[{low:g}, {high:g})" for low, high in both)


class Counter:
    """Counts pairs by bands for any shuffling of the dates. Only pairs near in space are ever listed.

    Pairs further apart than the last finite edge of distance follow from the totals by time, which no shuffling
    changes. `near` are all pairs by distance band, `soon` by time band, `pairs` all there are.
    """

    def __init__(self, points: Floats, days: Floats, space: Bands, time: Bands, metric: Metric) -> None:
        self.pairs = days.size * (days.size - 1) // 2
        self._open_space, self._open_time = bool(np.isinf(space.edges[-1])), bool(np.isinf(time.edges[-1]))
        held = Bands(space.edges[:-1], space.inclusive) if self._open_space else space
        self._time = Bands(time.edges[:-1], time.inclusive) if self._open_time else time
        self._first, self._second, self._rows = _near_pairs(points, held, metric)
        self._days, self._edges = _small(days, self._time)
        self.soon = _soon(days, self._time, is_open=self._open_time)
        rows = np.diff(self._rows)
        self.near = np.append(rows[:-1], self.pairs - rows.sum()) if self._open_space else rows[:-1]

    def observed(self) -> Ints:
        """Return pairs by distance band × time band for the dates as they are."""
        return np.asarray(self._tables(self._days[:, None])[0])

    def times_reached(self, observed: Ints, *, permutations: int, seed: int) -> Ints:
        """Return in how many shufflings of the dates each count of pairs is at least the observed one.

        Batches of shufflings have seeds spawned from the one given, so that the answer does not depend on how many
        threads work on them.
        """
        batches = range(0, permutations, _SHUFFLED_AT_ONCE)
        seeds = np.random.SeedSequence(seed).spawn(len(batches))

        def reached(first: int, own: np.random.SeedSequence) -> Ints:
            tables = self._tables(self._shuffled(min(_SHUFFLED_AT_ONCE, permutations - first), own))
            return np.asarray(np.sum(tables >= observed, axis=0))

        with ThreadPoolExecutor(_THREADS) as threads:
            return np.asarray(sum(threads.map(reached, batches, seeds)))

    def _shuffled(self, many: int, own: np.random.SeedSequence) -> NDArray[Any]:
        """Return dates × shufflings."""
        rng, order = np.random.Generator(np.random.SFC64(own)), np.arange(self._days.size)
        drawn = np.empty((many, order.size), dtype=self._days.dtype)
        for row in drawn:
            rng.shuffle(order)  # a shuffled order shuffled again is as good as a fresh one
            np.take(self._days, order, out=row)
        return np.ascontiguousarray(drawn.T)

    def _tables(self, dates: NDArray[Any]) -> Ints:
        """Return for each column of dates its pairs by distance band × time band."""
        upto = np.zeros((dates.shape[1], self._rows.size - 1, self._edges.size), dtype=np.int64)
        for row, part in self._parts():
            apart = np.take(dates, self._first[part], axis=0)
            np.subtract(apart, np.take(dates, self._second[part], axis=0), out=apart)
            np.abs(apart, out=apart)
            for place, edge in enumerate(self._edges):
                upto[:, row, place] += _down(apart < edge)
        every = np.diff(upto, axis=2)
        if self._open_time:
            every = np.concatenate([every, (np.diff(self._rows) - upto[:, :, -1])[:, :, None]], axis=2)
        return np.concatenate([every[:, :-1], (self.soon - every.sum(axis=1))[:, None]], axis=1)[
            :, : None if self._open_space else -1
        ]

    def _parts(self) -> Iterator[tuple[int, slice]]:
        """Yield stretches of the pairs of one distance band."""
        for row, (begin, end) in enumerate(zip(self._rows[:-1].tolist(), self._rows[1:].tolist(), strict=True)):
            for first in range(begin, end, _PAIRS_AT_ONCE):
                yield row, slice(first, min(first + _PAIRS_AT_ONCE, end))


def _down(flags: NDArray[np.bool_]) -> Ints:
    """Return how many flags of each column are set; added up in single bytes where these hold them."""
    whole = flags.shape[0] // 255 * 255
    bytes_ = flags.view(np.uint8)
    packed = bytes_[:whole].reshape(-1, 255, flags.shape[1]).sum(axis=1, dtype=np.uint8)
    return np.asarray(packed.sum(axis=0, dtype=np.int64) + bytes_[whole:].sum(axis=0, dtype=np.uint8))


def _small(days: Floats, bands: Bands) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return dates in as few bytes as hold them, and edges of time below which (and never at which) pairs count.

    For whole days "up to 7" is "below 8". Other dates stay as they are, and the next number after an edge stands for
    it where it counts as within.
    """
    within = np.arange(bands.edges.size) > 0 if bands.inclusive else np.zeros(bands.edges.size, dtype=np.bool_)
    span = float(np.ptp(days))
    if np.all(days == np.floor(days)) and span < np.iinfo(np.int32).max // 2:
        kind = np.int16 if span < np.iinfo(np.int16).max // 2 else np.int32
        edges = [floor(edge) + 1 if closed else ceil(edge) for edge, closed in zip(bands.edges, within, strict=True)]
        return (days - days.min()).astype(kind), np.minimum(edges, int(span) + 1).astype(kind)
    return days, np.where(within, np.nextafter(bands.edges, np.inf), bands.edges)


def _near_pairs(points: Floats, bands: Bands, metric: Metric) -> tuple[Ints, Ints, Ints]:
    """Return both ends of the pairs up to the last edge, band after band, and where each band begins.

    A last band holds pairs nearer than the first edge.
    """
    reach = float(bands.edges[-1])
    found = cKDTree(points).query_pairs(reach, p=2.0 if metric == "euclidean" else 1.0, output_type="ndarray")
    apart = points[found[:, 0]] - points[found[:, 1]]
    distance = np.hypot(apart[:, 0], apart[:, 1]) if metric == "euclidean" else np.abs(apart).sum(axis=1)
    placed = bands.place_all(distance)
    kept = np.flatnonzero(placed != bands.count)
    rows = np.minimum(placed[kept], bands.count)
    order = np.lexsort((found[kept, 0], rows))
    starts = np.searchsorted(rows[order], np.arange(bands.count + 2))
    chosen = found[kept[order]].astype(np.int64)
    return np.ascontiguousarray(chosen[:, 0]), np.ascontiguousarray(chosen[:, 1]), starts


def _soon(days: Floats, bands: Bands, *, is_open: bool) -> Ints:
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
