"""Change points of 3,000 series against ruptures' KernelCPD, its C code."""

from __future__ import annotations

import numpy as np
import ruptures
from side_by_side import best, tell

from frankpledge.analysis.breaks import structural_breaks_many

SERIES, POINTS, LEAST = 3_000, 60, 6


def main() -> bool:
    rng = np.random.default_rng(1)
    levels = np.where(np.arange(POINTS) < rng.integers(10, 50, (SERIES, 1)), 0, rng.integers(0, 3, (SERIES, 1)) * 1.5)
    values = rng.normal(size=(SERIES, POINTS)) + levels
    penalty = 2 * np.log(POINTS)
    ours, found = best(lambda: structural_breaks_many(values=values, penalty=penalty, least=LEAST), 5)
    search = ruptures.KernelCPD(kernel="linear", min_size=LEAST, jump=1)
    theirs, oracle = best(lambda: [tuple(search.fit(one).predict(pen=penalty)[:-1]) for one in values], 3)
    same = float(np.mean([a == b for a, b in zip(found, oracle, strict=True)]))
    return tell(
        "change points", ours=ours, peer=theirs, goal=1, agrees=same >= 0.99, condition=f"the same breaks in {same:.1%}"
    )


if __name__ == "__main__":
    raise SystemExit(not main())
