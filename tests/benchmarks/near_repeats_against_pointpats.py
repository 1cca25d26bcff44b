"""Knox with 999 permutations at 5,000 points against pointpats (99, times its own scaling), and 50,000 points alone."""

from __future__ import annotations

import warnings

import numpy as np
from side_by_side import best, tell

from frankpledge.analysis.repeats import knox

warnings.simplefilter("ignore")
from pointpats.spacetime import Knox  # noqa: E402

METRES, DAYS, PEER_DRAWS, DRAWS = 200, 14, 99, 999


def events(n: int, side: float) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    return rng.random((n, 2)) * side, rng.integers(0, 3 * 365, n)


def main() -> bool:
    points, days = events(5_000, 10_000)
    bands = {"distance_bands": [0, METRES], "time_bands": [0, DAYS], "inclusive": True, "permutations": DRAWS}
    ours, found = best(lambda: knox(points=points, days=days, **bands), 5)
    theirs, oracle = best(lambda: Knox(points, days[:, None], METRES, DAYS, permutations=PEER_DRAWS), 1)
    none, _ = best(lambda: Knox(points, days[:, None], METRES, DAYS, permutations=0), 1)
    scaled = none + (theirs - none) * DRAWS / PEER_DRAWS
    same = int(found.observed[0, 0]) == oracle.nst
    met = tell(
        f"near repeats, 5,000 points (peer's {PEER_DRAWS} permutations scaled to {DRAWS})",
        ours=ours,
        peer=scaled,
        goal=100,
        agrees=same,
        condition=f"the same statistic, {oracle.nst} pairs",
    )
    many, when = events(50_000, 40_000)
    large, _ = best(lambda: knox(points=many, days=when, **bands), 3)
    print(f"{'met ' if large < 1 else 'MISS'} near repeats, 50,000 points: {large:.2f} s of processor (goal under 1 s)")
    return met and large < 1


if __name__ == "__main__":
    raise SystemExit(not main())
