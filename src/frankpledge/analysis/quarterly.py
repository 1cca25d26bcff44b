"""How far counts by financial quarter vary of themselves, for sources that count by nothing shorter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from frankpledge.analysis.counts import count_series
from frankpledge.analysis.periods import Month, Quarter
from frankpledge.analysis.refusals import NotEnoughData

# As many months as the monthly baseline asks for.
MINIMUM_QUARTERS = 8
_SEASONS = 4


def quarterly_dispersion(
    *, values: Sequence[float | None], quarters: Sequence[Quarter], excluded: Collection[Month] = ()
) -> float:
    """Return Pearson's χ² ÷ degrees of freedom of counts around the level of their season, no smaller than 1.

    The Poisson model has a rate a day for each of the four seasons and no trend, so a level that drifts counts as
    spread and makes the answer larger, never bolder. Quarters that are missing or touch an excluded month are left out.
    Raises NotEnoughData under eight quarters, or where no count is above zero. Source: McCullagh and Nelder,
    Generalized Linear Models (1989), §6.2.
    """
    counts = count_series(values)
    gone = set(excluded)
    kept = [
        (quarter.number, float(count), float(quarter.window.days))
        for quarter, count in zip(quarters, counts, strict=True)
        if not np.isnan(count) and not gone & set(quarter.window.months())
    ]
    if len(kept) < MINIMUM_QUARTERS:
        raise NotEnoughData(f"{len(kept)} quarters: at least {MINIMUM_QUARTERS} are needed to know how far they vary")
    season, count, days = (np.array(column) for column in zip(*kept, strict=True))
    events = np.bincount(season, weights=count, minlength=_SEASONS + 1)
    exposure = np.bincount(season, weights=days, minlength=_SEASONS + 1)
    held = exposure > 0
    rate = np.divide(events, exposure, out=np.zeros_like(events), where=held)
    expected = rate[season] * days
    alive = expected > 0
    freedom = int(alive.sum()) - int((rate > 0).sum())
    if freedom < 1:
        raise NotEnoughData("too few quarters hold any event to know how far they vary")
    return max(1.0, float((((count - expected) ** 2)[alive] / expected[alive]).sum() / freedom))
