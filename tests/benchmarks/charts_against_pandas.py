"""Control limits of 10,000 series × 36 with all four rules, against pandas groupby-transform without rules."""

from __future__ import annotations

import numpy as np
import pandas as pd
from side_by_side import best, tell

from frankpledge.analysis.signals import xmr, xmr_many

SERIES, POINTS = 10_000, 36


def main() -> bool:
    rng = np.random.default_rng(1)
    values = rng.poisson(rng.gamma(3, 20, (SERIES, 1)) + 5, (SERIES, POINTS)).astype(float)
    rows = pd.DataFrame({"series": np.repeat(np.arange(SERIES), POINTS), "value": values.ravel()})

    def peer() -> tuple[pd.Series, pd.Series]:
        by = rows.groupby("series")["value"]
        centre = by.transform("mean")
        width = 2.66 * by.diff().abs().groupby(rows["series"]).transform("mean")
        return centre - width, centre + width

    ours, found = best(lambda: xmr_many(values=values), 30)
    theirs, (lower, _) = best(peer, 10)
    plain = xmr_many(values=values, screen=float("inf"))
    same = np.allclose(plain.lower.ravel(), lower, equal_nan=False)
    alone = [xmr(values=values[row]).signals for row in range(0, SERIES, 100)]
    marked = [
        tuple(tuple(name for name in found.signals if found.signals[name][row, at]) for at in range(POINTS))
        for row in range(0, SERIES, 100)
    ]
    return tell(
        "control limits with rules",
        ours=ours,
        peer=theirs,
        goal=2,
        agrees=same and alone == marked,
        condition="the same limits without screening, and the rules of one chart at a time",
    )


if __name__ == "__main__":
    raise SystemExit(not main())
