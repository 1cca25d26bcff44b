"""Kernel density: how events lie over a plane, smoothed by a stated kernel and bandwidth.

A smooth surface is a picture and no test: it names no hot spot. Only points that are where things happened may be
smoothed; points that were moved to a street's middle before publication pile up there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, pi, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve

from frankpledge.analysis.counts import Floats, check_base
from frankpledge.analysis.refusals import NoDenominator, NotEnoughData

Kernel = Literal["quartic", "gaussian"]
Extent = tuple[float, float, float, float]
_FINE = 44.0  # steps of the fine grid to a bandwidth
_REACH = {"quartic": 1.0, "gaussian": 5.0}
_VARIANCE = {"quartic": 1 / 8, "gaussian": 1.0}  # along one axis, of a bandwidth of 1
_MOST_CELLS = 25_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """`value` is events per `per` square units at the middle of each cell, rows from south to north.

    `x` and `y` are the middles of columns and rows. `n` is how many events were smoothed (their weights' sum is
    `total`), `outside` how many lay outside the extent by more than the kernel's reach.
    """

    value: Floats
    x: Floats
    y: Floats
    n: int
    total: float
    outside: int
    cell: float
    bandwidth: float
    kernel: Kernel
    per: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DualDensity:
    """Density of events over density of a base, on the same cells. NaN where the base is too thin to divide by."""

    ratio: Floats
    log_ratio: Floats
    events: Density
    base: Density
    least_base: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """The cells: their south-west corner, side, and how many there are each way."""

    west: float
    south: float
    cell: float
    columns: int
    rows: int

    def reached_from(self, where: Floats, reach: float) -> NDArray[np.bool_]:
        """Return which points lie in the frame or so near that a kernel of this reach enters it."""
        east, north = self.west + self.columns * self.cell, self.south + self.rows * self.cell
        x, y = where[:, 0], where[:, 1]
        return np.asarray(
            (x >= self.west - reach) & (x <= east + reach) & (y >= self.south - reach) & (y <= north + reach)
        )


def kernel_density(
    *,
    points: Sequence[tuple[float, float]] | Floats,
    cell: float,
    bandwidth: float,
    kernel: Kernel = "quartic",
    extent: Extent | None = None,
    weights: Sequence[float] | Floats | None = None,
    per: float = 1.0,
) -> Density:
    """Return the density of points on square cells of side `cell`, all in the units of the points (metres).

    `quartic` is 3/(πh²)·(1 − d²/h²)² within the bandwidth h (Silverman 1986, eq. 4.5), as crime mapping programs use;
    `gaussian` has standard deviation h and is cut at 5h. `extent` (west, south, east, north) defaults to the points and
    a bandwidth around them; cells are counted from its south-west corner. What lies outside is smoothed in where the
    kernel reaches; nothing is made up for the plane beyond a coast or border. Duplicate points count each time.

    The surface is worked out on a finer grid by linear binning and convolution, the kernel narrowed by what binning
    widens: within 0.1% of the peak of adding up every point's kernel. A bandwidth under one cell is refused, for
    nothing would be smoothed. No points are `NotEnoughData`.
    """
    where = _points(points)
    heavy = np.ones(len(where)) if weights is None else np.asarray(weights, dtype=np.float64)
    if heavy.shape != (len(where),) or not np.all(np.isfinite(heavy)):
        raise ValueError("each point has one weight, and none is missing")
    check_base(cell, name="cell")
    if bandwidth < cell:
        raise ValueError(f"a bandwidth of {bandwidth:g} lies within one cell of {cell:g}: choose smaller cells")
    frame = _framed(where, extent, cell, bandwidth)
    inside = frame.reached_from(where, bandwidth * _REACH[kernel])
    value = _smoothed(where[inside], heavy[inside], frame, bandwidth, kernel)
    return Density(
        value=np.maximum(value, 0.0) * per if np.all(heavy >= 0) else value * per,
        x=np.asarray(frame.west + (np.arange(frame.columns) + 0.5) * cell, dtype=np.float64),
        y=np.asarray(frame.south + (np.arange(frame.rows) + 0.5) * cell, dtype=np.float64),
        n=int(inside.sum()),
        total=float(heavy[inside].sum()),
        outside=int(np.sum(~inside)),
        cell=cell,
        bandwidth=bandwidth,
        kernel=kernel,
        per=per,
    )


def dual_kernel_density(
    *,
    points: Sequence[tuple[float, float]] | Floats,
    base_points: Sequence[tuple[float, float]] | Floats,
    cell: float,
    bandwidth: float,
    base_bandwidth: float | None = None,
    base_weights: Sequence[float] | Floats | None = None,
    kernel: Kernel = "quartic",
    extent: Extent | None = None,
    least_base: float = 0.01,
) -> DualDensity:
    """Return the density of events over that of a base (addresses, residents, cars), cell by cell.

    Where the base is thinner than `least_base` of its peak the ratio is NaN: a few events over nearly nobody are no
    high risk. Source: Bowers and Hirschfield (1999), International Journal of Geographical Information Science 13.
    """
    where, there = _points(points), _points(base_points)
    if extent is None:
        low, high = np.minimum(where.min(0), there.min(0)), np.maximum(where.max(0), there.max(0))
        extent = (low[0] - bandwidth, low[1] - bandwidth, high[0] + bandwidth, high[1] + bandwidth)
    events = kernel_density(points=where, cell=cell, bandwidth=bandwidth, kernel=kernel, extent=extent)
    base = kernel_density(
        points=there,
        cell=cell,
        bandwidth=base_bandwidth or bandwidth,
        kernel=kernel,
        extent=extent,
        weights=base_weights,
    )
    peak = float(base.value.max())
    if peak <= 0:
        raise NoDenominator("The base has no density anywhere in the extent.", where="base_points")
    thick = base.value >= least_base * peak
    ratio = np.divide(events.value, base.value, out=np.full(base.value.shape, np.nan), where=thick)
    with np.errstate(divide="ignore"):
        log_ratio = np.log(ratio)
    return DualDensity(ratio=ratio, log_ratio=log_ratio, events=events, base=base, least_base=least_base)


def _points(points: Sequence[tuple[float, float]] | Floats) -> Floats:
    found = np.asarray(points, dtype=np.float64)
    if found.size == 0:
        raise NotEnoughData("There are no points.", where="points")
    if found.ndim != 2 or found.shape[1] != 2:
        raise ValueError(f"points are n × 2, not of shape {found.shape}")
    if not np.all(np.isfinite(found)):
        raise NotEnoughData("An event has no point; leave it out, and say how many were.", where="points")
    return found


def _framed(where: Floats, extent: Extent | None, cell: float, bandwidth: float) -> _Frame:
    if extent is None:
        low, high = where.min(0) - bandwidth, where.max(0) + bandwidth
        west, south = floor(low[0] / cell) * cell, floor(low[1] / cell) * cell
        east, north = high
    else:
        west, south, east, north = extent
        if not (east > west and north > south):
            raise ValueError("an extent is west, south, east, north, each side longer than nothing")
    columns, rows = (max(1, ceil(side / cell - 1e-9)) for side in (east - west, north - south))
    return _Frame(float(west), float(south), cell, columns, rows)


def _smoothed(where: Floats, heavy: Floats, frame: _Frame, bandwidth: float, kernel: Kernel) -> Floats:
    """Return the density at the middle of every cell, by convolution on a grid of finer cells around the frame."""
    fine = _odd(ceil(_FINE * frame.cell / bandwidth))
    step = frame.cell / fine
    margin = ceil(bandwidth * _REACH[kernel] / step) + 1
    shape = (frame.rows * fine + 2 * margin, frame.columns * fine + 2 * margin)
    if shape[0] * shape[1] > _MOST_CELLS:
        raise ValueError(f"{frame.columns} × {frame.rows} cells at this bandwidth are too many: choose larger cells")
    binned = _binned(where, heavy, (frame.west - margin * step, frame.south - margin * step), step, shape)
    surface = fftconvolve(binned, _sampled(kernel, bandwidth, step), mode="same")
    middle = margin + fine // 2
    return np.asarray(
        surface[middle : middle + frame.rows * fine : fine, middle : middle + frame.columns * fine : fine]
    )


def _odd(number: int) -> int:
    return number if number % 2 else number + 1


def _binned(where: Floats, heavy: Floats, corner: tuple[float, float], step: float, shape: tuple[int, int]) -> Floats:
    """Share each point between the middles of the four fine cells around it, by nearness."""
    grid = np.zeros(shape[0] * shape[1])
    across, up = (where[:, 0] - corner[0]) / step - 0.5, (where[:, 1] - corner[1]) / step - 0.5
    column, row = np.floor(across).astype(np.int64), np.floor(up).astype(np.int64)
    right, above = across - column, up - row
    for columns, east in ((column, 1 - right), (column + 1, right)):
        for rows, north in ((row, 1 - above), (row + 1, above)):
            held = (columns >= 0) & (columns < shape[1]) & (rows >= 0) & (rows < shape[0])
            place = rows[held] * shape[1] + columns[held]
            grid += np.bincount(place, weights=(east * north * heavy)[held], minlength=grid.size)
    return grid.reshape(shape)


def _sampled(kernel: Kernel, bandwidth: float, step: float) -> Floats:
    """Return the kernel on the fine grid, narrower by the variance that linear binning adds (step² ÷ 6 an axis)."""
    narrow = sqrt(bandwidth**2 - step**2 / 6 / _VARIANCE[kernel])
    reach = ceil(bandwidth * _REACH[kernel] / step)
    away = np.arange(-reach, reach + 1) * step
    squared = (away[:, None] ** 2 + away[None, :] ** 2) / narrow**2
    sampled = _SHAPES[kernel](squared) / narrow**2
    return np.asarray(sampled / (sampled.sum() * step**2))


_SHAPES: dict[Kernel, Callable[[Floats], Floats]] = {
    "quartic": lambda squared: 3 / pi * np.maximum(0.0, 1 - squared) ** 2,
    "gaussian": lambda squared: np.exp(-squared / 2) / (2 * pi),
}
