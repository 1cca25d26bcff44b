"""Kernel density: how events lie over a plane, smoothed by a stated kernel and bandwidth.

A smooth surface is a picture and no test: it names no hot spot. Only points that are where things happened may be
smoothed; points that were moved to a street's middle before publication pile up there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, pi
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve

from frankpledge.analysis.counts import Floats, check_base
from frankpledge.analysis.places.near import as_points
from frankpledge.analysis.refusals import NoDenominator

Kernel = Literal["quartic", "gaussian"]
Extent = tuple[float, float, float, float]
# Steps of the fine grid to a bandwidth. A single point is then off by at most 0.05% of its peak (quartic, whose
# curvature jumps at its edge) or 0.02% (gaussian), wherever it lies between the nodes.
_FINE = {"quartic": 24.0, "gaussian": 5.0}
_REACH = {"quartic": 1.0, "gaussian": 5.0}
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
    kernel reaches; nothing is made up for the plane beyond a coast or border. Duplicate points count each time. What
    lies further off is counted as `outside` and not smoothed (where everything does, the surface is zero); so give an
    extent where a stray point (0, 0 for an unknown place) would stretch the map: without one it is refused as too
    large.

    The surface is worked out on a finer grid by convolution, each point shared among the sixteen nodes around it as a
    cubic through them would have it: within 0.1% of the peak of adding up every point's kernel. A bandwidth under one
    cell is refused, for nothing would be smoothed. No points, and points that are missing, are `NotEnoughData`.
    """
    where = as_points(points)
    heavy = np.ones(len(where)) if weights is None else np.asarray(weights, dtype=np.float64)
    if heavy.shape != (len(where),) or not np.all(np.isfinite(heavy)):
        raise ValueError("each point has one weight, and none is missing")
    if kernel not in _SHAPES:
        raise ValueError(f"{kernel!r} is not one of the kernels {', '.join(_SHAPES)}")
    check_base(cell, name="cell")
    if check_base(bandwidth, name="bandwidth") < cell:
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
    where, there = as_points(points), as_points(base_points)
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
    fine = ceil(_FINE[kernel] * frame.cell / bandwidth)
    step = frame.cell / fine
    reach = ceil(bandwidth * _REACH[kernel] / step)
    margin = reach + 3
    shape = ((frame.rows - 1) * fine + 1 + 2 * margin, (frame.columns - 1) * fine + 1 + 2 * margin)
    if shape[0] * shape[1] > _MOST_CELLS:
        raise ValueError(
            f"{frame.columns} × {frame.rows} cells at this bandwidth are too many: choose larger cells, or give the "
            "extent of the area, where a stray point lies far off it"
        )
    first = (frame.west + frame.cell / 2 - margin * step, frame.south + frame.cell / 2 - margin * step)
    shared = _shared(where, heavy, first, step, shape)
    away = np.arange(-reach, reach + 1) * step
    sampled = _SHAPES[kernel]((away[:, None] ** 2 + away[None, :] ** 2) / bandwidth**2) / bandwidth**2
    surface = fftconvolve(shared, sampled, mode="same")
    up, across = (slice(margin, margin + (many - 1) * fine + 1, fine) for many in (frame.rows, frame.columns))
    return np.asarray(surface[up, across])


def _shared(where: Floats, heavy: Floats, first: tuple[float, float], step: float, shape: tuple[int, int]) -> Floats:
    """Share each point between the sixteen nodes around it, by the weights of cubic interpolation."""
    grid = np.zeros((shape[0] + 3) * (shape[1] + 3))
    across, up = (where[:, 0] - first[0]) / step, (where[:, 1] - first[1]) / step
    column = np.clip(np.floor(across), 0, shape[1] - 1).astype(np.int64)
    row = np.clip(np.floor(up), 0, shape[0] - 1).astype(np.int64)
    corner = row * (shape[1] + 3) + column
    columns, rows = _cubic(across - column), _cubic(up - row) * heavy
    for i, north in enumerate(rows):
        for j, east in enumerate(columns):
            grid += np.bincount(corner + (i * (shape[1] + 3) + j), weights=north * east, minlength=grid.size)
    return grid.reshape(shape[0] + 3, shape[1] + 3)[1:-2, 1:-2]


def _cubic(part: Floats) -> Floats:
    """Return the weights of the nodes one before, at, one and two after, for points so far past a node (0 to 1)."""
    before, beyond, past = part + 1, part - 1, part - 2
    return np.stack(
        [-part * beyond * past / 6, before * beyond * past / 2, -before * part * past / 2, before * part * beyond / 6]
    )


_SHAPES: dict[Kernel, Callable[[Floats], Floats]] = {
    "quartic": lambda squared: 3 / pi * np.maximum(0.0, 1 - squared) ** 2,
    "gaussian": lambda squared: np.exp(-squared / 2) / (2 * pi),
}
