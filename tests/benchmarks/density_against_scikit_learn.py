"""Kernel density of 100,000 points on 200 × 200 cells against scikit-learn, exact on a tenth of the cells."""

from __future__ import annotations

import numpy as np
from side_by_side import best, tell
from sklearn.neighbors import KernelDensity

from frankpledge.analysis.places import kernel_density

SIDE, CELL, BANDWIDTH, EVERY = 20_000, 100, 400, 10


def main() -> bool:
    rng = np.random.default_rng(3)
    towns = [rng.normal(rng.random((1, 2)) * SIDE, 600, (2_000, 2)) for _ in range(40)]
    points = np.clip(np.concatenate([*towns, rng.random((20_000, 2)) * SIDE]), 0, SIDE)
    asked = {"cell": CELL, "bandwidth": BANDWIDTH, "kernel": "gaussian", "extent": (0, 0, SIDE, SIDE)}
    ours, found = best(lambda: kernel_density(points=points, **asked), 5)
    middles = np.stack(np.meshgrid(found.x, found.y), -1).reshape(-1, 2)[::EVERY]

    def peer() -> np.ndarray:
        fit = KernelDensity(bandwidth=BANDWIDTH).fit(points)
        return np.exp(fit.score_samples(middles)) * len(points)

    theirs, exact = best(peer, 1)
    error = float(np.max(np.abs(found.value.ravel()[::EVERY] - exact)) / found.value.max())
    return tell(
        "kernel density (peer's time for a tenth of the cells, times ten)",
        ours=ours,
        peer=theirs * EVERY,
        goal=100,
        agrees=error <= 1e-3,
        condition=f"error {error:.1e} of the peak, at most 1e-3",
    )


if __name__ == "__main__":
    raise SystemExit(not main())
